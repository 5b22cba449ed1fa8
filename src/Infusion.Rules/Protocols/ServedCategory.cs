using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Protocols;

/// <summary>A group of conditions a protocol is for, and on whose word.</summary>
/// <remarks>Where the provenance is <see cref="Provenance.Inferred"/> the
/// protocol is named and a clinician must choose it. Compared by value.
/// Immutable and thread-safe.</remarks>
/// <param name="Category">The group of conditions.</param>
/// <param name="Provenance">Where it says that the protocol is for them.</param>
/// <param name="Citations">Ids in the source register; at least one.</param>
public sealed record ServedCategory(ConditionCategory Category, Provenance Provenance, ImmutableArray<string> Citations)
{
    /// <inheritdoc/>
    public bool Equals(ServedCategory? other) => other is not null && Category == other.Category && Provenance == other.Provenance
        && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Category;

    /// <summary>Writes the category and the provenance.</summary>
    /// <returns>"Pain (Published)".</returns>
    public override string ToString() => $"{Category} ({Provenance})";
}
