using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using NodaTime;

namespace Infusion.Rules.Tests.Eligibility;

/// <summary>Scenarios S17 (names), S16 (categories), S25 (booking), and the consultation.</summary>
public class EligibilityScenarioTests
{
    internal static PolicyVersion Version => new("virginia-infusion-therapies", "1", "test");

    internal static ContinuityRules Continuity => new(PublishedContinuity.Policy, Version);

    internal static EligibilityRules Published => With(PublishedEligibility.Policy);

    internal static LocalDate Day => new(2026, 6, 15);

    internal static EligibilityRules With(EligibilityPolicy policy) => new(policy, Continuity.ChangeTable, Version);

    internal static EligibilityFacts Facts(params StatedCondition[] conditions) =>
        new() { ReferenceDate = Day, Conditions = [.. conditions], Completeness = ListCompleteness.Complete };

    internal static EligibilityFacts Verdict(EligibilityFacts facts, PhysicianVerdict verdict, ClinicianRole role = ClinicianRole.Physician) =>
        facts with { Verdict = verdict, VerdictRole = role };

    private static EligibilityFacts Migraine => Facts(StatedCondition.Present("migraine"));

    private static EligibilityFacts Unlisted => Facts(StatedCondition.Present("trigeminal neuralgia"));

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
    public void S17_a_name_or_alias_finds_its_condition(string name, string id, ConditionCategory category, bool underOther, bool bySyndrome)
    {
        EligibilityDecision decision = Published.Decide(Facts(StatedCondition.Present(name)));
        ConditionDecision condition = Assert.Single(decision.Conditions);
        Assert.Equal((ConditionOutcome.Listed, id, category), (condition.Outcome, condition.Listed?.Id, condition.Category));
        Assert.Equal((underOther, bySyndrome), (condition.Listed?.IsAlsoListedUnderOther, condition.Listed?.IsListedBySyndromeName));
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.Candidate), (decision.Status, decision.Outcome));
        Assert.Equal([category], decision.Categories);
    }

    [Theory]
    [InlineData("trigeminal neuralgia")]
    [InlineData("SUNCT")]
    [InlineData("cyclic vomiting")]
    [InlineData("depression")]
    public void S17_an_unlisted_condition_is_for_a_clinician_and_not_ineligible(string name)
    {
        EligibilityDecision decision = Published.Decide(Facts(StatedCondition.Present(name)));
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.ClinicianReview), (decision.Status, decision.Outcome));
        Assert.Equal(ConditionOutcome.NotListed, decision.Conditions.Single().Outcome);
        Assert.Null(decision.Conditions.Single().Listed);
    }

    [Fact]
    public void One_listed_condition_is_enough_and_the_unlisted_one_is_reported_beside_it()
    {
        EligibilityDecision decision = Published.Decide(Facts(StatedCondition.Present("trigeminal neuralgia"), StatedCondition.Present("RSD")));
        Assert.Equal(EligibilityOutcome.Candidate, decision.Outcome);
        Assert.Equal([ConditionOutcome.NotListed, ConditionOutcome.Listed], decision.Conditions.Select(condition => condition.Outcome));
    }

    [Fact]
    public void S16_pain_and_depression_are_two_categories() => Assert.Equal(
        [ConditionCategory.Pain, ConditionCategory.MentalHealth],
        Published.Decide(Facts(StatedCondition.Present("major depression"), StatedCondition.Present("CRPS type I"))).Categories);

    [Theory]
    [InlineData("chronic back pain", 2026, 3, 14, ConditionOutcome.Listed)]
    [InlineData("chronic back pain", 2026, 3, 15, ConditionOutcome.NotListed)]
    [InlineData("chronic neck pain", 2026, 3, 14, ConditionOutcome.Listed)]
    [InlineData("neck pain", 2026, 3, 15, ConditionOutcome.NotListed)]
    [InlineData("neck pain", 2026, 6, 15, ConditionOutcome.NotListed)]
    [InlineData("migraine", 2026, 6, 15, ConditionOutcome.Listed)]
    public void Exactly_three_months_is_not_chronic(string name, int year, int month, int day, ConditionOutcome outcome)
    {
        EligibilityDecision decision = Published.Decide(Facts(StatedCondition.Since(name, new(year, month, day))));
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Conditions.Single().Outcome));
        Assert.Equal(outcome == ConditionOutcome.Listed ? EligibilityOutcome.Candidate : EligibilityOutcome.ClinicianReview, decision.Outcome);
    }

    [Theory]
    [InlineData(2025, 11, 30, 2026, 2, 28, ConditionOutcome.NotListed)]
    [InlineData(2025, 11, 30, 2026, 3, 1, ConditionOutcome.Listed)]
    [InlineData(2025, 11, 29, 2026, 2, 28, ConditionOutcome.NotListed)]
    [InlineData(2025, 11, 28, 2026, 3, 1, ConditionOutcome.Listed)]
    public void Adding_months_clamps_to_the_months_end(int y, int m, int d, int year, int month, int day, ConditionOutcome outcome) => Assert.Equal(
        outcome,
        Published.Decide(Facts(StatedCondition.Since("back pain", new(y, m, d))) with { ReferenceDate = new(year, month, day) }).Conditions.Single().Outcome);

    [Fact]
    public void S17_back_pain_of_unknown_duration_needs_its_onset()
    {
        EligibilityDecision decision = Published.Decide(Facts(StatedCondition.Present("back pain")));
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
        Assert.Equal((DecisionStatus.Determined, ConditionOutcome.NotListed), (Onset(new(2026, 4, 1), new(2026, 4, 30)).Status, Onset(new(2026, 4, 1), null).Outcome));
        Assert.Equal(DecisionStatus.NeedsInformation, Onset(new(2026, 3, 1), null).Status);
        Assert.Equal(ConditionOutcome.Listed, Onset(null, new(2026, 3, 14)).Outcome);
    }

    [Fact]
    public void Full_remission_gives_no_active_indication()
    {
        EligibilityDecision decision = Published.Decide(Facts(new StatedCondition("major depression", isInFullRemission: true)));
        Assert.Equal(ConditionOutcome.NoActiveIndication, decision.Conditions.Single().Outcome);
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.ClinicianReview), (decision.Status, decision.Outcome));
    }

    [Fact]
    public void Remission_that_is_not_known_is_asked_for()
    {
        EligibilityDecision decision = Published.Decide(Facts(new StatedCondition("major depression")));
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal("eligibility.full-remission", decision.Questions.Single().Fact);
    }

    [Fact]
    public void A_complete_empty_list_is_for_a_clinician_and_a_partial_one_is_open()
    {
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.ClinicianReview), (Published.Decide(Facts()).Status, Published.Decide(Facts()).Outcome));
        EligibilityDecision open = Published.Decide(Facts() with { Completeness = ListCompleteness.Partial });
        Assert.Equal([EligibilityOutcome.Candidate, EligibilityOutcome.ClinicianReview], open.Possible);
        Assert.Equal("eligibility.complete", open.Questions.Single().Fact);
        Assert.Equal(DecisionStatus.NeedsInformation, Published.Decide(Unlisted with { Completeness = ListCompleteness.Partial }).Status);
        Assert.Equal(DecisionStatus.Determined, Published.Decide(Migraine with { Completeness = ListCompleteness.Partial }).Status);
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
        EligibilityDecision decision = Published.Decide(Verdict(Unlisted, PhysicianVerdict.Candidate, ClinicianRole.Nurse));
        Assert.Equal(EligibilityOutcome.ClinicianReview, decision.Outcome);
        Assert.Equal([EligibilityFinding.VerdictRoleNotAccepted], decision.Findings);
        EligibilityRules wider = With(PublishedEligibility.Policy with { AcceptedRoles = [ClinicianRole.Physician, ClinicianRole.Nurse] });
        Assert.Equal(EligibilityOutcome.Candidate, wider.Decide(Verdict(Unlisted, PhysicianVerdict.Candidate, ClinicianRole.Nurse)).Outcome);
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, false)]
    [InlineData(null, false, true)]
    public void Missing_prior_therapy_is_a_finding_and_never_a_gate(bool? documented, bool certain, bool possible)
    {
        EligibilityDecision decision = Published.Decide(Migraine with { IsPriorTherapyDocumented = documented });
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.Candidate), (decision.Status, decision.Outcome));
        Assert.Equal(certain, decision.Findings.Contains(EligibilityFinding.PriorTherapyNotDocumented));
        Assert.Equal(possible, decision.PossibleFindings.Contains(EligibilityFinding.PriorTherapyNotDocumented));
    }

    [Fact]
    public void The_published_policy_has_no_screens_and_a_free_call_of_fifteen_minutes()
    {
        Assert.Empty(Published.Policy.Screens);
        ConsultationDecision call = Published.Consultation(new());
        Assert.Equal((Money.Usd(0), Duration.FromMinutes(15)), (call.Price, call.Slot));
        Rule rule = Assert.Single(Published.CallTable.Rules);
        Assert.Equal("The consultation is by phone with a physician, planned for 15 min, at 0.00 USD; a longer one costs no more", rule.Says);
        Assert.Equal(["R14", "R15", "R16", "C9"], rule.Citations);
        Assert.Equal(2, rule.Terms.Length);
    }

    [Theory]
    [InlineData(true, true, true, SectionsOutcome.VerdictMayBeRecorded, DecisionStatus.Determined)]
    [InlineData(false, true, true, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    [InlineData(true, false, true, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    [InlineData(true, true, false, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    [InlineData(true, true, null, SectionsOutcome.SectionMissing, DecisionStatus.NeedsInformation)]
    [InlineData(null, false, null, SectionsOutcome.SectionMissing, DecisionStatus.Determined)]
    public void All_three_sections_come_before_a_verdict(bool? history, bool? medications, bool? appropriateness, SectionsOutcome outcome, DecisionStatus status)
    {
        ConsultationDecision decision = Published.Consultation(new()
        {
            IsHistoryRecorded = history,
            AreMedicationsRecorded = medications,
            IsAppropriatenessRecorded = appropriateness,
        });
        Assert.Equal((outcome, status), (decision.Outcome, decision.Status));
    }

    [Fact]
    public void What_is_missing_names_the_missing_sections() => Assert.Equal(
        "record the clinical history and record whether ketamine is appropriate",
        Published.Consultation(new() { IsHistoryRecorded = false, AreMedicationsRecorded = true, IsAppropriatenessRecorded = false }).WhatIsMissing().ToString());

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
        BookingDecision decision = Published.Booking(new() { Eligibility = Verdict(Migraine, PhysicianVerdict.Candidate) });
        Assert.False(decision.IsAccepted);
        Assert.Equal([BookingOutcome.Accepted, BookingOutcome.RejectedNoConsultation], decision.Possible);
        Assert.Equal("consultation.held", decision.Questions.Single().Fact);
    }

    [Fact]
    public void An_unknown_verdict_leaves_only_what_can_follow_from_one()
    {
        BookingDecision decision = Published.Booking(new() { Eligibility = Unlisted with { Verdict = null, VerdictRole = ClinicianRole.Physician }, IsConsultationHeld = true });
        Assert.Equal([BookingOutcome.Accepted, BookingOutcome.RejectedReviewPending, BookingOutcome.RejectedNotCandidate], decision.Possible);
    }

    [Fact]
    public void A_potential_disqualification_is_a_warning_and_rejects_nothing()
    {
        ContinuityRules continuity = Continuity;
        Verdict alone = continuity.Change(new() { IsProviderOrdered = false, IsAlreadyMade = true, IsProviderConsulted = false }).Verdict;
        Verdict none = continuity.Care(new() { ChangesCompleteness = ListCompleteness.Complete }).Verdict;
        BookingFacts facts = new() { Eligibility = Verdict(Migraine, PhysicianVerdict.Candidate), IsConsultationHeld = true, MedicationChange = alone };
        Assert.True(Published.Booking(facts).IsAccepted);
        Assert.Equal([BookingWarning.PotentialDisqualification], Published.Booking(facts).Warnings);
        Assert.Empty(Published.Booking(facts with { MedicationChange = none }).PossibleWarnings);
        Assert.Empty(Published.Booking(facts with { MedicationChange = null }).Warnings);
        Assert.NotEmpty(Published.Booking(facts with { MedicationChange = null }).PossibleWarnings);
    }

    private static ConditionDecision Onset(LocalDate? earliest, LocalDate? latest) =>
        Published.Decide(Facts(new StatedCondition("back pain", earliest, latest, isInFullRemission: false))).Conditions.Single();

    private static BookingOutcome Book(bool held, EligibilityFacts facts)
    {
        BookingDecision decision = Published.Booking(new() { Eligibility = facts, IsConsultationHeld = held });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        Assert.Equal(decision.Outcome == BookingOutcome.Accepted, decision.IsAccepted);
        return decision.Outcome;
    }
}
