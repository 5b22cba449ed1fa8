using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Continuity;

/// <summary>What the clinic's rules say of one change to a medicine.</summary>
/// <remarks>A small value that allocates nothing on complete facts. <c>default</c> was made by no rules: it <see cref="IsDefault"/> and its
/// members throw. Equality is by facts and outcome.</remarks>
public readonly record struct MedicationChangeDecision
{
    private readonly ContinuityRules? _rules;
    private readonly MedicationChangeFacts _facts;
    private readonly Verdict _findings;

    internal MedicationChangeDecision(ContinuityRules rules, MedicationChangeFacts facts, Verdict verdict, Verdict findings) =>
        (_rules, _facts, Verdict, _findings) = (rules, facts, verdict, findings);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public MedicationChangeOutcome Outcome => (MedicationChangeOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<MedicationChangeOutcome> Possible => ContinuityDecision.Outcomes(Verdict);

    /// <summary>What is reported for certain; <see cref="ContinuityFinding.ClinicianAlert"/> is for the clinician alone.</summary>
    public ImmutableArray<ContinuityFinding> Findings => ContinuityDecision.FindingsIn(_findings.Certain);

    /// <summary>What is reported or may be, depending on what is not known.</summary>
    public ImmutableArray<ContinuityFinding> PossibleFindings => ContinuityDecision.FindingsIn(_findings.Possible);

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.ChangeTable.Explain(Row());

    /// <summary>Which source the clinician is alerted by; its outcome is "None" when there is no alert.</summary>
    public Explanation AlertExplanation => Rules.MedicineTable.Explain([Rules.MedicineValue(_facts.Medicine)]);

    /// <summary>What to ask next, in order; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.ChangeTable.Questions(Row());

    private ContinuityRules Rules => _rules ?? throw new InvalidOperationException("The default medication decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the findings beside the change and the clinician's alert as parts.</returns>
    public DecisionDocument ToDocument()
    {
        ContinuityRules rules = Rules;
        FactValue[] row = Row();
        return DecisionDocument.Of(rules.ChangeTable, row, rules.Version) with
        {
            Parts =
            [
                DecisionDocument.Of(rules.ChangeFindingsTable, row, rules.Version),
                DecisionDocument.Of(rules.MedicineTable, [rules.MedicineValue(_facts.Medicine)], rules.Version),
            ],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(MedicationChangeDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && _findings == other._findings && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Continue".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    private FactValue[] Row()
    {
        var row = new FactValue[ContinuityRules.ChangeFactCount];
        ContinuityRules.FillChange(row, _facts);
        return row;
    }
}
