using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Reference;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Response;

/// <summary>Whole series against the reference model, with scores that crowd around the ends of residual effects and of the window.</summary>
public sealed class SeriesReferenceTests
{
    private static (Instrument Instrument, ConditionCategory Condition, ScoreBasis? Basis, int Points)[] Kinds =>
    [
        (Instrument.PainNrs, ConditionCategory.Pain, null, 10), (Instrument.PainNrs, ConditionCategory.Pain, ScoreBasis.Worst, 10),
        (Instrument.Phq9, ConditionCategory.MentalHealth, null, 27), (Instrument.Gad7, ConditionCategory.MentalHealth, null, 21),
        (Instrument.Pcl5, ConditionCategory.MentalHealth, null, 80),
    ];

    [Fact]
    public void Every_series_is_judged_as_the_reference_judges_it_and_in_any_order()
    {
        const int Cases = 6_000;
        ResponseRules rules = InfusionRules.Published.Response;
        var random = new Random(52);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            ResponseReference.Series drawn = Draw(random);
            ImmutableArray<ResponseReference.Word> words =
            [
                .. Enumerable.Range(0, random.Next(6) == 0 ? 2 : 0).Select(_ => new ResponseReference.Word(
                    drawn.Scores[random.Next(drawn.Scores.Count)].TakenAt + Duration.FromNanoseconds(random.Next(-1, 2)), random.Next(3) > 0)),
            ];
            bool confirmed = ResponseReference.HasWord(drawn, words);
            ResponseSeries series = SeriesOf(drawn, words);
            ResponseSeries shuffled = series with
            {
                Sessions = Shuffled(random, series.Sessions),
                Scores = Shuffled(random, series.Scores),
                OtherStarts = Shuffled(random, series.OtherStarts),
            };
            ulong expected = ResponseReference.PossibleVerdicts(drawn).Aggregate(0UL, (bits, outcome) => bits | (1UL << (int)outcome));
            Instant at = drawn.Sessions[random.Next(drawn.Sessions.Count)].End + Around(random);
            mismatches += rules.Decide(series).Outcomes.Possible == expected && rules.Decide(shuffled).Outcomes.Possible == expected
                && Stands(rules, series, drawn, at, confirmed) && Stands(rules, shuffled, drawn, at, confirmed)
                && Agrees(rules.DecideMaintenance(series), ResponseReference.AfterMaintenance(drawn))
                && Agrees(rules.DecideMaintenance(shuffled), ResponseReference.AfterMaintenance(drawn))
                && Agrees(rules.DecideLatest(series), ResponseReference.Latest(drawn.Scores, drawn.Sessions))
                && Agrees(rules.DecideLatest(shuffled), ResponseReference.Latest(drawn.Scores, drawn.Sessions))
                && Agrees(rules.DecideLatest(shuffled), ResponseReference.LastItem9(drawn.Scores))
                && Agrees(rules.DecideLatest(new() { Scores = series.Scores }), ResponseReference.Latest(drawn.Scores, []))
                    ? 0
                    : 1;
        }

