using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Continuity;

/// <summary>What the clinic's rules say of a patient's care beside the infusions.</summary>
/// <remarks>A small value that allocates nothing on complete facts. <c>default</c> was made by no rules: it <see cref="IsDefault"/> and its
/// members throw. Equality is by facts and outcome.</remarks>
public readonly record struct ContinuityDecision
{
    private readonly ContinuityRules? _rules;
    private readonly ContinuityFacts _facts;
    private readonly Verdict _findings;

    internal ContinuityDecision(ContinuityRules rules, ContinuityFacts facts, Verdict verdict, Verdict findings) =>
        (_rules, _facts, Verdict, _findings) = (rules, facts, verdict, findings);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes of all changes together, as a booking takes them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The most cautious outcome of any change; without a change, <see cref="MedicationChangeOutcome.Continue"/>.</summary>
    public MedicationChangeOutcome Outcome => (MedicationChangeOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<MedicationChangeOutcome> Possible => Outcomes(Verdict);

    /// <summary>Each change, in the order of the record.</summary>
    public ImmutableArray<MedicationChangeDecision> Changes
    {
        get
        {
            ContinuityRules rules = Rules;
            return [.. _facts.Changes.Select(rules.Change)];
        }
    }

    /// <summary>What is reported for certain; <see cref="ContinuityFinding.ClinicianAlert"/> is for the clinician alone.</summary>
    public ImmutableArray<ContinuityFinding> Findings => FindingsIn(_findings.Certain);

    /// <summary>What is reported or may be, depending on what is not known.</summary>
    public ImmutableArray<ContinuityFinding> PossibleFindings => FindingsIn(_findings.Possible);

    /// <summary>What the patient is told in any case, with each rule's modality and source.</summary>
    public Explanation Statements => Rules.StatementsTable.Explain([]);

    /// <summary>What to ask next, in order; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions
    {
        get
        {
            if (Status != DecisionStatus.NeedsInformation)
            {
                return [];
            }

            ImmutableArray<Question> about = [.. Changes.SelectMany(change => change.Questions).Distinct()];
            return _facts.ChangesCompleteness == ListCompleteness.Complete
                ? about
                : about.Add(new("continuity.complete", "Is every change to a medicine on record?", "", ["no", "yes"], about.IsEmpty));
        }
    }

    private ContinuityRules Rules => _rules ?? throw new InvalidOperationException("The default continuity decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the changes, the provider on file, the medicines and the statements as parts.</returns>
    public DecisionDocument ToDocument()
    {
        (ContinuityRules rules, ContinuityFacts facts) = (Rules, _facts);
        MedicationChangeOutcome outcome = Outcome;
        DecisionDocument[] changes = [.. Changes.Select(change => change.ToDocument())];
        DecisionDocument? deciding = changes.FirstOrDefault(part => part.Outcome == outcome.ToString());
        return new()
        {
            Decision = "continuity.care",
            Policy = rules.Version.Policy,
            PolicyVersion = rules.Version.Version,
            PolicyHash = rules.Version.ContentHash,
            TimeZones = rules.Version.TimeZones,
            Status = Status,
            Outcome = outcome.ToString(),
            Possible = [.. Possible.Select(possible => possible.ToString())],
            Summary = deciding?.Summary ?? (Status == DecisionStatus.Determined
                ? $"{outcome}: no medicine was or is to be changed [continuity.therapies, R57]"
                : $"{outcome} is possible: the changes are not all on record [continuity.therapies, R57]"),
            Rules = deciding?.Rules ?? [],
            Facts = deciding?.Facts ?? [],
            Questions = Questions,
            Parts =
            [
                .. changes,
                .. facts.Medicines.Select(medicine => DecisionDocument.Of(rules.MedicineTable, [rules.MedicineValue(medicine)], rules.Version)),
                DecisionDocument.Of(rules.ProviderTable, [ContinuityRules.ProviderValue(facts.Provider)], rules.Version),
                DecisionDocument.Of(rules.StatementsTable, [], rules.Version),
            ],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ContinuityDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && _findings == other._findings && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Continue".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    internal static ImmutableArray<MedicationChangeOutcome> Outcomes(Verdict verdict)
    {
        var possible = ImmutableArray.CreateBuilder<MedicationChangeOutcome>();
        for (MedicationChangeOutcome outcome = 0; outcome <= MedicationChangeOutcome.PotentialDisqualification; outcome++)
        {
            if (verdict.Allows((int)outcome))
            {
                possible.Add(outcome);
            }
        }

        return possible.ToImmutable();
    }

    internal static ImmutableArray<ContinuityFinding> FindingsIn(ulong bits)
    {
        var found = ImmutableArray.CreateBuilder<ContinuityFinding>();
        for (ContinuityFinding finding = 0; finding <= ContinuityFinding.ClinicianAlert; finding++)
        {
            if ((bits >> (int)finding & 1) != 0)
            {
                found.Add(finding);
            }
        }

        return found.ToImmutable();
    }
}
