using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Response;

/// <summary>A response that is judged over several sessions: it stands from the fewest on, a likely non-response from the most on.</summary>
public sealed class EvaluationRangeTests
{
    private const int Most = 4;

    /// <summary>What is scored after a session: nothing, a response, or none, each in the evaluation window or after it.</summary>
    private enum After
    {
        Nothing,
        Trend,
        Response,
        LateResponse,
        Failure,
        LateFailure,
    }

    [Theory]
    [InlineData(1, 4, ResponseOutcome.NotYetEvaluable, "response.not-yet-evaluable")]
    [InlineData(1, 7, ResponseOutcome.NotYetEvaluable, "response.not-yet-evaluable")]
    [InlineData(2, 4, ResponseOutcome.Responder, "response.threshold.pain-nrs")]
    [InlineData(2, 7, ResponseOutcome.NotYetEvaluable, "response.evaluation-goes-on")]
    [InlineData(2, 9, ResponseOutcome.NotYetEvaluable, "response.evaluation-goes-on")]
    [InlineData(3, 4, ResponseOutcome.Responder, "response.threshold.pain-nrs")]
    [InlineData(3, 7, ResponseOutcome.LikelyNonResponder, "response.non-responder")]
    [InlineData(3, 9, ResponseOutcome.LikelyNonResponder, "response.non-responder")]
    public void A_response_stands_from_the_second_session_and_a_likely_non_response_from_the_third(
        int sessions, int now, ResponseOutcome outcome, string rule)
    {
        InfusionRules rules = Over(2, 3);
        ResponseSeries series = Series([.. Enumerable.Range(1, sessions).Select(place => place == sessions
            ? Pain(now, End(place) + Duration.FromDays(1))
            : null)]);
        Decision<ResponseOutcome> decision = rules.Response.Decide(series);
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
        Assert.Equal(rule, Assert.Single(rules.Response.DecideInstrument(Assert.Single(rules.Response.Scored(series))).DecidingRules).Id);
        Assert.Equal(
            now > 8 ? [ResponseFinding.Worsened] : (ResponseFinding[])[],
            rules.Response.DecideLatest(series).SelectMany(latest => latest.Certain));
    }

    [Fact]
    public void The_rule_says_to_which_session_the_evaluation_goes_on() => Assert.EndsWith(
        "lasts to session 3 of four-hour",
        Over(2, 3).Response.InstrumentTable.Rules.Single(rule => rule.Id == "response.evaluation-goes-on").Says, StringComparison.Ordinal);

    [Fact]
    public void A_range_of_one_number_is_that_number() => Assert.Equal(
        InfusionRules.Published.Response.InstrumentTable.Rules.Select(rule => rule.Id),
        Over(3, 3).Response.InstrumentTable.Rules.Select(rule => rule.Id));

    [Fact]
    public void Every_way_the_scores_can_go_comes_to_what_is_written_out()
    {
        (long compared, long space, long mismatches) = (0, 0, 0);
        After[] all = Enum.GetValues<After>();
        for (int fewest = 1; fewest <= Most; fewest++)
        {
            for (int most = fewest; most <= Most; most++)
            {
                ResponseRules rules = Over(fewest, most).Response;
                for (int sessions = 0; sessions <= Most; sessions++)
                {
                    int ways = (int)Math.Pow(all.Length, sessions);
                    space += ways;
                    for (int way = 0; way < ways; way++)
                    {
                        After[] after =
                            [.. Enumerable.Range(0, sessions).Select(place => all[way / (int)Math.Pow(all.Length, place) % all.Length])];
                        compared++;
                        mismatches += Agrees(rules, fewest, most, after) ? 0 : 1;
                    }
                }
            }
        }

        Evidence.Write("response-evaluation-range", compared, space, mismatches);
    }

    // In whichever order sessions and scores are given.
    private static bool Agrees(ResponseRules rules, int fewest, int most, After[] after)
    {
        ResponseSeries series = Series([.. after.Select((one, place) => Scored(one, place + 1))]);
        ResponseSeries reversed = series with
        {
            Sessions = [.. series.Sessions.Reverse()],
            Scores = [.. series.Scores.Reverse()],
        };
        Decision<ResponseOutcome> decision = rules.Decide(series);
        string[] first = [.. FirstVerdicts(fewest, most, after).Distinct().Order().Select(one => $"{one}")];
        return decision.Possible.Order().SequenceEqual(VerdictsAfter(after.Length, fewest, most, after).Order())
            && rules.Decide(reversed).Outcomes == decision.Outcomes
            && decision.ToDocument().Value("response.first-verdict") == string.Join(" or ", first);
    }

    // What may be said after a number of sessions, where no score that counts leaves it open.
    private static ResponseOutcome[] VerdictsAfter(int sessions, int fewest, int most, After[] after) =>
        sessions < fewest ? [ResponseOutcome.NotYetEvaluable]
        : after[sessions - 1] switch
        {
            After.Response or After.LateResponse => [ResponseOutcome.Responder],
            After.Failure => [sessions < most ? ResponseOutcome.NotYetEvaluable : ResponseOutcome.LikelyNonResponder],
            After.LateFailure => [sessions < most ? ResponseOutcome.NotYetEvaluable : ResponseOutcome.ClinicianReview],
            _ => sessions < most
                ? [ResponseOutcome.NotYetEvaluable, ResponseOutcome.Responder]
                : [ResponseOutcome.Responder, ResponseOutcome.ClinicianReview, ResponseOutcome.LikelyNonResponder],
        };

