using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Eligibility;

/// <summary>What one stated condition is to this clinic.</summary>
/// <remarks>Immutable and thread-safe; compared by reference.</remarks>
public sealed class ConditionDecision
{
    private readonly EligibilityRules _rules;
    private readonly FactValue[] _row = new FactValue[3];
    private readonly Verdict _verdict;

    internal ConditionDecision(EligibilityRules rules, StatedCondition stated, NodaTime.LocalDate referenceDate)
    {
        (_rules, Stated) = (rules, stated);
        rules.FillCondition(_row, stated, referenceDate);
        _verdict = rules.ConditionTable.Decide(_row);
        Listed = stated.Name is { } name ? rules.Find(name) : null;
    }

    /// <summary>The condition as it was stated.</summary>
    public StatedCondition Stated { get; }

    /// <summary>The clinic's condition of that name; <c>null</c> when it lists none, or the name is not known.</summary>
    /// <remarks>It is given even while <see cref="Outcome"/> says that the pain is not chronic yet.</remarks>
    public ListedCondition? Listed { get; }

    /// <summary>The kind of condition; <c>null</c> when the clinic does not list it.</summary>
    public ConditionCategory? Category => Listed?.Category;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(_verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ConditionOutcome Outcome => (ConditionOutcome)_verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ConditionOutcome> Possible => [.. new[] { ConditionOutcome.Listed, ConditionOutcome.NotListed, ConditionOutcome.NoActiveIndication }
        .Where(outcome => _verdict.Allows((int)outcome))];

    /// <summary>Why.</summary>
    public Explanation Explanation => _rules.ConditionTable.Explain(_row);

    /// <summary>What to ask about this condition; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions => [.. _rules.ConditionTable.Questions(_row)
        .Select(question => Listed is { } listed ? question with { Ask = $"{listed.Name}: {char.ToLowerInvariant(question.Ask[0])}{question.Ask.Substring(1)}" } : question)];

    /// <summary>The decision as data.</summary>
    /// <returns>The document; its values name the condition and its category.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(_rules.ConditionTable, _row, _rules.Version) with
    {
        Questions = Questions,
        Values = Listed is { } listed ? [.. ValuesOf(listed)] : [],
    };

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Listed".</returns>
    public override string ToString() => string.Join(" or ", Possible);

    private static IEnumerable<ValueDocument> ValuesOf(ListedCondition listed)
    {
        yield return new("eligibility.condition", listed.Id, null);
        yield return new("eligibility.category", listed.Category.ToString(), null);
        if (listed.IsAlsoListedUnderOther)
        {
            yield return new("eligibility.also-listed-under", "Other", null);
        }

        if (listed.IsListedBySyndromeName)
        {
            yield return new("eligibility.listed-by-syndrome-name", "true", null);
        }
    }
}
