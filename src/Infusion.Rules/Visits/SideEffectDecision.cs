using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Visits;

/// <summary>How one effect compares with the published catalogue. Listed never means ignore.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class SideEffectDecision
{
    private readonly VisitJudgement _judgement;

    internal SideEffectDecision(PublishedSideEffect? published, VisitJudgement judgement) => (Published, _judgement) = (published, judgement);

    /// <summary>The catalogue's entry; <c>null</c> when the effect is not in it, or not known.</summary>
    public PublishedSideEffect? Published { get; }

    /// <summary>Whether the clinician is told: unless the effect is for certain listed and within its published duration.</summary>
    public bool GoesToClinician => Outcome != SideEffectOutcome.Listed;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public SideEffectOutcome Outcome => (SideEffectOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<SideEffectOutcome> Possible => VisitJudgement.Possible<SideEffectOutcome>(Verdict, 3);

    /// <summary>Why.</summary>
    public Explanation Explanation => _judgement.Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => _judgement.Questions;

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => _judgement.ToDocument();

    /// <summary>Writes the table and the possible outcomes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _judgement.ToString();
}
