using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using NodaTime;

namespace Infusion.Rules.Tests.Response;

public class ResponseTests
{
    private static PolicyVersion Version => InfusionRules.Published.Version;

    private static ResponseRules Rules => Under(PublishedResponse.Policy);

    private static Instant Day(int day) => Instant.FromUtc(2026, 6, day, 14, 0);

    private static ResponseRules Under(ResponsePolicy policy) =>
        new(policy, PublishedProtocols.Policy.EvaluationPoints, Duration.FromHours(4), Version);

    [Theory]
    [InlineData("four-hour", 2, 0, ResponseOutcome.NotYetEvaluable)]
    [InlineData("four-hour", 3, 0, ResponseOutcome.LikelyNonResponder)]
    [InlineData("four-hour", 2, 1, ResponseOutcome.NotYetEvaluable)]
    [InlineData("four-hour", 3, 1, ResponseOutcome.LikelyNonResponder)]
    [InlineData("one-hour", 3, 0, ResponseOutcome.NotYetEvaluable)]
    [InlineData("one-hour", 4, 0, ResponseOutcome.LikelyNonResponder)]
    public void S11_the_verdict_comes_after_the_protocols_completed_sessions(
        string protocol, int completed, int aborted, ResponseOutcome outcome)
    {
        Decision<ResponseOutcome> decision = Rules.Decide(
            Course(protocol, completed, aborted, (ConditionCategory.Pain, Instrument.PainNrs, 8, 7)));
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        DecisionDocument document = decision.ToDocument();
        Assert.Equal("12.5", InstrumentOf(document).Value("response.percent-dropped"));
        Assert.Equal(aborted > 0, FindingsOf(document).Contains(nameof(ResponseFinding.AbortedSessionNotCounted)));
        Assert.Equal($"{completed}", document.Value("response.completed-sessions"));
        Assert.Equal($"{aborted}", document.Value("response.aborted-sessions"));
        Assert.Equal(
            aborted > 0 ? "response.aborted-not-counted" : null,
            document.Values.Single(value => value.Id == "response.aborted-sessions").Rule);
    }

    [Fact]
    public void A_likely_non_responder_is_a_recommendation_in_the_clinics_words()
    {
        Rule rule = Rules.InstrumentTable.Rules.Single(candidate => candidate.Id == "response.non-responder");
        Assert.Equal(Modality.Recommended, rule.Modality);
        Assert.Contains(
            "typically recommends discontinuing ketamine infusions; the clinician decides", rule.Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "7", ResponseOutcome.Responder)]
    [InlineData("10", "8", ResponseOutcome.LikelyNonResponder)]
    [InlineData("7.0", "4.9", ResponseOutcome.Responder)]
    [InlineData("7.0", "4.90001", ResponseOutcome.LikelyNonResponder)]
    [InlineData("7.0", "4.9000000000000000000000000001", ResponseOutcome.LikelyNonResponder)]
    [InlineData("4", "3", ResponseOutcome.LikelyNonResponder)]
    [InlineData("5", "7", ResponseOutcome.LikelyNonResponder)]
    [InlineData("0", "0", ResponseOutcome.NotEvaluable)]
    [InlineData("0", "3", ResponseOutcome.NotEvaluable)]
    public void S12_and_S13_thirty_percent_is_reached_exactly(string baseline, string current, ResponseOutcome outcome) =>
        Assert.Equal(outcome, Rules.DecideInstrument(Scored(Instrument.PainNrs, Parse(baseline), Parse(current))).Outcome);

    [Fact]
    public void S13_worsening_is_negative_and_never_cut_off()
    {
        Assert.Equal(-40, Percent(5, 7));
        Assert.Equal([ResponseFinding.Worsened], Rules.DecideFindings(Scored(Instrument.PainNrs, 5, 7)).Certain);
        Assert.Equal(-900, Percent(1, 10));
        Assert.Equal(-999_900m, Percent(0.001m, 10));
        Assert.Equal(-1_000_000_000m, Percent(0.0000000001m, 10));
        ScoredInstrument fromZero = Scored(Instrument.PainNrs, 0, 3);
        Assert.Null(ResponseRules.PercentDropped(fromZero));
        Assert.Equal(-3, ResponseRules.PointsDropped(fromZero));
        Assert.Equal([ResponseFinding.Worsened], Rules.DecideFindings(fromZero).Certain);

        static decimal? Percent(decimal from, decimal to) => ResponseRules.PercentDropped(Scored(Instrument.PainNrs, from, to));
    }

