using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Response;

/// <summary>What a clinic can set about the response to infusions.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record ResponsePolicy
{
    internal const int HighestPhq9 = 27;

    /// <summary>The thresholds, each instrument at most once; an instrument without one gives <c>CriterionNotSet</c>.</summary>
    public ImmutableArray<ResponseCriterion> Criteria { get => field.OrEmpty(); init; }

    /// <summary>The instruments that decide for a condition, each condition at most once; empty when none is named.</summary>
    public ImmutableArray<PrimaryInstrument> PrimaryInstruments { get => field.OrEmpty(); init; }

    /// <summary>The severity bands of the PHQ-9, which together cover 0 to 27 without overlap; empty when none are published.</summary>
    public ImmutableArray<SeverityBand> Phq9Bands { get => field.OrEmpty(); init; }

    /// <summary>The rates the page quotes, for information only.</summary>
    public ImmutableArray<PublishedRate> Rates { get => field.OrEmpty(); init; }

    /// <summary>Whether the bands cover 0 to 27, each score once.</summary>
    internal bool HasEachPhq9Once => Phq9Bands.IsEmpty || HaveEachScoreOnce(Phq9Bands);

    /// <inheritdoc cref="HasEachPhq9Once"/>
    internal static bool HaveEachScoreOnce(ImmutableArray<SeverityBand> bands)
    {
        for (int score = 0; score <= HighestPhq9; score++)
        {
            int found = 0;
            for (int place = 0; place < bands.Length; place++)
            {
                found += bands[place].Lowest <= score && score <= bands[place].Highest ? 1 : 0;
            }

            if (found != 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(ResponsePolicy? other) => other is not null && Criteria.SequenceEqual(other.Criteria)
        && PrimaryInstruments.SequenceEqual(other.PrimaryInstruments) && Phq9Bands.SequenceEqual(other.Phq9Bands)
        && Rates.SequenceEqual(other.Rates) && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => Criteria.Length;

    /// <summary>Writes how many criteria there are.</summary>
    /// <returns>"response policy, 4 criteria".</returns>
    public override string ToString() => FormattableString.Invariant($"response policy, {Criteria.Length} criteria");
}
