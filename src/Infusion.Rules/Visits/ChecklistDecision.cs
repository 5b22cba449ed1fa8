using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Visits;

/// <summary>Which steps before the infusion are not done, in the policy's order.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class ChecklistDecision
{
    private readonly VisitJudgement _judgement;

    private readonly VisitRules _rules;

    internal ChecklistDecision(VisitRules rules, VisitJudgement judgement) => (_rules, _judgement) = (rules, judgement);

    /// <summary>Whether every step is done for certain.</summary>
    public bool IsComplete => Verdict == default;

    /// <summary>The first step that is not done or not recorded; <c>null</c> when all are done.</summary>
    public ChecklistItem? Next => _rules.Policy.Checklist.Select(item => (ChecklistItem?)item).FirstOrDefault(item => Verdict.Allows((int)item!.Value));

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>The steps not done for certain.</summary>
    public ImmutableArray<ChecklistItem> Missing => [.. _rules.Policy.Checklist.Where(item => Verdict.Has((int)item))];

    /// <summary>The steps nobody recorded.</summary>
    public ImmutableArray<ChecklistItem> NotRecorded => [.. _rules.Policy.Checklist.Where(item => Verdict.Allows((int)item) && !Verdict.Has((int)item))];

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
