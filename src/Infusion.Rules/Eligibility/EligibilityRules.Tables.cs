using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Eligibility;

// The tables of the room. Every clinical condition is a rule here and nowhere else.
public sealed partial class EligibilityRules
{
    // Longer ago than any date can be.
    private const int MostMonths = 240_000;

    private readonly Fact<string> _indication;
    private readonly Fact<string> _candidacy;
    private readonly Fact<string> _medicationChange;

    private static Fact<int> Months { get; } = Fact.Count(
        "eligibility.months-since-onset", "calendar months since it began", "When did it begin?", "months", 0, MostMonths);

    private static Fact<bool> Remission { get; } = Fact.YesNo(
        "eligibility.full-remission", "full remission", "Is it in full remission?");

    private static Fact<PhysicianVerdict> VerdictFact { get; } = Fact.Choice<PhysicianVerdict>(
        "eligibility.physician-verdict", "the physician's verdict", "What did the consultation end with?");

    private static Fact<ClinicianRole> Role { get; } = Fact.Choice<ClinicianRole>(
        "eligibility.verdict-role", "the role of the person who recorded the verdict", "Who recorded the verdict?");

    private static Fact<bool> Reason { get; } = Fact.YesNo(
        "eligibility.verdict-reason", "a reason for the verdict", "Is a reason for the verdict on record?");

    private static Fact<bool> PriorTherapy { get; } = Fact.YesNo(
        "eligibility.prior-therapy-documented", "failed earlier treatment on record", "Is it on record that first- and second-line treatment failed?");

    private static Fact<bool> History { get; } = Fact.YesNo(
        "consultation.history", "clinical history on record", "Is the clinical history recorded?");

    private static Fact<bool> Medications { get; } = Fact.YesNo(
        "consultation.medications", "medications on record", "Are the medications recorded?");

    private static Fact<bool> Appropriateness { get; } = Fact.YesNo(
        "consultation.appropriateness", "appropriateness on record", "Is it recorded whether ketamine is appropriate?");

    private static Fact<bool> Held { get; } = Fact.YesNo(
        "consultation.held", "a consultation held", "Was the consultation held?");

    private Condition RoleCounts => Role.IsOneOf(Policy.AcceptedRoles.Once());

    private string Roles => string.Join(" or ", Policy.AcceptedRoles.Each(role => Wording.Words(role.ToString())).Distinct());