        Evidence.Write("reference-response-series", Cases, Cases, mismatches);
    }

    private static bool Stands(ResponseRules rules, ResponseSeries series, ResponseReference.Series drawn, Instant at, bool confirmed) =>
        ResponseReference.FinalityOf(drawn, at, confirmed) is not { } expected
        || (rules.DecideFinality(series, at) is { Status: DecisionStatus.Determined } decided
            && decided.Outcome.ToString() == expected.ToString());

    private static bool Agrees(
        ImmutableArray<Decision<ResponseFinding>> found, IReadOnlyList<ResponseReference.MaintenanceScore> expected) =>
        found.Select(one => (one.ToDocument().Value("response.score-in-maintenance"), one.Has(ResponseFinding.ResponseLost), one.Has(ResponseFinding.Worsened)))
            .Order().SequenceEqual(expected.Select(one => ((string?)one.Score.Points.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), one.Lost, one.Worsened)).Order());

    // A worsening that nobody can tell without a baseline is possible and not certain.
    private static bool Agrees(
        ImmutableArray<Decision<ResponseFinding>> found, IReadOnlyList<ResponseReference.LatestScore> expected) =>
        found.Where(one => one.Id == "response.latest").Select(one => (
                one.ToDocument().Value("response.latest-score"), one.Certain.Contains(ResponseFinding.Worsened),
                one.Possible.Contains(ResponseFinding.Worsened)))
            .Order().SequenceEqual(expected.Select(one => (
                (string?)one.Score.Points.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture), one.Worsened == true,
                one.Worsened != false)).Order());

    // Of an answer that was never given there is nothing.
    private static bool Agrees(ImmutableArray<Decision<ResponseFinding>> found, IReadOnlyDictionary<int, bool?> expected) =>
        found.Where(one => one.Id == "response.last-item-9").Select(one => (
                one.About, one.Certain.Contains(ResponseFinding.Item9AboveZero), one.Possible.Contains(ResponseFinding.Item9AboveZero)))
            .Order().SequenceEqual(expected.Select(one => (
                (string?)((ConditionCategory)one.Key).ToString(), one.Value == true, one.Value != false)).Order());

    private static ResponseReference.Series Draw(Random random)
    {
        List<ResponseReference.Session> sessions = [];
        Instant start = Instant.FromUtc(2026, 6, 1, 14, 0);
        for (int session = 0; session < random.Next(2, 8); session++)
        {
            Instant end = start + Duration.FromMinutes(random.Next(1, 400));
            sessions.Add(new(start, end, random.Next(6) == 0, (ResponseReference.Mark)(random.Next(8) == 0 ? random.Next(1, 3) : 0)));
            start += Duration.FromDays(random.Next(1, 13));
        }

        List<ResponseReference.ScoreOf> scores = [];
        foreach (int kind in Enumerable.Range(0, Kinds.Length).OrderBy(_ => random.Next()).Take(random.Next(1, 4)))
        {
            (Instrument instrument, ConditionCategory condition, ScoreBasis? basis, int points) = Kinds[kind];
            HashSet<Instant> taken = [];
            void Add(Instant at)
            {
                if (taken.Add(at))
                {
                    scores.Add(new ResponseReference.ScoreOf(
                        (int)condition, (ResponseReference.Instrument)(int)instrument, (int?)basis, at, random.Next(6) == 0 ? 0 : random.Next(points + 1)) is var drawn && instrument == Instrument.Phq9 && drawn.Points > 0
                        ? drawn with { Item9 = (int)drawn.Points % 3 - 1 is >= 0 and var item9 ? item9 : null }
                        : drawn);
                }
            }

            if (random.Next(8) > 0)
            {
                Add(sessions[0].Start + random.Next(3) switch
                {
                    0 => Duration.Zero,
                    1 => Duration.FromNanoseconds(random.Next(-1, 2)),
                    _ => Duration.FromDays(-random.Next(1, 9)),
                });
            }

            foreach (ResponseReference.Session session in sessions.Where(_ => random.Next(4) > 0))
            {
                Add(session.End + Around(random));
            }
        }

        if (scores.Count == 0)
        {
            scores.Add(new(0, ResponseReference.Instrument.PainNrs, null, sessions[0].Start, 8));
        }

        return new(
            random.Next(3) == 0 ? ProtocolReference.Protocol.OneHour : ProtocolReference.Protocol.FourHour, sessions,
            random.Next(4) == 0 ? [sessions[random.Next(sessions.Count)].End + Duration.FromDays(random.Next(1, 10))] : [], scores);
    }

    private static Duration Around(Random random) => random.Next(6) switch
    {
        0 => Duration.FromHours(4) + Duration.FromNanoseconds(random.Next(-1, 2)),
        1 => Duration.FromDays(7) + Duration.FromNanoseconds(random.Next(-1, 2)),
        2 => Duration.FromDays(random.Next(7, 20)),
        _ => Duration.FromHours(random.Next(0, 100)),
    };

    private static ResponseSeries SeriesOf(ResponseReference.Series drawn, ImmutableArray<ResponseReference.Word> words) => new()
    {
        Protocol = drawn.Protocol == ProtocolReference.Protocol.OneHour ? ProtocolId.OneHour : ProtocolId.FourHour,
        Sessions =
        [
            .. drawn.Sessions.Select(session => (session.Aborted
                ? InfusionSession.Aborted(Moment.At(session.Start), Moment.At(session.End))
                : InfusionSession.Completed(Moment.At(session.Start), Moment.At(session.End))) with
            {
                Mark = session.Mark switch
                {
                    ResponseReference.Mark.Extension => SeriesMark.Extension,
                    ResponseReference.Mark.Maintenance => SeriesMark.Maintenance,
                    _ => null,
                },
            }),
        ],
        OtherStarts = [.. drawn.OtherStarts.Select(Moment.At)],
        Words = [.. words.Select(said => new ClinicianWord
        {
            About = WordAbout.ResponseConfirmed, At = said.At, By = said.IsByClinician ? ClinicianRole.Nurse : ClinicianRole.Other,
        })],
        Scores =
        [
            .. drawn.Scores.Select(score => ScoreEntry.Of(
                (ConditionCategory)score.Condition, Score.Of((Instrument)(int)score.Instrument, score.Points), Moment.At(score.TakenAt)) with
            {
                Basis = (ScoreBasis?)score.Basis,
                Item9 = score.Item9,
            }),
        ],
    };

    private static ImmutableArray<T> Shuffled<T>(Random random, ImmutableArray<T> items) => [.. items.OrderBy(_ => random.Next())];
}
