using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>One minimum of the anesthesiologists' fasting guideline.</summary>
/// <remarks>Each figure names the edition that has it. Compared by value. Immutable and thread-safe.</remarks>
/// <param name="Kind">The kind of intake.</param>
/// <param name="Minimum">The elapsed time before the anchor; exactly that long meets it, and zero asks for no delay.</param>
/// <param name="IsExample">Whether the guideline gives it as an example ("may be needed") and not as a minimum.</param>
/// <param name="Provenance">Where it comes from.</param>
/// <param name="Citations">Ids of what states it; at least one.</param>
public sealed record AsaWindow(AsaKind Kind, Duration Minimum, bool IsExample, Provenance Provenance, ImmutableArray<string> Citations)
{
    /// <inheritdoc/>
    public bool Equals(AsaWindow? other) => other is not null && Kind == other.Kind && Minimum == other.Minimum
        && IsExample == other.IsExample && Provenance == other.Provenance && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Kind;

    /// <summary>Writes the kind and the minimum.</summary>
    /// <returns>"LightMeal 6 h".</returns>
    public override string ToString() => $"{Kind} {Wording.Of(Minimum)}";
}
