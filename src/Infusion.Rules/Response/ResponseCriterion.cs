using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>What a clinic calls a response on one instrument.</summary>
/// <remarks>The page's words (adequate, significant, meaningful) are undefined
/// (R36, C3). Compared by value. Immutable and thread-safe.</remarks>
public sealed record ResponseCriterion
{
    /// <summary>The instrument.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>The drop from baseline that is a response, in percent of the baseline, inclusive; above 0, at most 100, with at most four
    /// decimal places.</summary>
    public required decimal ResponsePercent { get; init; }

    /// <summary>The drop that is a substantial response, in percent, inclusive; <c>null</c> for none.</summary>
    public decimal? SubstantialPercent { get; init; }

    /// <summary>What is called remission; <c>null</c> when the policy does not say.</summary>
    public RemissionDefinition? Remission { get; init; }

    /// <summary>How long after the evaluating session's end a score says whether the infusions help, inclusive; 7 days by
    /// default.</summary>
    /// <remarks>A later first score can show a response. Where it does not, it may be a failure or the effect worn off.</remarks>
    public Duration EvaluationWindow { get; init; } = UsualWindow;

    /// <summary>The window where a policy names none: an inference, not on the page.</summary>
    internal static Duration UsualWindow { get; } = Duration.FromDays(7);

    /// <summary>The time before it that a score asks about, such as the last two weeks of a questionnaire; longer than zero, <c>null</c>
    /// when the policy does not say, and then nothing is flagged.</summary>
    public Duration? RecallPeriod { get; init; }

    /// <summary>Where the thresholds come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Ids in the source register; at least one.</summary>
    public required ImmutableArray<string> Citations { get => field.OrEmpty(); init; }

    /// <summary>How its parameters are stated, for those that say more than their value, such as a remission from another source than
    /// the thresholds.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(ResponseCriterion? other) =>
        other is not null && Instrument == other.Instrument && ResponsePercent == other.ResponsePercent
        && SubstantialPercent == other.SubstantialPercent && Remission == other.Remission
        && EvaluationWindow == other.EvaluationWindow && RecallPeriod == other.RecallPeriod && Stated == other.Stated
        && Provenance == other.Provenance
        && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Instrument;

    /// <summary>Writes the instrument and the threshold.</summary>
    /// <returns>"PainNrs 30 percent".</returns>
    public override string ToString() => FormattableString.Invariant($"{Instrument} {ResponsePercent:0.####} percent");

    /// <summary>What is wrong with the criterion, or <c>null</c>.</summary>
    internal string? Problem =>
        ResponsePercent is <= 0 or > 100 ? $"The response threshold of {Instrument} is above 0 and at most 100 percent."
        : SubstantialPercent is { } substantial && (substantial < ResponsePercent || substantial > 100)
            ? $"The substantial threshold of {Instrument} is at least its response threshold and at most 100 percent."
        : EvaluationWindow <= Duration.Zero ? $"The evaluation window of {Instrument} is longer than zero."
        : RecallPeriod <= Duration.Zero ? $"The recall period of {Instrument} is longer than zero."
        : Remission is { } remission && (remission.CutOff < Score.Minimum(Instrument) || remission.CutOff > Score.Maximum(Instrument))
            ? $"The remission cut-off of {Instrument} is outside its scores."
        : Remission is { IncludesCutOff: true } && !Score.IsWhole(Instrument)
            ? $"Remission on {Instrument} is given as below a score: averaged scores have decimals."
        : null;
}
