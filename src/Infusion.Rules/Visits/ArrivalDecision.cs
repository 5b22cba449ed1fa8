using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>What the clinic's rules say of an arrival. Late is information: no fee, nothing is cancelled.</summary>
/// <remarks>Allocates nothing on complete facts. <c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw.
/// Equality is by rules, facts and verdict.</remarks>
public readonly record struct ArrivalDecision
{
    private readonly VisitRules? _rules;
    private readonly VisitFacts _facts;

    internal ArrivalDecision(VisitRules rules, VisitFacts facts, Verdict verdict) => (_rules, _facts, Verdict) = (rules, facts, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ArrivalOutcome Outcome => (ArrivalOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ArrivalOutcome> Possible => VisitJudgement.Possible<ArrivalOutcome>(Verdict, 2);

    /// <summary>The required arrival; <c>null</c> while appointment or completed sessions are unknown.</summary>
    public Instant? RequiredArrival => _facts is { Appointment: { } appointment, CompletedSessions: { } completed }
        ? Rules.RequiredArrival(appointment.Earliest, completed)
        : null;

    /// <summary>By how much the arrival is late; <c>null</c> unless it is late for certain and its instant is known.</summary>
    public Duration? LateBy => Status == DecisionStatus.Determined && Outcome == ArrivalOutcome.Late
        && RequiredArrival is { } required && _facts.Arrival is { IsExact: true } arrival && _facts.Appointment is { IsExact: true }
            ? arrival.Earliest - required
            : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => Judgement.Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Judgement.Questions;

    private VisitRules Rules => _rules ?? throw new InvalidOperationException("The default arrival decision was made by no rules.");

    private VisitJudgement Judgement => Rules.JudgeArrival(_facts);

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the required arrival and the lateness as values.</returns>
    public DecisionDocument ToDocument() => Judgement.ToDocument(
    [
        .. RequiredArrival is { } required ? (ValueDocument[])[new("visit.required-arrival", VisitText.Iso(required), "visit.arrival")] : [],
        .. LateBy is { } late ? (ValueDocument[])[new("visit.late-by", VisitText.Iso(late), "visit.arrival")] : [],
    ]);

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"OnTime".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);
}
