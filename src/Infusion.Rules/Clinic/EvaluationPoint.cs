using Infusion.Rules.Tables;

namespace Infusion.Rules.Clinic;

/// <summary>After how many completed sessions of a protocol the response is judged.</summary>
/// <remarks>The protocols section sets it and the response section reads it. <c>default</c> has no protocol and is refused. Equality is by
/// value. Immutable and thread-safe.</remarks>
/// <param name="Protocol">The protocol.</param>
/// <param name="AfterSessions">The completed sessions of one series after which the response is judged: from the minimum on a response
/// stands, and from the maximum on a likely non-response as well; <c>null</c> when not published.</param>
/// <param name="InductionSessions">The most sessions the induction has, after each of which the verdict is recomputed; <c>null</c> when not
/// published, and then those up to the end of the evaluation are the induction.</param>
/// <param name="Provenance">Where the number comes from.</param>
public readonly record struct EvaluationPoint(
    ProtocolId Protocol, SessionCount? AfterSessions, int? InductionSessions, Provenance Provenance)
{
    /// <summary>How the policy states the number; <c>null</c> when it says no more than its value.</summary>
    internal StatedBasis? Basis { get; init; }

    /// <summary>Writes the protocol and the number of sessions.</summary>
    /// <returns>"four-hour after 3 sessions".</returns>
    public override string ToString() => AfterSessions is { } sessions
        ? $"{Protocol} after {sessions} sessions"
        : $"{Protocol}, not published";
}
