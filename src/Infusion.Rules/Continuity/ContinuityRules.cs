using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Continuity;

/// <summary>The clinic's rules about medicines, therapies and providers that go on beside the infusions.</summary>
/// <remarks>
/// <para>They never tell a patient to end a medicine: an interaction is an alert for the clinician beside the patient's
/// <see cref="MedicationChangeOutcome.Continue"/>, and a change made alone goes to a person (R57 to R64, C10, C11).</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ContinuityRules
{
    internal const int ChangeFactCount = 5;

    private readonly Dictionary<string, int> _byName;

    internal ContinuityRules(ContinuityPolicy policy, PolicyVersion version)
    {
        (Policy, Version) = (policy, version);
        _byName = NamesOf(policy);
        ChangeTable = BuildChangeTable();
        ChangeFindingsTable = BuildChangeFindingsTable();
        MedicineTable = BuildMedicineTable();
        ProviderTable = BuildProviderTable();
        StatementsTable = BuildStatementsTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public ContinuityPolicy Policy { get; }

    /// <summary>The table that judges one change to a medicine.</summary>
    public DecisionTable ChangeTable { get; }

    /// <summary>The table of what is reported beside a change.</summary>
    public DecisionTable ChangeFindingsTable { get; }

    /// <summary>The table that alerts the clinician to a medicine.</summary>
    public DecisionTable MedicineTable { get; }

    /// <summary>The table about the managing provider on file.</summary>
    public DecisionTable ProviderTable { get; }

    /// <summary>The table of what every patient is told.</summary>
    public DecisionTable StatementsTable { get; }

    internal PolicyVersion Version { get; }

    private static Fact<bool> Ordered { get; } = Fact.YesNo(
        "continuity.provider-ordered", "the managing provider's order", "Did the managing provider order this change?");

    private static Fact<bool> Made { get; } = Fact.YesNo(
        "continuity.already-made", "the change already made", "Has the change been made already?");

    private static Fact<bool> Consulted { get; } = Fact.YesNo(
        "continuity.provider-consulted", "the managing provider consulted", "Was the managing provider outside this clinic consulted?");

    private static Fact<bool> Maintenance { get; } = Fact.YesNo(
        "continuity.maintenance", "the maintenance stage", "Is the patient in the maintenance stage?");

    private static Fact<bool> InTouch { get; } = Fact.YesNo(
        "continuity.correspondence", "the clinic in touch with the provider", "Has the clinic been in touch with that provider?");

    private static Fact<ProviderOnFile> Provider { get; } = Fact.Choice<ProviderOnFile>(
        "continuity.provider-on-file", "the managing provider on file", "Who manages the patient's care outside this clinic?");

    /// <summary>Judges one change to a medicine, made or wanted.</summary>
    /// <param name="facts">What is known of the change.</param>
    /// <returns>The decision.</returns>
    /// <example><code>
    /// var decision = rules.Continuity.Change(new MedicationChangeFacts
    /// {
    ///     IsProviderOrdered = false, IsAlreadyMade = false, IsProviderConsulted = true, IsMaintenance = true, IsClinicInTouch = true,
    /// });
    /// </code></example>
    public MedicationChangeDecision Change(MedicationChangeFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[ChangeFactCount];
        FillChange(row, facts);
        Verdict alert = Alert(facts.Medicine);
        Verdict changed = ChangeFindingsTable.Decide(row);
        return new(this, facts, ChangeTable.Decide(row), new(changed.Possible | alert.Possible, changed.Certain | alert.Certain));
    }

    /// <summary>Judges all changes, medicines and providers of a patient together.</summary>
    /// <param name="facts">What is known of the patient's care.</param>
    /// <returns>The decision; its verdict is what a booking warns of.</returns>
    /// <exception cref="ArgumentException">A medicine's name is blank.</exception>
    public ContinuityDecision Care(ContinuityFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts, Together(facts), FindingsOf(facts));
    }

    internal static void FillChange(Span<FactValue> row, MedicationChangeFacts facts)
    {
        row[0] = FactValue.Of(facts.IsProviderOrdered);
        row[1] = FactValue.Of(facts.IsAlreadyMade);
        row[2] = FactValue.Of(facts.IsProviderConsulted);
        row[3] = FactValue.Of(facts.IsMaintenance);
        row[4] = FactValue.Of(facts.IsClinicInTouch);
    }

    /// <summary>A medicine by its name; <c>null</c> may be any medicine.</summary>
    internal FactValue MedicineValue(string? medicine) => medicine is null ? FactValue.Unknown
        : string.IsNullOrWhiteSpace(medicine) ? throw new ArgumentException("A medicine has a name, or null when it is not known.", nameof(medicine))
        : FactValue.Exactly(_byName.TryGetValue(medicine.Trim(), out int place) ? place : Policy.Interactions.Length);

    internal static FactValue ProviderValue(ProviderOnFile? provider) => FactValue.Of((int?)provider);

    private Verdict Alert(string? medicine)
    {
        Span<FactValue> row = stackalloc FactValue[1];
        row[0] = MedicineValue(medicine);
        return MedicineTable.Decide(row);
    }

    // The most cautious change counts; without any change the medicines continue.
    private Verdict Together(ContinuityFacts facts)
    {
        Span<FactValue> row = stackalloc FactValue[ChangeFactCount];
        ulong any = 0;
        int least = 0;
        foreach (MedicationChangeFacts change in facts.Changes)
        {
            FillChange(row, change);
            ulong possible = ChangeTable.Decide(row).Possible;
            any |= possible;
            least = Math.Max(least, Bits.Lowest(possible));
        }

        if (facts.Changes.IsEmpty)
        {
            any = 1UL << (int)MedicationChangeOutcome.Continue;
            least = (int)MedicationChangeOutcome.Continue;
        }

        if (facts.ChangesCompleteness == ListCompleteness.Partial)
        {
            row.Clear();
            least = facts.Changes.IsEmpty ? 0 : least;
            any |= ChangeTable.Decide(row).Possible;
        }

        ulong all = any & (ulong.MaxValue << least);
        return new(all, (all & (all - 1)) == 0 ? all : 0);
    }

    private Verdict FindingsOf(ContinuityFacts facts)
    {
        Span<FactValue> row = stackalloc FactValue[ChangeFactCount];
        Span<FactValue> one = row.Slice(0, 1);
        one[0] = ProviderValue(facts.Provider);
        (ulong possible, ulong certain) = ProviderTable.Decide(one);
        foreach (MedicationChangeFacts change in facts.Changes)
        {
            FillChange(row, change);
            Add(ChangeFindingsTable.Decide(row), ref possible, ref certain);
            Add(Alert(change.Medicine), ref possible, ref certain);
        }

        if (facts.ChangesCompleteness == ListCompleteness.Partial)
        {
            row.Clear();
            Add(ChangeFindingsTable.Decide(row), ref possible, ref certain);
        }

        foreach (string medicine in facts.Medicines)
        {
            Add(Alert(medicine), ref possible, ref certain);
        }

        if (facts.MedicinesCompleteness == ListCompleteness.Partial)
        {
            Add(Alert(null), ref possible, ref certain);
        }

        return new(possible, certain);
    }

    private static void Add(Verdict verdict, ref ulong possible, ref ulong certain)
    {
        possible |= verdict.Possible;
        certain |= verdict.Certain;
    }

    private static DecisionTable BuildChangeTable()
    {
        Condition isOrdered = Ordered.Is(true);
        Condition isMadeAlone = Made.Is(true) & Consulted.Is(false);
        Condition isLateAndConsulted = Maintenance.Is(true) & Consulted.Is(true);
        return DecisionTable.Create<MedicationChangeOutcome>(
            "continuity.medication-change",
            "what comes of a change to a medicine",
            HitPolicy.Unique,
            [Ordered, Made, Consulted, Maintenance, InTouch],
            [
                Rule.For(MedicationChangeOutcome.ProviderDirected, "continuity.medication-change.provider-directed", isOrdered,
                    "A change the managing provider orders is recorded at any stage and counts against nobody",
                    Modality.Permitted, Provenance.Inferred, "R62", "C10"),
                Rule.For(MedicationChangeOutcome.PotentialDisqualification, "continuity.medication-change.potential-disqualification", !isOrdered & isMadeAlone,
                    "A change made with no managing provider consulted may cost further treatment; a clinician decides",
                    Modality.ClinicianDiscretion, Provenance.Published, "R63"),
                Rule.For(MedicationChangeOutcome.Supported, "continuity.medication-change.supported", !isOrdered & isLateAndConsulted & InTouch.Is(true),
                    "In maintenance, with the provider consulted and the clinic in touch with that provider, the clinic supports a change",
                    Modality.Permitted, Provenance.Inferred, "R58", "R60", "C11"),
                Rule.For(MedicationChangeOutcome.NeedsCorrespondence, "continuity.medication-change.needs-correspondence", !isOrdered & isLateAndConsulted & InTouch.Is(false),
                    "Before a change in maintenance the clinic has to be in touch with the provider",
                    Modality.Required, Provenance.Published, "R60", "C10"),
                Rule.For(MedicationChangeOutcome.Continue, "continuity.medication-change.continue", !isOrdered & !isMadeAlone & !isLateAndConsulted,
                    "Every medicine continues as it is",
                    Modality.Required, Provenance.Published, "R57", "R58", "C10", "C11"),
            ],
            remedies: [Remedy.Setting("write-to-provider", "have the clinic write to the managing provider", InTouch, true)]);
    }

    private static DecisionTable BuildChangeFindingsTable() => DecisionTable.Create<ContinuityFinding>(
        "continuity.change-findings",
        "what is reported beside a change",
        HitPolicy.Collect,
        [Ordered, Made, Consulted, Maintenance, InTouch],
        [
            Rule.For(ContinuityFinding.ChangedBeforeMaintenance, "continuity.changed-before-maintenance",
                Ordered.Is(false) & Made.Is(true) & Consulted.Is(true) & Maintenance.Is(false),
                "The change was made with a provider consulted, but before maintenance",
                Modality.Informational, Provenance.Inferred, "R58", "C11"),
        ]);

    private DecisionTable BuildMedicineTable()
    {
        Fact<string> medicine = Fact.Named("continuity.medicine", "the medicine", "Which medicine is it?",
            [.. Policy.Interactions.Select(interaction => interaction.Id), LabelInteraction.AnyOther], LabelInteraction.AnyOther);
        return DecisionTable.Create<ContinuityFinding>(
            "continuity.interaction",
            "whether the clinician is alerted to a medicine",
            HitPolicy.Collect,
            [medicine],
            Policy.Interactions.Select(interaction => Rule.For(
                ContinuityFinding.ClinicianAlert,
                $"continuity.interaction-alert.{interaction.Id}",
                medicine.Is(interaction.Id),
                $"For the clinician alone: a source warns of {interaction.Medicine} beside ketamine{Wording.Advised(interaction.Advice, interaction.Evidence)}; for the patient nothing changes",
                Modality.Informational,
                interaction.Provenance,
                [.. interaction.Citations])));
    }

    private static DecisionTable BuildProviderTable() => DecisionTable.Create<ContinuityFinding>(
        "continuity.provider",
        "whether a managing provider is on file",
        HitPolicy.Collect,
        [Provider],
        [
            Rule.For(ContinuityFinding.NoManagingProvider, "continuity.provider-on-file",
                Provider.IsOneOf(ProviderOnFile.None, ProviderOnFile.OnlyThisClinic),
                "No managing provider is on file; the clinic's own physician is not one",
                Modality.Informational, Provenance.Inferred, "R61"),
        ]);

    private static DecisionTable BuildStatementsTable() => DecisionTable.Create<ContinuityStatement>(
        "continuity.statements",
        "what every patient is told",
        HitPolicy.Collect,
        [],
        [
            Rule.For(ContinuityStatement.TherapiesContinue, "continuity.therapies", Condition.Always,
                "Present medicines and therapies continue, all of them and not only those for pain",
                Modality.Required, Provenance.Published, "R57", "R64", "C10"),
            Rule.For(ContinuityStatement.ProvidersContinue, "continuity.other-providers", Condition.Always,
                "The patient keeps seeing the providers who manage the care",
                Modality.Required, Provenance.Published, "R61"),
            Rule.For(ContinuityStatement.InterruptionMayCompromise, "continuity.consequence", Condition.Always,
                "Interrupting a present treatment may weaken the response",
                Modality.Informational, Provenance.Published, "R59"),
            Rule.For(ContinuityStatement.NotACure, "course.not-a-cure", Condition.Always,
                "Infusions are one part of a wider plan and are not a cure for any condition",
                Modality.Informational, Provenance.Published, "R64"),
        ]);

    private static Dictionary<string, int> NamesOf(ContinuityPolicy policy)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int place = 0; place < policy.Interactions.Length; place++)
        {
            LabelInteraction interaction = policy.Interactions[place];
            foreach (string name in new[] { interaction.Medicine }.Concat(interaction.Aliases).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (names.ContainsKey(name))
                {
                    throw new ArgumentException($"The medicine '{name}' stands for two interactions.", nameof(policy));
                }

                names.Add(name, place);
            }
        }

        return names;
    }
}
