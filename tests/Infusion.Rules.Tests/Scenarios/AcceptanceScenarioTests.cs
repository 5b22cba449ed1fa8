using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Scenarios;

/// <summary>What the acceptance scenarios say across rooms, through the door a caller uses.</summary>
public class AcceptanceScenarioTests
{
    private static InfusionRules Rules => InfusionRules.Published;

    [Fact]
    public void S1_an_ordinary_first_morning_has_two_cut_offs_and_an_arrival()
    {
        VisitTimeline day = Rules.Visits.Timeline(
            new() { Appointment = Local("2026-06-15 10:00"), CompletedSessions = 0, PlannedInfusion = Duration.FromHours(4) },
            [.. Rules.Fasting.CutOffs(Local("2026-06-15 10:00").Earliest).Select(cutOff => new TimelineCutOff(cutOff.Kind.Id, cutOff.At, cutOff.Kind.Rule))]);
        Assert.Equal(
            [("solid", "06:00"), ("non-clear-liquid", "06:00"), ("clear-liquid", "08:00"), ("arrival", "09:30"), ("start", "10:00")],
            day.Entries.Take(5).Select(entry => (entry.Name, $"{entry.At.InZone(Rules.TimeZone).LocalDateTime:HH:mm}")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void S9_a_first_session_cancelled_or_aborted_leaves_the_next_one_first(int aborted)
    {
        InfusionSession[] sessions = [.. Enumerable.Range(0, aborted).Select(_ => InfusionSession.Aborted(At("2026-06-08 10:05"), At("2026-06-08 10:40")))];
        ResponseDecision course = Rules.Response.Judge(new() { Protocol = ProtocolId.FourHour, Sessions = [.. sessions] });
        Assert.Equal(0, course.CompletedSessions);
        Assert.Equal(At("2026-06-15 09:30"), Rules.Visits.RequiredArrival(At("2026-06-15 10:00"), course.CompletedSessions));
        Assert.Equal(At("2026-06-15 09:45"), Rules.Visits.RequiredArrival(At("2026-06-15 10:00"), 1));
    }

    [Theory]
    [InlineData(false, ContinuationOutcome.ContinuationNotRecommended)]
    [InlineData(true, ContinuationOutcome.Overridden)]
    public void S11_a_fourth_session_after_a_likely_non_response_is_a_warning_and_no_refusal(bool reason, ContinuationOutcome outcome)
    {
        ResponseDecision course = Rules.Response.Judge(ThreeSessions(Pain(8, 7)));
        Assert.Equal(ResponseOutcome.LikelyNonResponder, course.Outcome);
        Assert.Equal(Modality.Recommended, course.Explanation.Rules.Single().Modality);
        Assert.Equal(outcome, Rules.Response.JudgeContinuation(new() { Response = course.Verdict, HasClinicianReason = reason }).Outcome);
    }

    [Theory]
    [InlineData(Instrument.PainNrs, 11)]
    [InlineData(Instrument.PainNrs, -1)]
    [InlineData(Instrument.Phq9, 28)]
    [InlineData(Instrument.Gad7, 22)]
    [InlineData(Instrument.Madrs, 61)]
    [InlineData(Instrument.Pcl5, 81)]
    [InlineData(Instrument.Hit6, 35)]
    [InlineData(Instrument.Hit6, 79)]
    public void S13_a_score_outside_its_range_is_an_error(Instrument instrument, int points) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(points), () => Score.Of(instrument, points));

    [Fact]
    public void S13_the_ends_of_the_hit_6_are_scores() =>
        Assert.Equal([36m, 78m], ((int[])[36, 78]).Select(points => Score.Of(Instrument.Hit6, points).Points));

    [Fact]
    public void S16_pain_and_depression_name_the_protocol_for_pain_and_ask_a_clinician()
    {
        EligibilityDecision patient = Rules.Eligibility.Decide(new()
        {
            ReferenceDate = new(2026, 6, 1),
            Completeness = ListCompleteness.Complete,
            Conditions = [StatedCondition.Present("RSD"), StatedCondition.Present("major depression")],
        });
        Assert.Equal([ConditionCategory.Pain, ConditionCategory.MentalHealth], patient.Categories);
        ProtocolDecision protocol = Rules.Protocols.Choose(new()
        {
            HasPain = patient.Categories.Contains(ConditionCategory.Pain),
            HasMentalHealth = patient.Categories.Contains(ConditionCategory.MentalHealth),
            HasHeadache = false,
        });
        Assert.Equal((ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour"), (protocol.Outcome, protocol.Protocols.Single().Name));
    }

    [Theory]
    [InlineData(8, 5, 18, 12)]
    [InlineData(8, 7, 18, 9)]
    public void S16_conditions_that_disagree_block_neither_a_booking_nor_the_forecast(int pain, int painNow, int mood, int moodNow)
    {
        ResponseDecision course = Rules.Response.Judge(ThreeSessions(Pain(pain, painNow), Mood(mood, moodNow)));
        Assert.Equal(ResponseOutcome.ClinicianReview, course.Outcome);
        Assert.Equal(ContinuationOutcome.NoWarning, Rules.Response.JudgeContinuation(new() { Response = course.Verdict, HasClinicianReason = false }).Outcome);
        MaintenanceDecision forecast = Rules.Maintenance.On(new() { IsInMaintenance = true, LastCompletedInfusion = new(2026, 6, 19), On = new(2026, 6, 20), SymptomsAreBack = false });
        Assert.Equal((new LocalDate(2026, 7, 19), new LocalDate(2026, 9, 19)), (forecast.Window!.Value.Earliest, forecast.Window.Value.Latest));
    }

    [Fact]
    public void S17_cluster_headache_is_listed_and_has_no_published_protocol()
    {
        Assert.Equal(ConditionOutcome.Listed, Rules.Eligibility.Decide(new()
        {
            ReferenceDate = new(2026, 6, 1),
            Completeness = ListCompleteness.Complete,
            Conditions = [StatedCondition.Present("cluster headache")],
        }).Conditions.Single().Outcome);
        ProtocolDecision protocol = Rules.Protocols.Choose(new() { HasPain = false, HasMentalHealth = false, HasHeadache = true });
        Assert.Equal((ProtocolChoiceOutcome.NotPublished, ClinicianChoice.RequiresClinicianChoice), (protocol.Outcome, protocol.ClinicianChoice));
        Assert.Empty(protocol.Protocols);
    }

    [Fact]
    public void S18f_a_cancellation_for_blood_pressure_of_a_patient_who_fasted_costs_nothing()
    {
        Verdict plan = Plan("2026-06-15 10:00", ("toast", "2026-06-15 05:00"), ("water", "2026-06-15 07:00")).Verdict;
        AssertNothing(CancellationFeeOutcome.NotPublished, new() { End = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.BloodPressure, FastingPlan = plan });
    }

    [Fact]
    public void S19_a_fee_stays_whole_beside_an_open_credit()
    {
        FeeDecision fee = Rules.Fees.Cancellation(HotDecisions.Fee(Rules));
        ReferralLedger ledger = Rules.Fees.Ledger([new LedgerEntry.Referred("ann", "bob"), new LedgerEntry.Scheduled("bob", FriendBooking.Infusion)]);
        Assert.Equal(Money.Usd(100), Rules.Fees.Statement([], [new("visit", fee)]).Total);
        Assert.Equal(Money.Usd(25), ledger.Of("ann").Open);
    }

    [Fact]
    public void S23f_theophylline_leaves_the_published_answer_at_continue_and_says_nothing_of_ending_it()
    {
        InfusionRules rules = new(FilledPolicy.Filled);
        MedicationChangeDecision change = rules.Continuity.Change(HotDecisions.Change with { Medicine = "theophylline", IsProviderConsulted = false, IsMaintenance = false });
        Assert.Equal(MedicationChangeOutcome.Continue, change.Outcome);
        Assert.Contains(ContinuityFinding.ClinicianAlert, change.Findings);
        Assert.DoesNotContain("stop", change.ToDocument().Summary + change.AlertExplanation.Paragraph, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void S24_arriving_late_costs_nothing_and_moves_no_cut_off()
    {
        FastingFacts fast = Fast("2026-06-15 10:00", ("toast", "2026-06-15 06:00"));
        ArrivalDecision arrival = Rules.Visits.Arrival(new() { Appointment = fast.Appointment, Arrival = Local("2026-06-15 10:10"), CompletedSessions = 0 });
        Assert.Equal((ArrivalOutcome.Late, Duration.FromMinutes(40)), (arrival.Outcome, arrival.LateBy));
        Assert.Equal(FastingOutcome.Compliant, Rules.Fasting.AtStart(fast with { Start = Local("2026-06-15 10:10") }).Outcome);
        AssertNothing(CancellationFeeOutcome.NotPublished, new() { End = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.LateArrival, FastingPlan = Rules.Fasting.Plan(fast).Verdict });
    }

    [Theory]
    [InlineData("toast", "2026-06-15 05:00")]
    [InlineData("burger", "2026-06-15 03:00")]
    [InlineData("milk", "2026-06-15 05:30")]
    public void S25_the_guideline_beside_a_compliant_fast_supports_no_fee(string food, string at)
    {
        FastingFacts fast = Fast("2026-06-15 10:00", (food, at));
        Assert.NotEqual(AsaOutcome.Met, Rules.Fasting.Asa(fast).Single().Outcome);
        AssertNothing(
            CancellationFeeOutcome.ReasonNotSupported,
            new() { End = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.FastingViolation, FastingPlan = Rules.Fasting.Plan(fast).Verdict });
    }

    [Fact]
    public void S25_an_oral_route_is_not_offered_and_a_blood_pressure_has_no_verdict()
    {
        Assert.Equal(RouteOutcome.NotOffered, Rules.Protocols.JudgeRoute(InfusionRoute.Oral).Outcome);
        Assert.Equal(BloodPressureOutcome.NotPublished, Rules.Visits.BloodPressure(new() { Systolic = 162, Diastolic = 98 }).Outcome);
    }

    private static Instant At(string local) => Local(local).Earliest;

    private static FastingFacts Fast(string appointment, params (string Kind, string At)[] intakes) => new()
    {
        Appointment = Local(appointment),
        Intakes = [.. intakes.Select(intake => Intake.Of(intake.Kind, Local(intake.At)))],
        Completeness = ListCompleteness.Complete,
    };

    private static FastingDecision Plan(string appointment, params (string Kind, string At)[] intakes) => Rules.Fasting.Plan(Fast(appointment, intakes));

    private static void AssertNothing(CancellationFeeOutcome outcome, FeeFacts facts)
    {
        FeeDecision decision = Rules.Fees.Cancellation(facts);
        Assert.Equal((DecisionStatus.Determined, outcome, Money.Usd(0)), (decision.Status, decision.Outcome, decision.Amount));
    }

    private static ResponseFacts ThreeSessions(params ConditionScores[] conditions) => new()
    {
        Protocol = ProtocolId.FourHour,
        Sessions =
        [
            .. ((string[])["2026-06-15", "2026-06-17", "2026-06-19"]).Select(day => InfusionSession.Completed(At(day + " 10:00"), At(day + " 14:00"))),
        ],
        Conditions = [.. conditions],
    };

    private static ConditionScores Pain(int before, int after) => Scores(ConditionCategory.Pain, Instrument.PainNrs, before, after);

    private static ConditionScores Mood(int before, int after) => Scores(ConditionCategory.MentalHealth, Instrument.Phq9, before, after);

    private static ConditionScores Scores(ConditionCategory category, Instrument instrument, int before, int after) => new(
        category, [new(Score.Of(instrument, before), Local("2026-06-15 09:00")), new(Score.Of(instrument, after), Local("2026-06-20 09:00"))]);
}