    [Theory]
    [InlineData(20, 10, true, false)]
    [InlineData(19, 10, false, false)]
    [InlineData(27, 14, false, false)]
    [InlineData(27, 13, true, false)]
    [InlineData(8, 4, true, true)]
    [InlineData(20, 5, true, false)]
    public void S14_half_of_a_phq_9_score_is_a_response_and_below_five_remission(int baseline, int current, bool responds, bool remits)
    {
        ScoredInstrument scored = Scored(Instrument.Phq9, baseline, current);
        Decision<ResponseOutcome> decision = Rules.DecideInstrument(scored);
        Assert.Equal(responds ? ResponseOutcome.Responder : ResponseOutcome.LikelyNonResponder, decision.Outcome);
        Assert.Equal(remits, Rules.DecideFindings(scored).Has(ResponseFinding.Remission));
        Assert.Equal("PHQ-9 below 5", Rules.RemissionOn(Instrument.Phq9)!.Name);
        Assert.Equal("PHQ-9 below 5", decision.ToDocument().Value("response.remission-definition"));
    }

    [Fact]
    public void S14_the_bands_cover_every_phq_9_score()
    {
        int[] lowest = [0, 5, 10, 15, 20];
        for (int score = 0; score <= 27; score++)
        {
            Assert.Equal((Phq9Severity)lowest.Count(low => low > 0 && low <= score), Rules.SeverityOf(Score.Of(Instrument.Phq9, score)));
        }

        Assert.Throws<ArgumentException>(() => Rules.SeverityOf(Score.Of(Instrument.Gad7, 5)));
    }

