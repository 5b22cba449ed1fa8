using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Eligibility;

/// <summary>Scenarios S17 (names), S16 (categories), S25 (booking), and the consultation.</summary>
public class EligibilityScenarioTests
{
    internal static PolicyVersion Version => InfusionRules.Published.Version;

    internal static ContinuityRules Continuity => new(PublishedContinuity.Policy, NodaTime.DateTimeZone.Utc, Version);

    internal static EligibilityRules Published => With(PublishedEligibility.Policy);

    internal static LocalDate Day => new(2026, 6, 15);

    internal static EligibilityRules With(EligibilityPolicy policy) => new(policy, Continuity.CareJudgement, Version);

    internal static Assessment Facts(params StatedCondition[] conditions) =>
        new() { On = Day, Conditions = [.. conditions], ConditionsCompleteness = ListCompleteness.Complete };

    internal static Assessment Verdict(Assessment facts, PhysicianVerdict verdict, ClinicianRole role = ClinicianRole.Physician) =>
        facts with { Verdict = verdict, VerdictBy = role };

    private static Assessment Migraine => Facts(StatedCondition.Present("migraine"));

    private static Assessment Unlisted => Facts(StatedCondition.Present("trigeminal neuralgia"));

    [Theory]
    [InlineData("RSD", "crps-type-1", ConditionCategory.Pain, false, false)]
    [InlineData("Reflex Sympathetic Dystrophy", "crps-type-1", ConditionCategory.Pain, false, false)]
    [InlineData("crps-type-1", "crps-type-1", ConditionCategory.Pain, false, false)]
    [InlineData(" causalgia ", "crps-type-2", ConditionCategory.Pain, false, true)]
    [InlineData("migraine headaches", "migraine", ConditionCategory.Pain, true, false)]
    [InlineData("FIBROMYALGIA", "fibromyalgia", ConditionCategory.Pain, true, false)]
    [InlineData("major depression", "major-depression", ConditionCategory.MentalHealth, false, false)]
    [InlineData("Postpartum depression", "postpartum-depression", ConditionCategory.MentalHealth, false, false)]
    [InlineData("anxiety", "anxiety", ConditionCategory.MentalHealth, false, false)]
    [InlineData("PTSD", "ptsd", ConditionCategory.MentalHealth, false, false)]
    [InlineData("cluster headache", "cluster-headache", ConditionCategory.Headache, false, false)]
    public void S17_a_name_or_alias_finds_its_condition(
        string name, string id, ConditionCategory category, bool underOther, bool bySyndrome)
    {
        Assessment patient = Facts(StatedCondition.Present(name));
        Decision<EligibilityOutcome> decision = Published.Decide(patient);
        ListedCondition? listed = Published.Find(StatedName.Of(name));
        Assert.Equal(ConditionOutcome.Listed, Assert.Single(Published.DecideConditions(patient)).Outcome);
        Assert.Equal((id, category), (listed?.Id, listed?.Category));
        Assert.Equal((underOther, bySyndrome), (listed?.IsAlsoListedUnderOther, listed?.IsListedBySyndromeName));
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.Candidate), (decision.Status, decision.Outcome));
        Assert.Equal([category], Published.Categories(patient));
    }

    [Theory]
    [InlineData("trigeminal neuralgia")]
    [InlineData("SUNCT")]
    [InlineData("cyclic vomiting")]
    [InlineData("depression")]
    public void S17_an_unlisted_condition_is_for_a_clinician_and_not_ineligible(string name)
    {
        Decision<EligibilityOutcome> decision = Published.Decide(Facts(StatedCondition.Present(name)));
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.ClinicianReview), (decision.Status, decision.Outcome));
        Assert.Equal(ConditionOutcome.NotListed, Published.DecideConditions(Facts(StatedCondition.Present(name))).Single().Outcome);
        Assert.Null(Published.Find(StatedName.Of(name)));
    }

    [Fact]
    public void One_listed_condition_is_enough_and_the_unlisted_one_is_reported_beside_it()
    {
        Assessment patient = Facts(StatedCondition.Present("trigeminal neuralgia"), StatedCondition.Present("RSD"));
        Assert.Equal(EligibilityOutcome.Candidate, Published.Decide(patient).Outcome);
        Assert.Equal(
            [ConditionOutcome.NotListed, ConditionOutcome.Listed],
            Published.DecideConditions(patient).Select(condition => condition.Outcome));
    }

    [Fact]
    public void S16_pain_and_depression_are_two_categories() => Assert.Equal(
        [ConditionCategory.Pain, ConditionCategory.MentalHealth],
        Published.Categories(Facts(StatedCondition.Present("major depression"), StatedCondition.Present("CRPS type I"))));

    [Theory]
    [InlineData("chronic back pain", 2026, 3, 14, ConditionOutcome.Listed)]
    [InlineData("chronic back pain", 2026, 3, 15, ConditionOutcome.NotListed)]
    [InlineData("chronic neck pain", 2026, 3, 14, ConditionOutcome.Listed)]
    [InlineData("neck pain", 2026, 3, 15, ConditionOutcome.NotListed)]
    [InlineData("neck pain", 2026, 6, 15, ConditionOutcome.NotListed)]
    [InlineData("migraine", 2026, 6, 15, ConditionOutcome.Listed)]
    public void Exactly_three_months_is_not_chronic(string name, int year, int month, int day, ConditionOutcome outcome)
    {
        Assessment patient = Facts(StatedCondition.Since(name, new(year, month, day)));
        Decision<EligibilityOutcome> decision = Published.Decide(patient);
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, Published.DecideConditions(patient).Single().Outcome));
        Assert.Equal(
            outcome == ConditionOutcome.Listed ? EligibilityOutcome.Candidate : EligibilityOutcome.ClinicianReview, decision.Outcome);
    }

    [Theory]
    [InlineData(2025, 11, 30, 2026, 2, 28, ConditionOutcome.NotListed)]
    [InlineData(2025, 11, 30, 2026, 3, 1, ConditionOutcome.Listed)]
    [InlineData(2025, 11, 29, 2026, 2, 28, ConditionOutcome.NotListed)]
    [InlineData(2025, 11, 28, 2026, 3, 1, ConditionOutcome.Listed)]
    public void Adding_months_clamps_to_the_months_end(
        int y, int m, int d, int year, int month, int day, ConditionOutcome outcome) => Assert.Equal(
        outcome,
        Published.DecideConditions(
            Facts(StatedCondition.Since("back pain", new(y, m, d))) with { On = new(year, month, day) }).Single().Outcome);

    [Fact]
    public void S17_back_pain_of_unknown_duration_needs_its_onset()
    {
        Decision<EligibilityOutcome> decision = Published.Decide(Facts(StatedCondition.Present("back pain")));
        Assert.Equal((DecisionStatus.NeedsInformation, EligibilityOutcome.ClinicianReview), (decision.Status, decision.Outcome));
        Assert.Equal([EligibilityOutcome.Candidate, EligibilityOutcome.ClinicianReview], decision.Possible);
        Question question = Assert.Single(decision.Questions);
        Assert.Equal("eligibility.months-since-onset", question.Fact);
        Assert.Equal("Chronic back pain: when did it begin?", question.Ask);
    }

    [Fact]
    public void A_month_without_a_day_is_an_interval_of_dates()
    {
        Assert.Equal(ConditionOutcome.Listed, Onset(new(2026, 2, 1), new(2026, 2, 28)).Outcome);
        Assert.Equal(DecisionStatus.NeedsInformation, Onset(new(2026, 3, 1), new(2026, 3, 31)).Status);
        Assert.Equal(
            (DecisionStatus.Determined, ConditionOutcome.NotListed),
            (Onset(new(2026, 4, 1), new(2026, 4, 30)).Status, Onset(new(2026, 4, 1), Day).Outcome));
        Assert.Equal(DecisionStatus.NeedsInformation, Onset(new(2026, 3, 1), Day).Status);
        Assert.Equal(ConditionOutcome.Listed, Onset(new(1900, 1, 1), new(2026, 3, 14)).Outcome);
    }

    [Fact]
    public void Full_remission_gives_no_active_indication()
    {
        Assessment patient = Facts(new StatedCondition { Name = "major depression", InFullRemission = true });
        Decision<EligibilityOutcome> decision = Published.Decide(patient);
        Assert.Equal(ConditionOutcome.NoActiveIndication, Published.DecideConditions(patient).Single().Outcome);
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.ClinicianReview), (decision.Status, decision.Outcome));
    }

    [Fact]
    public void Remission_that_is_not_known_is_asked_for()
    {
        Decision<EligibilityOutcome> decision = Published.Decide(Facts(new StatedCondition { Name = "major depression" }));
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal("eligibility.full-remission", decision.Questions.Single().Fact);
    }

    [Fact]
    public void A_complete_empty_list_is_for_a_clinician_and_a_partial_one_is_open()
    {
        Assert.Equal(
            (DecisionStatus.Determined, EligibilityOutcome.ClinicianReview),
            (Published.Decide(Facts()).Status, Published.Decide(Facts()).Outcome));
        Decision<EligibilityOutcome> open = Published.Decide(Facts() with { ConditionsCompleteness = ListCompleteness.Partial });
        Assert.Equal([EligibilityOutcome.Candidate, EligibilityOutcome.ClinicianReview], open.Possible);
        Assert.Equal("eligibility.complete", open.Questions.Single().Fact);
        Assert.Equal(
            DecisionStatus.NeedsInformation, Published.Decide(Unlisted with { ConditionsCompleteness = ListCompleteness.Partial }).Status);
        Assert.Equal(
            DecisionStatus.Determined, Published.Decide(Migraine with { ConditionsCompleteness = ListCompleteness.Partial }).Status);
    }

    [Fact]
    public void The_physicians_verdict_wins_both_ways()
    {
        Assert.Equal(EligibilityOutcome.Candidate, Published.Decide(Verdict(Unlisted, PhysicianVerdict.Candidate)).Outcome);
        Assert.Equal(EligibilityOutcome.NotCandidate, Published.Decide(Verdict(Migraine, PhysicianVerdict.NotCandidate)).Outcome);
    }

    [Fact]
    public void Another_roles_verdict_does_not_count_and_is_flagged()
    {
        Decision<EligibilityOutcome> decision = Published.Decide(Verdict(Unlisted, PhysicianVerdict.Candidate, ClinicianRole.Nurse));
        Assert.Equal(EligibilityOutcome.ClinicianReview, decision.Outcome);
        Assert.Equal(
            [EligibilityFinding.VerdictRoleNotAccepted],
            Published.DecideFindings(Verdict(Unlisted, PhysicianVerdict.Candidate, ClinicianRole.Nurse)).Certain);
        EligibilityRules wider = With(PublishedEligibility.Policy with { AcceptedRoles = [ClinicianRole.Physician, ClinicianRole.Nurse] });
        Assert.Equal(
            EligibilityOutcome.Candidate, wider.Decide(Verdict(Unlisted, PhysicianVerdict.Candidate, ClinicianRole.Nurse)).Outcome);
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(null, false, true)]
    public void Missing_prior_therapy_is_a_finding_and_never_a_gate(bool? documented, bool certain, bool possible)
    {
        Assessment patient = Migraine with { PriorTherapyDocumented = documented };
        Decision<EligibilityOutcome> decision = Published.Decide(patient);
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.Candidate), (decision.Status, decision.Outcome));
        Assert.Equal(certain, Published.DecideFindings(patient).Has(EligibilityFinding.PriorTherapyNotDocumented));
        Assert.Equal(possible, Published.DecideFindings(patient).Allows(EligibilityFinding.PriorTherapyNotDocumented));
    }

    [Fact]
    public void The_published_policy_has_no_screens_and_a_free_call_of_fifteen_minutes()
    {
        Assert.Empty(Published.Policy.Screens);
        Assert.Equal((Money.Usd(0), Duration.FromMinutes(15)), (Published.Policy.ConsultationPrice, Published.Policy.ConsultationSlot));
        Assert.Equal([("consultation.price", "0.00 USD"), ("consultation.slot", "PT15M")],
            Published.DecideConsultation(new()).ToDocument().Values.Select(value => (value.Id, value.Value)));
        Rule[] rules = [.. Published.CallTable.Rules];
        Assert.Equal(
            [
                "The consultation is by phone with a physician, planned for 15 min, at 0.00 USD",
                "A consultation that takes longer than planned costs no more",
            ],
            rules.Select(rule => rule.Says));
        Assert.Equal(["R14", "R15", "R16", "C9"], rules[0].Citations);
        Assert.Equal(2, rules[0].Terms.Length);
    }

    [Theory]
    [InlineData(true, true, true, SectionsOutcome.VerdictMayBeRecorded, DecisionStatus.Determined)]
    [InlineData(false, true, true, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    [InlineData(true, false, true, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    [InlineData(true, true, false, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    [InlineData(true, true, null, SectionsOutcome.SectionMissing, DecisionStatus.NeedsInformation)]
    [InlineData(null, false, null, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    public void All_three_sections_come_before_a_verdict(
        bool? history, bool? medications, bool? appropriateness, SectionsOutcome outcome, DecisionStatus status)
    {
        Decision<SectionsOutcome> decision = Published.DecideConsultation(new()
        {
            HistoryRecorded = history,
            MedicationsRecorded = medications,
            AppropriatenessRecorded = appropriateness,
        });
        Assert.Equal((outcome, status), (decision.Outcome, decision.Status));
    }

    [Fact]
    public void What_is_missing_names_the_missing_sections() => Assert.Equal(
        "record the clinical history and record whether ketamine is appropriate",
        Published.DecideConsultation(new() { HistoryRecorded = false, MedicationsRecorded = true, AppropriatenessRecorded = false })
            .WhatWouldGive(SectionsOutcome.VerdictMayBeRecorded).ToString());

    [Fact]
    public void S25_each_refused_booking_has_its_own_reason()
    {
        Assert.Equal(BookingOutcome.Accepted, Book(true, Verdict(Migraine, PhysicianVerdict.Candidate)));
        Assert.Equal(BookingOutcome.Accepted, Book(true, Verdict(Unlisted, PhysicianVerdict.Candidate)));
        Assert.Equal(BookingOutcome.RejectedNoConsultation, Book(false, Migraine));
        Assert.Equal(BookingOutcome.RejectedNoConsultation, Book(false, Verdict(Migraine, PhysicianVerdict.Candidate)));
        Assert.Equal(BookingOutcome.RejectedNoConsultation, Book(false, Verdict(Migraine, PhysicianVerdict.NotCandidate)));
        Assert.Equal(BookingOutcome.RejectedNotCandidate, Book(true, Verdict(Migraine, PhysicianVerdict.NotCandidate)));
        Assert.Equal(BookingOutcome.RejectedNoVerdict, Book(true, Migraine));
        Assert.Equal(BookingOutcome.RejectedReviewPending, Book(true, Unlisted));
        Assert.Equal(BookingOutcome.RejectedVerdictRole, Book(true, Verdict(Migraine, PhysicianVerdict.Candidate, ClinicianRole.Nurse)));
    }

    [Fact]
    public void An_unknown_consultation_is_asked_for_and_never_accepted()
    {
        Decision<BookingOutcome> decision = Published.DecideBooking(
            new Applicant { Assessment = Verdict(Migraine, PhysicianVerdict.Candidate) });
        Assert.False(decision.Has(BookingOutcome.Accepted));
        Assert.Equal([BookingOutcome.Accepted, BookingOutcome.RejectedNoConsultation], decision.Possible);
        Assert.Equal("consultation.held", decision.Questions.Single().Fact);
    }

    [Fact]
    public void An_unknown_verdict_leaves_only_what_can_follow_from_one()
    {
        Decision<BookingOutcome> decision = Published.DecideBooking(
            Unlisted with { Verdict = null, VerdictBy = ClinicianRole.Physician }, held: true);
        Assert.Equal(
            [BookingOutcome.Accepted, BookingOutcome.RejectedReviewPending, BookingOutcome.RejectedNotCandidate], decision.Possible);
    }

    [Fact]
    public void A_name_that_is_nearly_one_of_the_policys_is_asked_and_one_said_to_be_another_is_not()
    {
        Decision<ConditionOutcome> condition = Published.DecideConditions(Facts(StatedCondition.Present("fibromialgia"))).Single();
        Assert.Equal([ConditionOutcome.Listed, ConditionOutcome.NotListed], condition.Possible);
        Assert.Equal("eligibility.condition", condition.Questions[0].Fact);
        Assert.Contains(
            condition.ToDocument().Values, value => value is { Id: "eligibility.did-you-mean", Value: "fibromyalgia" or "Fibromyalgia" });
        Assert.Equal(
            ConditionOutcome.NotListed,
            Published.DecideConditions(Facts(StatedCondition.Present(StatedName.Other("fibromialgia")))).Single().Outcome);
    }

    [Fact]
    public void Without_the_date_it_is_judged_on_no_onset_says_anything()
    {
        Assessment patient = Facts(
            StatedCondition.Since("back pain", new(2020, 1, 1)), StatedCondition.Since("migraine", new(2020, 1, 1))) with
        { On = null };
        Assert.Equal(
            [DecisionStatus.NeedsInformation, DecisionStatus.Determined],
            Published.DecideConditions(patient).Select(condition => condition.Status));
    }

    [Fact]
    public void What_a_medicine_leaves_to_ask_is_asked_at_booking()
    {
        Applicant applicant = new()
        {
            Assessment = Migraine,
            Care = new()
            {
                Changes = [new() { ProviderOrdered = false, AlreadyMade = true }],
                ChangesCompleteness = ListCompleteness.Complete,
            },
        };
        Assert.Equal(
            ["continuity.provider-consulted", "continuity.maintenance", "continuity.correspondence"],
            Published.DecideWarnings(applicant).Questions.Select(question => question.Fact));
        Assert.Equal(
            ["consultation.medication-change"],
            Published.DecideWarnings(applicant with { Care = null }).Questions.Select(question => question.Fact));
    }

    [Fact]
    public void A_potential_disqualification_is_a_warning_and_rejects_nothing()
    {
        Care none = new() { ChangesCompleteness = ListCompleteness.Complete };
        Care alone = none with { Changes = [new() { ProviderOrdered = false, AlreadyMade = true, ProviderConsulted = false }] };
        Applicant applicant = new()
        {
            Assessment = Verdict(Migraine, PhysicianVerdict.Candidate),
            Consultation = new() { Held = true },
            Care = alone,
        };
        Assert.True(Published.DecideBooking(applicant).Has(BookingOutcome.Accepted));
        Assert.Equal([BookingWarning.PotentialDisqualification], Published.DecideWarnings(applicant).Certain);
        Assert.Empty(Published.DecideWarnings(applicant with { Care = none }).Possible);
        Assert.Empty(Published.DecideWarnings(applicant with { Care = null }).Certain);
        Assert.NotEmpty(Published.DecideWarnings(applicant with { Care = null }).Possible);
    }

    private static Decision<ConditionOutcome> Onset(LocalDate earliest, LocalDate latest) =>
        Published.DecideConditions(Facts(StatedCondition.Present("back pain") with { Onset = new(earliest, latest) })).Single();

    private static BookingOutcome Book(bool held, Assessment facts)
    {
        Decision<BookingOutcome> decision = Published.DecideBooking(facts, held);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        Assert.Equal(decision.Outcome == BookingOutcome.Accepted, decision.Has(BookingOutcome.Accepted));
        return decision.Outcome;
    }
}
