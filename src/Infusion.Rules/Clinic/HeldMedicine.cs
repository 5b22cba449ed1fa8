using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Clinic;

/// <summary>A medicine that is held before an infusion, for the rooms that judge what was taken.</summary>
/// <param name="Id">The id of the hold.</param>
/// <param name="Names">What the medicine is called.</param>
/// <param name="From">From when before the appointment it is held.</param>
/// <param name="Says">What the clinic publishes, as a sentence.</param>
/// <param name="Provenance">Where it comes from.</param>
/// <param name="Citations">Ids in the source register.</param>
internal sealed record HeldMedicine(
    string Id, ImmutableArray<string> Names, HoldStart From, string Says, Provenance Provenance, ImmutableArray<string> Citations)
{
    /// <summary>Writes the id and from when it is held.</summary>
    /// <returns>"stimulants: 12 h before".</returns>
    public override string ToString() => $"{Id}: {From}";

    /// <inheritdoc/>
    public bool Equals(HeldMedicine? other) => other is not null && Id == other.Id && From == other.From && Says == other.Says
        && Names.SequenceEqual(other.Names) && Provenance == other.Provenance && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
}
