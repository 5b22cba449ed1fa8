using Infusion.Rules.Reference;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Reference;

/// <summary>The reference model held to the numbers of the worked scenarios S1 to S25, typed from their text.</summary>
public class ReferenceSelfTests
{
    private static Instant Utc(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static LocalDateTime Local(string text) => LocalDateTimePattern.ExtendedIso.Parse(text).Value;

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>A time the clinic's clock showed exactly once.</summary>
    private static Instant NewYork(string text) => Assert.Single(ClinicClock.InstantsOf(Local(text)));

    private static (string Local, int Offset) Shown(Instant instant) =>
        (LocalDateTimePattern.ExtendedIso.Format(ClinicClock.LocalOf(instant)), ClinicClock.OffsetHours(instant));

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static FastingReference.Result Fasted(FastingReference.Kind kind, string intake, string appointment) =>
        FastingReference.Plan(kind, NewYork(intake), NewYork(appointment));

    private static FastingReference.Result Compliant => new(FastingReference.Verdict.Compliant, Duration.Zero);

    private static FastingReference.Result ShortBy(Duration missing) => new(FastingReference.Verdict.Violation, missing);

    // ---- S1 to S4: fasting and the clocks ----

    [Fact]
    public void S1_the_cut_offs_of_an_ordinary_morning()
    {
        var appointment = NewYork("2026-06-15T10:00:00");
        Assert.Equal(Utc("2026-06-15T14:00:00Z"), appointment);
        Assert.Equal(Utc("2026-06-15T10:00:00Z"), FastingReference.CutOff(FastingReference.Kind.Solid, appointment));
        Assert.Equal(Utc("2026-06-15T12:00:00Z"), FastingReference.CutOff(FastingReference.Kind.ClearLiquid, appointment));
        Assert.Equal(NewYork("2026-06-15T09:30:00"), VisitReference.RequiredArrival(appointment, 0));
    }

    [Fact]
    public void S1_the_boundary_is_closed()
    {
        const string Ten = "2026-06-15T10:00:00";
        var latte = FastingReference.DrinkKind(seeThrough: false, milkCreamOrPulp: true, alcohol: false);
        var blackCoffee = FastingReference.DrinkKind(seeThrough: true, milkCreamOrPulp: false, alcohol: false);
        Assert.Equal(Compliant, Fasted(FastingReference.Kind.Solid, "2026-06-15T06:00:00", Ten));
        Assert.Equal(Compliant, Fasted(FastingReference.Kind.ClearLiquid, "2026-06-15T08:00:00", Ten));
        Assert.Equal(ShortBy(Duration.FromSeconds(1)), Fasted(FastingReference.Kind.Solid, "2026-06-15T06:00:01", Ten));
        Assert.Equal(ShortBy(Duration.FromHours(1)), Fasted(latte, "2026-06-15T07:00:00", Ten));
        Assert.Equal(Compliant, Fasted(blackCoffee, "2026-06-15T07:59:00", Ten));
        Assert.Equal(ShortBy(Duration.FromNanoseconds(1)), FastingReference.Plan(
            FastingReference.Kind.Solid,
            NewYork("2026-06-15T06:00:00").PlusNanoseconds(1),
            NewYork(Ten)));
    }

    [Fact]
    public void S2_four_hours_are_elapsed_hours_when_the_clocks_go_forward()
    {
        var appointment = NewYork("2026-03-08T05:00:00");
        Assert.Equal(Utc("2026-03-08T09:00:00Z"), appointment);
        var solids = FastingReference.CutOff(FastingReference.Kind.Solid, appointment);
        var clear = FastingReference.CutOff(FastingReference.Kind.ClearLiquid, appointment);
        Assert.Equal(Utc("2026-03-08T05:00:00Z"), solids);
        Assert.Equal(("2026-03-08T00:00:00", -5), Shown(solids));
        Assert.Equal(Utc("2026-03-08T07:00:00Z"), clear);
        Assert.Equal(("2026-03-08T03:00:00", -4), Shown(clear));
        Assert.Equal(ShortBy(Minutes(30)), Fasted(FastingReference.Kind.Solid, "2026-03-08T00:30:00", "2026-03-08T05:00:00"));
    }

    [Fact]
    public void S3_a_skipped_time_is_an_error_and_a_cut_off_never_is()
    {
        var appointment = NewYork("2026-03-08T06:00:00");
        Assert.Equal(Utc("2026-03-08T10:00:00Z"), appointment);
        var solids = FastingReference.CutOff(FastingReference.Kind.Solid, appointment);
        Assert.Equal(Utc("2026-03-08T06:00:00Z"), solids);
        Assert.Equal(("2026-03-08T01:00:00", -5), Shown(solids));
        Assert.Equal(("2026-03-08T04:00:00", -4), Shown(FastingReference.CutOff(FastingReference.Kind.ClearLiquid, appointment)));
        Assert.Equal(FastingReference.LocalTimeProblem.Skipped, FastingReference.Problem(Local("2026-03-08T02:30:00")));
        Assert.Equal(FastingReference.LocalTimeProblem.Skipped, FastingReference.Problem(Local("2026-03-08T02:00:00")));
        Assert.Equal(FastingReference.LocalTimeProblem.None, FastingReference.Problem(Local("2026-03-08T03:00:00")));
        Assert.Throws<ArgumentException>(() =>
            FastingReference.PlanFromLocal(FastingReference.Kind.Solid, Local("2026-03-08T02:30:00"), Local("2026-03-08T06:00:00")));
    }

    [Fact]
    public void S4_the_cut_offs_when_the_clocks_go_back()
    {
        var a = NewYork("2026-11-01T04:30:00");
        Assert.Equal(Utc("2026-11-01T09:30:00Z"), a);
        Assert.Equal(("2026-11-01T01:30:00", -4), Shown(FastingReference.CutOff(FastingReference.Kind.Solid, a)));
        Assert.Equal(Utc("2026-11-01T05:30:00Z"), FastingReference.CutOff(FastingReference.Kind.Solid, a));
        Assert.Equal(("2026-11-01T02:30:00", -5), Shown(FastingReference.CutOff(FastingReference.Kind.ClearLiquid, a)));

        var b = NewYork("2026-11-01T05:00:00");
        Assert.Equal(Utc("2026-11-01T10:00:00Z"), b);
        Assert.Equal(("2026-11-01T01:00:00", -5), Shown(FastingReference.CutOff(FastingReference.Kind.Solid, b)));
        Assert.Equal(Utc("2026-11-01T06:00:00Z"), FastingReference.CutOff(FastingReference.Kind.Solid, b));
    }

    [Fact]
    public void S4_a_repeated_time_is_a_question_only_when_its_readings_differ()
    {
        var appointment = Local("2026-11-01T05:00:00");
        var halfPast = FastingReference.PlanFromLocal(FastingReference.Kind.Solid, Local("2026-11-01T01:30:00"), appointment);
        var one = FastingReference.PlanFromLocal(FastingReference.Kind.Solid, Local("2026-11-01T01:00:00"), appointment);
        Assert.Equal(FastingReference.LocalTimeProblem.Repeated, FastingReference.Problem(Local("2026-11-01T01:30:00")));
        Assert.False(Completions.IsDetermined(halfPast));
        Assert.Equal(FastingReference.Verdict.Violation, Completions.MostCautious(halfPast));
        Assert.Equal([FastingReference.Verdict.Compliant], one);
        Assert.Equal(Utc("2026-11-01T06:30:00Z"), FastingReference.CautiousIntake(Local("2026-11-01T01:30:00")));
        Assert.Equal(Utc("2026-11-01T05:30:00Z"), FastingReference.CautiousAppointment(Local("2026-11-01T01:30:00")));
    }

    // ---- S5 to S7: driving ----

    [Theory]
    [InlineData("2026-03-07T14:30:00", "2026-03-07T19:30:00Z", "2026-03-08T15:30:00", -4)]
    [InlineData("2026-10-31T14:30:00", "2026-10-31T18:30:00Z", "2026-11-01T13:30:00", -5)]
    public void S5_S6_the_restriction_is_24_elapsed_hours(string end, string endUtc, string until, int offset)
    {
        Assert.Equal(Utc(endUtc), NewYork(end));
        Assert.Equal((until, offset), Shown(VisitReference.RestrictedUntil(NewYork(end))));
    }

    [Fact]
    public void S5_S6_one_second_before_it_is_restricted_and_at_24_hours_it_has_elapsed()
    {
        var spring = NewYork("2026-03-07T14:30:00");
        var autumn = NewYork("2026-10-31T14:30:00");
        Assert.Equal(VisitReference.Driving.Restricted, VisitReference.JudgeDriving(spring, NewYork("2026-03-08T14:30:00")));
        Assert.Equal(VisitReference.Driving.Restricted, VisitReference.JudgeDriving(autumn, NewYork("2026-11-01T13:29:59")));
        Assert.Equal(VisitReference.Driving.RestrictionElapsed, VisitReference.JudgeDriving(autumn, NewYork("2026-11-01T13:30:00")));
    }

    [Fact]
    public void S7_the_clock_starts_at_the_infusion_end_or_abort()
    {
        Assert.Equal(NewYork("2026-06-16T14:05:00"), VisitReference.RestrictedUntil(NewYork("2026-06-15T14:05:00")));
        Assert.Equal(NewYork("2026-06-15T18:05:00"), VisitReference.ResidualEffectsUntil(NewYork("2026-06-15T14:05:00")));
        Assert.Equal(VisitReference.Driving.Unknown, VisitReference.JudgeDriving(null, NewYork("2026-06-30T12:00:00")));
        Assert.Equal(NewYork("2026-06-16T11:10:00"), VisitReference.RestrictedUntil(NewYork("2026-06-15T11:10:00")));
    }

    // ---- S8, S9: release and the day ----

    [Fact]
    public void S8_release_needs_the_hour_the_criteria_and_a_ride()
    {
        var end = NewYork("2026-06-15T14:05:00");
        var early = VisitReference.JudgeRelease(end, NewYork("2026-06-15T14:50:00"), true, true);
        Assert.Equal(VisitReference.Release.Hold, early.Outcome);
        Assert.Equal([VisitReference.HoldReason.MinimumRecovery], early.Reasons);
        Assert.Equal(NewYork("2026-06-15T15:05:00"), VisitReference.EarliestRelease(end));
        Assert.Equal(
            VisitReference.Release.Release,
            VisitReference.JudgeRelease(end, NewYork("2026-06-15T15:05:00"), true, true).Outcome);
        Assert.Equal(
            VisitReference.Release.ContinueMonitoring,
            VisitReference.JudgeRelease(end, NewYork("2026-06-15T15:35:00"), false, true).Outcome);
        Assert.Equal(
            VisitReference.Release.Hold,
            VisitReference.JudgeRelease(end, NewYork("2026-06-15T15:34:59"), false, true).Outcome);
        var noRide = VisitReference.JudgeRelease(new VisitReference.ReleaseFacts(70, true, false));
        Assert.Equal(VisitReference.Release.Hold, noRide.Outcome);
        Assert.Equal([VisitReference.HoldReason.RideNotArranged], noRide.Reasons);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(8, false)]
    public void S8_a_policy_may_ask_for_a_PADSS_of_nine(int padss, bool met) =>
        Assert.Equal(met, VisitReference.CriteriaMet(true, true, padss, false, 0));

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, null)]
    [InlineData(null, null)]
    public void S8_unknown_criteria_or_ride_is_never_released(bool? criteria, bool? ride)
    {
        var possible = VisitReference.Possible(new VisitReference.ReleaseFacts(95, criteria, ride));
        Assert.False(Completions.IsDetermined(possible));
        Assert.NotEqual(VisitReference.Release.Release, Completions.MostCautious(possible));
    }

    [Theory]
    [InlineData(0, "2026-06-15T09:30:00", 360, 330)]
    [InlineData(1, "2026-06-15T09:45:00", 345, 315)]
    public void S9_chair_time(int completed, string arrival, int planned, int shortest)
    {
        var timeline = VisitReference.Timeline(NewYork("2026-06-15T10:00:00"), completed, 240);
        Assert.Equal(planned, VisitReference.PlannedStayMinutes(completed, 240));
        Assert.Equal(shortest, VisitReference.ShortestStayMinutes(completed, 240));
        string[] expected =
        [
            "2026-06-15T06:00:00", "2026-06-15T08:00:00", arrival, "2026-06-15T10:00:00", "2026-06-15T14:00:00",
            "2026-06-15T15:00:00", "2026-06-15T15:30:00", "2026-06-15T18:00:00", "2026-06-16T14:00:00",
        ];
        Assert.Equal(expected.Select(NewYork), timeline.Select(e => e.At));
        Assert.All(timeline, e => Assert.Equal(VisitReference.Basis.Planned, e.Basis));
    }

    // ---- S10: the first week ----

    [Fact]
    public void S10_the_first_week_counts_day_one()
    {
        Assert.Empty(Warnings("2026-06-15", "2026-06-17", "2026-06-19"));
        Assert.Empty(Warnings("2026-06-15", "2026-06-17", "2026-06-21"));
        Assert.Equal(
            [new ProtocolReference.DateWarning(3, ProtocolReference.Warning.OutsideFirstWeek)],
            Warnings("2026-06-15", "2026-06-17", "2026-06-22"));
        Assert.Equal(
            [new ProtocolReference.DateWarning(3, ProtocolReference.Warning.SameDate)],
            Warnings("2026-06-15", "2026-06-17", "2026-06-17"));

        static IReadOnlyList<ProtocolReference.DateWarning> Warnings(params string[] dates) =>
            ProtocolReference.FourHourDateWarnings(dates.Select(Date));
    }

    // ---- S11 to S16: response ----

    private static ReferencePolicy MadrsBelow(int points) => ReferencePolicy.Published with
    {
        Criteria = new Dictionary<ResponseReference.Instrument, ReferencePolicy.Criterion>
        {
            [ResponseReference.Instrument.Madrs] = new(50, null, points, Duration.FromDays(7)),
        },
    };

    private static ResponseReference.Outcome Pain(ProtocolReference.Protocol protocol, int completed, decimal before, decimal after) =>
        Judged(protocol, completed, ResponseReference.Instrument.PainNrs, before, after).Outcome;

    private static ResponseReference.Result Judged(
        ProtocolReference.Protocol protocol,
        int completed,
        ResponseReference.Instrument instrument,
        decimal before,
        decimal after) =>
        ResponseReference.Judge(
            new ResponseReference.Facts(protocol, completed, instrument, before, after, ResponseReference.ResidualEffects));

    private static ResponseReference.Result AtPoint(ResponseReference.Instrument instrument, decimal before, decimal after) =>
        Judged(ProtocolReference.Protocol.FourHour, 3, instrument, before, after);

    [Theory]
    [InlineData(true, 2, ResponseReference.Outcome.NotYetEvaluable)]
    [InlineData(true, 3, ResponseReference.Outcome.LikelyNonResponder)]
    [InlineData(false, 3, ResponseReference.Outcome.NotYetEvaluable)]
    [InlineData(false, 4, ResponseReference.Outcome.LikelyNonResponder)]
    public void S11_third_against_fourth_session(bool isFourHour, int completed, ResponseReference.Outcome expected) =>
        Assert.Equal(expected, Pain(
            isFourHour ? ProtocolReference.Protocol.FourHour : ProtocolReference.Protocol.OneHour, completed, 8, 7));

    [Fact]
    public void S11_an_aborted_session_does_not_count_and_booking_on_is_a_warning()
    {
        var day = NewYork("2026-06-15T10:00:00");
        ResponseReference.Session[] series =
        [
            new(day, day + Duration.FromHours(4), false),
            new(day + Duration.FromDays(1), day + Duration.FromHours(25), true),
            new(day + Duration.FromDays(2), day + Duration.FromHours(52), false),
        ];
        Assert.Equal(2, ResponseReference.CompletedSessions(series));
        Assert.Equal(
            ResponseReference.Outcome.NotYetEvaluable,
            Pain(ProtocolReference.Protocol.FourHour, ResponseReference.CompletedSessions(series), 8, 7));
        Assert.Equal(12.5m, AtPoint(ResponseReference.Instrument.PainNrs, 8, 7).PercentDrop);
        Assert.Equal(
            ResponseReference.BookingWarning.ContinuationNotRecommended,
            ResponseReference.BookAnother(ResponseReference.Outcome.LikelyNonResponder, clinicianReason: false));
        Assert.Equal(
            ResponseReference.BookingWarning.ContinuationOverridden,
            ResponseReference.BookAnother(ResponseReference.Outcome.LikelyNonResponder, clinicianReason: true));
        Assert.Equal(
            ResponseReference.BookingWarning.None,
            ResponseReference.BookAnother(ResponseReference.Outcome.ClinicianReview, clinicianReason: false));
    }

    [Theory]
    [InlineData("10", "7", "30", true)]
    [InlineData("10", "8", "20", false)]
    [InlineData("7.0", "4.9", "30", true)]
    [InlineData("4", "3", "25", false)]
    public void S12_exactly_at_the_threshold_responds(string before, string after, string percent, bool responds)
    {
        var result = AtPoint(ResponseReference.Instrument.PainNrs, Number(before), Number(after));
        Assert.Equal(Number(percent), result.PercentDrop);
        Assert.Equal(responds ? ResponseReference.Outcome.Responder : ResponseReference.Outcome.LikelyNonResponder, result.Outcome);
    }

    [Fact]
    public void S13_a_zero_baseline_cannot_be_judged_and_worsening_is_negative()
    {
        Assert.Equal(ResponseReference.Outcome.NotEvaluable, AtPoint(ResponseReference.Instrument.PainNrs, 0, 0).Outcome);
        var worseFromZero = AtPoint(ResponseReference.Instrument.PainNrs, 0, 3);
        Assert.Equal(ResponseReference.Outcome.NotEvaluable, worseFromZero.Outcome);
        Assert.Equal(-3m, worseFromZero.Drop);
        Assert.Null(worseFromZero.PercentDrop);

        var worse = AtPoint(ResponseReference.Instrument.PainNrs, 5, 7);
        Assert.Equal(-40m, worse.PercentDrop);
        Assert.True(worse.Worsened);
        Assert.Equal(ResponseReference.Outcome.LikelyNonResponder, worse.Outcome);
    }

    [Theory]
    [InlineData(ResponseReference.Instrument.PainNrs, "11", false)]
    [InlineData(ResponseReference.Instrument.PainNrs, "-1", false)]
    [InlineData(ResponseReference.Instrument.PainNrs, "4.9", true)]
    [InlineData(ResponseReference.Instrument.Phq9, "28", false)]
    [InlineData(ResponseReference.Instrument.Phq9, "27", true)]
    [InlineData(ResponseReference.Instrument.Phq9, "4.5", false)]
    [InlineData(ResponseReference.Instrument.Gad7, "22", false)]
    [InlineData(ResponseReference.Instrument.Madrs, "61", false)]
    [InlineData(ResponseReference.Instrument.Pcl5, "81", false)]
    [InlineData(ResponseReference.Instrument.Hit6, "35", false)]
    [InlineData(ResponseReference.Instrument.Hit6, "36", true)]
    [InlineData(ResponseReference.Instrument.Hit6, "78", true)]
    [InlineData(ResponseReference.Instrument.Hit6, "79", false)]
    public void S13_a_score_out_of_range_is_an_error(ResponseReference.Instrument instrument, string score, bool valid)
    {
        Assert.Equal(valid, ResponseReference.IsValid(instrument, Number(score)));
        if (!valid)
            Assert.Throws<ArgumentOutOfRangeException>(() => AtPoint(instrument, Number(score), Number(score)));
    }

    [Theory]
    [InlineData(20, 10, "50.00", true, false)]
    [InlineData(19, 10, "47.37", false, false)]
    [InlineData(27, 14, "48.15", false, false)]
    [InlineData(27, 13, "51.85", true, false)]
    [InlineData(8, 4, "50.00", true, true)]
    [InlineData(20, 5, "75.00", true, false)]
    public void S14_PHQ9_response_and_remission(int before, int after, string percent, bool responds, bool remission)
    {
        var result = AtPoint(ResponseReference.Instrument.Phq9, before, after);
        Assert.Equal(Number(percent), result.PercentDrop);
        Assert.Equal(responds ? ResponseReference.Outcome.Responder : ResponseReference.Outcome.LikelyNonResponder, result.Outcome);
        Assert.Equal(remission, result.Remission);
    }

    [Theory]
    [InlineData(0, ResponseReference.Phq9Band.Minimal)]
    [InlineData(4, ResponseReference.Phq9Band.Minimal)]
    [InlineData(5, ResponseReference.Phq9Band.Mild)]
    [InlineData(9, ResponseReference.Phq9Band.Mild)]
    [InlineData(10, ResponseReference.Phq9Band.Moderate)]
    [InlineData(14, ResponseReference.Phq9Band.Moderate)]
    [InlineData(15, ResponseReference.Phq9Band.ModeratelySevere)]
    [InlineData(19, ResponseReference.Phq9Band.ModeratelySevere)]
    [InlineData(20, ResponseReference.Phq9Band.Severe)]
    [InlineData(27, ResponseReference.Phq9Band.Severe)]
    public void S14_PHQ9_bands(int score, ResponseReference.Phq9Band band) => Assert.Equal(band, ResponseReference.Phq9BandOf(score));

    [Fact]
    public void S15_the_MADRS_remission_cut_off_is_a_parameter()
    {
        Assert.Equal(ResponseReference.Outcome.Responder, AtPoint(ResponseReference.Instrument.Madrs, 34, 17).Outcome);
        Assert.True(ResponseReference.IsRemission(ResponseReference.Instrument.Madrs, 9));
        Assert.False(ResponseReference.IsRemission(ResponseReference.Instrument.Madrs, 10));
        Assert.True(ResponseReference.IsRemission(ResponseReference.Instrument.Madrs, 10, MadrsBelow(12)));
        Assert.False(ResponseReference.IsRemission(ResponseReference.Instrument.Madrs, 10, MadrsBelow(9)));
        Assert.False(ResponseReference.IsRemission(ResponseReference.Instrument.Madrs, 12));
        Assert.False(ResponseReference.IsRemission(ResponseReference.Instrument.Madrs, 12, MadrsBelow(12)));
    }

    [Fact]
    public void S16_pain_and_mood_that_disagree_go_to_the_clinician_in_either_direction()
    {
        Assert.Equal(
            new ProtocolReference.Recommendation(ProtocolReference.Protocol.FourHour, true),
            ProtocolReference.Recommend(new ProtocolReference.Facts(true, true, false)));

        var pain = AtPoint(ResponseReference.Instrument.PainNrs, 8, 5);
        var mood = AtPoint(ResponseReference.Instrument.Phq9, 18, 12);
        Assert.Equal((37.5m, ResponseReference.Outcome.Responder), (pain.PercentDrop, pain.Outcome));
        Assert.Equal((33.33m, ResponseReference.Outcome.LikelyNonResponder), (mood.PercentDrop, mood.Outcome));
        Assert.Equal(ResponseReference.Outcome.ClinicianReview, ResponseReference.Overall([pain.Outcome, mood.Outcome]));

        var painReverse = AtPoint(ResponseReference.Instrument.PainNrs, 8, 7);
        var moodReverse = AtPoint(ResponseReference.Instrument.Phq9, 18, 9);
        Assert.Equal(ResponseReference.Outcome.LikelyNonResponder, painReverse.Outcome);
        Assert.Equal((50m, ResponseReference.Outcome.Responder), (moodReverse.PercentDrop, moodReverse.Outcome));
        Assert.Equal(ResponseReference.Outcome.ClinicianReview, ResponseReference.Overall([painReverse.Outcome, moodReverse.Outcome]));
    }

    [Fact]
    public void S16_a_zero_baseline_neither_makes_nor_prevents_a_non_responder()
    {
        Assert.Equal(
            ResponseReference.Outcome.LikelyNonResponder,
            ResponseReference.Overall([ResponseReference.Outcome.LikelyNonResponder, ResponseReference.Outcome.NotEvaluable]));
        Assert.Equal(ResponseReference.Outcome.NotEvaluable, ResponseReference.Overall([ResponseReference.Outcome.NotEvaluable]));
        Assert.Equal(
            ResponseReference.Outcome.Responder,
            ResponseReference.OfCondition(
            [
                new(ResponseReference.Outcome.LikelyNonResponder, false),
                new(ResponseReference.Outcome.Responder, true),
            ]));
        Assert.Equal(
            ResponseReference.Outcome.ClinicianReview,
            ResponseReference.OfCondition(
            [
                new(ResponseReference.Outcome.LikelyNonResponder, false),
                new(ResponseReference.Outcome.Responder, false),
            ]));
    }

    [Fact]
    public void The_baseline_is_at_or_before_the_first_start_and_the_current_score_between_end_and_next_start()
    {
        var start = NewYork("2026-06-15T10:00:00");
        var end = NewYork("2026-06-15T14:00:00");
        var next = NewYork("2026-06-17T10:00:00");
        ResponseReference.Session aborted = new(start, start, true), session = new(NewYork("2026-06-15T12:00:00"), end, false);
        ResponseReference.Score atStart = new(start, 8), atEnd = new(end, 7), soon = new(NewYork("2026-06-15T17:59:59"), 6),
        clear = new(NewYork("2026-06-15T18:00:00"), 6), late = new(next, 5);
        Assert.Equal(atStart, ResponseReference.Baseline([atEnd, atStart], [session, aborted]));
        Assert.Equal(clear, ResponseReference.Current([late, clear, soon, atEnd], session, next));
        Assert.Equal(late, ResponseReference.Current([late, clear, soon, atEnd], session, null));
        Assert.Null(ResponseReference.Current([atStart, atEnd, soon, late], session, next));
    }

    [Fact]
    public void The_window_closes_after_seven_days_and_then_the_first_score_counts()
    {
        var end = NewYork("2026-06-15T14:00:00");
        ResponseReference.Session session = new(NewYork("2026-06-15T10:00:00"), end, false);
        ResponseReference.Score last = new(NewYork("2026-06-22T14:00:00"), 6), after = new(NewYork("2026-06-22T14:00:01"), 5),
        later = new(NewYork("2026-07-01T14:00:00"), 4);
        Assert.Equal(last, ResponseReference.Current([later, after, last], session, null));
        Assert.Equal(after, ResponseReference.Current([later, after], session, null));
        ResponseReference.Facts facts = new(
            ProtocolReference.Protocol.FourHour, 3, ResponseReference.Instrument.PainNrs, 8, 7, Duration.FromDays(8));
        Assert.Equal(ResponseReference.Outcome.ClinicianReview, ResponseReference.Judge(facts).Outcome);
        Assert.Equal(ResponseReference.Outcome.Responder, ResponseReference.Judge(facts with { Current = 4 }).Outcome);
        Assert.Equal(
            ResponseReference.Outcome.NotYetEvaluable, ResponseReference.Judge(facts with { SinceEnd = Duration.FromHours(3) }).Outcome);
    }

    [Fact]
    public void Marks_move_the_end_of_the_induction()
    {
        ResponseReference.Session Session(int day, bool aborted = false, ResponseReference.Mark mark = ResponseReference.Mark.None) =>
            new(NewYork("2026-06-01T10:00:00") + Duration.FromDays(day), NewYork("2026-06-01T14:00:00") + Duration.FromDays(day), aborted, mark);
        Assert.Equal((4, 1), Counts(Session(1), Session(2, aborted: true), Session(3), Session(4), Session(5)));
        Assert.Equal((4, 1), Counts(Session(1), Session(2), Session(3), Session(4), Session(5, mark: ResponseReference.Mark.Extension)));
        Assert.Equal((1, 2), Counts(Session(1), Session(2, mark: ResponseReference.Mark.Maintenance), Session(3)));

        static (int, int) Counts(params ResponseReference.Session[] sessions) =>
            ResponseReference.Split(sessions, 3) is var (induction, maintenance) ? (induction.Count, maintenance.Count) : default;
    }

    // ---- S17: conditions ----

    [Theory]
    [InlineData(EligibilityReference.Condition.CrpsTypeI, EligibilityReference.Category.Pain, false, false)]
    [InlineData(EligibilityReference.Condition.CrpsTypeII, EligibilityReference.Category.Pain, true, false)]
    [InlineData(EligibilityReference.Condition.BackPain, EligibilityReference.Category.Pain, false, false)]
    [InlineData(EligibilityReference.Condition.NeckPain, EligibilityReference.Category.Pain, false, false)]
    [InlineData(EligibilityReference.Condition.Migraine, EligibilityReference.Category.Pain, false, true)]
    [InlineData(EligibilityReference.Condition.Fibromyalgia, EligibilityReference.Category.Pain, false, true)]
    [InlineData(EligibilityReference.Condition.MajorDepression, EligibilityReference.Category.MentalHealth, false, false)]
    [InlineData(EligibilityReference.Condition.PostpartumDepression, EligibilityReference.Category.MentalHealth, false, false)]
    [InlineData(EligibilityReference.Condition.Anxiety, EligibilityReference.Category.MentalHealth, false, false)]
    [InlineData(EligibilityReference.Condition.Ptsd, EligibilityReference.Category.MentalHealth, false, false)]
    [InlineData(EligibilityReference.Condition.ClusterHeadache, EligibilityReference.Category.Headache, false, false)]
    public void S17_listed_conditions(
        EligibilityReference.Condition condition, EligibilityReference.Category category, bool bySyndrome, bool alsoOther) =>
        Assert.Equal(
            new EligibilityReference.ConditionResult(EligibilityReference.Listing.Listed, category, bySyndrome, alsoOther),
            EligibilityReference.Judge(new EligibilityReference.ConditionFacts(condition, true, false)));

    [Fact]
    public void S17_not_listed_is_review_and_unknown_chronicity_is_a_question()
    {
        var other = EligibilityReference.Judge(new(EligibilityReference.Condition.AnythingElse, null, null));
        Assert.Equal(EligibilityReference.Listing.NotListed, other.Listing);
        Assert.Equal(
            EligibilityReference.Outcome.ClinicianReview,
            EligibilityReference.Candidacy(new(false, false, false, EligibilityReference.Verdict.None, false)).Outcome);

        var back = EligibilityReference.Possible(
            new EligibilityReference.ConditionFacts(EligibilityReference.Condition.BackPain, null, false));
        Assert.Equal(2, back.Count);
        Assert.Equal(
            EligibilityReference.Listing.Remission,
            EligibilityReference.Judge(new(EligibilityReference.Condition.Ptsd, null, true)).Listing);
    }

    [Fact]
    public void S17_cluster_headache_has_no_published_protocol() =>
        Assert.Equal(
            new ProtocolReference.Recommendation(ProtocolReference.Protocol.NotPublished, true),
            ProtocolReference.Recommend(new ProtocolReference.Facts(false, false, true)));

    [Theory]
    [InlineData("2026-01-31", "2026-04-30", false)]
    [InlineData("2026-01-31", "2026-05-01", true)]
    [InlineData("2026-01-15", "2026-04-15", false)]
    [InlineData("2026-01-15", "2026-04-16", true)]
    public void Exactly_three_months_is_not_chronic(string onset, string on, bool chronic) =>
        Assert.Equal(chronic, EligibilityReference.IsChronic(Date(onset), Date(on)));

    // ---- S18 to S20: money ----

    [Theory]
    [InlineData(FeeReference.Ending.ClinicCancels, FeeReference.Reason.FastingViolation, true, FeeReference.FeeOutcome.Charged, "100.00")]
    [InlineData(FeeReference.Ending.GoesAhead, FeeReference.Reason.FastingViolation, true, FeeReference.FeeOutcome.NothingCancelled, "0")]
    [InlineData(FeeReference.Ending.PatientCancels, FeeReference.Reason.AnythingElse, true, FeeReference.FeeOutcome.NotPublished, "0")]
    [InlineData(FeeReference.Ending.NoShow, FeeReference.Reason.AnythingElse, true, FeeReference.FeeOutcome.NotPublished, "0")]
    [InlineData(FeeReference.Ending.ClinicCancels, FeeReference.Reason.BloodPressure, false, FeeReference.FeeOutcome.NotPublished, "0")]
    [InlineData(
        FeeReference.Ending.ClinicCancels, FeeReference.Reason.FastingViolation, false, FeeReference.FeeOutcome.ReasonNotSupported,
        "0")]
    public void S18_the_hundred_dollar_fee(
        FeeReference.Ending ending,
        FeeReference.Reason reason,
        bool violation,
        FeeReference.FeeOutcome outcome,
        string amount) =>
        Assert.Equal(
            new FeeReference.FeeResult(outcome, Number(amount)),
            FeeReference.JudgeFee(new FeeReference.FeeFacts(ending, reason, violation)));

    [Fact]
    public void S18_the_intakes_support_the_reason_or_do_not()
    {
        var appointment = NewYork("2026-06-15T10:00:00");
        FastingReference.Intake lateToast = new(FastingReference.Kind.Solid, FastingReference.When.At(NewYork("2026-06-15T08:00:00")));
        FastingReference.Intake lateWater = new(
            FastingReference.Kind.ClearLiquid, FastingReference.When.At(NewYork("2026-06-15T09:00:00")));
        FastingReference.Intake onTime = new(FastingReference.Kind.Solid, FastingReference.When.At(NewYork("2026-06-15T06:00:00")));
        FastingReference.Intake sip = new(FastingReference.Kind.MedicineWithSip, FastingReference.When.At(NewYork("2026-06-15T09:30:00")));
        FastingReference.Intake unlisted = new(FastingReference.Kind.Unlisted, FastingReference.When.At(NewYork("2026-06-15T09:30:00")));
        Assert.True(FeeReference.PlanViolation([lateToast, lateWater], true, appointment, appointment));
        Assert.True(FeeReference.PlanViolation([lateToast], false, appointment, appointment));
        Assert.False(FeeReference.PlanViolation([onTime], true, appointment, appointment));
        Assert.False(FeeReference.PlanViolation([sip, unlisted], true, appointment, appointment));
        Assert.Null(FeeReference.PlanViolation([], false, appointment, appointment));
        Assert.False(FeeReference.PlanViolation([lateToast], true, appointment, NewYork("2026-06-15T07:59:59")));
        Assert.True(FeeReference.PlanViolation([lateToast], true, appointment, NewYork("2026-06-15T08:00:00")));
        var open = FeeReference.Possible(new(FeeReference.Ending.ClinicCancels, FeeReference.Reason.FastingViolation, null));
        Assert.Equal(2, open.Count);
        Assert.Equal(0m, FeeReference.ChargedMeanwhile(open));
    }

    [Fact]
    public void S18_the_new_date_is_a_later_one()
    {
        var old = NewYork("2026-06-15T10:00:00");
        Assert.Equal(FeeReference.RescheduleWarning.None, FeeReference.JudgeReschedule(old, NewYork("2026-06-16T00:00:00")));
        Assert.Equal(FeeReference.RescheduleWarning.RescheduledSameDay, FeeReference.JudgeReschedule(old, NewYork("2026-06-15T23:59:59")));
    }

    [Theory]
    [InlineData("400", 1, false, "375", "25", "0", "0")]
    [InlineData("20", 1, false, "0", "20", "5", "0")]
    [InlineData("0", 1, false, "0", "0", "0", "25")]
    [InlineData("400", 2, false, "350", "50", "0", "0")]
    [InlineData("400", 2, true, "375", "25", "0", "25")]
    public void S19_referral_credit(string price, int credits, bool onePerVisit, string due, string applied, string forfeited, string open)
    {
        var ledger = FeeReference.ApplyCredits([new FeeReference.Visit(Number(price), true, credits)], onePerVisit);
        Assert.Equal(Number(due), Assert.Single(ledger.Bills).Due);
        Assert.Equal((Number(applied), Number(forfeited), Number(open)), (ledger.Applied, ledger.Forfeited, ledger.Open));
        Assert.Equal(ledger.Earned, ledger.Applied + ledger.Forfeited + ledger.Open);
    }

    [Fact]
    public void S19_a_negative_price_is_an_error_and_an_infusion_not_started_spends_nothing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeReference.ApplyCredits([new FeeReference.Visit(-1, true, 1)], false));
        Assert.Equal(25m, FeeReference.ApplyCredits([new FeeReference.Visit(400, false, 1)], false).Open);
    }

    [Fact]
    public void S20_one_credit_per_friend_who_schedules_an_infusion()
    {
        HashSet<string> scheduled = ["friend", "self"];
        Assert.Equal(0, FeeReference.CreditsEarned("self", [new("self", "caller")], scheduled));
        Assert.Equal(1, FeeReference.CreditsEarned("self", [new("self", "friend"), new("self", "friend")], scheduled));
        Assert.Equal(0, FeeReference.CreditsEarned("self", [new("self", "self")], scheduled));
        Assert.Equal(0, FeeReference.CreditsEarned("self", [new("other", "friend"), new("self", "friend")], scheduled));
    }

    // ---- S21, S22: maintenance ----

    [Theory]
    [InlineData("2026-01-31", "2026-02-28", "2026-04-30")]
    [InlineData("2028-01-31", "2028-02-29", "2028-04-30")]
    [InlineData("2026-11-30", "2026-12-30", "2027-02-28")]
    [InlineData("2027-11-30", "2027-12-30", "2028-02-29")]
    [InlineData("2026-08-31", "2026-09-30", "2026-11-30")]
    [InlineData("2024-02-29", "2024-03-29", "2024-05-29")]
    [InlineData("2026-01-15", "2026-02-15", "2026-04-15")]
    public void S21_month_ends(string anchor, string earliest, string latest)
    {
        var window = MaintenanceReference.Published(Date(anchor));
        Assert.Equal((Date(earliest), Date(latest)), (window.Earliest, window.Latest));
        Assert.Null(window.Recommended);
    }

    [Fact]
    public void S21_months_are_counted_from_the_one_anchor() =>
        Assert.Equal([Date("2026-02-28"), Date("2026-03-31"), Date("2026-04-30")], MaintenanceReference.Planned(Date("2026-01-31"), 3));

    [Theory]
    [InlineData("2026-02-27", MaintenanceReference.Status.NotYetDue, 1)]
    [InlineData("2026-02-28", MaintenanceReference.Status.InWindow, 0)]
    [InlineData("2026-04-30", MaintenanceReference.Status.InWindow, 0)]
    [InlineData("2026-05-01", MaintenanceReference.Status.Due, 0)]
    public void S21_both_ends_are_inside(string today, MaintenanceReference.Status status, int daysEarly)
    {
        var result = MaintenanceReference.Judge(MaintenanceReference.Published(Date("2026-01-31")), new(Date(today), true));
        Assert.Equal(new MaintenanceReference.Result(status, daysEarly, status == MaintenanceReference.Status.NotYetDue), result);
    }

    [Fact]
    public void S22_six_months_free_of_pain_is_a_deferral()
    {
        var window = MaintenanceReference.Published(Date("2026-01-15"));
        var today = Date("2026-07-15");
        Assert.Equal(MaintenanceReference.Status.DeferredWhileControlled, MaintenanceReference.Judge(window, new(today, false)).Status);
        Assert.Equal(MaintenanceReference.Status.Due, MaintenanceReference.Judge(window, new(today, true)).Status);
        Assert.Equal(2, MaintenanceReference.Possible(window, new(today, null)).Count);
        var plan = MaintenanceReference.ByClinician(Date("2026-01-15"), 4);
        Assert.Equal((Date("2026-05-15"), true), (plan.Recommended, plan.OutsidePublishedRange));
        Assert.Null(MaintenanceReference.Published(Date("2026-01-15"), inMaintenance: false));
    }

    // ---- S23: medicines ----

    [Theory]
    [InlineData(false, false, false, false, false, ContinuityReference.Outcome.Continue)]
    [InlineData(false, false, true, true, true, ContinuityReference.Outcome.Supported)]
    [InlineData(false, false, true, true, false, ContinuityReference.Outcome.NeedsCorrespondence)]
    [InlineData(false, true, false, false, false, ContinuityReference.Outcome.PotentialDisqualification)]
    [InlineData(false, true, false, true, true, ContinuityReference.Outcome.PotentialDisqualification)]
    [InlineData(true, true, true, false, false, ContinuityReference.Outcome.ProviderDirected)]
    public void S23_a_medication_change(
        bool ordered, bool made, bool consulted, bool maintenance, bool corresponded, ContinuityReference.Outcome expected) =>
        Assert.Equal(
            new ContinuityReference.Result(expected, false),
            ContinuityReference.MedicationChange(new(ordered, made, consulted, maintenance, corresponded)));

    [Fact]
    public void S23_changed_early_with_a_provider_is_continue_with_a_finding()
    {
        Assert.Equal(
            new ContinuityReference.Result(ContinuityReference.Outcome.Continue, true),
            ContinuityReference.MedicationChange(new(false, true, true, false, true)));
        Assert.Equal(
            (ContinuityReference.Outcome.Continue, true),
            ContinuityReference.WithLabelInteraction(ContinuityReference.Outcome.Continue, true));
        Assert.Equal(
            [ContinuityReference.Outcome.ProviderDirected],
            ContinuityReference.Possible(new ContinuityReference.Facts(true, null, null, null, null)));
        Assert.Equal(5, ContinuityReference.Possible(new ContinuityReference.Facts(null, null, null, null, null)).Count);
    }

    // ---- S24: days in a row, late and early ----

    [Fact]
    public void S24_a_ride_to_the_next_session()
    {
        var end = NewYork("2026-06-15T14:00:00");
        Assert.Equal(
            new VisitReference.InboundRide(true, false, true),
            VisitReference.JudgeInboundRide(end, null, end, null, VisitReference.RequiredArrival(NewYork("2026-06-16T10:00:00"), 1)));
        var afternoon = VisitReference.RequiredArrival(NewYork("2026-06-16T14:15:00"), 1);
        Assert.Equal(NewYork("2026-06-16T14:00:00"), afternoon);
        Assert.Equal(new VisitReference.InboundRide(false, false, true), VisitReference.JudgeInboundRide(end, null, end, null, afternoon));
        Assert.Equal(
            new VisitReference.InboundRide(true, false, false),
            VisitReference.JudgeInboundRide(end, null, end, NewYork("2026-06-16T13:59:59"), afternoon));
        Assert.True(VisitReference.JudgeInboundRide(null, end, end, null, afternoon)!.IsEstimate);
    }

    [Fact]
    public void S24_late_is_information_and_an_earlier_start_is_judged_beside_the_plan()
    {
        var appointment = NewYork("2026-06-15T10:00:00");
        Assert.Equal(Minutes(40), VisitReference.LateBy(NewYork("2026-06-15T10:10:00"), appointment, 0));
        Assert.Equal(Duration.Zero, VisitReference.LateBy(NewYork("2026-06-15T09:30:00"), appointment, 0));

        var solid = NewYork("2026-06-15T05:45:00");
        var start = NewYork("2026-06-15T09:30:00");
        Assert.Equal(Compliant, FastingReference.Plan(FastingReference.Kind.Solid, solid, appointment));
        Assert.Equal(ShortBy(Minutes(15)), FastingReference.AtStart(FastingReference.Kind.Solid, solid, appointment, start));
    }

    [Fact]
    public void An_intake_between_appointment_and_start_is_a_violation_and_one_after_the_start_is_set_aside()
    {
        var appointment = NewYork("2026-06-15T10:00:00");
        var start = NewYork("2026-06-15T10:30:00");
        Assert.Equal(
            ShortBy(Minutes(255)),
            FastingReference.AtStart(FastingReference.Kind.Solid, NewYork("2026-06-15T10:15:00"), appointment, start));
        Assert.Equal(
            FastingReference.Verdict.AfterStart,
            FastingReference.AtStart(FastingReference.Kind.Solid, NewYork("2026-06-15T10:30:01"), appointment, start).Verdict);
        FastingReference.Intake lunch = new(FastingReference.Kind.Solid, FastingReference.When.At(NewYork("2026-06-15T12:00:00")));
        Assert.Equal([FastingReference.Verdict.Compliant], FastingReference.PossibleAtStart([lunch], true, appointment, start));
    }

    [Fact]
    public void Partly_known_intakes_leave_the_verdicts_they_leave()
    {
        var appointment = NewYork("2026-06-15T10:00:00");
        Assert.Equal(1, Count(FastingReference.When.NoneSince(NewYork("2026-06-15T06:00:00"))));
        Assert.Equal(2, Count(FastingReference.When.NoneSince(NewYork("2026-06-15T06:00:01"))));
        Assert.Equal(2, Count(FastingReference.When.Between(NewYork("2026-06-15T06:00:00"), NewYork("2026-06-15T06:00:01"))));
        Assert.Equal(1, Count(FastingReference.When.Between(NewYork("2026-06-15T06:00:01"), NewYork("2026-06-15T07:00:00"))));
        Assert.Equal(3, Count(FastingReference.When.Unknown()));
        Assert.Equal(3, FastingReference.PossiblePlan([], false, appointment).Count);
        Assert.Equal([FastingReference.Verdict.Compliant], FastingReference.PossiblePlan([], true, appointment));

        FastingReference.Intake toast = new(FastingReference.Kind.Solid, FastingReference.When.At(NewYork("2026-06-15T08:00:00")));
        FastingReference.Intake water = new(FastingReference.Kind.ClearLiquid, FastingReference.When.At(NewYork("2026-06-15T09:30:00")));
        Assert.Equal([FastingReference.Verdict.Violation], FastingReference.PossiblePlan([toast], false, appointment));
        Assert.Equal(NewYork("2026-06-15T12:00:00"), FastingReference.EarliestAppointment([toast, water], appointment));

        int Count(FastingReference.When when) =>
            FastingReference.PossiblePlan(new FastingReference.Intake(FastingReference.Kind.Solid, when), appointment).Count;
    }

    [Theory]
    [InlineData(FastingReference.Kind.MedicineWithSip, "2026-06-15T08:00:00", FastingReference.Verdict.Compliant)]
    [InlineData(FastingReference.Kind.MedicineWithSip, "2026-06-15T08:00:01", FastingReference.Verdict.ClinicianDecision)]
    [InlineData(FastingReference.Kind.Unlisted, "2026-06-15T06:00:00", FastingReference.Verdict.Compliant)]
    [InlineData(FastingReference.Kind.Unlisted, "2026-06-15T06:00:01", FastingReference.Verdict.ClinicianDecision)]
    public void A_sip_with_medicine_and_an_unlisted_kind_are_never_violations(
        FastingReference.Kind kind, string at, FastingReference.Verdict expected) =>
        Assert.Equal(expected, Fasted(kind, at, "2026-06-15T10:00:00").Verdict);

    // ---- S25: the ASA advisory, candidacy, route ----

    [Theory]
    [InlineData(FastingReference.AsaKind.LightMeal, FastingReference.Kind.Solid, "2026-06-15T05:00:00", 60)]
    [InlineData(FastingReference.AsaKind.FattyMeal, FastingReference.Kind.Solid, "2026-06-15T03:00:00", 60)]
    [InlineData(FastingReference.AsaKind.NonHumanMilk, FastingReference.Kind.NonClearLiquid, "2026-06-15T05:30:00", 90)]
    public void S25_the_page_is_met_where_the_ASA_profile_is_not(
        FastingReference.AsaKind asa, FastingReference.Kind kind, string at, int shortMinutes)
    {
        Assert.Equal(Compliant, Fasted(kind, at, "2026-06-15T10:00:00"));
        var advisory = FastingReference.AsaAdvisory(asa, NewYork(at), NewYork("2026-06-15T10:00:00"));
        Assert.False(advisory.MeetsMinimum);
        Assert.Equal(Minutes(shortMinutes), advisory.ShortBy);
    }

    [Fact]
    public void S25_an_infusion_is_booked_on_a_physicians_candidate_only()
    {
        EligibilityReference.CandidacyFacts computed = new(true, false, false, EligibilityReference.Verdict.None, false);
        Assert.Equal(EligibilityReference.Outcome.Candidate, EligibilityReference.Candidacy(computed).Outcome);
        Assert.Equal(ConsultationReference.RejectionReason.NoConsultation, Book(false, computed).Reason);
        Assert.Equal(ConsultationReference.RejectionReason.NoPhysicianVerdict, Book(true, computed).Reason);
        Assert.Equal(
            ConsultationReference.RejectionReason.NotCandidate,
            Book(true, computed with { PhysicianVerdict = EligibilityReference.Verdict.NotCandidate }).Reason);
        Assert.Equal(
            ConsultationReference.Booking.Accepted,
            Book(true, computed with { PhysicianVerdict = EligibilityReference.Verdict.Candidate }).Booking);
        var against = Book(true, new(true, false, true, EligibilityReference.Verdict.Candidate, true));
        Assert.Equal((ConsultationReference.Booking.Accepted, true), (against.Booking, against.FlaggedAgainstExclusion));
        var warned = ConsultationReference.Book(new(
            true,
            computed with { PhysicianVerdict = EligibilityReference.Verdict.Candidate },
            ConsultationReference.Change.PotentialDisqualification));
        Assert.Equal((ConsultationReference.Booking.Accepted, true), (warned.Booking, warned.WarnsOfDisqualification));

        static ConsultationReference.BookingResult Book(bool consulted, EligibilityReference.CandidacyFacts facts) =>
            ConsultationReference.Book(new ConsultationReference.BookingFacts(consulted, facts));
    }

    [Theory]
    [InlineData(ProtocolReference.Route.Oral, ProtocolReference.RouteOutcome.NotOffered)]
    [InlineData(ProtocolReference.Route.Intravenous, ProtocolReference.RouteOutcome.Offered)]
    public void S25_intravenous_only(ProtocolReference.Route route, ProtocolReference.RouteOutcome expected) =>
        Assert.Equal(expected, ProtocolReference.JudgeRoute(route));

    // ---- the clock itself, against the time zone database ----

    [Fact]
    public void The_two_clock_rules_agree_with_the_time_zone_database()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/New_York"];
        var compared = 0;
        for (var year = 2007; year <= 2037; year++)
        {
            var noon = new LocalDate(year, 1, 1).At(LocalTime.Noon).InUtc().ToInstant();
            for (var hour = 0; hour < 8760; hour += 5)
                compared += AssertSame(noon + Duration.FromHours(hour));

            foreach (var change in new[] { ClinicClock.SummerTimeStart(year), ClinicClock.SummerTimeEnd(year) })
            {
                compared += AssertSame(change - Duration.Epsilon);
                compared += AssertSame(change);
                for (var half = -6; half <= 6; half++)
                {
                    var local = zone.AtStrictly(LocalOfTzdb(change)).LocalDateTime.PlusMinutes(30 * half);
                    Assert.Equal(zone.MapLocal(local).Count, ClinicClock.InstantsOf(local).Count);
                }
            }
        }

        Assert.Equal(31 * (1752 + 4), compared);

        LocalDateTime LocalOfTzdb(Instant instant) => instant.InZone(zone).LocalDateTime.PlusHours(3);

        int AssertSame(Instant instant)
        {
            Assert.Equal(instant.InZone(zone).LocalDateTime, ClinicClock.LocalOf(instant));
            Assert.Contains(instant, ClinicClock.InstantsOf(ClinicClock.LocalOf(instant)));
            return 1;
        }
    }

    [Fact]
    public void The_table_of_months_agrees_with_the_calendar_over_a_whole_cycle()
    {
        var compared = 0;
        for (var date = new LocalDate(2000, 1, 1); date < new LocalDate(2400, 1, 1); date = date.PlusDays(1))
        {
            Assert.Equal(date.PlusMonths(1), ClinicClock.AddMonths(date, 1));
            Assert.Equal(date.PlusMonths(3), ClinicClock.AddMonths(date, 3));
            Assert.Equal(date.PlusDays(1), ClinicClock.AddDays(date, 1));
            compared++;
        }

        Assert.Equal(146_097, compared);
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
