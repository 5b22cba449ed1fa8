using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>Where the restriction on driving and heavy machinery stands at one instant.</summary>
/// <remarks>Says that the published restriction holds or has elapsed, and nothing more. Without a recorded infusion end it needs information and is
/// never elapsed. Allocates nothing on complete facts. <c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw.
/// Equality is by rules, facts, instant and verdict.</remarks>
public readonly record struct DrivingDecision
{
    private readonly VisitRules? _rules;
    private readonly VisitFacts _facts;

    internal DrivingDecision(VisitRules rules, VisitFacts facts, Instant now, Verdict verdict) =>
        (_rules, _facts, At, Verdict) = (rules, facts, now, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The instant it was asked for.</summary>
    public Instant At { get; }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public DrivingOutcome Outcome => (DrivingOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<DrivingOutcome> Possible => VisitJudgement.Possible<DrivingOutcome>(Verdict, 2);

    /// <summary>When the restriction ends; <c>null</c> without a recorded end. A time not exactly known counts from its latest.</summary>
    public Instant? RestrictedUntil => _facts.InfusionEnd is { } end ? Rules.RestrictedUntil(end.Latest) : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => Judgement.Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Judgement.Questions;

    private VisitRules Rules => _rules ?? throw new InvalidOperationException("The default driving decision was made by no rules.");

    private VisitJudgement Judgement => Rules.JudgeDriving(_facts, At);

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the end of the restriction as a value.</returns>
    public DecisionDocument ToDocument() => Judgement.ToDocument(
        RestrictedUntil is { } until ? [new("visit.driving-restriction-end", VisitText.Iso(until), "visit.driving")] : []);

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Restricted".</returns>
    public override string ToString() => IsDefault ? "no decision" : Verdict.IsInvalid ? "Invalid" : string.Join(" or ", Possible);
}
