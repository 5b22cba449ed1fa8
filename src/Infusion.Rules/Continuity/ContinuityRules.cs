using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Continuity;

/// <summary>The clinic's rules about medicines, therapies and providers that go on beside the infusions.</summary>
/// <remarks>
/// <para>They never tell a patient to end a medicine: an interaction is an alert for the clinician beside the patient's
/// <see cref="MedicationChangeOutcome.Continue"/>, and a change made alone goes to a person (R57 to R64, C10, C11).</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ContinuityRules
{
    private readonly MedicineNames _names;
    private readonly Fact<string> _heldMedicine;
    private readonly Fact<Duration> _pausedClock;
    private readonly Decider<Care, MedicationChangeOutcome> _care;
    private readonly Decider<RecordedChange, MedicationChangeOutcome> _change;
    private readonly Decider<Care, ContinuityFinding> _findings;

    internal ContinuityRules(ContinuityPolicy? stated, DateTimeZone zone, PolicyVersion version)
    {
        ContinuityPolicy policy = stated ?? new();
        policy.Statements.RequireStated(ContinuityStatement.NotPublished, "statements");
        policy.Statements.RequireStated(ContinuityStatement.MedicineHeld, "statements");
        bool isJudged = policy.Statements.Contains(ContinuityStatement.TherapiesContinue);
        bool asksForProvider = policy.Statements.Contains(ContinuityStatement.ProvidersContinue);
        (Policy, _names) = (policy, new(policy.Interactions));
        (_heldMedicine, _pausedClock) =
            (ContinuityFacts.HeldMedicine(new MedicineNames(policy.Holds)), ContinuityFacts.PausedClock(zone));
        ChangeTable = BuildChangeTable().CitedBy(version.Sources, isJudged);
        ChangeFindingsTable = BuildChangeFindingsTable().CitedBy(version.Sources, isJudged);
        MedicineTable = BuildMedicineTable(ContinuityFacts.Medicine(_names)).CitedBy(version.Sources, stated is not null);
        ProviderTable = BuildProviderTable().CitedBy(version.Sources, asksForProvider);
        StatementsTable = BuildStatementsTable().CitedBy(version.Sources, !policy.Statements.IsEmpty || !policy.Holds.IsEmpty);
        var alert = new TableJudgement<RecordedMedicine>(MedicineTable);
        var changeFindings = new TableJudgement<RecordedChange>(ChangeFindingsTable);
        var provider = new TableJudgement<Care>(ProviderTable);
        var recognised = new Decider<RecordedMedicine, ContinuityFinding>(alert, version)
        {
            Names = static medicine => medicine.Written,
            Values = ValuesOfMedicine,
        };
        var others = new Decider<Care, ContinuityFinding>(
            new ListJudgement<Care, RecordedMedicine>("continuity.interaction", alert, Others(), Fold.Union, default), version)
        {
            Names = NamesOfOthers,
            Values = ValuesOfOthers,
            WhenNothing = () => policy.Interactions.IsEmpty
                ? "this policy lists no medicines to compare with"
                : "what was written is not on the policy's list of medicines",
        };
        _change = new(new TableJudgement<RecordedChange>(ChangeTable), version)
        {
            Names = static change => change.Change.Medicine?.Text,
            Parts =
            [
                new Decider<RecordedChange, ContinuityFinding>(changeFindings, version),
                new(recognised, change => Recognised(new RecordedMedicine(change.Change.Medicine, change.Care))),
                new(others, static change => change.Care is null ? [new Care { Changes = [change.Change] }] : []),
            ],
        };
        _care = new(
            new ListJudgement<Care, RecordedChange>(
                "continuity.care", _change.Judgement, Changed, Fold.Worst, OutcomeSet.Exactly((int)MedicationChangeOutcome.Continue)),
            version)
        {
            WhenNothing = () => $"no medicine was or is to be changed {StatementsTable.RuleOf("continuity.therapies").Source}",
            Items = _change,
            Parts =
            [
                new(recognised, care => care.MedicinesInForce.SelectMany(medicine => Recognised(Of(medicine, care)))),
                new(others, care => HasOthers(care) ? [care] : []),
                new Decider<Care, ContinuityFinding>(provider, version),
                new Decider<Care, ContinuityStatement>(new TableJudgement<Care>(StatementsTable), version),
            ],
        };
        _findings = new(
            new UnionJudgement<Care>(
                "continuity.findings",
                provider,
                new ListJudgement<Care, RecordedChange>("continuity.change-findings", changeFindings, Changed, Fold.Union, default),
                new ListJudgement<Care, RecordedMedicine>("continuity.interaction", alert, Taken(), Fold.Union, default)),
            version)
        {
            Values = ValuesOfOthers,
        };
    }

    /// <summary>The policy the rules are built from.</summary>
    internal ContinuityPolicy Policy { get; }

    /// <summary>The table that judges one change to a medicine.</summary>
    internal DecisionTable ChangeTable { get; }

    /// <summary>The table of what is reported beside a change.</summary>
    internal DecisionTable ChangeFindingsTable { get; }

    /// <summary>The table that alerts the clinician to a medicine.</summary>
    internal DecisionTable MedicineTable { get; }

    /// <summary>The table about the managing provider on file.</summary>
    internal DecisionTable ProviderTable { get; }

    /// <summary>The table of what every patient is told.</summary>
    internal DecisionTable StatementsTable { get; }

    /// <summary>What every patient is told, as rules with their sources.</summary>
    public ImmutableArray<Rule> Statements => StatementsTable.IsPublished ? StatementsTable.Rules : [];

    /// <summary>How all changes are judged together, for the booking that warns of it.</summary>
    internal Judgement<Care> CareJudgement => _care.Judgement;

    private static ListReading<Care, RecordedChange> Changed { get; } = new(
        static care => care.ChangesInForce.Length,
        static (care, place) => new RecordedChange(care.ChangesInForce[place], care),
        static care => care.ChangesCompleteness == ListCompleteness.Complete ? [] : [new(new())],
        new("continuity.complete", "Is every change to a medicine on record?", "", ["no", "yes"], true));

    private static Question IsEveryMedicine { get; } =
        new("continuity.medicines-complete", "Is every medicine on record?", "", ["no", "yes"], true);

    // An entry in which several of the policy's medicines are recognised stands once for each: its first among the entries, the others
    // behind all of them.
    private ListReading<Care, RecordedMedicine> Taken() => new(
        care =>
        {
            int count = EntriesOf(care);
            for (int place = EntriesOf(care) - 1; place >= 0; place--)
            {
                count += MoreOf(EntryAt(care, place));
            }

            return count;
        },
        (care, place) =>
        {
            if (place < EntriesOf(care))
            {
                return EntryAt(care, place);
            }

            int more = place - EntriesOf(care);
            int entry = 0;
            while (more >= MoreOf(EntryAt(care, entry)))
            {
                more -= MoreOf(EntryAt(care, entry++));
            }

            return EntryAt(care, entry) with { Rank = more + 1 };
        },
        static care => care.MedicinesCompleteness == ListCompleteness.Complete ? [] : [new(null, care)],
        IsEveryMedicine);

    // The entries in which nothing is recognised, which are reported together.
    private ListReading<Care, RecordedMedicine> Others() => new(
        EntriesOf,
        (care, place) => IsOther(care, place) ? EntryAt(care, place) : null,
        static _ => [],
        IsEveryMedicine);

    private static int EntriesOf(Care care) => care.MedicinesInForce.Length + care.ChangesInForce.Length;

    private static RecordedMedicine EntryAt(Care care, int place) => place < care.MedicinesInForce.Length
        ? Of(care.MedicinesInForce[place], care)
        : new(care.ChangesInForce[place - care.MedicinesInForce.Length].Medicine, care);

    private static RecordedMedicine Of(StatedMedicine medicine, Care care) => new(medicine.Name, care, medicine.Code);

    private int MoreOf(RecordedMedicine medicine) => Math.Max(0, _names.CountOf(medicine) - 1);

    private IEnumerable<object> Recognised(RecordedMedicine medicine) =>
        Enumerable.Range(0, _names.CountOf(medicine)).Select(rank => (object)(medicine with { Rank = rank }));

    // A change need not name its medicine; what stands on the list of medicines is one, whatever was written.
    private bool IsOther(Care care, int place) => EntryAt(care, place) is var medicine
        && (_names.IsUnlisted(medicine) || (medicine.Written is null && place < care.MedicinesInForce.Length));

    private IEnumerable<RecordedMedicine> OthersOf(Care care) =>
        Enumerable.Range(0, EntriesOf(care)).Where(place => IsOther(care, place)).Select(place => EntryAt(care, place));

    private bool HasOthers(Care care) => OthersOf(care).Any();

    private string? NamesOfOthers(Care care) =>
        string.Join(", ", OthersOf(care).Select(static medicine => medicine.Written ?? "one without a name").Distinct()
            .OrderBy(static name => name, StringComparer.Ordinal)) is { Length: > 0 } names ? names : null;

    /// <summary>Judges all changes to a patient's medicines together, made or wanted.</summary>
    /// <param name="care">What is known of the patient's care.</param>
    /// <returns>The decision: of all changes the most cautious counts, and without a change every medicine continues.</returns>
    /// <example><code>
    /// var decision = rules.Continuity.Decide(new Care
    /// {
    /// Changes = [new() { ProviderOrdered = false, AlreadyMade = false,
    /// ProviderConsulted = true, InMaintenance = true, ClinicInTouch = true }],
    ///     ChangesCompleteness = ListCompleteness.Complete,
    /// });
    /// </code></example>
    public Decision<MedicationChangeOutcome> Decide(Care care)
    {
        ArgumentNullException.ThrowIfNull(care);
        return _care.Decide(care, default);
    }

    /// <summary>Judges each change to a patient's medicines alone.</summary>
    /// <param name="care">What is known of the patient's care.</param>
    /// <returns>One decision for each change that is not voided, in the order of the record.</returns>
    public ImmutableArray<Decision<MedicationChangeOutcome>> DecideChanges(Care care)
    {
        ArgumentNullException.ThrowIfNull(care);
        return [.. care.ChangesInForce.Select(change => _change.Decide(new(change), default))];
    }

    /// <summary>Collects what is reported of changes, medicines and the provider, beside what is told to the patient.</summary>
    /// <param name="care">What is known of the patient's care.</param>
    /// <returns>The decision; <see cref="ContinuityFinding.ClinicianAlert"/> is for the clinician alone.</returns>
    public Decision<ContinuityFinding> DecideFindings(Care care)
    {
        ArgumentNullException.ThrowIfNull(care);
        return _findings.Decide(care, default);
    }

    /// <summary>The medicine of the policy that was probably meant by a name that is nearly it.</summary>
    /// <param name="medicine">The medicine, as it was written down.</param>
    /// <returns>The name; <c>null</c> when the name is the policy's, or is none of them.</returns>
    public string? Meant(StatedName medicine) => _names.Meant(medicine);

    private IEnumerable<ValueDocument> ValuesOfMedicine(RecordedMedicine medicine, Instant at, Trace trace) =>
    [
        .. medicine.Written is { } written ? [new("continuity.as-written", written, null)] : (ValueDocument[])[],
        .. _names.NameOf(medicine) is { } recognised ? [new("continuity.recognised", recognised, null)] : (ValueDocument[])[],
    ];

    // Every name as it was written, and what was probably meant by each that is nearly one of the policy's.
    private IEnumerable<ValueDocument> ValuesOfOthers(Care care, Instant at, Trace trace)
    {
        if (NamesOfOthers(care) is not { } names)
        {
            return [];
        }

        string meant = ContinuityFacts.IsReviewed(care) ? "" : string.Join(", ", OthersOf(care)
            .Select(medicine => medicine.Name is { } name && Meant(name) is { } near ? $"{near} ({name.Text})" : null)
            .OfType<string>().Distinct().OrderBy(static name => name, StringComparer.Ordinal));
        return
        [
            new(
                Policy.Interactions.IsEmpty ? "continuity.not-compared"
                : ContinuityFacts.IsReviewed(care) ? "continuity.reviewed-by-clinician"
                : "continuity.not-recognised",
                names, null),
            .. meant.Length > 0 ? [new("continuity.did-you-mean", meant, null)] : (ValueDocument[])[],
        ];
    }

    // What only a policy with holds asks for stands last, so that the others have nothing to do with it.
    private Fact[] HoldFacts => Policy.Holds.IsEmpty ? [] :
    [
        _heldMedicine, ContinuityFacts.Paused, ContinuityFacts.PausedBefore,
        .. Policy.Holds.Any(HasClock) ? (Fact[])[_pausedClock] : [],
    ];

    private static bool HasClock(MedicineHold hold) => hold.From is HoldStart.Clock;

    // A pause of a held medicine that begins within its window, and not after the appointment.
    private Condition Keeps(MedicineHold hold) => _heldMedicine.Is(hold.Id) & ContinuityFacts.Paused.Is(true)
        & ContinuityFacts.PausedBefore.AtLeast(Duration.Zero)
        & (hold.From is HoldStart.Clock clock
            ? _pausedClock.AtLeast(clock.SinceMidnight)
            : ContinuityFacts.PausedBefore.AtMost(((HoldStart.Elapsed)hold.From).Before));

    private Condition.Any IsHeld => new([.. Policy.Holds.Select(Keeps)]);

    private DecisionTable BuildChangeTable()
    {
        Condition isOrdered = ContinuityFacts.Ordered.Is(true);
        Condition isJudged = Policy.Holds.IsEmpty ? !isOrdered : !isOrdered & !IsHeld;
        Condition isMadeAlone = ContinuityFacts.Made.Is(true) & ContinuityFacts.Consulted.Is(false);
        Condition isLateAndConsulted = ContinuityFacts.Maintenance.Is(true) & ContinuityFacts.Consulted.Is(true);
        return DecisionTable.Create<MedicationChangeOutcome>(
            "continuity.medication-change",
            "what comes of a change to a medicine",
            HitPolicy.Unique,
            [
                ContinuityFacts.Ordered, ContinuityFacts.Made, ContinuityFacts.Consulted, ContinuityFacts.Maintenance,
                ContinuityFacts.InTouch, .. HoldFacts,
            ],
            [
                Rule.For(MedicationChangeOutcome.ProviderDirected, "continuity.medication-change.provider-directed", isOrdered,
                    "A change that a prescriber orders is recorded at any stage and counts against nobody",
                    Modality.Permitted, Provenance.Inferred),
                .. Policy.Holds.Select(hold => Rule.For(
                    MedicationChangeOutcome.HeldAsPublished, $"continuity.medication-change.held-as-published.{hold.Id}",
                    !isOrdered & Keeps(hold),
                    $"{hold.Says}: a pause that begins within it is recorded and counts against nobody{hold.SaysWho}",
                    Modality.Permitted, hold.Provenance, [.. hold.Citations])),
                Rule.For(MedicationChangeOutcome.PotentialDisqualification, "continuity.medication-change.potential-disqualification",
                    isJudged & isMadeAlone,
                    "A change made with no managing provider consulted may cost further treatment; a clinician decides",
                    Modality.ClinicianDiscretion, Provenance.Published).RestingOn(Policy.Stated["statements"]),
                Rule.For(MedicationChangeOutcome.Supported, "continuity.medication-change.supported",
                    isJudged & isLateAndConsulted & ContinuityFacts.InTouch.Is(true),
                    "In maintenance, with the provider consulted and the clinic in touch with that provider, the clinic supports a change",
                    Modality.Permitted, Provenance.Inferred),
                Rule.For(MedicationChangeOutcome.NeedsCorrespondence, "continuity.medication-change.needs-correspondence",
                    isJudged & isLateAndConsulted & ContinuityFacts.InTouch.Is(false),
                    "Before a change in maintenance the clinic has to be in touch with the provider",
                    Modality.Required, Provenance.Published).RestingOn(Policy.Stated["statements"]),
                Rule.For(MedicationChangeOutcome.Continue, "continuity.medication-change.agreed-before-maintenance",
                    isJudged & ContinuityFacts.Consulted.Is(true) & ContinuityFacts.Maintenance.Is(false),
                    "A change agreed with the managing provider before maintenance counts against nobody; all else continues",
                    Modality.Permitted, Provenance.Inferred),
                Rule.For(MedicationChangeOutcome.Continue, "continuity.medication-change.continue",
                    isJudged & ContinuityFacts.Made.Is(false) & ContinuityFacts.Consulted.Is(false),
                    "Without the managing provider nothing is changed: every medicine continues as it is",
                    Modality.Required, Provenance.Published).RestingOn(Policy.Stated["statements"]),
            ],
            actions:
            [
                CounterfactualAction.Setting(
                    "write-to-provider", "have the clinic write to the managing provider", ContinuityFacts.InTouch, true),
            ]);
    }

    private DecisionTable BuildChangeFindingsTable() => DecisionTable.Create<ContinuityFinding>(
        "continuity.change-findings",
        "what is reported beside a change",
        HitPolicy.Collect,
        [
            ContinuityFacts.Ordered, ContinuityFacts.Made, ContinuityFacts.Consulted, ContinuityFacts.Maintenance, ContinuityFacts.InTouch,
            .. HoldFacts,
        ],
        [
            Rule.For(ContinuityFinding.ChangedBeforeMaintenance, "continuity.changed-before-maintenance",
                ContinuityFacts.Ordered.Is(false)
                    & ContinuityFacts.Made.Is(true) & ContinuityFacts.Consulted.Is(true) & ContinuityFacts.Maintenance.Is(false)
                    & (Policy.Holds.IsEmpty ? Condition.Always : !IsHeld),
                "The change was made with a provider consulted, but before maintenance",
                Modality.Informational, Provenance.Inferred),
            .. Policy.Holds.Where(static hold => hold.DecidedBy == HoldDecision.Prescriber).Select(hold => Rule.For(
                ContinuityFinding.PrescriberNotAsked, $"continuity.prescriber-not-asked.{hold.Id}",
                Keeps(hold) & ContinuityFacts.Ordered.Is(false) & ContinuityFacts.Consulted.Is(false),
                $"{hold.Says}{hold.SaysWho}, and no prescriber is on record as asked; a clinician looks at it",
                Modality.ClinicianDiscretion, hold.Provenance, [.. hold.Citations])),
        ]);

    private DecisionTable BuildMedicineTable(Fact<string> medicine)
    {
        Condition isNotRecognised = medicine.Is(LabelInteraction.AnyOther);
        string[] cited = [.. Policy.Interactions.SelectMany(static interaction => interaction.Citations).Distinct()];
        return DecisionTable.Create<ContinuityFinding>(
            "continuity.interaction",
            "whether the clinician is alerted to a medicine",
            HitPolicy.Collect,
            [medicine, ContinuityFacts.ListReviewed],
            [
                .. Policy.Interactions.Select(interaction => Rule.For(
                    ContinuityFinding.ClinicianAlert,
                    $"continuity.interaction-alert.{interaction.Id}",
                    medicine.Is(interaction.Id),
                    $"For the clinician alone: a source warns of {interaction.Medicine} beside "
                    + $"ketamine{Wording.Advised(interaction.Advice, interaction.Evidence)}; for the patient nothing changes",
                    Modality.Informational,
                    interaction.Provenance,
                    [.. interaction.Citations])),
                .. Policy.Interactions.IsEmpty
                    ? (Rule[])
                    [
                        Rule.For(ContinuityFinding.NotPublished, "continuity.interactions-not-published", Condition.Always,
                            "This policy lists no medicines to compare with, so nothing is said of the interactions of any",
                            Modality.Informational, Provenance.Inferred),
                    ]
                    :
                    [
                        Rule.For(ContinuityFinding.NotRecognised, "continuity.not-recognised",
                            isNotRecognised & ContinuityFacts.ListReviewed.Is(false),
                            "A medicine that is not recognised is looked at by a clinician; nothing is said of its interactions",
                            Modality.ClinicianDiscretion, Provenance.Inferred, cited),
                        Rule.For(ContinuityFinding.ReviewedByClinician, "continuity.reviewed-by-clinician",
                            isNotRecognised & ContinuityFacts.ListReviewed.Is(true),
                            "A clinician has reviewed the list; of a medicine that is not recognised nothing is said here",
                            Modality.Informational, Provenance.Inferred, cited),
                    ],
            ]);
    }

    private static DecisionTable BuildProviderTable() => DecisionTable.Create<ContinuityFinding>(
        "continuity.provider",
        "whether a managing provider is on file",
        HitPolicy.Collect,
        [ContinuityFacts.Provider],
        [
            Rule.For(ContinuityFinding.NoManagingProvider, "continuity.provider-on-file",
                ContinuityFacts.Provider.IsOneOf(ProviderOnFile.None, ProviderOnFile.OnlyThisClinic),
                "No managing provider is on file; the clinic's own physician is not one",
                Modality.Informational, Provenance.Inferred),
        ]);

    private DecisionTable BuildStatementsTable() => DecisionTable.Create<ContinuityStatement>(
        "continuity.statements",
        "what every patient is told",
        HitPolicy.Collect,
        [],
        new[]
        {
            Rule.For(ContinuityStatement.TherapiesContinue, "continuity.therapies", Condition.Always,
                "Present medicines and therapies continue, all of them and not only those for pain",
                Modality.Required, Provenance.Published),
            Rule.For(ContinuityStatement.ProvidersContinue, "continuity.other-providers", Condition.Always,
                "The patient keeps seeing the providers who manage the care",
                Modality.Required, Provenance.Published),
            Rule.For(ContinuityStatement.InterruptionMayCompromise, "continuity.consequence", Condition.Always,
                "Interrupting a present treatment may weaken the response and may put the patient in danger of a worse condition",
                Modality.Informational, Provenance.Published),
            Rule.For(ContinuityStatement.NotACure, "course.not-a-cure", Condition.Always,
                "Infusions are one part of a wider plan and are not a cure for any condition",
                Modality.Informational, Provenance.Published),
        }.Where(rule => Policy.Statements.Contains((ContinuityStatement)rule.Outcome))
            .Select(rule => rule.StatedBy(Policy.Stated["statements"]))
            .Concat(Policy.Holds.IsEmpty ? [] :
            [
                Rule.For(ContinuityStatement.MedicineHeld, "continuity.holds", Condition.Always,
                    string.Join(". ", Policy.Holds.Select(static hold => hold.Says + hold.SaysWho)),
                    Modality.Informational,
                    Policy.Holds.All(hold => hold.Provenance == Policy.Holds[0].Provenance)
                        ? Policy.Holds[0].Provenance
                        : Provenance.ClinicPolicy,
                    [.. Policy.Holds.SelectMany(static hold => hold.Citations).Distinct()]),
            ]));
}
