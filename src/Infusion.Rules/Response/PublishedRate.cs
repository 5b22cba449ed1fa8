using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Response;

/// <summary>A rate the page quotes: told as it stands, never merged with another and never part of a decision (C1).</summary>
/// <remarks>Exact fractions: two thirds is 2/3. Compared by value. Immutable and thread-safe.</remarks>
/// <param name="Id">The stable id, such as <c>response.rate.two-thirds</c>.</param>
/// <param name="Says">What the rate is of, as one sentence.</param>
/// <param name="LowNumerator">The numerator of the lower bound.</param>
/// <param name="HighNumerator">The numerator of the upper bound, inclusive; that of the lower one for a single rate.</param>
/// <param name="Denominator">The denominator of both bounds, above 0.</param>
/// <param name="Provenance">Where it comes from.</param>
/// <param name="Citations">Ids in the source register; at least one.</param>
public sealed record PublishedRate(
    string Id, string Says, int LowNumerator, int HighNumerator, int Denominator, Provenance Provenance, ImmutableArray<string> Citations)
{
    /// <inheritdoc/>
    public bool Equals(PublishedRate? other) => other is not null && Id == other.Id && Says == other.Says
        && LowNumerator == other.LowNumerator && HighNumerator == other.HighNumerator && Denominator == other.Denominator
        && Provenance == other.Provenance && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the rate.</summary>
    /// <returns>"2/3" or "10/100 to 30/100".</returns>
    public override string ToString() => LowNumerator == HighNumerator
        ? FormattableString.Invariant($"{LowNumerator}/{Denominator}")
        : FormattableString.Invariant($"{LowNumerator}/{Denominator} to {HighNumerator}/{Denominator}");
}
