using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using NodaTime;
using static Infusion.Rules.Tests.Eligibility.EligibilityScenarioTests;

namespace Infusion.Rules.Tests.Eligibility;

/// <summary>A clinic's own criteria: every kind of question, every effect, and the verdict against an exclusion.</summary>
public class ScreenTests
{
    internal static EligibilityPolicy Policy => PublishedEligibility.Policy with
    {
        Screens =
        [
            new("hypersensitivity", "known hypersensitivity to ketamine", "Is a hypersensitivity to ketamine known?", new ScreenAsk.YesNo(),
                ScreenEffect.Exclude, Provenance.ClinicPolicy, ["clinic-policy"]),
            new("systolic", "systolic blood pressure", "What is the systolic blood pressure?", new ScreenAsk.Number("mmHg", 40, 300, 0, below: 90, atLeast: 160),
                ScreenEffect.ClinicianReview, Provenance.ClinicPolicy, ["clinic-policy"]),
            new("stroke", "a stroke", "When was the last stroke?", new ScreenAsk.WithinMonths(6),
                ScreenEffect.ClinicianReview, Provenance.ClinicPolicy, ["clinic-policy"]),
            new("smoker", "smoking", "Does the patient smoke?", new ScreenAsk.YesNo(),
                ScreenEffect.Inform, Provenance.ClinicPolicy, ["clinic-policy"]),
        ],
    };

    private static EligibilityRules Screened => With(Policy);

    private static ScreenAnswers Clear => ScreenAnswers.For(Policy).With("hypersensitivity", false).With("systolic", 120m).WithNever("stroke").With("smoker", false);

    [Fact]
    public void Nothing_answered_leaves_every_criterion_open()
    {
        EligibilityDecision decision = Decide(ScreenAnswers.For(Policy));
        Assert.Equal([EligibilityOutcome.Candidate, EligibilityOutcome.ClinicianReview, EligibilityOutcome.NotCandidate], decision.Possible);
        Assert.Equal(["eligibility.screen.hypersensitivity", "eligibility.screen.stroke", "eligibility.screen.systolic"],
            decision.Questions.Select(question => question.Fact).Order(StringComparer.Ordinal));
        Assert.Equal(decision.Possible, Screened.Decide(Facts(StatedCondition.Present("migraine"))).Possible);
    }

