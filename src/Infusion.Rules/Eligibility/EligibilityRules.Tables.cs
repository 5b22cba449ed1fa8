using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Eligibility;

// The tables of the room. Every clinical condition is a rule here and nowhere else.
public sealed partial class EligibilityRules
{
    private Condition RoleCounts => EligibilityFacts.Role.IsOneOf(Policy.AcceptedRoles.Once());

    private bool HasRoles => !Policy.AcceptedRoles.IsEmpty;

    private const string NoRoles = "The policy does not say whose verdict counts";

    private static Condition HasVerdict => !EligibilityFacts.Verdict.Is(PhysicianVerdict.NotRecorded);

    private Constraint ActiveAndInRemission => new(
        "eligibility.contradicted-condition", _contradicted.Is(true), "One condition is not both active and in full remission");

    private string Roles => string.Join(" or ", Policy.AcceptedRoles.Each(role => Wording.Words(role.ToString())).Distinct());

    private DecisionTable BuildConditionTable(Fact<string> condition)
    {
        Condition onlyWhenChronic = condition.IsOneOf(
            [.. Policy.Conditions.Where(one => one.IsOnlyListedWhenChronic).Select(one => one.Id)]);

        // Without the months nobody can say whether it is chronic.
        Condition isNotChronic = Policy.ChronicMonths is { } months
            ? onlyWhenChronic & EligibilityFacts.Months.AtMost(months)
            : onlyWhenChronic & EligibilityFacts.Remission.Is(false);

        // One rule for each provenance, so that what a clinic adds is never shown as published.
        IEnumerable<Rule> listed = Policy.Conditions.GroupBy(one => (object)one.Provenance).OrderBy(group => group.Key)
            .Select(group => Rule.For(
            ConditionOutcome.Listed,
            group.Key is Provenance.Published ? "eligibility.indication" : $"eligibility.indication.{Wording.Kebab($"{group.Key}")}",
            condition.IsOneOf([.. group.Select(one => one.Id)]) & !isNotChronic & EligibilityFacts.Remission.Is(false),
            group.Key is Provenance.Published ? "The clinic's page names this condition" : "The clinic's policy lists this condition",
            Modality.Informational,
            (Provenance)group.Key,
            [.. group.SelectMany(one => one.Citations).Distinct()]));
        IEnumerable<Rule> chronic = Policy.Conditions.Any(one => one.IsOnlyListedWhenChronic)
            ? [Policy.ChronicMonths is { } counted
                ? Rule.For(ConditionOutcome.NotListed, "eligibility.chronic", isNotChronic,
                    string.Join(", ", Policy.Conditions.Where(one => one.IsOnlyListedWhenChronic).Select(one => one.Name))
                        + FormattableString.Invariant($": listed once it began more than {counted} calendar months ago, and not before"),
                    Modality.Informational, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["chronicMonths"])
                : Rule.NotPublished(ConditionOutcome.NotPublished, "eligibility.condition",
                    "The policy lists this condition when it is chronic and does not say from when it is", isNotChronic)]
            : [];
        return DecisionTable.Create<ConditionOutcome>(
            "eligibility.condition",
            "what one stated condition is to this clinic",
            HitPolicy.Unique,
            [condition, EligibilityFacts.Months, EligibilityFacts.Remission],
            [
                .. listed,
                .. chronic,
                Rule.For(ConditionOutcome.NotListed, "eligibility.not-listed", condition.Is(ListedCondition.Unlisted),
                    "The list is open: what it does not name is for a clinician to look at and is not ineligible",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
                Rule.For(ConditionOutcome.NoActiveIndication, "eligibility.remission",
                    !condition.Is(ListedCondition.Unlisted) & !isNotChronic & EligibilityFacts.Remission.Is(true),
                    "A condition in full remission gives no active reason to treat",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
            ]);
    }

    private DecisionTable BuildCandidacyTable(Fact<string> indication)
    {
        Condition saysYes = EligibilityFacts.Verdict.Is(PhysicianVerdict.Candidate) & RoleCounts;
        ScreenCriterion[] criteria = [.. Policy.Screens.Where(criterion => criterion.Effect != ScreenEffect.Inform)];
        IEnumerable<Rule> screens = criteria.Select(criterion => criterion.Effect == ScreenEffect.Exclude
            ? Rule.For(EligibilityOutcome.NotCandidate, criterion.Fact.Id,
                HasRoles ? criterion.Applies & !(saysYes & EligibilityFacts.Reason.Is(true)) : criterion.Applies,
                $"{criterion.Subject} excludes a patient unless the physician decides otherwise and gives a "
                + $"reason{Wording.Advised(criterion.Advice, criterion.Evidence, criterion.Certainty)}",
                Modality.Required, criterion.Provenance, [.. criterion.Citations])
            : Rule.For(EligibilityOutcome.ClinicianReview, criterion.Fact.Id, criterion.Applies & !saysYes,
                $"{criterion.Subject} asks for a clinician's review"
                + Wording.Advised(criterion.Advice, criterion.Evidence, criterion.Certainty),
                Modality.ClinicianDiscretion, criterion.Provenance, [.. criterion.Citations]));
        return DecisionTable.Create<EligibilityOutcome>(
            "eligibility.candidacy",
            "where a patient stands before a first infusion",
            HitPolicy.Priority,
            [
                indication, EligibilityFacts.Verdict, EligibilityFacts.Role, EligibilityFacts.Reason,
                .. criteria.Select(criterion => criterion.Fact), _contradicted,
            ],
            [
                Rule.For(EligibilityOutcome.Candidate, "eligibility.candidate",
                    indication.Is(nameof(ConditionOutcome.Listed)) & !saysYes,
                    criteria.Length == 0
                        ? "A listed condition is present; this policy has no screening criteria, and the physician decides"
                        : "A listed condition is present, and every screening criterion is answered and none asks for review; the physician decides",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
                HasRoles
                    ? Rule.For(EligibilityOutcome.Candidate, "eligibility.verdict", saysYes,
                        $"The verdict of the {Roles} that the patient is a candidate stands",
                        Modality.ClinicianDiscretion, Provenance.Published).RestingOn(Policy.Stated["acceptedRoles"])
                    : Rule.NotPublished(EligibilityOutcome.NotPublished, "eligibility.candidacy", NoRoles, HasVerdict),
                Rule.For(EligibilityOutcome.ClinicianReview, "eligibility.no-listed-condition",
                    indication.IsNot(nameof(ConditionOutcome.Listed)) & !saysYes,
                    "Without a listed condition a clinician looks at it first",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
                .. screens,
                .. HasRoles
                    ? (Rule[])[Rule.For(EligibilityOutcome.NotCandidate, "eligibility.verdict-against",
                        EligibilityFacts.Verdict.Is(PhysicianVerdict.NotCandidate) & RoleCounts,
                        $"The verdict of the {Roles} that the patient is not a candidate stands",
                        Modality.ClinicianDiscretion, Provenance.Published).RestingOn(Policy.Stated["acceptedRoles"])]
                    : [],
            ],
            [ActiveAndInRemission]);
    }

    private DecisionTable BuildFindingsTable()
    {
        Condition saysYes = EligibilityFacts.Verdict.Is(PhysicianVerdict.Candidate) & RoleCounts;
        ImmutableArray<ScreenCriterion> criteria = Policy.Screens;
        IEnumerable<Rule> screens = criteria.SelectMany(criterion => criterion.Effect != ScreenEffect.Inform && !HasRoles
            ? (Rule[])[]
            : criterion.Effect == ScreenEffect.ClinicianReview
            ? [Rule.For(EligibilityFinding.VerdictAgainstReview, $"eligibility.beside-screen.{criterion.Id}",
                criterion.Applies & saysYes,
                $"{criterion.Subject} asks for a clinician's review; a verdict of candidate was given beside it"
                    + Wording.Advised(criterion.Advice, criterion.Evidence, criterion.Certainty),
                Modality.Informational, criterion.Provenance, [.. criterion.Citations])]
            : criterion.Effect == ScreenEffect.Inform
            ? [Rule.For(EligibilityFinding.ScreenInforms, criterion.Fact.Id, criterion.Applies,
                $"{criterion.Subject} is brought to the clinician's attention"
                + Wording.Advised(criterion.Advice, criterion.Evidence, criterion.Certainty),
                Modality.Informational, criterion.Provenance, [.. criterion.Citations])]
            : [
                Rule.For(EligibilityFinding.VerdictAgainstExclusion, $"eligibility.against-screen.{criterion.Id}",
                    criterion.Applies & saysYes,
                    $"{criterion.Subject} excludes a patient; the verdict stands against it"
                        + Wording.Advised(criterion.Advice, criterion.Evidence, criterion.Certainty),
                    Modality.Informational, criterion.Provenance, [.. criterion.Citations]),
                Rule.For(EligibilityFinding.ReasonNotRecorded, $"eligibility.reason-for-screen.{criterion.Id}",
                    criterion.Applies & saysYes & EligibilityFacts.Reason.Is(false),
                    $"A verdict against {criterion.Name} needs a reason on record before it counts",
                    Modality.Required, criterion.Provenance, [.. criterion.Citations]),
            ]);
        return DecisionTable.Create<EligibilityFinding>(
            "eligibility.findings",
            "what is reported beside the outcome",
            HitPolicy.Collect,
            [
                .. Policy.AsksForPriorTherapy ? (Fact[])[EligibilityFacts.PriorTherapy] : [],
                EligibilityFacts.Verdict, EligibilityFacts.Role, EligibilityFacts.Reason,
                .. criteria.Select(criterion => criterion.Fact),
            ],
            [
                .. Policy.AsksForPriorTherapy
                    ? (Rule[])[Rule.For(EligibilityFinding.PriorTherapyNotDocumented, "eligibility.prior-therapy",
                        EligibilityFacts.PriorTherapy.Is(false),
                        "Infusions come after other treatment, and failed earlier treatment is not on record",
                        Modality.Informational, Provenance.Inferred).StatedBy(Policy.Stated["asksForPriorTherapy"])]
                    : [],
                .. HasRoles
                    ? (Rule[])[Rule.For(EligibilityFinding.VerdictRoleNotAccepted, "eligibility.verdict-role",
                        HasVerdict & !RoleCounts,
                        $"Only the verdict of a {Roles} counts",
                        Modality.Required, Provenance.Inferred).StatedBy(Policy.Stated["acceptedRoles"])]
                    : [],
                .. screens,
            ]);
    }

    private static DecisionTable BuildSectionsTable() => DecisionTable.Create<SectionsOutcome>(
        "consultation.sections",
        "whether a verdict can be recorded",
        HitPolicy.Priority,
        [EligibilityFacts.History, EligibilityFacts.Medications, EligibilityFacts.Appropriateness],
        [
            Rule.For(SectionsOutcome.SectionMissing, "consultation.sections",
                EligibilityFacts.History.Is(false) | EligibilityFacts.Medications.Is(false) | EligibilityFacts.Appropriateness.Is(false),
                "History, medications and appropriateness are all on record before a verdict is",
                Modality.Required, Provenance.Inferred),
            Rule.For(SectionsOutcome.VerdictMayBeRecorded, "consultation.sections-complete", Condition.Always,
                "With all three sections on record a verdict may be recorded",
                Modality.Permitted, Provenance.Inferred),
        ],
        actions:
        [
            CounterfactualAction.Setting("record-history", "record the clinical history", EligibilityFacts.History, true),
            CounterfactualAction.Setting("record-medications", "record the medications", EligibilityFacts.Medications, true),
            CounterfactualAction.Setting(
                "record-appropriateness", "record whether ketamine is appropriate", EligibilityFacts.Appropriateness, true),
        ]);

    private DecisionTable BuildCallTable() => DecisionTable.Create<ConsultationCharge>(
        "consultation.call",
        "what the consultation costs",
        HitPolicy.Collect,
        [],
        [
            Rule.For(ConsultationCharge.SlotPriceOnly, "consultation.free-call", Condition.Always,
                "The consultation is "
                + string.Join(", ", new[]
                {
                    string.Join(" ", new[]
                    {
                        Policy.ConsultationMode is { } mode ? Manner(mode) : "", HasRoles ? $"with a {Roles}" : "",
                    }.Where(static part => part.Length > 0)),
                    Policy.ConsultationSlot is { } planned ? $"planned for {Wording.Of(planned)}" : "",
                    Policy.ConsultationPrice is { } costs ? $"at {costs}" : "",
                }.Where(static part => part.Length > 0)),
                Modality.Required, Provenance.Published).StatedBy(
                    Policy.Stated["consultationMode"], Policy.Stated["consultationSlot"], Policy.Stated["consultationPrice"],
                    Policy.Stated["acceptedRoles"]) with
            {
                Terms =
                [
                    .. Policy.ConsultationSlot is { } slot
                        ? (Term[])[new Term.Elapsed("consultation.slot-end", "consultation start", slot)]
                        : [],
                    .. Policy.ConsultationPrice is { } price
                        ? (Term[])[new Term.Amount("consultation.price", price.Amount, price.Currency)]
                        : [],
                ],
            },
            .. Policy is { ConsultationSlot: not null, ConsultationPrice: not null }
                ? (Rule[])[Rule.For(ConsultationCharge.OverrunNotCharged, "consultation.longer-call", Condition.Always,
                    "A consultation that takes longer than planned costs no more",
                    Modality.Required, Provenance.Inferred)
                    .RestingOn(Policy.Stated["consultationSlot"], Policy.Stated["consultationPrice"])]
                : [],
        ],
        axis: OutcomeAxis.PatientCost);

    private DecisionTable BuildBookingTable(Fact<string> candidacy)
    {
        Condition isOpen = EligibilityFacts.Verdict.Is(PhysicianVerdict.NotRecorded);
        Condition isUnderReview = candidacy.Is(nameof(EligibilityOutcome.ClinicianReview));
        Condition isNoCandidate = (EligibilityFacts.Verdict.Is(PhysicianVerdict.NotCandidate) & RoleCounts)
            | candidacy.Is(nameof(EligibilityOutcome.NotCandidate));
        return DecisionTable.Create<BookingOutcome>(
            "consultation.booking",
            "whether an infusion can be booked",
            HitPolicy.Priority,
            [EligibilityFacts.Held, EligibilityFacts.Verdict, EligibilityFacts.Role, candidacy, _contradicted],
            [
                .. HasRoles
                    ? (Rule[])
                    [
                        Rule.For(BookingOutcome.Accepted, "consultation.accepted",
                            EligibilityFacts.Held.Is(true) & EligibilityFacts.Verdict.Is(PhysicianVerdict.Candidate) & RoleCounts
                                & !isNoCandidate,
                            "After a consultation that ended with a candidate, an infusion can be booked",
                            Modality.Permitted, Provenance.Published).RestingOn(Policy.Stated["acceptedRoles"]),
                        Rule.For(BookingOutcome.RejectedVerdictRole, "consultation.verdict-role", !isOpen & !RoleCounts,
                            $"The verdict that opens booking is recorded by a {Roles}",
                            Modality.Required, Provenance.Inferred).StatedBy(Policy.Stated["acceptedRoles"]),
                    ]
                    : [Rule.NotPublished(BookingOutcome.NotPublished, "consultation.booking", NoRoles, !isOpen)],
                Rule.For(BookingOutcome.RejectedNoVerdict, "consultation.before-infusion", isOpen & !isUnderReview,
                    "Booking an infusion needs a recorded verdict; a computed candidate alone is not one",
                    Modality.Required, Provenance.Inferred),
                Rule.For(BookingOutcome.RejectedReviewPending, "consultation.review-pending", isOpen & isUnderReview,
                    "Booking waits until a clinician has looked at it and recorded a verdict",
                    Modality.Required, Provenance.Inferred),
                Rule.For(BookingOutcome.RejectedNoConsultation, "consultation.held", EligibilityFacts.Held.Is(false),
                    "The consultation comes before the first infusion is booked",
                    Modality.Required, Provenance.Published),
                Rule.For(BookingOutcome.RejectedNotCandidate, "consultation.not-candidate", EligibilityFacts.Held.Is(true) & isNoCandidate,
                    "For a patient who is not a candidate no infusion is booked",
                    Modality.Required, Provenance.Inferred),
            ],
            [ActiveAndInRemission],
            [CounterfactualAction.Setting("hold-consultation", "hold the consultation", EligibilityFacts.Held, true)]);
    }

    private static DecisionTable BuildWarningsTable(Fact<string> medicationChange) => DecisionTable.Create<BookingWarning>(
        "consultation.warnings",
        "what is said at booking and rejects nothing",
        HitPolicy.Collect,
        [medicationChange],
        [
            Rule.For(BookingWarning.PotentialDisqualification, "consultation.potential-disqualification",
                medicationChange.Is("PotentialDisqualification"),
                "A medicine was changed with no managing provider consulted; a clinician decides, and booking goes on",
                Modality.ClinicianDiscretion, Provenance.Inferred),
        ]);

    private static string Manner(ConsultationMode mode) => mode switch
    {
        ConsultationMode.Phone => "by phone",
        ConsultationMode.Video => "by video",
        _ => "in person",
    };
}
