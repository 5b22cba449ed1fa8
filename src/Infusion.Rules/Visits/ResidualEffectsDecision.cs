using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>Whether residual effects are possible at one instant. Information only.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class ResidualEffectsDecision
{
    private readonly VisitJudgement _judgement;

    internal ResidualEffectsDecision(VisitRules rules, Moment? end, VisitJudgement judgement)
    {
        _judgement = judgement;
        Until = end is { } known ? known.Latest + rules.Policy.ResidualEffects : null;
    }

    /// <summary>Until when they are possible, exclusive; <c>null</c> without a recorded end.</summary>
    public Instant? Until { get; }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ResidualEffectsOutcome Outcome => (ResidualEffectsOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ResidualEffectsOutcome> Possible => VisitJudgement.Possible<ResidualEffectsOutcome>(Verdict, 2);

    /// <summary>Why.</summary>
    public Explanation Explanation => _judgement.Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => _judgement.Questions;

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => _judgement.ToDocument(
        Until is { } until ? [new("visit.residual-effects-until", VisitText.Iso(until), "visit.residual-effects")] : []);

    /// <summary>Writes the table and the possible outcomes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _judgement.ToString();
}
