using System.Collections.Immutable;

namespace Infusion.Rules.Response;

/// <summary>What a clinic can set about the response to infusions.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record ResponsePolicy
{
    /// <summary>The thresholds, each instrument at most once; an instrument without one gives <c>CriterionNotSet</c>.</summary>
    public ImmutableArray<ResponseCriterion> Criteria { get; init; } = [];

    /// <summary>The instruments that decide for a condition, each condition at most once; empty when none is named.</summary>
    public ImmutableArray<PrimaryInstrument> PrimaryInstruments { get; init; } = [];

    /// <summary>The severity bands of the PHQ-9, which together cover 0 to 27 without overlap.</summary>
    public required ImmutableArray<SeverityBand> Phq9Bands { get; init; }

    /// <summary>The rates the page quotes, for information only.</summary>
    public ImmutableArray<PublishedRate> Rates { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ResponsePolicy? other) => other is not null && Criteria.SequenceEqual(other.Criteria)
        && PrimaryInstruments.SequenceEqual(other.PrimaryInstruments) && Phq9Bands.SequenceEqual(other.Phq9Bands)
        && Rates.SequenceEqual(other.Rates);

    /// <inheritdoc/>
    public override int GetHashCode() => Criteria.Length;

    /// <summary>Writes how many criteria there are.</summary>
    /// <returns>"response policy, 4 criteria".</returns>
    public override string ToString() => FormattableString.Invariant($"response policy, {Criteria.Length} criteria");
}
