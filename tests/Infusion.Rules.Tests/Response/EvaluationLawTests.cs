using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Response;

/// <summary>Which score counts, which session it counts for, and from when the verdict stands.</summary>
public sealed class EvaluationLawTests
{
    private static Duration Nanosecond => Duration.FromNanoseconds(1);

    private static Duration Week => Duration.FromDays(7);

    private static ResponseRules Rules => InfusionRules.Published.Response;

    private static Instant LastEnd => End(5);

    [Fact]
    public void A_score_counts_from_four_hours_after_the_end_and_not_a_nanosecond_sooner()
    {
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.Responder), Verdict(4, Duration.FromHours(4)));
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.LikelyNonResponder), Verdict(7, Duration.FromHours(4)));
        Assert.Equal(DecisionStatus.NeedsInformation, Verdict(4, Duration.FromHours(4) - Nanosecond).Status);
        Assert.Equal(DecisionStatus.NeedsInformation, Verdict(7, Duration.FromHours(4) - Nanosecond).Status);
        ScoredInstrument early = Scored(4, Duration.FromHours(4) - Nanosecond);
        Assert.Equal(ResponseOutcome.NotYetEvaluable, Rules.DecideInstrument(early).Outcome);
        Assert.Equal("response.trend", Assert.Single(Rules.DecideInstrument(early).DecidingRules).Id);
    }

    [Fact]
    public void The_window_is_seven_days_and_closed_and_a_late_first_score_can_only_show_a_response()
    {
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.LikelyNonResponder), Verdict(7, Week));
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.ClinicianReview), Verdict(7, Week + Nanosecond));
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.Responder), Verdict(4, Week));
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.Responder), Verdict(4, Week + Nanosecond));
        Assert.False(Rules.DecideFindings(Scored(7, Week)).Has(ResponseFinding.AfterEvaluationWindow));
        Assert.True(Rules.DecideFindings(Scored(7, Week + Nanosecond)).Has(ResponseFinding.AfterEvaluationWindow));
    }

    [Fact]
    public void A_score_in_the_window_counts_before_a_later_one_and_the_first_of_the_late_ones_counts()
    {
        ScoreEntry inside = Pain(7, LastEnd + Duration.FromDays(6)), late = Pain(4, LastEnd + Duration.FromDays(8));
        Assert.Equal(ResponseOutcome.LikelyNonResponder, Rules.Decide(Three(late, inside)).Outcome);
        Assert.Equal(ResponseOutcome.Responder, Rules.Decide(Three(Pain(7, LastEnd + Duration.FromDays(20)), late)).Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    public void A_policy_sets_the_window_of_each_instrument(int days)
    {
        ResponseRules rules = Under(days);
        Duration window = Duration.FromDays(days);
        ScoreEntry At(Duration since) => Pain(7, LastEnd + since);
        Assert.Equal(ResponseOutcome.LikelyNonResponder, rules.Decide(Three(At(window))).Outcome);
        Assert.Equal(ResponseOutcome.ClinicianReview, rules.Decide(Three(At(window + Nanosecond))).Outcome);
        Assert.Equal(ResponseFinality.Provisional, rules.DecideFinality(Three(At(window)), LastEnd + window).Outcome);
        Assert.Equal(ResponseFinality.Standing, rules.DecideFinality(Three(At(window)), LastEnd + window + Nanosecond).Outcome);
    }

    [Fact]
    public void A_verdict_stands_once_its_window_has_closed_another_infusion_has_begun_or_a_clinician_confirms_it()
    {
        ResponseSeries series = Three(Pain(4, LastEnd + Duration.FromDays(1)));
        Instant within = LastEnd + Duration.FromDays(2);
        Assert.Equal(ResponseFinality.Provisional, Finality(series, LastEnd + Week));
        Assert.Equal(ResponseFinality.Standing, Finality(series, LastEnd + Week + Nanosecond));
        Assert.Equal(ResponseFinality.Provisional, Finality(series, within));
        ClinicianWord word = new() { About = WordAbout.ResponseConfirmed, At = within, By = ClinicianRole.Physician };
        Assert.Equal(ResponseFinality.Standing, Finality(series with { Words = [word] }, within));
        Assert.Equal(ResponseFinality.Provisional, Finality(series with { Words = [word with { About = WordAbout.ReasonToContinue }] }, within));
        Assert.Equal(ResponseFinality.Provisional, Finality(series with { Words = [word with { By = ClinicianRole.Other }] }, within));
        Assert.Equal(
            ResponseFinality.Standing, Finality(series with { Words = [word with { At = LastEnd + Duration.FromDays(1) }] }, within));
        Assert.Equal(
            ResponseFinality.Provisional,
            Finality(series with { Words = [word with { At = LastEnd + Duration.FromDays(1) - Nanosecond }] }, within));
        Assert.Equal(ResponseFinality.Standing, Finality(series with { OtherStarts = [Moment.At(within)] }, within));
        Assert.Equal(ResponseFinality.Standing, Finality(series with { Sessions = [.. series.Sessions, Done(7)] }, within));
        Assert.Equal(ResponseFinality.Provisional, Finality(series with { Scores = [] }, within));
        Assert.Equal(
            [ResponseFinality.Standing, ResponseFinality.Provisional],
            Rules.DecideFinality(series with { Words = [word with { By = null }] }, within).Possible);
    }

    [Fact]
    public void Maintenance_sessions_and_their_scores_never_change_the_verdict()
    {
        var random = new Random(50);
        long mismatches = 0;
        const int Cases = 3_000;
        for (int index = 0; index < Cases; index++)
        {
            ResponseSeries series = Three(Pain(random.Next(11), LastEnd + Duration.FromHours(random.Next(4, 40))));
            ResponseSeries later = series;
            for (int session = 0; session < random.Next(1, 4); session++)
            {
                int day = 10 + (20 * session) + random.Next(10);
                later = later with
                {
                    Sessions = [.. later.Sessions, random.Next(4) == 0 ? InfusionSession.Aborted(Start(day), End(day)) : Done(day)],
                    Scores = [.. later.Scores, Pain(random.Next(11), End(day) + Duration.FromHours(random.Next(300)))],
                };
            }

            mismatches += Rules.Decide(later).Outcomes == Rules.Decide(series).Outcomes
                && Rules.DecideConditions(later).Select(one => one.Outcomes).SequenceEqual(Rules.DecideConditions(series).Select(one => one.Outcomes))
                    ? 0
                    : 1;
        }

        Evidence.Write("response-maintenance-changes-nothing", Cases, Cases, mismatches);
    }

    [Fact]
    public void An_extension_is_evaluated_by_its_own_session_and_the_first_verdict_is_kept()
    {
        ResponseSeries series = Three(Pain(7, LastEnd + Duration.FromDays(1)), Pain(4, End(9) + Duration.FromDays(1)));
        ResponseSeries Then(SeriesMark? mark) => series with { Sessions = [.. series.Sessions, Done(9) with { Mark = mark }] };
        Assert.Equal(ResponseOutcome.LikelyNonResponder, Rules.Decide(Then(mark: null)).Outcome);
        Assert.Equal(ResponseOutcome.Responder, Rules.Decide(Then(SeriesMark.Extension)).Outcome);
        Assert.Equal("LikelyNonResponder", Rules.Decide(Then(SeriesMark.Extension)).ToDocument().Value("response.first-verdict"));

        // With a maintenance session before it, it is still the extension whose effect is judged.
        ResponseSeries beyond = Three(
            Pain(7, LastEnd + Duration.FromDays(1)), Pain(7, End(9) + Duration.FromDays(1)), Pain(4, End(14) + Duration.FromDays(1)));
        Assert.Equal(ResponseOutcome.Responder, Rules.Decide(beyond with
        {
            Sessions = [.. beyond.Sessions, Done(9), Done(14) with { Mark = SeriesMark.Extension }],
        }).Outcome);
    }

    [Fact]
    public void Marked_as_maintenance_a_session_does_not_reach_the_evaluation_point()
    {
        ResponseSeries series = Three(Pain(4, LastEnd + Duration.FromDays(1)));
        Assert.Equal(ResponseOutcome.NotYetEvaluable, Rules.Decide(series with
        {
            Sessions = series.Sessions.SetItem(2, series.Sessions[2] with { Mark = SeriesMark.Maintenance }),
        }).Outcome);
    }

    [Fact]
    public void A_new_start_begins_a_series_with_its_own_induction_and_verdict()
    {
        InfusionRules rules = InfusionRules.Published;
        SeriesReview[] series = [.. Reviewed(mark: null), .. Reviewed("new-start")];
        Assert.Equal([4, 3, 1], series.Select(one => one.Scored.Sessions.Length));
        Assert.Equal(
            [ResponseOutcome.Responder, ResponseOutcome.Responder, ResponseOutcome.NotYetEvaluable], series.Select(one => one.Response.Outcome));

        ImmutableArray<SeriesReview> Reviewed(string? mark) => rules.Review(PatientRecord.Parse(Record(mark, 7), rules.TimeZone)).Series;
    }

    [Theory]
    [InlineData(8, 5, false)]
    [InlineData(8, 6, true)]
    public void A_response_lost_in_maintenance_is_a_finding_with_its_scores_and_no_verdict(int baseline, int now, bool isLost)
    {
        InfusionRules rules = InfusionRules.Published;
        SeriesReview review = Assert.Single(rules.Review(PatientRecord.Parse(Record(mark: null, now), rules.TimeZone)).Series);
        Decision<ResponseFinding> found = Assert.Single(review.AfterMaintenance);
        Assert.Equal((isLost, false), (found.Has(ResponseFinding.ResponseLost), found.Has(ResponseFinding.Worsened)));
        DecisionDocument document = found.ToDocument();
        Assert.Equal(
            ($"{baseline}", "4", $"{now}"),
            (document.Value("response.baseline"), document.Value("response.score-at-verdict"), document.Value("response.score-in-maintenance")));
        Assert.Equal(ResponseOutcome.Responder, review.Response.Outcome);
        Assert.Contains(document, review.ToDocuments());
    }

    [Fact]
    public void Only_a_score_in_the_window_after_a_maintenance_session_shows_a_loss_and_only_of_what_was_there()
    {
        ResponseSeries responded = Three(Pain(4, LastEnd + Duration.FromDays(1)));
        ResponseSeries After(ResponseSeries series, decimal points, Duration since) => series with
        {
            Sessions = [.. series.Sessions, Done(20)],
            Scores = [.. series.Scores, Pain(points, End(20) + since)],
        };
        bool IsLost(ResponseSeries series) => Assert.Single(Rules.DecideMaintenance(series)).Has(ResponseFinding.ResponseLost);
        Assert.True(IsLost(After(responded, 7, Duration.FromHours(4))));
        Assert.Empty(Rules.DecideMaintenance(After(responded, 7, Duration.FromHours(4) - Nanosecond)));
        Assert.True(IsLost(After(responded, 7, Week)));
        Assert.False(IsLost(After(responded, 7, Week + Nanosecond)));
        Assert.False(IsLost(After(Three(Pain(7, LastEnd + Duration.FromDays(1))), 7, Week)));
        Assert.Empty(Rules.DecideMaintenance(responded));
        Assert.True(Assert.Single(Rules.DecideMaintenance(After(responded, 9, Week + Nanosecond))).Has(ResponseFinding.Worsened));
    }

    [Fact]
    public void A_session_without_an_end_is_read_as_completed_and_as_aborted()
    {
        var random = new Random(51);
        (long compared, long mismatches) = (0, 0);
        ResponseRules overTwo = Over(2, 3);
        const int Cases = 2_000;
        for (int index = 0; index < Cases; index++)
        {
            compared++;
            ResponseRules rules = index % 4 < 2 ? Rules : overTwo;
            int sessions = random.Next(2, 6);
            int place = random.Next(sessions);
            Instant until = Start(2 * place) + Duration.FromHours(random.Next(1, 10));
            ResponseSeries Series(Func<Moment, InfusionSession> session) => new()
            {
                Protocol = index % 2 == 0 ? ProtocolId.FourHour : ProtocolId.OneHour,
                Sessions = [.. Enumerable.Range(0, sessions).Select(day => day == place ? session(Moment.At(Start(2 * day))) : Done(2 * day))],
                Scores = [Pain(8, Start(0)), .. Enumerable.Range(0, sessions).Select(day => Pain(4 + (day % 4), End(2 * day) + Duration.FromHours(12)))],
            };
            ResponseSeries open = Series(start => InfusionSession.Open(start, until));
            Moment end = open.Sessions[place].End;
            ResponseSeries completed = Series(start => InfusionSession.Completed(start, end)), aborted = Series(start => InfusionSession.Aborted(start, end));
            ulong verdicts = rules.Decide(completed).Outcomes.Possible | rules.Decide(aborted).Outcomes.Possible;
            Instant at = End(2 * (sessions - 1)) + Duration.FromDays(random.Next(1, 9));
            ResponseSeries[] evaluated = [.. ((ResponseSeries[])[completed, aborted]).Where(one =>
                rules.Decide(one).Possible is not [ResponseOutcome.NotYetEvaluable])];
            ulong finality = evaluated.Aggregate(0UL, (any, one) => any | rules.DecideFinality(one, at).Outcomes.Possible);
            mismatches += rules.Decide(open).Outcomes.Possible == verdicts
                && (evaluated.Length == 0 || rules.DecideFinality(open, at).Outcomes.Possible == finality)
                    ? 0
                    : 1;
        }

        Evidence.Write("response-open-sessions", compared, Cases, mismatches);
    }

    [Fact]
    public void Scores_of_different_bases_are_never_compared()
    {
        ScoreEntry baseline = Pain(8, Start(1)) with { Basis = ScoreBasis.Worst }, now = Pain(4, LastEnd + Duration.FromDays(1));
        ResponseSeries Scored(ScoreBasis? basis) => Three() with { Scores = [baseline, now with { Basis = basis }] };
        Assert.Equal((DecisionStatus.Determined, ResponseOutcome.Responder), Of(Rules.Decide(Scored(ScoreBasis.Worst))));
        foreach (ScoreBasis? basis in new ScoreBasis?[] { null, ScoreBasis.Now, ScoreBasis.Average, ScoreBasis.AtRest, ScoreBasis.OnMovement })
        {
            Assert.Equal(DecisionStatus.NeedsInformation, Rules.Decide(Scored(basis)).Status);
            Assert.All(Rules.Scored(Scored(basis)), scored => Assert.Null(ResponseRules.PointsDropped(scored)));
        }
    }

    private static (DecisionStatus Status, ResponseOutcome Outcome) Verdict(decimal points, Duration since) =>
        Of(Rules.Decide(Three(Pain(points, LastEnd + since))));

    private static (DecisionStatus Status, ResponseOutcome Outcome) Of(Decision<ResponseOutcome> decision) => (decision.Status, decision.Outcome);

    private static ResponseFinality Finality(ResponseSeries series, Instant at) => Rules.DecideFinality(series, at) is
    { Status: DecisionStatus.Determined } decided
        ? decided.Outcome
        : throw new InvalidOperationException("The finality is open.");

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    public void A_score_that_also_asks_about_time_before_the_first_infusion_is_flagged(int nanosecondsLonger, bool isFlagged)
    {
        ScoredInstrument scored = Scored(7, Week);
        Duration treated = scored.CurrentAt!.Value.Earliest - scored.FirstStart!.Value.Earliest;
        Decision<ResponseFinding> findings = With(criterion => criterion with
        {
            RecallPeriod = treated + Duration.FromNanoseconds(nanosecondsLonger),
        }).DecideFindings(scored);

        Assert.Equal(DecisionStatus.Determined, findings.Status);
        Assert.Equal(isFlagged, findings.Has(ResponseFinding.RecallBeforeTreatment));
        Assert.False(Rules.DecideFindings(scored).Has(ResponseFinding.RecallBeforeTreatment));
    }

    [Fact]
    public void Whether_a_recall_period_reaches_before_a_first_infusion_of_unknown_start_is_asked()
    {
        Decision<ResponseFinding> findings = With(criterion => criterion with { RecallPeriod = Week + Week })
            .DecideFindings(Scored(7, Week) with { FirstStart = null });

        Assert.Equal(DecisionStatus.NeedsInformation, findings.Status);
        Assert.Equal("When did the first infusion start?", Assert.Single(findings.Questions).Ask);
    }

    private static ResponseRules Over(int fewest, int most)
    {
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies;
        return new InfusionRules(policy with
        {
            Protocols = policy.Protocols! with
            {
                Protocols =
                [
                    .. policy.Protocols.Protocols.Select(one => one with { EvaluateAfterSessions = SessionCount.Between(fewest, most) }),
                ],
            },
        }).Response;
    }

    private static ResponseRules Under(int days) => With(criterion => criterion with { EvaluationWindow = Duration.FromDays(days) });

    private static ResponseRules With(Func<ResponseCriterion, ResponseCriterion> change)
    {
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies;
        return new InfusionRules(policy with
        {
            Response = policy.Response! with { Criteria = [.. policy.Response!.Criteria.Select(change)] },
        }).Response;
    }

    private static ScoredInstrument Scored(decimal points, Duration since) => Assert.Single(Rules.Scored(Three())) with
    {
        Current = Score.Of(Instrument.PainNrs, points),
        CurrentAt = Moment.At(LastEnd + since),
    };

    // Three completed sessions from a baseline of 8.
    private static ResponseSeries Three(params ScoreEntry[] scores) => new()
    {
        Protocol = ProtocolId.FourHour,
        Sessions = [Done(1), Done(3), Done(5)],
        Scores = [Pain(8, Start(1)), .. scores],
    };

    private static Instant Start(int day) => Instant.FromUtc(2026, 6, 1, 14, 0) + Duration.FromDays(day);

    private static Instant End(int day) => Start(day) + Duration.FromHours(4);

    private static InfusionSession Done(int day) => InfusionSession.Completed(Start(day), End(day));

    private static ScoreEntry Pain(decimal points, Instant at) =>
        ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, points), Moment.At(at));

    // A response after three infusions, and a fourth a month later with its score.
    private static string Record(string? mark, int now)
    {
        string Visit(string id, string day, string more) =>
            $$"""{ "id": "{{id}}", "appointment": "{{day}}T10:00", "start": "{{day}}T10:00", "end": "{{day}}T14:00", "left": "{{day}}T16:00"{{more}} }""";
        string Score(int points, string at) => $$"""{ "condition": "pain", "instrument": "pain-nrs", "points": {{points}}, "at": "{{at}}" }""";
        string visits = string.Join(
            ", ", Visit("v1", "2026-06-15", ""), Visit("v2", "2026-06-17", ""), Visit("v3", "2026-06-19", ""),
            Visit("v4", "2026-07-21", mark is null ? "" : $$""", "series": "{{mark}}" """));
        string scores = string.Join(
            ", ", Score(8, "2026-06-15T09:00"), Score(4, "2026-06-20T09:00"), Score(now, "2026-07-22T09:00"));
        return $$"""
            { "format": 1, "id": "x", "asOf": "2026-07-25T12:00", "protocol": "four-hour", "visits": [{{visits}}], "scores": [{{scores}}] }
            """;
    }
}