    [Theory]
    [InlineData(10, true, 10, true)]
    [InlineData(12, true, 10, true)]
    [InlineData(10, false, 10, false)]
    [InlineData(12, true, 12, true)]
    [InlineData(10, true, 12, false)]
    [InlineData(10, true, 11, false)]
    [InlineData(10, false, 9, true)]
    public void S15_remission_on_the_madrs_is_a_named_parameter(int cutOff, bool includes, int final, bool remits)
    {
        ResponsePolicy policy = PublishedResponse.Policy;
        string name = includes ? $"MADRS at most {cutOff}" : $"MADRS below {cutOff}";
        ResponseRules rules = Under(policy with
        {
            Criteria =
            [
                .. policy.Criteria.Select(
                    criterion =>
                        criterion.Instrument == Instrument.Madrs ? criterion with { Remission = new(name, cutOff, includes) } : criterion),
            ],
        });
        Decision<ResponseFinding> findings = rules.DecideFindings(Scored(Instrument.Madrs, 34, final));
        Assert.Equal(remits, findings.Has(ResponseFinding.Remission));
        Assert.Equal(name, rules.RemissionOn(Instrument.Madrs)!.Name);
        Assert.Equal(remits, findings.DecidingRules.Any(rule => rule.Says.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(ResponseOutcome.Responder, rules.DecideInstrument(Scored(Instrument.Madrs, 34, 17)).Outcome);
    }

    [Theory]
    [InlineData(8, 5, 18, 12, ResponseOutcome.Responder, ResponseOutcome.LikelyNonResponder, ResponseOutcome.ClinicianReview)]
    [InlineData(8, 7, 18, 9, ResponseOutcome.LikelyNonResponder, ResponseOutcome.Responder, ResponseOutcome.ClinicianReview)]
    [InlineData(8, 5, 18, 9, ResponseOutcome.Responder, ResponseOutcome.Responder, ResponseOutcome.Responder)]
    [InlineData(8, 7, 18, 12, ResponseOutcome.LikelyNonResponder, ResponseOutcome.LikelyNonResponder, ResponseOutcome.LikelyNonResponder)]
    [InlineData(0, 3, 18, 12, ResponseOutcome.NotEvaluable, ResponseOutcome.LikelyNonResponder, ResponseOutcome.LikelyNonResponder)]
    [InlineData(0, 3, 18, 9, ResponseOutcome.NotEvaluable, ResponseOutcome.Responder, ResponseOutcome.Responder)]
    public void S16_conditions_are_judged_apart_and_a_disagreement_goes_to_a_clinician(
        int pain, int painNow, int mood, int moodNow, ResponseOutcome ofPain, ResponseOutcome ofMood, ResponseOutcome overall)
    {
        ResponseSeries series = Course("four-hour", 3, 0,
            (ConditionCategory.Pain, Instrument.PainNrs, pain, painNow), (ConditionCategory.MentalHealth, Instrument.Phq9, mood, moodNow));
        Decision<ResponseOutcome> decision = Rules.Decide(series);
        Assert.Equal([ofPain, ofMood], Rules.DecideConditions(series).Select(condition => condition.Outcome));
        Assert.Equal(overall, decision.Outcome);
        Assert.Equal(
            overall == ResponseOutcome.LikelyNonResponder ? ContinuationOutcome.ContinuationNotRecommended : ContinuationOutcome.NoWarning,
            Rules.DecideContinuation(series).Outcome);
        Assert.Equal(2, decision.ToDocument().Parts.Length);
    }

    [Fact]
    public void Two_instruments_that_differ_on_one_condition_need_the_primary_one_or_a_clinician()
    {
        ResponseSeries series = Course(
            "four-hour", 3, 0, (ConditionCategory.MentalHealth, Instrument.Phq9, 20, 10),
            (ConditionCategory.MentalHealth, Instrument.Gad7, 20, 15));
        Assert.Equal(ResponseOutcome.ClinicianReview, Rules.Decide(series).Outcome);
        Assert.Equal(ResponseOutcome.LikelyNonResponder, Under(PublishedResponse.Policy with
        {
            PrimaryInstruments = [new(ConditionCategory.MentalHealth, Instrument.Gad7)],
        }).Decide(series).Outcome);
        Assert.Equal(ResponseOutcome.Responder, Under(PublishedResponse.Policy with
        {
            PrimaryInstruments = [new(ConditionCategory.MentalHealth, Instrument.Phq9)],
        }).Decide(series).Outcome);
    }

    [Fact]
    public void Without_a_threshold_the_change_is_reported_and_not_judged()
    {
        ScoredInstrument scored = Scored(Instrument.Pcl5, 60, 45);
        Assert.Equal(ResponseOutcome.CriterionNotSet, Rules.DecideInstrument(scored).Outcome);
        Assert.Equal(25, ResponseRules.PercentDropped(scored));
        Assert.Null(Rules.RemissionOn(Instrument.Pcl5));
    }

    [Theory]
    [InlineData(8, 4, true)]
    [InlineData(8, 5, false)]
    public void Half_a_pain_score_is_substantial(int baseline, int current, bool substantial) =>
        Assert.Equal(substantial, Rules.DecideFindings(Scored(Instrument.PainNrs, baseline, current)).Has(ResponseFinding.Substantial));

    [Fact]
    public void The_scores_are_the_last_before_the_first_infusion_and_the_last_before_the_next_start()
    {
        InfusionSession[] sessions = [Done(1), Done(3), Done(5), Done(9)];
        Instant end = sessions[2].End.Latest;
        ResponseSeries series = new()
        {
            Protocol = ProtocolId.FourHour,
            Sessions = [.. sessions.Reverse()],
            Scores =
            [
                Pain(9, Day(1) - Duration.FromDays(30)),
                Pain(8, Day(1)),
                Pain(7, Day(1) + Duration.FromSeconds(1)),
                Pain(1, end),
                Pain(3, end + Duration.FromHours(5)),
                Pain(2, Day(9) - Duration.FromSeconds(1)),
                Pain(10, Day(9)),
            ],
        };
        ResponseRules rules = Rules;
        DecisionDocument document = rules.Decide(series).ToDocument();
        Assert.Equal(
            ("6", "75"),
            (InstrumentOf(document).Value("response.points-dropped"), InstrumentOf(document).Value("response.percent-dropped")));
        Assert.Equal("3", document.Value("response.completed-sessions"));
        Assert.Equal(rules.Decide(series), Assert.Single(rules.DecideEvaluations(series)));
    }

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(239, 59, true)]
    [InlineData(240, 0, false)]
    public void A_score_within_residual_effects_is_a_trend_and_leaves_the_verdict_open(int minutes, int seconds, bool isOpen)
    {
        ResponseSeries series = Course("four-hour", 3, 0);
        Instant end = series.Sessions.Max(session => session.End.Latest);
        Decision<ResponseOutcome> decision = Rules.Decide(series with
        {
            Scores = [Pain(8, Day(1)), Pain(4, end + Duration.FromMinutes(minutes) + Duration.FromSeconds(seconds))],
        });
        Assert.Equal(isOpen ? DecisionStatus.NeedsInformation : DecisionStatus.Determined, decision.Status);
        Assert.True(decision.Allows(ResponseOutcome.Responder));
    }

    [Fact]
    public void Missing_scores_need_information_and_the_most_cautious_verdict_is_shown()
    {
        ResponseSeries series = Course("four-hour", 3, 0) with { Scores = [Pain(8, Day(1))] };
        Decision<ResponseOutcome> decision = Rules.Decide(series);
        Assert.Equal(
            [ResponseOutcome.Responder, ResponseOutcome.ClinicianReview, ResponseOutcome.LikelyNonResponder], decision.Possible);
        Assert.Equal("response.percent-drop", decision.Questions[0].Fact);
        Assert.Equal(
            DecisionStatus.NeedsInformation, Rules.Decide(series with { Scores = [], Conditions = [ConditionCategory.Pain] }).Status);
        Assert.Equal(DecisionStatus.NeedsInformation, Rules.Decide(series with { Scores = [] }).Status);
        Assert.Equal(ResponseOutcome.NotEvaluable, Rules.Decide(series with { Scores = [Pain(0, Day(1))] }).Outcome);
    }

    [Fact]
    public void What_all_scores_rest_on_is_tried_for_all_of_them_together()
    {
        ResponseSeries series = Course(
            "four-hour", 3, 0, (ConditionCategory.Pain, Instrument.PainNrs, 8, 4),
            (ConditionCategory.MentalHealth, Instrument.Phq9, 20, 19)) with
        { Protocol = null };
        Decision<ResponseOutcome> decision = Rules.Decide(series);
        Assert.Equal([ResponseOutcome.NotYetEvaluable, ResponseOutcome.ClinicianReview], decision.Possible);
        Assert.Equal(["response.protocol"], decision.Questions.Select(question => question.Fact));
        Assert.Equal(decision.Possible, Rules.Decide(series with { Protocol = "six-hour" }).Possible);
    }

    [Fact]
    public void A_score_whose_time_leaves_open_whether_it_is_the_baseline_is_judged_both_ways()
    {
        ResponseSeries series = Course("four-hour", 3, 0);
        Instant end = series.Sessions.Max(session => session.End.Latest);
        Moment around = Moment.Between(Day(1) - Duration.FromHours(1), Day(1) + Duration.FromHours(1));
        Decision<ResponseOutcome> decision = Rules.Decide(series with
        {
            Scores = [Pain(10, Day(1) - Duration.FromDays(1)), Pain(8, around), Pain(6, end + Duration.FromHours(5))],
        });
        Assert.Equal([ResponseOutcome.Responder, ResponseOutcome.LikelyNonResponder], decision.Possible);
        Assert.Equal(["response.score-time"], decision.Questions.Select(question => question.Fact));
        Assert.Null(InstrumentOf(decision.ToDocument()).Value("response.points-dropped"));
    }

    [Fact]
    public void The_verdict_is_recomputed_after_each_extension_of_the_induction_and_the_first_is_kept()
    {
        ResponseSeries series = Course("one-hour", 6, 0);
        series = series with
        {
            Sessions =
            [
                .. series.Sessions.Select((session, index) => index < 4 ? session : session with { Mark = SeriesMark.Extension }),
            ],
            Scores =
            [
                Entry(ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, 20), Day(1)),
                .. series.Sessions.Select((session, index) =>
                    Entry(
                        ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, 18 - (2 * index)), session.End.Latest + Duration.FromHours(5))),
            ],
        };
        ImmutableArray<Decision<ResponseOutcome>> evaluations = Rules.DecideEvaluations(series);
        Assert.Equal(["4", "5", "6"], evaluations.Select(evaluation => evaluation.ToDocument().Value("response.completed-sessions")));
        Assert.Equal(
            [ResponseOutcome.LikelyNonResponder, ResponseOutcome.Responder, ResponseOutcome.Responder],
            evaluations.Select(evaluation => evaluation.Outcome));
        Assert.Equal("LikelyNonResponder", Rules.Decide(series).ToDocument().Value("response.first-verdict"));
    }

    [Fact]
    public void A_session_after_the_published_induction_gives_no_new_verdict() =>
        Assert.Equal(
            "3",
            Rules.Decide(Course("four-hour", 5, 0, (ConditionCategory.Pain, Instrument.PainNrs, 8, 7))).ToDocument()
                .Value("response.completed-sessions"));

    [Theory]
    [InlineData(3, 7, ResponseOutcome.LikelyNonResponder, false, ContinuationOutcome.ContinuationNotRecommended)]
    [InlineData(3, 7, ResponseOutcome.LikelyNonResponder, true, ContinuationOutcome.Overridden)]
    [InlineData(3, 4, ResponseOutcome.Responder, false, ContinuationOutcome.NoWarning)]
    [InlineData(2, 7, ResponseOutcome.NotYetEvaluable, false, ContinuationOutcome.NoWarning)]
    public void Going_on_against_the_recommendation_is_a_warning_a_clinician_can_override(
        int sessions, int painNow, ResponseOutcome response, bool reason, ContinuationOutcome outcome)
    {
        ResponseSeries series = Course("four-hour", sessions, 0, (ConditionCategory.Pain, Instrument.PainNrs, 8, painNow));
        series = series with
        {
            Words = reason
                ? [new() { About = WordAbout.ReasonToContinue, At = series.Scores.Max(score => score.At.Latest), By = ClinicianRole.Physician }]
                : [],
        };
        Assert.Equal(response, Rules.Decide(series).Outcome);
        Decision<ContinuationOutcome> decision = Rules.DecideContinuation(series);
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(outcome.ToString(), decision.ToDocument().Outcome);
    }

    [Fact]
    public void The_rates_are_exact_fractions_and_stand_in_no_table()
    {
        Assert.Equal(["2/3", "70/100", "10/100 to 30/100"], Rules.Policy.Rates.Select(rate => rate.ToString()));
        Assert.All(Rules.Policy.Rates, rate => Assert.Equal(Provenance.Published, rate.Provenance));
    }

    [Fact]
    public void The_standing_of_instruments_is_complete_with_and_without_a_primary_one()
    {
        ResponseRules rules = Under(
            PublishedResponse.Policy with { PrimaryInstruments = [new(ConditionCategory.Pain, Instrument.PainNrs)] });
        TableLaws.Assert(rules.StandingTable, Rules.StandingTable);
    }

    [Fact]
    public void Judging_an_instrument_allocates_nothing()
    {
        ResponseRules rules = Rules;
        ScoredInstrument scored = Scored(Instrument.PainNrs, 8, 5);
        Assert.Equal(0, Allocation.Of(() => rules.DecideInstrument(scored).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideFindings(scored).Outcomes.IsDetermined));
    }

    [Theory]
    [InlineData(Instrument.PainNrs, "11")]
    [InlineData(Instrument.PainNrs, "-1")]
    [InlineData(Instrument.Phq9, "28")]
    [InlineData(Instrument.Phq9, "10.5")]
    [InlineData(Instrument.Gad7, "22")]
    [InlineData(Instrument.Madrs, "61")]
    [InlineData(Instrument.Pcl5, "81")]
    [InlineData(Instrument.Hit6, "35")]
    [InlineData(Instrument.Hit6, "79")]
    public void A_score_outside_its_instrument_is_refused(Instrument instrument, string points) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Of(instrument, Parse(points)));

    [Theory]
    [InlineData(36)]
    [InlineData(78)]
    public void The_ends_of_the_hit_6_are_valid(int points) => Assert.Equal(points, Score.Of(Instrument.Hit6, points).Points);

    [Fact]
    public void Wrong_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>(() => InfusionSession.Completed(Day(2), Day(1)));
        Assert.Throws<ArgumentException>(() => InfusionSession.Aborted(Day(2), Day(1)));
        Assert.Throws<ArgumentException>(
            () => Rules.DecideInstrument(new() { Instrument = Instrument.Phq9, Baseline = Score.Of(Instrument.Gad7, 5) }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Rules.DecideInstrument(new() { Protocol = ProtocolId.FourHour, CompletedSessions = -1 }));
        Assert.Throws<ArgumentException>(() => Under(With(30.00001m)));
        Assert.Throws<ArgumentException>(() => Under(With(0)));
        Assert.Throws<ArgumentException>(() => Under(With(101)));
        Assert.Throws<ArgumentException>(() => Under(PublishedResponse.Policy with { Phq9Bands = [new(Phq9Severity.Minimal, 0, 26)] }));
        Assert.Throws<InvalidOperationException>(() => default(Decision<ResponseOutcome>).Questions);

        static ResponsePolicy With(decimal percent) => PublishedResponse.Policy with
        {
            Criteria = [PublishedResponse.Policy.Criteria[0] with { ResponsePercent = percent, SubstantialPercent = null }],
        };
    }

    private static DecisionDocument InstrumentOf(DecisionDocument course) => course.Parts[0].Parts[0];

    private static ImmutableArray<string> FindingsOf(DecisionDocument course) => InstrumentOf(course).Parts[0].Possible;

    private static ScoredInstrument Scored(Instrument instrument, decimal baseline, decimal current) => new()
    {
        Instrument = instrument,
        Protocol = ProtocolId.FourHour,
        CompletedSessions = 3,
        AbortedSessions = 0,
        Baseline = Score.Of(instrument, baseline),
        Current = Score.Of(instrument, current),
        CurrentAt = Moment.At(Day(2)),
        SessionEnd = Day(1),
    };

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static InfusionSession Done(int day) => InfusionSession.Completed(Day(day), Day(day) + Duration.FromHours(4));

    private static ScoreEntry Pain(decimal points, Moment at) => Entry(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, points), at);

    private static ScoreEntry Entry(ConditionCategory condition, Score score, Moment at) => ScoreEntry.Of(condition, score, at);

    // Completed sessions every second day, then aborted ones; one score before the first and one after each session.
    private static ResponseSeries Course(
        string protocol, int completed, int aborted,
        params (ConditionCategory Category, Instrument Instrument, int Baseline, int Current)[] scores)
    {
        InfusionSession[] sessions =
        [
            .. Enumerable.Range(0, completed).Select(index => Done(1 + (2 * index))),
            .. Enumerable.Range(completed, aborted).Select(index => InfusionSession.Aborted(Day(1 + (2 * index)), Day(1 + (2 * index)))),
        ];
        return new()
        {
            Protocol = protocol,
            Sessions = [.. sessions],
            Scores =
            [
                .. scores.SelectMany(score => sessions
                    .Where(session => session.Result == SessionResult.Completed)
                    .Select(
                        session => Entry(score.Category, Score.Of(score.Instrument, score.Current), session.End.Latest + Duration.FromHours(6)))
                    .Prepend(Entry(score.Category, Score.Of(score.Instrument, score.Baseline), Day(1)))),
            ],
        };
    }
}
