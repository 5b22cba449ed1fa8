using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Visits;
using System.Collections.Immutable;
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
            new()
            {
                Visit = new() { Appointment = Local("2026-06-15 10:00") },
                CompletedBefore = 0,
                PlannedInfusion = Duration.FromHours(4),
            },
            [
                .. Rules.Fasting.CutOffs(Local("2026-06-15 10:00").Earliest).Select(
                    cutOff => new TimelineCutOff(cutOff.Kind.Id, cutOff.At, cutOff.Kind.Rule)),
            ]);
        Assert.Equal(
            [("solid", "06:00"), ("non-clear-liquid", "06:00"), ("clear-liquid", "08:00"), ("arrival", "09:30"), ("start", "10:00")],
            day.Entries.Take(5).Select(entry => (entry.Name, $"{entry.At.InZone(Rules.TimeZone).LocalDateTime:HH:mm}")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void S9_a_first_session_cancelled_or_aborted_leaves_the_next_one_first(int aborted)
    {
        InfusionSession[] sessions =
        [
            .. Enumerable.Range(0, aborted).Select(_ => InfusionSession.Aborted(At("2026-06-08 10:05"), At("2026-06-08 10:40"))),
        ];
        ResponseSeries course = new() { Protocol = ProtocolId.FourHour, Sessions = [.. sessions] };
        Assert.Equal("0", Rules.Response.Decide(course).ToDocument().Value("response.completed-sessions"));
        Assert.Equal(At("2026-06-15 09:30"), Rules.Visits.RequiredArrival(At("2026-06-15 10:00"), course.CompletedSessions));
        Assert.Equal(At("2026-06-15 09:45"), Rules.Visits.RequiredArrival(At("2026-06-15 10:00"), 1));
    }

    [Theory]
    [InlineData(false, ContinuationOutcome.ContinuationNotRecommended)]
    [InlineData(true, ContinuationOutcome.Overridden)]
    public void S11_a_fourth_session_after_a_likely_non_response_is_a_warning_and_no_refusal(bool reason, ContinuationOutcome outcome)
    {
        ResponseSeries series = ThreeSessions(Pain(8, 7));
        series = series with { Words = reason ? [ReasonAfter(series)] : [] };
        Decision<ResponseOutcome> course = Rules.Response.Decide(series);
        Assert.Equal(ResponseOutcome.LikelyNonResponder, course.Outcome);
        Assert.Equal(Modality.Recommended, course.DecidingRules.Single().Modality);
        Assert.Equal(outcome, Rules.Response.DecideContinuation(series).Outcome);
    }

    private static ClinicianWord ReasonAfter(ResponseSeries series) =>
        new() { About = WordAbout.ReasonToContinue, At = series.Scores.Max(score => score.At.Latest), By = ClinicianRole.Physician };

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
        ImmutableArray<ConditionCategory> categories = Rules.Eligibility.Categories(new Assessment
        {
            On = new(2026, 6, 1),
            ConditionsCompleteness = ListCompleteness.Complete,
            Conditions = [StatedCondition.Present("RSD"), StatedCondition.Present("major depression")],
        });
        Assert.Equal([ConditionCategory.Pain, ConditionCategory.MentalHealth], categories);
        ConditionGroups groups = new()
        {
            HasPain = categories.Contains(ConditionCategory.Pain),
            HasMentalHealth = categories.Contains(ConditionCategory.MentalHealth),
            HasHeadache = false,
        };
        Assert.Equal(
            (ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour"),
            (Rules.Protocols.Decide(groups).Outcome, Rules.Protocols.Named(groups).Single().Name));
    }

    [Theory]
    [InlineData(8, 5, 18, 12)]
    [InlineData(8, 7, 18, 9)]
    public void S16_conditions_that_disagree_block_neither_a_booking_nor_the_forecast(int pain, int painNow, int mood, int moodNow)
    {
        ResponseSeries series = ThreeSessions([.. Pain(pain, painNow), .. Mood(mood, moodNow)]);
        Assert.Equal(ResponseOutcome.ClinicianReview, Rules.Response.Decide(series).Outcome);
        Assert.Equal(ContinuationOutcome.NoWarning, Rules.Response.DecideContinuation(series).Outcome);
        MaintenanceWindow forecast = Rules.Maintenance.WindowOf(
            new() { IsReached = true, LastCompleted = new(2026, 6, 19) })!.Value;
        Assert.Equal((new LocalDate(2026, 7, 19), new LocalDate(2026, 9, 19)), (forecast.Earliest, forecast.Latest));
    }

    [Fact]
    public void S17_cluster_headache_is_listed_and_has_no_published_protocol()
    {
        Assert.Equal(ConditionOutcome.Listed, Rules.Eligibility.DecideConditions(new Assessment
        {
            On = new(2026, 6, 1),
            ConditionsCompleteness = ListCompleteness.Complete,
            Conditions = [StatedCondition.Present("cluster headache")],
        }).Single().Outcome);
        ConditionGroups groups = new() { HasPain = false, HasMentalHealth = false, HasHeadache = true };
        Decision<ProtocolChoiceOutcome> protocol = Rules.Protocols.Decide(groups);
        Assert.Equal(ProtocolChoiceOutcome.NotPublished, protocol.Outcome);
        Assert.Equal("RequiresClinicianChoice", protocol.ToDocument().Value("protocol.clinician-choice"));
        Assert.Empty(Rules.Protocols.Named(groups));
    }

    [Fact]
    public void S18f_a_cancellation_for_blood_pressure_of_a_patient_who_fasted_costs_nothing()
    {
        Visit fast = Fast("2026-06-15 10:00", ("toast", "2026-06-15 05:00"), ("water", "2026-06-15 07:00"));
        AssertNothing(CancellationFeeOutcome.NotPublished, fast, CancellationReason.BloodPressure);
    }

    [Fact]
    public void S19_a_fee_stays_whole_beside_an_open_credit()
    {
        Visit cancelled = HotDecisions.Cancelled;
        ReferralLedger ledger = Rules.Fees.Ledger(
            [new LedgerEntry.Referred("ann", "bob"), new LedgerEntry.Scheduled("bob", FriendBooking.Infusion)]);
        Assert.Equal(
            Money.Usd(100),
            Rules.Fees.Statement(
                [],
                [
                    new("visit", Rules.Fees.DecideCancellation(cancelled), Rules.Fees.AmountOf(Rules.Fees.DecideCancellation(cancelled))),
                ]).Total);
        Assert.Equal(Money.Usd(25), ledger.Of("ann").Open);
    }

    [Fact]
    public void S23f_theophylline_leaves_the_published_answer_at_continue_and_says_nothing_of_ending_it()
    {
        InfusionRules rules = new(FilledPolicy.Filled);
        Care care = HotDecisions.Care with
        {
            Changes = [HotDecisions.Change with { Medicine = "theophylline", ProviderConsulted = false, InMaintenance = false }],
        };
        Assert.Equal(MedicationChangeOutcome.Continue, rules.Continuity.Decide(care).Outcome);
        Assert.Contains(ContinuityFinding.ClinicianAlert, rules.Continuity.DecideFindings(care).Certain);
        Assert.DoesNotContain(
            "stop", rules.Continuity.Decide(care).ToDocument().Summary + rules.Continuity.DecideFindings(care).ToDocument().Summary,
            StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void S24_arriving_late_costs_nothing_and_moves_no_cut_off()
    {
        Visit fast = Fast("2026-06-15 10:00", ("toast", "2026-06-15 06:00"));
        Decision<ArrivalOutcome> arrival = Rules.Visits.DecideArrival(
            new() { Visit = fast with { Arrival = Local("2026-06-15 10:10") }, CompletedBefore = 0 });
        Assert.Equal((ArrivalOutcome.Late, Duration.FromMinutes(40)), (arrival.Outcome, arrival.ToDocument().Elapsed("visit.late-by")));
        Assert.Equal(FastingOutcome.Compliant, Rules.Fasting.DecideAtStart(fast with { Start = Local("2026-06-15 10:10") }).Outcome);
        AssertNothing(CancellationFeeOutcome.NotPublished, fast, CancellationReason.LateArrival);
    }

    [Theory]
    [InlineData("toast", "2026-06-15 05:00")]
    [InlineData("burger", "2026-06-15 03:00")]
    [InlineData("milk", "2026-06-15 05:30")]
    public void S25_the_guideline_beside_a_compliant_fast_supports_no_fee(string food, string at)
    {
        Visit fast = Fast("2026-06-15 10:00", (food, at));
        Assert.NotEqual(AsaOutcome.Met, Rules.Fasting.DecideAsa(fast).Single().Outcome);
        AssertNothing(CancellationFeeOutcome.ReasonNotSupported, fast, CancellationReason.FastingViolation);
    }

    [Fact]
    public void S25_an_oral_route_is_not_offered_and_a_blood_pressure_has_no_verdict()
    {
        Assert.Equal(RouteOutcome.NotOffered, Rules.Protocols.DecideRoute(InfusionRoute.Oral).Outcome);
        Assert.Equal(BloodPressureOutcome.NotPublished, Rules.Visits.DecideBloodPressure(new() { Systolic = 162, Diastolic = 98 }).Outcome);
    }

    private static Instant At(string local) => Local(local).Earliest;

    private static Visit Fast(string appointment, params (string Kind, string At)[] intakes) => new()
    {
        Appointment = Local(appointment),
        Intakes = [.. intakes.Select(intake => Intake.Of(intake.Kind, Local(intake.At)))],
        IntakesCompleteness = ListCompleteness.Complete,
    };

    private static Decision<FastingOutcome> Plan(string appointment, params (string Kind, string At)[] intakes) =>
        Rules.Fasting.DecidePlan(Fast(appointment, intakes));

    private static void AssertNothing(CancellationFeeOutcome outcome, Visit visit, CancellationReason reason)
    {
        Visit cancelled = visit with
        {
            Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = reason, At = visit.Appointment },
        };
        Decision<CancellationFeeOutcome> decision = Rules.Fees.DecideCancellation(cancelled);
        Assert.Equal(
            (DecisionStatus.Determined, outcome, Money.Usd(0)),
            (decision.Status, decision.Outcome, Rules.Fees.AmountOf(Rules.Fees.DecideCancellation(cancelled))));
    }

    private static ResponseSeries ThreeSessions(params ScoreEntry[] scores) => new()
    {
        Protocol = ProtocolId.FourHour,
        Sessions =
        [
            .. ((string[])["2026-06-15", "2026-06-17", "2026-06-19"]).Select(
                day => InfusionSession.Completed(At(day + " 10:00"), At(day + " 14:00"))),
        ],
        Scores = [.. scores],
    };

    private static ScoreEntry[] Pain(int before, int after) => Scores(ConditionCategory.Pain, Instrument.PainNrs, before, after);

    private static ScoreEntry[] Mood(int before, int after) => Scores(ConditionCategory.MentalHealth, Instrument.Phq9, before, after);

    private static ScoreEntry[] Scores(ConditionCategory category, Instrument instrument, int before, int after) =>
    [
        ScoreEntry.Of(category, Score.Of(instrument, before), Local("2026-06-15 09:00")),
        ScoreEntry.Of(category, Score.Of(instrument, after), Local("2026-06-20 09:00")),
    ];
}
