using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>Whether the way to the next visit falls into the restriction of the previous infusion.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class InboundRideDecision
{
    private readonly VisitJudgement _judgement;

    internal InboundRideDecision(VisitRules rules, InboundRideFacts facts, VisitJudgement judgement)
    {
        _judgement = judgement;
        IsEstimate = facts.PreviousEnd is null && facts.PreviousPlannedEnd is not null;
        TravelBeforeArrivalNotJudged = facts.Departure is null;
        RestrictedUntil = (facts.PreviousEnd ?? facts.PreviousPlannedEnd) is { } end ? rules.RestrictedUntil(end.Latest) : null;
    }

    /// <summary>It rests on a planned infusion end, because none is recorded yet.</summary>
    public bool IsEstimate { get; }

    /// <summary>No departure was given: the required arrival was judged, and travel before it was not.</summary>
    public bool TravelBeforeArrivalNotJudged { get; }

    /// <summary>When the previous restriction ends, as far as an end is recorded or planned; otherwise <c>null</c>.</summary>
    public Instant? RestrictedUntil { get; }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public InboundRideOutcome Outcome => (InboundRideOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<InboundRideOutcome> Possible => VisitJudgement.Possible<InboundRideOutcome>(Verdict, 2);

    /// <summary>Why.</summary>
    public Explanation Explanation => _judgement.Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => _judgement.Questions;

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => _judgement.ToDocument(
    [
        .. RestrictedUntil is { } until
            ? (ValueDocument[])[new(IsEstimate ? "visit.inbound-ride-until.estimate" : "visit.inbound-ride-until", VisitText.Iso(until), "visit.inbound-ride")]
            : [],
        new("visit.judged", TravelBeforeArrivalNotJudged ? "required arrival; travel before it was not judged" : "departure", "visit.inbound-ride"),
        .. RestrictedUntil is null
            ? (ValueDocument[])[]
            : [new("visit.basis", (IsEstimate ? TimeBasis.Planned : TimeBasis.Recorded).ToString(), "visit.inbound-ride")],
    ]);

    /// <summary>Writes the table and the possible outcomes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _judgement.ToString();
}
