using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Visits;

/// <summary>How a blood pressure compares with the clinic's limit, if it has one.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class BloodPressureDecision
{
    private readonly VisitJudgement _judgement;

    internal BloodPressureDecision(VisitJudgement judgement) => _judgement = judgement;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public BloodPressureOutcome Outcome => (BloodPressureOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<BloodPressureOutcome> Possible => VisitJudgement.Possible<BloodPressureOutcome>(Verdict, 3);

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
