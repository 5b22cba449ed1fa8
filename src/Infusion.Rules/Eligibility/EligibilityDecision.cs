using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Eligibility;

/// <summary>Where a patient stands before a first infusion.</summary>
/// <remarks>
/// <para>A small value that allocates nothing on complete facts; the parts, the explanation and the document are computed when read.</para>
/// <para><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</para>
/// </remarks>
public readonly record struct EligibilityDecision
{
    private readonly EligibilityRules? _rules;
    private readonly EligibilityFacts _facts;

    internal EligibilityDecision(EligibilityRules rules, EligibilityFacts facts, Verdict verdict, Verdict findings) =>
        (_rules, _facts, Verdict, FindingsVerdict) = (rules, facts, verdict, findings);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle the outcome.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public EligibilityOutcome Outcome => (EligibilityOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<EligibilityOutcome> Possible => Outcomes(Verdict);

    /// <summary>Each stated condition and what it is to this clinic, in the order stated; unlisted ones stand beside the listed.</summary>
    public ImmutableArray<ConditionDecision> Conditions
    {
        get
        {
            (EligibilityRules rules, EligibilityFacts facts) = (Rules, _facts);
            return [.. facts.Conditions.Select(condition => new ConditionDecision(rules, condition, facts.ReferenceDate))];
        }
    }

    /// <summary>The categories of the conditions that are listed for certain, each once.</summary>
    public ImmutableArray<ConditionCategory> Categories => [.. Conditions
        .Where(condition => condition is { Status: DecisionStatus.Determined, Outcome: ConditionOutcome.Listed, Category: not null })
        .Select(condition => condition.Category!.Value).Distinct().OrderBy(category => category)];

    /// <summary>The possible and the certain findings, as bits by <see cref="EligibilityFinding"/>.</summary>
    public Verdict FindingsVerdict { get; }

    /// <summary>What is reported for certain, beside the outcome.</summary>
    public ImmutableArray<EligibilityFinding> Findings => FindingsIn(FindingsVerdict.Certain);

    /// <summary>What is reported or may be, depending on what is not known.</summary>
    public ImmutableArray<EligibilityFinding> PossibleFindings => FindingsIn(FindingsVerdict.Possible);

    /// <summary>The rules behind <see cref="Findings"/>: which criterion, which citation.</summary>
    public Explanation FindingsExplanation => Rules.FindingsTable.Explain(FindingsRow());

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.CandidacyTable.Explain(Row());

    /// <summary>The rules that make the outcome, in declared order; empty while it depends on what is not known.</summary>
    public ImmutableArray<Rule> DecidingRules => Rules.CandidacyTable.Deciding(Row());

    /// <summary>What to ask next, in order; empty when the outcome is determined.</summary>
    public ImmutableArray<Question> Questions => [.. Rules.CandidacyTable.Questions(Row()).SelectMany(Expand).Distinct()];

    private EligibilityRules Rules => _rules ?? throw new InvalidOperationException("The default eligibility decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with one part for each condition and one for the findings.</returns>
    public DecisionDocument ToDocument()
    {
        EligibilityRules rules = Rules;
        return DecisionDocument.Of(rules.CandidacyTable, Row(), rules.Version) with
        {
            Questions = Questions,
            Parts =
            [
                .. Conditions.Select(condition => condition.ToDocument()),
                DecisionDocument.Of(rules.FindingsTable, FindingsRow(), rules.Version),
            ],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(EligibilityDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && FindingsVerdict == other.FindingsVerdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Candidate or ClinicianReview".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    private static ImmutableArray<EligibilityOutcome> Outcomes(Verdict verdict) =>
        [.. new[] { EligibilityOutcome.Candidate, EligibilityOutcome.ClinicianReview, EligibilityOutcome.NotCandidate }
            .Where(outcome => verdict.Allows((int)outcome))];

    private static ImmutableArray<EligibilityFinding> FindingsIn(ulong bits)
    {
        var found = ImmutableArray.CreateBuilder<EligibilityFinding>();
        for (EligibilityFinding finding = 0; finding <= EligibilityFinding.ReasonNotRecorded; finding++)
        {
            if ((bits >> (int)finding & 1) != 0)
            {
                found.Add(finding);
            }
        }

        return found.ToImmutable();
    }

    private FactValue[] Row()
    {
        var row = new FactValue[Rules.CandidacyTable.Facts.Length];
        Rules.FillCandidacy(row, _facts);
        return row;
    }

    private FactValue[] FindingsRow()
    {
        var row = new FactValue[Rules.FindingsTable.Facts.Length];
        Rules.FillFindings(row, _facts);
        return row;
    }

    // Nobody can answer whether a listed condition is present; the conditions themselves say what is missing.
    private IEnumerable<Question> Expand(Question question)
    {
        if (question.Fact != "eligibility.listed-condition")
        {
            return [question];
        }

        ImmutableArray<Question> about = [.. Conditions.SelectMany(condition => condition.Questions)];
        return _facts.Completeness == ListCompleteness.Complete
            ? about
            : about.Add(new("eligibility.complete", "Is every condition of the patient on record?", "", ["no", "yes"], question.CanSettle && about.IsEmpty));
    }
}
