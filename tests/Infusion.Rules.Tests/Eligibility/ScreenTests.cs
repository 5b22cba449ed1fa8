using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
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
            new("systolic", "systolic blood pressure", "What is the systolic blood pressure?",
                new ScreenAsk.Number("mmHg", 40, 300, 0, below: 90, atLeast: 160),
                ScreenEffect.ClinicianReview, Provenance.ClinicPolicy, ["clinic-policy"]),
            new("stroke", "a stroke", "When was the last stroke?", new ScreenAsk.WithinMonths(6),
                ScreenEffect.ClinicianReview, Provenance.ClinicPolicy, ["clinic-policy"]),
            new("smoker", "smoking", "Does the patient smoke?", new ScreenAsk.YesNo(),
                ScreenEffect.Inform, Provenance.ClinicPolicy, ["clinic-policy"]),
        ],
    };

    private static EligibilityRules Screened => With(Policy);

    private static ScreenAnswers Clear =>
        new ScreenAnswers().With("hypersensitivity", false).With("systolic", 120m).WithNever("stroke").With("smoker", false);

    [Fact]
    public void Nothing_answered_leaves_every_criterion_open()
    {
        Decision<EligibilityOutcome> decision = Decide(new ScreenAnswers());
        Assert.Equal(
            [EligibilityOutcome.Candidate, EligibilityOutcome.ClinicianReview, EligibilityOutcome.NotCandidate], decision.Possible);
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
        Decision<EligibilityOutcome> decision = Decide(Clear.With("smoker", true));
        Assert.Equal(EligibilityOutcome.Candidate, decision.Outcome);
        Decision<EligibilityFinding> findings = Screened.DecideFindings(Patient(Clear.With("smoker", true)));
        Assert.Contains(EligibilityFinding.ScreenInforms, findings.Certain);
        Assert.Contains(findings.DecidingRules, rule => rule.Id == "eligibility.screen.smoker");
    }

    [Theory]
    [InlineData(true, EligibilityOutcome.Candidate, DecisionStatus.Determined, false)]
    [InlineData(false, EligibilityOutcome.NotCandidate, DecisionStatus.Determined, true)]
    [InlineData(null, EligibilityOutcome.NotCandidate, DecisionStatus.NeedsInformation, false)]
    public void Against_an_exclusion_the_verdict_needs_a_reason_and_stays_flagged(
        bool? reason, EligibilityOutcome outcome, DecisionStatus status, bool missing)
    {
        Assessment facts = Verdict(Facts(StatedCondition.Present("migraine")), PhysicianVerdict.Candidate) with
        {
            Screens = Clear.With("hypersensitivity", true),
            VerdictHasReason = reason,
        };
        Decision<EligibilityOutcome> decision = Screened.Decide(facts);
        Assert.Equal((outcome, status), (decision.Outcome, decision.Status));
        Assert.True(Screened.DecideFindings(facts).Has(EligibilityFinding.VerdictAgainstExclusion));
        Assert.Equal(missing, Screened.DecideFindings(facts).Has(EligibilityFinding.ReasonNotRecorded));
        Assert.Equal(reason == true, Screened.DecideBooking(facts, held: true).Has(BookingOutcome.Accepted));
    }

    [Fact]
    public void An_exclusion_without_a_verdict_is_no_candidate_and_cannot_be_booked()
    {
        Assessment facts = Facts(StatedCondition.Present("migraine")) with { Screens = Clear.With("hypersensitivity", true) };
        Assert.Equal(EligibilityOutcome.NotCandidate, Screened.Decide(facts).Outcome);
        Assert.Equal(BookingOutcome.RejectedNotCandidate, Screened.DecideBooking(facts, held: true).Outcome);
    }

    [Fact]
    public void The_verdict_wins_over_a_review_without_a_reason() => Assert.Equal(
        EligibilityOutcome.Candidate,
        Screened.Decide(
            Verdict(
                Facts(StatedCondition.Present("migraine")),
                PhysicianVerdict.Candidate) with
            { Screens = Clear.With("systolic", 200m) }).Outcome);

    [Fact]
    public void Open_booking_does_not_pretend_to_a_review_nobody_asked_for()
    {
        Assessment facts = Facts(StatedCondition.Present("migraine")) with
        {
            Screens = new ScreenAnswers().With("systolic", 120m).WithNever("stroke"),
        };
        Assert.Equal([BookingOutcome.RejectedNoVerdict, BookingOutcome.RejectedNotCandidate],
            Screened.DecideBooking(facts, held: true).Possible);
    }

    [Fact]
    public void An_answer_that_does_not_fit_its_criterion_leaves_it_open()
    {
        foreach (ScreenAnswers answers in new[]
        {
            Clear.With("systolic", true), Clear.WithNever("systolic"), Clear.With("systolic", 120.5m), Clear.With("systolic", 301m),
            Clear.With("systolic", 39m),
            Clear.With("systolic", new LocalDate(2026, 1, 1)),
        })
        {
            Assert.Equal(["eligibility.screen.systolic"], Decide(answers).Questions.Select(question => question.Fact));
        }

        Assert.Equal("eligibility.screen.stroke", Decide(Clear.With("stroke", true)).Questions.Single().Fact);
        Assert.Equal("eligibility.screen.hypersensitivity", Decide(Clear.With("hypersensitivity", 1m)).Questions.Single().Fact);
    }

    [Fact]
    public void An_answer_to_a_criterion_that_a_policy_does_not_have_is_kept_and_not_judged()
    {
        Assert.True(Clear.With("asthma", true).IsAnswered("asthma"));
        Assert.Equal(Decide(Clear).Outcomes, Decide(Clear.With("asthma", true)).Outcomes);
        Assert.Equal(EligibilityOutcome.Candidate, Published.Decide(Patient(Clear)).Outcome);
    }

    [Fact]
    public void Answers_stand_in_a_document_as_they_were_given_and_read_back()
    {
        ScreenAnswers answers = Clear.With("weight", 80.5m).With("heart-attack", new LocalDate(2026, 1, 2))
            .WithBetween("seizure", new(2026, 1, 1), new(2026, 1, 31));
        string json = System.Text.Json.JsonSerializer.Serialize(answers);
        Assert.Equal(
            """{"heart-attack":"2026-01-02","hypersensitivity":false,"seizure":{"from":"2026-01-01","to":"2026-01-31"},"smoker":false,"stroke":"never","systolic":120,"weight":80.5}""",
            json);
        Assert.Equal(answers, System.Text.Json.JsonSerializer.Deserialize<ScreenAnswers>(json));
        Assert.NotEqual(answers, answers.With("smoker", true));
        Assert.Throws<System.Text.Json.JsonException>(
            () => System.Text.Json.JsonSerializer.Deserialize<ScreenAnswers>("""{"stroke":"once"}"""));
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        ScreenAnswers answers = new();
        Assert.Throws<ArgumentException>(() => answers.WithBetween("stroke", new(2026, 2, 2), new(2026, 2, 1)));
        Assert.Throws<ArgumentException>(() => Decide(answers.With("stroke", new LocalDate(2026, 6, 16))));
        Assert.Throws<ArgumentException>(() => StatedCondition.Present(" "));
        Assert.Throws<ArgumentNullException>(() => answers.With(null!, true));
        Assert.Throws<ArgumentException>(() => Published.Decide(Facts(StatedCondition.Since("migraine", new(2026, 6, 16)))));
        Assert.Throws<ArgumentException>(
            () =>
                new ScreenCriterion(
                    "Not Kebab", "x", "x?", new ScreenAsk.YesNo(), ScreenEffect.Inform, Provenance.ClinicPolicy, ["clinic-policy"]));
        Assert.Throws<ArgumentException>(() => new ScreenAsk.Number("mmHg", 40, 300, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScreenAsk.WithinMonths(0));
        Assert.Throws<ArgumentException>(() => With(Policy with { Conditions = [.. Policy.Conditions, Policy.Conditions[0]] }));
        Assert.Throws<InvalidOperationException>(() => default(Decision<EligibilityOutcome>).Questions);
    }

    [Fact]
    public void Answers_say_how_many_and_never_which() => Assert.Equal("4 criteria answered", Clear.ToString());

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        EligibilityRules rules = With(Policy);
        Assessment facts = Verdict(
            Facts(StatedCondition.Since("back pain", new(2020, 1, 1)), StatedCondition.Present("gout")), PhysicianVerdict.Candidate) with
        {
            Screens = new ScreenAnswers().With("hypersensitivity", false).With("systolic", 120m).With("stroke", new LocalDate(2020, 1, 1))
                .With("smoker", false),
            VerdictHasReason = false,
            PriorTherapyDocumented = true,
        };
        Applicant applicant = new()
        {
            Assessment = facts,
            Consultation = new() { Held = true },
            Care = new() { ChangesCompleteness = ListCompleteness.Complete },
        };
        Assert.Equal(0, Allocation.Of(() => rules.Decide(applicant).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideFindings(applicant).Outcomes));
        Assert.Equal(0, Allocation.Of(() => rules.DecideBooking(applicant).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideWarnings(applicant).Outcomes));
    }

    private static Assessment Patient(ScreenAnswers answers) => Facts(StatedCondition.Present("migraine")) with { Screens = answers };

    private static Decision<EligibilityOutcome> Decide(ScreenAnswers answers) => Screened.Decide(Patient(answers));
}