    // The first that is one, of every way the open ones may have come out.
    private static IEnumerable<ResponseOutcome> FirstVerdicts(int fewest, int most, After[] after)
    {
        IEnumerable<ResponseOutcome[]> ways = [[]];
        for (int sessions = fewest; sessions <= Math.Min(most, after.Length); sessions++)
        {
            ResponseOutcome[] next = VerdictsAfter(sessions, fewest, most, after);
            ways = [.. ways.SelectMany(way => next.Select(one => (ResponseOutcome[])[.. way, one]))];
        }

        return ways.Select(way => way.FirstOrDefault(one => one != ResponseOutcome.NotYetEvaluable));
    }

    [Theory]
    [InlineData(1, 7, CourseStage.Initiation, "BookInfusion")]
    [InlineData(2, 4, CourseStage.Maintenance, "BookMaintenance")]
    [InlineData(2, 7, CourseStage.Initiation, "BookInfusion")]
    [InlineData(2, 9, CourseStage.Initiation, "ReviewScore, BookInfusion")]
    [InlineData(2, null, CourseStage.Initiation, "BookInfusion, RecordResponse")]
    [InlineData(3, 4, CourseStage.Maintenance, "BookMaintenance")]
    [InlineData(3, 7, CourseStage.DiscontinuationRecommended, "DecideContinuation")]
    [InlineData(3, 9, CourseStage.DiscontinuationRecommended, "ReviewScore, DecideContinuation")]
    public void While_the_evaluation_goes_on_the_next_infusion_may_be_booked(int sessions, int? now, CourseStage stage, string steps)
    {
        InfusionRules rules = Over(2, 3);
        CourseReview review = rules.Review(PatientRecord.Parse(Record(sessions, now), rules.TimeZone));
        Assert.Equal(stage, review.Stage.Outcome);
        Assert.Equal(steps.Split(", ").Order(), review.NextSteps.Select(step => $"{step.Kind}").Order());
        Assert.Equal(sessions == 2 && now is 7 or 9, review.LatestSeries!.Finality is null && sessions > 1);
    }

    private static InfusionRules Over(int fewest, int most)
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        return new(published with
        {
            Protocols = published.Protocols! with
            {
                Protocols =
                [
                    published.Protocols.Protocols[0] with
                    {
                        InductionSessions = SessionCount.Exactly(Most),
                        WindowDays = null,
                        Stated = StatedParameters.None,
                        EvaluateAfterSessions = SessionCount.Between(fewest, most),
                    },
                    .. published.Protocols.Protocols.Skip(1),
                ],
            },
        });
    }

    // A baseline of 8, and sessions so far apart that a score after the window is still before the next.
    private static ResponseSeries Series(params ScoreEntry?[] scores) => new()
    {
        Protocol = ProtocolId.FourHour,
        Sessions = [.. scores.Select((_, place) => InfusionSession.Completed(Start(place + 1), End(place + 1)))],
        Scores = [Pain(8, Start(1)), .. scores.OfType<ScoreEntry>()],
    };

    private static ScoreEntry? Scored(After after, int session) => after switch
    {
        After.Nothing => null,
        After.Trend => Pain(4, End(session) + Duration.FromHours(1)),
        After.Response => Pain(4, End(session) + Duration.FromDays(1)),
        After.LateResponse => Pain(4, End(session) + Duration.FromDays(8)),
        After.Failure => Pain(7, End(session) + Duration.FromDays(1)),
        _ => Pain(7, End(session) + Duration.FromDays(8)),
    };

    private static Instant Start(int session) => Instant.FromUtc(2026, 6, 1, 14, 0) + Duration.FromDays(10 * session);

    private static Instant End(int session) => Start(session) + Duration.FromHours(4);

    private static ScoreEntry Pain(decimal points, Instant at) =>
        ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, points), Moment.At(at));

    // The last infusion is weeks ago, so that its verdict stands; where its score is missing, a day.
    private static string Record(int sessions, int? now)
    {
        string Date(int session) => $"2026-06-{1 + (2 * session):00}";
        string visits = string.Join(", ", Enumerable.Range(1, sessions).Select(session =>
            $$"""
            { "id": "v{{session}}", "appointment": "{{Date(session)}}T10:00", "start": "{{Date(session)}}T10:00",
              "end": "{{Date(session)}}T14:00", "left": "{{Date(session)}}T16:00" }
            """));
        string score = now is null ? ""
            : $$""", { "condition": "pain", "instrument": "pain-nrs", "points": {{now}}, "at": "{{Date(sessions)}}T20:00" }""";
        return $$"""
            {
              "format": 1, "id": "x", "asOf": "{{(now is null ? Date(sessions + 1) : "2026-07-01")}}T08:00", "protocol": "four-hour",
              "eligibility": { "verdict": "candidate", "verdictBy": "physician" }, "consultation": { "held": true },
              "visits": [{{visits}}],
              "scores": [{ "condition": "pain", "instrument": "pain-nrs", "points": 8, "at": "{{Date(1)}}T09:00" }{{score}}]
            }
            """;
    }
}
