using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>What is known of one instrument in one series; <c>null</c> is not known.</summary>
public sealed record InstrumentFacts
{
    /// <summary>The instrument.</summary>
    public Instrument? Instrument { get; init; }

    /// <summary>The protocol of the series.</summary>
    public ProtocolId? Protocol { get; init; }

    /// <summary>The completed sessions of the series; aborted ones do not count.</summary>
    public int? CompletedSessions { get; init; }

    /// <summary>The aborted sessions of the series.</summary>
    public int? AbortedSessions { get; init; }

    /// <summary>The score before the first completed infusion.</summary>
    public Score? Baseline { get; init; }

    /// <summary>The score after the evaluating session.</summary>
    public Score? Current { get; init; }

    /// <summary>When the current score was taken.</summary>
    public Moment? CurrentAt { get; init; }

    /// <summary>The end of the evaluating session.</summary>
    public Instant? SessionEnd { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"instrument facts: {(Instrument is { } known ? known.ToString() : "instrument unknown")}, baseline {Known(Baseline is null)}, current {Known(Current is null)}, sessions {Known(CompletedSessions is null)}";

    private static string Known(bool isUnknown) => isUnknown ? "unknown" : "known";
}
