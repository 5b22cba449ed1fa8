using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Visits;

/// <summary>What differs from the published conduct of a visit.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class ConductDecision
{
    private readonly VisitJudgement _judgement;

    internal ConductDecision(VisitJudgement judgement) => _judgement = judgement;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>What differs for certain.</summary>
    public ImmutableArray<ConductFinding> Findings => VisitJudgement.Certain<ConductFinding>(Verdict, 4);

    /// <summary>What differs or may differ, because it is not recorded.</summary>
    public ImmutableArray<ConductFinding> PossibleFindings => VisitJudgement.Possible<ConductFinding>(Verdict, 4);

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