    private DecisionTable BuildConditionTable()
    {
        Condition isNotChronic = ConditionFact.IsOneOf([.. Policy.Conditions.Where(condition => condition.IsOnlyListedWhenChronic).Select(condition => condition.Id)])
            & Months.AtMost(Policy.ChronicMonths);

        // One rule for each provenance, so that what a clinic adds is never shown as published.
        IEnumerable<Rule> listed = Policy.Conditions.GroupBy(condition => (object)condition.Provenance).OrderBy(group => group.Key).Select(group => Rule.For(
            ConditionOutcome.Listed,
            group.Key is Provenance.Published ? "eligibility.indication" : $"eligibility.indication.{Wording.Kebab($"{group.Key}")}",
            ConditionFact.IsOneOf([.. group.Select(condition => condition.Id)]) & !isNotChronic & Remission.Is(false),
            group.Key is Provenance.Published ? "The clinic's page names this condition" : "The clinic's policy lists this condition",
            Modality.Informational,
            (Provenance)group.Key,
            [.. group.SelectMany(condition => condition.Citations).Distinct()]));
        IEnumerable<Rule> chronic = Policy.Conditions.Any(condition => condition.IsOnlyListedWhenChronic)
            ? [Rule.For(ConditionOutcome.NotListed, "eligibility.chronic", isNotChronic,
                FormattableString.Invariant($"Back or neck pain is chronic later than {Policy.ChronicMonths} calendar months after it began; until then it is not the listed condition"),
                Modality.Informational, Policy.ChronicProvenance, [.. Policy.ChronicCitations])]
            : [];
        return DecisionTable.Create<ConditionOutcome>(
            "eligibility.condition",
            "what one stated condition is to this clinic",
            HitPolicy.Unique,
            [ConditionFact, Months, Remission],
            [
                .. listed,
                .. chronic,
                Rule.For(ConditionOutcome.NotListed, "eligibility.not-listed", ConditionFact.Is(ListedCondition.Unlisted),
                    "The list is open: what it does not name is for a clinician to look at and is not ineligible",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R02", "R08"),
                Rule.For(ConditionOutcome.NoActiveIndication, "eligibility.remission",
                    !ConditionFact.Is(ListedCondition.Unlisted) & !isNotChronic & Remission.Is(true),
                    "A condition in full remission gives no active reason to treat",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R10", "R11"),
            ]);
    }

    private DecisionTable BuildCandidacyTable()
    {
        Condition saysYes = VerdictFact.Is(PhysicianVerdict.Candidate) & RoleCounts;
        IEnumerable<Rule> screens = _candidacyScreens.Select(place => Policy.Screens[place]).Select(criterion => criterion.Effect == ScreenEffect.Exclude
            ? Rule.For(EligibilityOutcome.NotCandidate, criterion.Fact.Id, criterion.Applies & !(saysYes & Reason.Is(true)),
                $"{criterion.Subject} excludes a patient unless the physician decides otherwise and gives a reason{Wording.Advised(criterion.Advice, criterion.Evidence)}",
                Modality.Required, criterion.Provenance, [.. criterion.Citations])
            : Rule.For(EligibilityOutcome.ClinicianReview, criterion.Fact.Id, criterion.Applies & !saysYes,
                $"{criterion.Subject} asks for a clinician's review{Wording.Advised(criterion.Advice, criterion.Evidence)}",
                Modality.ClinicianDiscretion, criterion.Provenance, [.. criterion.Citations]));
        return DecisionTable.Create<EligibilityOutcome>(
            "eligibility.candidacy",
            "where a patient stands before a first infusion",
            HitPolicy.Priority,
            [_indication, VerdictFact, Role, Reason, .. _candidacyScreens.Select(place => Policy.Screens[place].Fact)],
            [
                Rule.For(EligibilityOutcome.Candidate, "eligibility.candidate", _indication.Is(nameof(ConditionOutcome.Listed)),
                    "A listed condition is present and no criterion of this policy asks for review; the physician decides",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R11", "R02"),
                Rule.For(EligibilityOutcome.Candidate, "eligibility.verdict", saysYes,
                    $"The verdict of the {Roles} that the patient is a candidate stands",
                    Modality.ClinicianDiscretion, Provenance.Published, "R11", "C9").PublishedIf(RolesArePages),
                Rule.For(EligibilityOutcome.ClinicianReview, "eligibility.no-listed-condition",
                    _indication.IsNot(nameof(ConditionOutcome.Listed)) & !saysYes,
                    "Without a listed condition a clinician looks at it first",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R08", "R11"),
                .. screens,
                Rule.For(EligibilityOutcome.NotCandidate, "eligibility.verdict-against", VerdictFact.Is(PhysicianVerdict.NotCandidate) & RoleCounts,
                    $"The verdict of the {Roles} that the patient is not a candidate stands",
                    Modality.ClinicianDiscretion, Provenance.Published, "R11", "C9").PublishedIf(RolesArePages),
            ]);
    }

    private DecisionTable BuildFindingsTable()
    {
        Condition saysYes = VerdictFact.Is(PhysicianVerdict.Candidate) & RoleCounts;
        IEnumerable<Rule> screens = _findingScreens.Select(place => Policy.Screens[place]).SelectMany(criterion => criterion.Effect == ScreenEffect.Inform
            ? (Rule[])[Rule.For(EligibilityFinding.ScreenInforms, criterion.Fact.Id, criterion.Applies,
                $"{criterion.Subject} is brought to the clinician's attention{Wording.Advised(criterion.Advice, criterion.Evidence)}",
                Modality.Informational, criterion.Provenance, [.. criterion.Citations])]
            : [
                Rule.For(EligibilityFinding.VerdictAgainstExclusion, $"eligibility.against-screen.{criterion.Id}", criterion.Applies & saysYes,
                    $"The verdict stands against {criterion.Name}, and this stays flagged",
                    Modality.Informational, criterion.Provenance, [.. criterion.Citations]),
                Rule.For(EligibilityFinding.ReasonNotRecorded, $"eligibility.reason-for-screen.{criterion.Id}", criterion.Applies & saysYes & Reason.Is(false),
                    $"A verdict against {criterion.Name} needs a reason on record before it counts",
                    Modality.Required, criterion.Provenance, [.. criterion.Citations]),
            ]);
        return DecisionTable.Create<EligibilityFinding>(
            "eligibility.findings",
            "what is reported beside the outcome",
            HitPolicy.Collect,
            [PriorTherapy, VerdictFact, Role, Reason, .. _findingScreens.Select(place => Policy.Screens[place].Fact)],
            [
                Rule.For(EligibilityFinding.PriorTherapyNotDocumented, "eligibility.prior-therapy", PriorTherapy.Is(false),
                    "Ketamine is described as third line, and failed earlier treatment is not on record",
                    Modality.Informational, Provenance.Inferred, "R07"),
                Rule.For(EligibilityFinding.VerdictRoleNotAccepted, "eligibility.verdict-role", !VerdictFact.Is(PhysicianVerdict.NotRecorded) & !RoleCounts,
                    $"Only the verdict of a {Roles} counts",
                    Modality.Required, Provenance.Inferred, "R16", "C9"),
                .. screens,
            ]);
    }

    private static DecisionTable BuildSectionsTable() => DecisionTable.Create<SectionsOutcome>(
        "consultation.sections",
        "whether a verdict can be recorded",
        HitPolicy.Priority,
        [History, Medications, Appropriateness],
        [
            Rule.For(SectionsOutcome.SectionMissing, "consultation.sections", History.Is(false) | Medications.Is(false) | Appropriateness.Is(false),
                "History, medications and appropriateness are all on record before a verdict is",
                Modality.Required, Provenance.Inferred, "R12"),
            Rule.For(SectionsOutcome.VerdictMayBeRecorded, "consultation.sections-complete", Condition.Always,
                "With all three sections on record a verdict may be recorded",
                Modality.Permitted, Provenance.Inferred, "R12"),
        ],
        remedies:
        [
            Remedy.Setting("record-history", "record the clinical history", History, true),
            Remedy.Setting("record-medications", "record the medications", Medications, true),
            Remedy.Setting("record-appropriateness", "record whether ketamine is appropriate", Appropriateness, true),
        ]);

    private DecisionTable BuildCallTable() => DecisionTable.Create<ConsultationCharge>(
        "consultation.call",
        "what the consultation costs",
        HitPolicy.Collect,
        [],
        [
            (Rule.For(ConsultationCharge.SlotPriceOnly, "consultation.free-call", Condition.Always,
                $"The consultation is {Manner(Policy.ConsultationMode)} with a {Roles}, planned for {Fact.FormatElapsed(Fact.Nanoseconds(Policy.ConsultationSlot))}, at {Policy.ConsultationPrice}; a longer one costs no more",
                Modality.Required, Provenance.Published, "R14", "R15", "R16", "C9") with
            {
                Terms =
                [
                    new Term.Elapsed("consultation.slot-end", "consultation start", Policy.ConsultationSlot),
                    new Term.Amount("consultation.price", Policy.ConsultationPrice.Amount, Policy.ConsultationPrice.Currency),
                ],
            }).PublishedIf(Policy.ConsultationMode == ConsultationMode.Phone && Policy.ConsultationSlot == Duration.FromMinutes(15)
                && Policy.ConsultationPrice == Money.Usd(0) && RolesArePages),
        ],
        axis: OutcomeAxis.PatientCost);

    private DecisionTable BuildBookingTable()
    {
        Condition isOpen = VerdictFact.Is(PhysicianVerdict.NotRecorded);
        Condition isUnderReview = _candidacy.Is(nameof(EligibilityOutcome.ClinicianReview));
        Condition isNoCandidate = (VerdictFact.Is(PhysicianVerdict.NotCandidate) & RoleCounts) | _candidacy.Is(nameof(EligibilityOutcome.NotCandidate));
        return DecisionTable.Create<BookingOutcome>(
            "consultation.booking",
            "whether an infusion can be booked",
            HitPolicy.Priority,
            [Held, VerdictFact, Role, _candidacy],
            [
                Rule.For(BookingOutcome.Accepted, "consultation.accepted",
                    Held.Is(true) & VerdictFact.Is(PhysicianVerdict.Candidate) & RoleCounts & !isNoCandidate,
                    "After a consultation that ended with a candidate, an infusion can be booked",
                    Modality.Permitted, Provenance.Published, "R11", "R18", "R17"),
                Rule.For(BookingOutcome.RejectedVerdictRole, "consultation.verdict-role", !isOpen & !RoleCounts,
                    $"The verdict that opens booking is recorded by a {Roles}",
                    Modality.Required, Provenance.Inferred, "R16", "C9"),
                Rule.For(BookingOutcome.RejectedNoVerdict, "consultation.before-infusion", isOpen & !isUnderReview,
                    "Booking an infusion needs a recorded verdict; a computed candidate alone is not one",
                    Modality.Required, Provenance.Inferred, "R11", "R17", "R18"),
                Rule.For(BookingOutcome.RejectedReviewPending, "consultation.review-pending", isOpen & isUnderReview,
                    "Booking waits until a clinician has looked at it and recorded a verdict",
                    Modality.Required, Provenance.Inferred, "R08", "R11", "R18"),
                Rule.For(BookingOutcome.RejectedNoConsultation, "consultation.held", Held.Is(false),
                    "The consultation comes before the first infusion is booked",
                    Modality.Required, Provenance.Published, "R17", "R18"),
                Rule.For(BookingOutcome.RejectedNotCandidate, "consultation.not-candidate", Held.Is(true) & isNoCandidate,
                    "For a patient who is not a candidate no infusion is booked",
                    Modality.Required, Provenance.Inferred, "R11", "R18"),
            ],
            remedies: [Remedy.Setting("hold-consultation", "hold the consultation", Held, true)]);
    }

    private DecisionTable BuildWarningsTable() => DecisionTable.Create<BookingWarning>(
        "consultation.warnings",
        "what is said at booking and rejects nothing",
        HitPolicy.Collect,
        [_medicationChange],
        [
            Rule.For(BookingWarning.PotentialDisqualification, "consultation.potential-disqualification",
                _medicationChange.Is("PotentialDisqualification"),
                "A medicine was changed with no managing provider consulted; a clinician decides, and booking goes on",
                Modality.ClinicianDiscretion, Provenance.Inferred, "R63", "C10"),
        ]);

    private bool RolesArePages => Policy.AcceptedRoles.Length == 1 && Policy.AcceptedRoles[0] == ClinicianRole.Physician;

    private static string Manner(ConsultationMode mode) => mode switch
    {
        ConsultationMode.Phone => "by phone",
        ConsultationMode.Video => "by video",
        _ => "in person",
    };
}