    [Fact]
    public void All_clear_is_a_candidate() =>
        Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.Candidate), (Decide(Clear).Status, Decide(Clear).Outcome));

    [Theory]
    [InlineData(89, EligibilityOutcome.ClinicianReview)]
    [InlineData(90, EligibilityOutcome.Candidate)]
    [InlineData(159, EligibilityOutcome.Candidate)]
    [InlineData(160, EligibilityOutcome.ClinicianReview)]
    public void A_number_is_reviewed_below_one_bound_and_from_the_other_on(int number, EligibilityOutcome outcome) =>
        Assert.Equal(outcome, Decide(Clear.With("systolic", (decimal)number)).Outcome);

    [Theory]
    [InlineData(2025, 12, 15, EligibilityOutcome.ClinicianReview)]
    [InlineData(2025, 12, 14, EligibilityOutcome.Candidate)]
    [InlineData(2026, 6, 15, EligibilityOutcome.ClinicianReview)]
    public void A_look_back_holds_through_its_last_day(int year, int month, int day, EligibilityOutcome outcome) =>
        Assert.Equal(outcome, Decide(Clear.With("stroke", new LocalDate(year, month, day))).Outcome);

    [Fact]
    public void A_look_back_between_two_dates_is_open_across_its_last_day()
    {
        Assert.Equal(DecisionStatus.NeedsInformation, Decide(Clear.WithBetween("stroke", new(2025, 12, 1), new(2025, 12, 31))).Status);
        Assert.Equal(EligibilityOutcome.Candidate, Decide(Clear.WithBetween("stroke", new(2025, 11, 1), new(2025, 11, 30))).Outcome);
    }

    [Fact]
    public void An_informing_criterion_is_a_finding_only()
    {
        EligibilityDecision decision = Decide(Clear.With("smoker", true));
        Assert.Equal(EligibilityOutcome.Candidate, decision.Outcome);
        Assert.Contains(EligibilityFinding.ScreenInforms, decision.Findings);
        Assert.Contains(decision.FindingsExplanation.Rules, rule => rule.Id == "eligibility.screen.smoker");
    }

    [Theory]
    [InlineData(true, EligibilityOutcome.Candidate, DecisionStatus.Determined, false)]
    [InlineData(false, EligibilityOutcome.NotCandidate, DecisionStatus.Determined, true)]
    [InlineData(null, EligibilityOutcome.NotCandidate, DecisionStatus.NeedsInformation, false)]
    public void Against_an_exclusion_the_verdict_needs_a_reason_and_stays_flagged(bool? reason, EligibilityOutcome outcome, DecisionStatus status, bool missing)
    {
        EligibilityFacts facts = Verdict(Facts(StatedCondition.Present("migraine")), PhysicianVerdict.Candidate) with
        {
            Screens = Clear.With("hypersensitivity", true),
            HasVerdictReason = reason,
        };
        EligibilityDecision decision = Screened.Decide(facts);
        Assert.Equal((outcome, status), (decision.Outcome, decision.Status));
        Assert.Contains(EligibilityFinding.VerdictAgainstExclusion, decision.Findings);
        Assert.Equal(missing, decision.Findings.Contains(EligibilityFinding.ReasonNotRecorded));
        BookingDecision booking = Screened.Booking(new() { Eligibility = facts, IsConsultationHeld = true });
        Assert.Equal(reason == true, booking.IsAccepted);
        Assert.Contains(EligibilityFinding.VerdictAgainstExclusion, booking.Eligibility.Findings);
    }

    [Fact]
    public void An_exclusion_without_a_verdict_is_no_candidate_and_cannot_be_booked()
    {
        EligibilityFacts facts = Facts(StatedCondition.Present("migraine")) with { Screens = Clear.With("hypersensitivity", true) };
        Assert.Equal(EligibilityOutcome.NotCandidate, Screened.Decide(facts).Outcome);
        Assert.Equal(BookingOutcome.RejectedNotCandidate, Screened.Booking(new() { Eligibility = facts, IsConsultationHeld = true }).Outcome);
    }

    [Fact]
    public void The_verdict_wins_over_a_review_without_a_reason() => Assert.Equal(
        EligibilityOutcome.Candidate,
        Screened.Decide(Verdict(Facts(StatedCondition.Present("migraine")), PhysicianVerdict.Candidate) with { Screens = Clear.With("systolic", 200m) }).Outcome);

    [Fact]
    public void Open_booking_does_not_pretend_to_a_review_nobody_asked_for()
    {
        EligibilityFacts facts = Facts(StatedCondition.Present("migraine")) with { Screens = ScreenAnswers.For(Policy).With("systolic", 120m).WithNever("stroke") };
        Assert.Equal([BookingOutcome.RejectedNoVerdict, BookingOutcome.RejectedNotCandidate],
            Screened.Booking(new() { Eligibility = facts, IsConsultationHeld = true }).Possible);
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        ScreenAnswers answers = ScreenAnswers.For(Policy);
        Assert.Contains("'systolic'", Assert.Throws<ArgumentException>(() => answers.With("sistolic", 120m)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ScreenAnswers.For(PublishedEligibility.Policy).With("systolic", 120m));
        Assert.Throws<ArgumentException>(() => answers.With("systolic", true));
        Assert.Throws<ArgumentException>(() => answers.WithNever("systolic"));
        Assert.Throws<ArgumentException>(() => answers.With("systolic", 120.5m));
        Assert.Throws<ArgumentOutOfRangeException>(() => answers.With("systolic", 301m));
        Assert.Throws<ArgumentOutOfRangeException>(() => answers.With("systolic", 39m));
        Assert.Throws<ArgumentException>(() => answers.WithBetween("stroke", new(2026, 2, 2), new(2026, 2, 1)));
        Assert.Throws<ArgumentException>(() => Decide(answers.With("stroke", new LocalDate(2026, 6, 16))));
        Assert.Throws<ArgumentException>(() => Published.Decide(Facts(StatedCondition.Present("migraine")) with { Screens = answers }));
        Assert.Throws<ArgumentException>(() => new StatedCondition(" "));
        Assert.Throws<ArgumentException>(() => new StatedCondition("migraine", new(2026, 2, 2), new(2026, 2, 1)));
        Assert.Throws<ArgumentException>(() => Published.Decide(Facts(StatedCondition.Since("migraine", new(2026, 6, 16)))));
        Assert.Throws<ArgumentException>(() => Published.Find(""));
        Assert.Throws<ArgumentException>(() => new ScreenCriterion("Not Kebab", "x", "x?", new ScreenAsk.YesNo(), ScreenEffect.Inform, Provenance.ClinicPolicy, ["clinic-policy"]));
        Assert.Throws<ArgumentException>(() => new ScreenAsk.Number("mmHg", 40, 300, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScreenAsk.WithinMonths(0));
        Assert.Throws<ArgumentException>(() => With(Policy with { Conditions = [.. Policy.Conditions, Policy.Conditions[0]] }));
        Assert.Throws<ArgumentException>(() => With(Policy with { AcceptedRoles = [] }));
        Assert.Throws<InvalidOperationException>(() => default(EligibilityDecision).Questions);
    }

    [Fact]
    public void Answers_say_how_many_and_never_which() => Assert.Equal("4 of 4 criteria answered", Clear.ToString());

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        EligibilityPolicy policy = Policy;
        EligibilityRules rules = With(policy);
        EligibilityFacts facts = Verdict(Facts(StatedCondition.Since("back pain", new(2020, 1, 1)), StatedCondition.Present("gout")), PhysicianVerdict.Candidate) with
        {
            Screens = ScreenAnswers.For(policy).With("hypersensitivity", false).With("systolic", 120m).With("stroke", new LocalDate(2020, 1, 1)).With("smoker", false),
            HasVerdictReason = false,
            IsPriorTherapyDocumented = true,
        };
        BookingFacts booking = new() { Eligibility = facts, IsConsultationHeld = true, MedicationChange = EligibilityScenarioTests.Continuity.Care(new() { ChangesCompleteness = Infusion.Rules.Clinic.ListCompleteness.Complete }).Verdict };
        Assert.Equal(0, Allocation.Of(() => rules.Decide(facts).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.Booking(booking).Outcome));
    }

    private static EligibilityDecision Decide(ScreenAnswers answers) =>
        Screened.Decide(Facts(StatedCondition.Present("migraine")) with { Screens = answers });
}
