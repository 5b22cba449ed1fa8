using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Response;

/// <summary>One instrument in one series: its scores before and after, and the sessions between; <c>null</c> is not known.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record ScoredInstrument
{
    /// <summary>The most sessions of a series.</summary>
    internal const int MostSessions = 1_000_000;

    /// <summary>The condition it is scored for.</summary>
    public ConditionCategory? Condition { get; init; }

    /// <summary>The instrument; that of a score, where one is known.</summary>
    public Instrument? Instrument
    {
        get => field ?? Baseline?.Instrument ?? Current?.Instrument;
        init;
    }

    /// <summary>What the scores are of; <c>null</c> when that was not written down.</summary>
    public ScoreBasis? Basis { get; init; }

    /// <summary>The protocol of the series; one that the policy does not have is not known.</summary>
    public StatedName? Protocol { get; init; }

    /// <summary>The completed sessions of the series, 0 to 1,000,000; aborted ones do not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? CompletedSessions
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>The aborted sessions of the series, 0 to 1,000,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? AbortedSessions
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>The score before the first completed infusion.</summary>
    public Score? Baseline { get; init; }

    /// <summary>The score after the evaluating session.</summary>
    public Score? Current { get; init; }

    /// <summary>When the current score was taken.</summary>
    public Moment? CurrentAt { get; init; }

    /// <summary>The start of the series' first infusion, completed or not.</summary>
    public Moment? FirstStart { get; init; }

    /// <summary>The end of the evaluating session.</summary>
    public Moment? SessionEnd { get; init; }

    /// <summary>The instrument, and what its scores are of where that is written down.</summary>
    internal string? Name => Basis is { } basis ? $"{Instrument} {basis}" : Instrument?.ToString();

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{Instrument?.ToString() ?? "no instrument"}: baseline {Known(Baseline is null)}, current {Known(Current is null)}, sessions "
        + $"{Known(CompletedSessions is null)}";

    private static int? Checked(int? sessions) => sessions is null or (>= 0 and <= MostSessions)
        ? sessions
        : throw new ArgumentOutOfRangeException(nameof(sessions), "The sessions of a series are from 0 to 1,000,000.");

    private static string Known(bool isUnknown) => isUnknown ? "unknown" : "known";
}
