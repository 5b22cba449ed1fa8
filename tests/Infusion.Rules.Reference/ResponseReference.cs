using System.Numerics;
using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 5: response, judged after the third four-hour or the fourth one-hour session.</summary>
public static class ResponseReference
{
    public enum Instrument { PainNrs, Phq9, Gad7, Madrs, Pcl5, Hit6 }

    /// <summary>From least to most cautious (the rulebook gives no order for these).</summary>
    public enum Outcome { NotYetEvaluable, Responder, NotPublished, CriterionNotSet, NotEvaluable, ClinicianReview, LikelyNonResponder }

    public enum Phq9Band { Minimal, Mild, Moderate, ModeratelySevere, Severe }

    public enum BookingWarning { None, ContinuationNotRecommended, ContinuationOverridden }

    public enum Finality { Standing, NotPublished, Provisional }

    /// <summary>What a clinician records of a session's place in its series.</summary>
    public enum Mark { None, Extension, Maintenance }

    /// <summary>One instrument of one condition.</summary>
    /// <param name="SinceEnd">From the end of the evaluating session to the current score.</param>
    public sealed record Facts(
        ProtocolReference.Protocol Protocol, int? CompletedSessions, Instrument Instrument, decimal? Baseline, decimal? Current,
        Duration SinceEnd);

    /// <param name="Outcome">The verdict of this instrument.</param>
    /// <param name="Drop">Baseline minus current: negative when worse.</param>
    /// <param name="PercentDrop">The drop in percent to two decimals, half away from zero; null with a baseline of zero.</param>
    /// <param name="Worsened">The current score is above the baseline.</param>
    /// <param name="Substantial">A pain drop of at least half.</param>
    /// <param name="Remission">The current score is in the instrument's remission range.</param>
    public sealed record Result(Outcome Outcome, decimal Drop, decimal? PercentDrop, bool Worsened, bool Substantial, bool Remission);

    public sealed record InstrumentVerdict(Outcome Outcome, bool IsPrimary);

    public sealed record Score(Instant TakenAt, decimal Points);

    public sealed record Session(Instant Start, Instant End, bool Aborted, Mark Mark = Mark.None);

    /// <summary>A score with all that says which others it may be compared with.</summary>
    public sealed record ScoreOf(int Condition, Instrument Instrument, int? Basis, Instant TakenAt, decimal Points, int? Item9 = null);

    /// <summary>A whole series: what was given, when infusions of other series began, and what was scored.</summary>
    public sealed record Series(
        ProtocolReference.Protocol Protocol, IReadOnlyList<Session> Sessions, IReadOnlyList<Instant> OtherStarts,
        IReadOnlyList<ScoreOf> Scores)
    {
        public ReferencePolicy Policy { get; init; } = ReferencePolicy.Published;
    }

    /// <summary>A score after a maintenance session.</summary>
    /// <param name="Lost">The threshold was met after the induction and is no longer met.</param>
    /// <param name="Worsened">The score is above the baseline.</param>
    public sealed record MaintenanceScore(Instant SessionStart, ScoreOf Score, bool Lost, bool Worsened);

    /// <summary>The latest score of one condition, instrument and basis.</summary>
    /// <param name="Worsened">It is above the baseline; null where none is on record. Before an infusion nothing is worse.</param>
    public sealed record LatestScore(ScoreOf Score, bool? Worsened);

    // ---- scores ----

    /// <summary>Whether a score can exist: whole numbers, except that a pain rating may have decimals.</summary>
    public static bool IsValid(Instrument instrument, decimal score)
    {
        if (instrument != Instrument.PainNrs)
        {
            if (score != decimal.Truncate(score))
                return false;
        }

        return instrument switch
        {
            Instrument.PainNrs => score is >= 0 and <= 10,
            Instrument.Phq9 => score is >= 0 and <= 27,
            Instrument.Gad7 => score is >= 0 and <= 21,
            Instrument.Madrs => score is >= 0 and <= 60,
            Instrument.Pcl5 => score is >= 0 and <= 80,
            Instrument.Hit6 => score is >= 36 and <= 78,
            _ => false,
        };
    }

    public static Phq9Band Phq9BandOf(int score, ReferencePolicy? policy = null) =>
        (Phq9Band)(policy ?? ReferencePolicy.Published).Phq9Bands.Count(highest => score > highest);

    /// <summary>How long after the evaluating session's end a score is judged by, inclusive.</summary>
    public static Duration EvaluationWindow => Duration.FromDays(7);

    /// <summary>How long after an infusion's end a score is a trend only.</summary>
    public static Duration ResidualEffects => Duration.FromHours(4);

    /// <summary>The baseline: the last score at or before the start of the series' first infusion, completed or not.</summary>
    public static Score? Baseline(IEnumerable<Score> scores, IEnumerable<Session> series)
    {
        var first = series.OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)).FirstOrDefault();
        if (first is null)
            return null;

        Score? last = null;
        foreach (var score in scores.OrderBy(s => ClinicClock.UnixNanoseconds(s.TakenAt)))
        {
            if (ClinicClock.ElapsedNanoseconds(score.TakenAt, first.Start) >= 0)
                last = score;
        }

        return last;
    }

    /// <summary>
    /// The current score: the last from end + 4 h of the session to the end of its window and before the next start. Without one,
    /// the first after the window, before the next start.
    /// </summary>
    public static Score? Current(IEnumerable<Score> scores, Session evaluating, Instant? nextStart)
    {
        Score? inside = null, late = null;
        foreach (var score in scores.OrderBy(s => ClinicClock.UnixNanoseconds(s.TakenAt)))
        {
            if (nextStart is { } next && ClinicClock.ElapsedNanoseconds(score.TakenAt, next) <= 0)
                continue;

            var since = ClinicClock.ElapsedNanoseconds(evaluating.End, score.TakenAt);
            if (since < ClinicClock.Hours(4))
                continue;

            if (since <= ClinicClock.Hours(7 * 24))
                inside = score;
            else
                late ??= score;
        }

        return inside ?? late;
    }

    /// <summary>
    /// The sessions of a series that are induction, up to a number of completed ones, and the later ones, which are maintenance.
    /// A clinician's mark begins maintenance earlier or extends the induction.
    /// </summary>
    public static (IReadOnlyList<Session> Induction, IReadOnlyList<Session> Maintenance) Split(IEnumerable<Session> series, int? count)
    {
        List<Session> induction = [], maintenance = [];
        var maintenanceBegan = false;
        foreach (var session in series.OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)))
        {
            if (session.Mark == Mark.Maintenance)
                maintenanceBegan = true;

            var isFull = count is not null && CompletedSessions(induction) >= count;
            if (session.Mark == Mark.Extension)
                induction.Add(session);
            else if (maintenanceBegan || isFull)
                maintenance.Add(session);
            else
                induction.Add(session);
        }

        return (induction, maintenance);
    }

    /// <summary>Whether a verdict stands: its window has closed, another infusion has begun, or a clinician has confirmed it.</summary>
    public static Finality FinalityOf(Duration sinceEnd, bool followed, bool confirmed)
    {
        if (followed || confirmed)
            return Finality.Standing;

        return sinceEnd > EvaluationWindow ? Finality.Standing : Finality.Provisional;
    }

    /// <summary>Aborted sessions do not count.</summary>
    public static int CompletedSessions(IEnumerable<Session> series) => series.Count(s => !s.Aborted);

    // ---- one instrument ----

    /// <summary>The drop in percent that counts as a response; null where neither page nor literature default gives one.</summary>
    public static int? ThresholdPercent(Instrument instrument, ReferencePolicy? policy = null) =>
        (policy ?? ReferencePolicy.Published).Criteria.TryGetValue(instrument, out var criterion) ? criterion.ResponsePercent : null;

    /// <summary>(baseline - current) * 100 >= threshold * baseline, on whole numbers.</summary>
    public static bool DropsByAtLeast(decimal baseline, decimal current, int thresholdPercent)
    {
        var (before, after) = OnOneScale(baseline, current);
        return (before - after) * 100 >= thresholdPercent * before;
    }

    /// <summary>Remission under the default definitions: PHQ-9 and GAD-7 below 5, MADRS below 10.</summary>
    public static bool IsRemission(Instrument instrument, decimal current, ReferencePolicy? policy = null) =>
        (policy ?? ReferencePolicy.Published).Criteria.TryGetValue(instrument, out var criterion) && current < criterion.RemissionBelow;

    /// <summary>How long after the evaluating session a score on an instrument is judged by.</summary>
    public static Duration WindowOf(Instrument instrument, ReferencePolicy policy) =>
        policy.Criteria.TryGetValue(instrument, out var criterion) ? criterion.Window : EvaluationWindow;

    public static Result Judge(Facts facts, ReferencePolicy? policy = null)
    {
        policy ??= ReferencePolicy.Published;
        var baseline = Completions.Known(facts.Baseline, nameof(facts.Baseline));
        var current = Completions.Known(facts.Current, nameof(facts.Current));
        if (!IsValid(facts.Instrument, baseline))
            throw new ArgumentOutOfRangeException(nameof(facts), "The baseline is outside the instrument's range.");

        if (!IsValid(facts.Instrument, current))
            throw new ArgumentOutOfRangeException(nameof(facts), "The current score is outside the instrument's range.");

        return new Result(
            OutcomeOf(facts, baseline, current, policy),
            baseline - current,
            baseline == 0 ? null : PercentDrop(baseline, current),
            current > baseline,
            IsSubstantial(facts.Instrument, baseline, current, policy),
            IsRemission(facts.Instrument, current, policy));
    }

    public static bool IsSubstantial(Instrument instrument, decimal baseline, decimal current, ReferencePolicy policy) =>
        policy.Criteria.TryGetValue(instrument, out var criterion) && criterion.SubstantialPercent is { } percent && baseline > 0
            && DropsByAtLeast(baseline, current, percent);

    /// <summary>The outcomes while sessions or scores are unknown, over the score values given.</summary>
    public static IReadOnlySet<Outcome> Possible(Facts partial, IReadOnlyList<decimal> scoreValues) => Completions.Possible(
        partial,
        f => Judge(f).Outcome,
        f => Completions.Fill(f, f.CompletedSessions, [0, 1, 2, 3, 4, 5], v => f with { CompletedSessions = v }),
        f => Completions.Fill(f, f.Baseline, scoreValues, v => f with { Baseline = v }),
        f => Completions.Fill(f, f.Current, scoreValues, v => f with { Current = v }));

    // The outcomes alone, of scores that are known to be valid.
    private static IReadOnlySet<Outcome> PossibleOutcomes(
        Facts partial, IReadOnlyList<decimal> scoreValues, ReferencePolicy policy) => Completions.Possible(
        partial,
        f => OutcomeOf(f, f.Baseline!.Value, f.Current!.Value, policy),
        f => Completions.Fill(f, f.Baseline, scoreValues, v => f with { Baseline = v }),
        f => Completions.Fill(f, f.Current, scoreValues, v => f with { Current = v }));

    // ---- a whole series ----

    /// <summary>The verdicts that are possible on a series after the last completed session of its induction.</summary>
    public static IReadOnlySet<Outcome> PossibleVerdicts(Series series) => PossiblePicks(series, []).Select(Overall).ToHashSet();

    /// <summary>The verdicts that are possible on its conditions, one beside the others.</summary>
    /// <param name="treated">What is treated without a score on record, too; where there is neither, one condition that is not
    /// known.</param>
    public static IReadOnlyList<IReadOnlyList<Outcome>> PossiblePicks(Series series, IReadOnlyList<int> treated)
    {
        var evaluating = InductionOf(series).Where(s => !s.Aborted).OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)).LastOrDefault();
        List<IReadOnlySet<Outcome>> conditions = series.Scores.GroupBy(s => s.Condition).Select(condition => (IReadOnlySet<Outcome>)Joined(
            condition.GroupBy(s => (s.Instrument, s.Basis)).Select(group =>
                PossibleOf(series, group.Key.Instrument, group.ToList(), evaluating)),
            outcomes => OfCondition(outcomes.Select(o => new InstrumentVerdict(o, false)).ToList()))).ToList();
        var unscored = treated.Count(one => series.Scores.All(s => s.Condition != one));
        if (conditions.Count + unscored == 0)
            unscored = 1;

        if (unscored > 0)
        {
            var any = Enum.GetValues<Instrument>().SelectMany(one => PossibleOf(series, one, [], evaluating)).ToHashSet();
            conditions.AddRange(Enumerable.Repeat(any, unscored));
        }

        return Picks(conditions);
    }

    /// <summary>The sessions of its induction.</summary>
    public static IReadOnlyList<Session> InductionOf(Series series) => Split(series.Sessions, InductionCount(series.Protocol)).Induction;

    /// <summary>Whether the verdict on a series stands at an instant; null before a completed session.</summary>
    public static Finality? FinalityOf(Series series, Instant at, bool confirmed)
    {
        var (induction, _) = Split(series.Sessions, InductionCount(series.Protocol));
        var evaluating = induction.Where(s => !s.Aborted).OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)).LastOrDefault();
        if (evaluating is null)
            return null;

        return FinalityOf(
            ClinicClock.ToDuration(ClinicClock.ElapsedNanoseconds(evaluating.End, at)), NextStart(series, evaluating) is not null,
                confirmed);
    }

    /// <summary>Something a person said of the verdict.</summary>
    /// <param name="At">When.</param>
    /// <param name="IsByClinician">Whether that was a clinician.</param>
    public sealed record Word(Instant At, bool IsByClinician);

    /// <summary>Whether a clinician spoke of the verdict. It rests on the current score of everything that is scored, so nobody can have
    /// spoken of it before the last of these was taken.</summary>
    public static bool HasWord(Series series, IEnumerable<Word> words) =>
        JudgedAt(series) is { } judged && words.Any(word => word.IsByClinician && ClinicClock.ElapsedNanoseconds(judged, word.At) >= 0);

    private static Instant? JudgedAt(Series series)
    {
        var (induction, _) = Split(series.Sessions, InductionCount(series.Protocol));
        var evaluating = induction.Where(s => !s.Aborted).OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)).LastOrDefault();
        if (evaluating is null)
            return null;

        Instant? last = null;
        foreach (var group in series.Scores.GroupBy(s => (s.Condition, s.Instrument, s.Basis)))
        {
            var current = Current(group.Select(s => new Score(s.TakenAt, s.Points)).ToList(), evaluating, NextStart(series, evaluating));
            if (current is not null && (last is null || ClinicClock.ElapsedNanoseconds(last.Value, current.TakenAt) > 0))
                last = current.TakenAt;
        }

        return last;
    }

    /// <summary>What the scores after the maintenance sessions show; those that nothing counts of are left out.</summary>
    public static IReadOnlyList<MaintenanceScore> AfterMaintenance(Series series)
    {
        var (induction, maintenance) = Split(series.Sessions, InductionCount(series.Protocol));
        var evaluating = induction.Where(s => !s.Aborted).OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)).LastOrDefault();
        List<MaintenanceScore> found = [];
        foreach (var session in maintenance)
        {
            foreach (var group in series.Scores.GroupBy(s => (s.Condition, s.Instrument, s.Basis)))
            {
                var scores = group.Select(s => new Score(s.TakenAt, s.Points)).ToList();
                if (Current(scores, session, NextStart(series, session)) is not { } after)
                    continue;

                var before = Baseline(scores, series.Sessions);
                var inWindow = ClinicClock.ElapsedNanoseconds(session.End, after.TakenAt) <= ClinicClock.Hours(7 * 24);
                var responded = PossibleOf(series, group.Key.Instrument, group.ToList(), evaluating).SetEquals([Outcome.Responder]);
                found.Add(new MaintenanceScore(
                    session.Start,
                    group.First(s => s.TakenAt == after.TakenAt),
                    responded && inWindow && !DropsByAtLeast(before!.Points, after.Points, ThresholdPercent(
                        group.Key.Instrument, series.Policy)!.Value),
                    before is not null && after.Points > before.Points));
            }
        }

        return found;
    }

    /// <summary>What of the latest scores goes to a clinician.</summary>
    public static IReadOnlyList<LatestScore> Latest(IReadOnlyList<ScoreOf> scores, IReadOnlyList<Session> sessions) => scores
        .GroupBy(s => (s.Condition, s.Instrument, s.Basis))
        .Select(group =>
        {
            var latest = group.OrderBy(s => ClinicClock.UnixNanoseconds(s.TakenAt)).Last();
            var baseline = Baseline(group.Select(s => new Score(s.TakenAt, s.Points)), sessions);
            return new LatestScore(
                latest,
                sessions.Count == 0 || IsLowest(latest) ? false : baseline is null ? null : IsWorse(baseline.Points, latest.Points));
        })
        .ToList();

    /// <summary>Whether the last answer given to item 9 of the PHQ-9 for each condition needs a clinician; a later score without one leaves
    /// it as it is, and of two that were given at once, one above 0 and one not, nobody knows which was the last.</summary>
    public static IReadOnlyDictionary<int, bool?> LastItem9(IReadOnlyList<ScoreOf> scores) => scores.Where(s => s.Item9 is not null)
        .GroupBy(s => s.Condition)
        .ToDictionary(group => group.Key, group =>
        {
            var last = group.GroupBy(s => s.TakenAt).MaxBy(same => ClinicClock.UnixNanoseconds(same.Key))!.ToList();
            var needing = last.Count(s => NeedsClinician(s.Item9!.Value));
            return needing == last.Count ? true : needing > 0 ? (bool?)null : false;
        });

    public static bool IsWorse(decimal baseline, decimal current) => current > baseline;

    private static bool IsLowest(ScoreOf score) =>
        !Enumerable.Range(0, (int)Math.Ceiling(score.Points)).Any(lower => IsValid(score.Instrument, lower));

    public static bool NeedsClinician(int item9) => item9 > 0;

    /// <summary>The published number of induction sessions; where none is, the evaluation point.</summary>
    private static int? InductionCount(ProtocolReference.Protocol protocol) => protocol.MostSessions ?? protocol.EvaluationPoint;

    private static Instant? NextStart(Series series, Session session)
    {
        Instant? next = null;
        foreach (var start in series.Sessions.Select(s => s.Start).Concat(series.OtherStarts))
        {
            if (ClinicClock.ElapsedNanoseconds(session.Start, start) > 0
                && (next is null || ClinicClock.ElapsedNanoseconds(start, next.Value) > 0))
                next = start;
        }

        return next;
    }

    // A score that is not on record may have any points and, where nothing forbids it, any time from end + 4 h on.
    private static HashSet<Outcome> PossibleOf(Series series, Instrument instrument, List<ScoreOf> group, Session? evaluating)
    {
        var scores = group.Select(s => new Score(s.TakenAt, s.Points)).ToList();
        var completed = CompletedSessions(Split(series.Sessions, InductionCount(series.Protocol)).Induction);
        var next = evaluating is null ? null : NextStart(series, evaluating);
        var current = evaluating is null ? null : Current(scores, evaluating, next);
        List<Duration> times = [ResidualEffects];
        if (evaluating is not null)
        {
            Duration Since(Instant at) => ClinicClock.ToDuration(ClinicClock.ElapsedNanoseconds(evaluating.End, at));
            if (current is not null)
                times = [Since(current.TakenAt)];
            else if (next is null || Since(next.Value) > EvaluationWindow)
                times.Add(EvaluationWindow + Duration.FromNanoseconds(1));
        }

        // A drop is the greatest from the highest score and to the lowest; nothing else tells points apart but a baseline of zero.
        IReadOnlyList<decimal> scoreValues = instrument switch
        {
            Instrument.PainNrs => [0, 1, 10],
            Instrument.Phq9 => [0, 1, 27],
            Instrument.Gad7 => [0, 1, 21],
            Instrument.Madrs => [0, 1, 60],
            Instrument.Pcl5 => [0, 1, 80],
            _ => [36, 37, 78],
        };
        return times.SelectMany(since => PossibleOutcomes(
            new Facts(
                series.Protocol, completed, instrument, Baseline(scores, series.Sessions)?.Points, current?.Points, since),
            scoreValues, series.Policy)).ToHashSet();
    }

    private static HashSet<Outcome> Joined(
        IEnumerable<IReadOnlySet<Outcome>> parts, Func<IReadOnlyList<Outcome>, Outcome> join) => Picks(parts).Select(join).ToHashSet();

    private static List<IReadOnlyList<Outcome>> Picks(IEnumerable<IReadOnlySet<Outcome>> parts)
    {
        List<IReadOnlyList<Outcome>> picks = [[]];
        foreach (var part in parts)
            picks = picks.SelectMany(pick => part.Select(one => (IReadOnlyList<Outcome>)[.. pick, one])).ToList();

        return picks;
    }

    // ---- several instruments, several conditions ----

    /// <summary>One condition: its primary instrument decides; without one, the instruments that could be judged must agree.</summary>
    public static Outcome OfCondition(IReadOnlyList<InstrumentVerdict> instruments)
    {
        foreach (var instrument in instruments)
        {
            if (instrument.IsPrimary)
                return instrument.Outcome;
        }

        return Agree(instruments.Select(i => i.Outcome).ToList());
    }

    /// <summary>
    /// The course: conditions that disagree need a clinician, and one that responds keeps the course from being a likely
    /// non-responder. Conditions that could not be judged neither make nor prevent an answer.
    /// </summary>
    public static Outcome Overall(IReadOnlyList<Outcome> conditions) => Agree(conditions);

    /// <summary>The first verdict is kept beside the one recomputed after each later induction session.</summary>
    public static (Outcome? First, Outcome? Latest) FirstAndLatest(IReadOnlyList<Outcome> afterEachSession)
    {
        var verdicts = afterEachSession.Where(o => o != Outcome.NotYetEvaluable).ToList();
        return verdicts.Count == 0 ? (null, null) : (verdicts[0], verdicts[^1]);
    }

    /// <summary>Booking on is never refused: a likely non-responder's booking is a warning a clinician's reason overrides.</summary>
    public static BookingWarning BookAnother(Outcome verdict, bool clinicianReason)
    {
        if (verdict != Outcome.LikelyNonResponder)
            return BookingWarning.None;

        return clinicianReason ? BookingWarning.ContinuationOverridden : BookingWarning.ContinuationNotRecommended;
    }

    private static Outcome OutcomeOf(Facts facts, decimal baseline, decimal current, ReferencePolicy policy)
    {
        var point = ProtocolReference.EvaluationPoint(facts.Protocol);

        // Without a published evaluation point there is none to reach.
        if (point is null)
            return Outcome.NotYetEvaluable;

        if (Completions.Known(facts.CompletedSessions, nameof(facts.CompletedSessions)) < point.Value)
            return Outcome.NotYetEvaluable;

        var threshold = ThresholdPercent(facts.Instrument, policy);
        if (threshold is null)
            return Outcome.CriterionNotSet;

        if (baseline == 0)
            return Outcome.NotEvaluable;

        // Too early it is a trend, and too late a failure cannot be told from an effect that has worn off.
        if (facts.SinceEnd < ResidualEffects)
            return Outcome.NotYetEvaluable;

        if (DropsByAtLeast(baseline, current, threshold.Value))
            return Outcome.Responder;

        return facts.SinceEnd > WindowOf(facts.Instrument, policy) ? Outcome.ClinicianReview : Outcome.LikelyNonResponder;
    }

    private static Outcome Agree(IReadOnlyList<Outcome> outcomes)
    {
        var anyResponds = outcomes.Contains(Outcome.Responder);
        var anyDoesNot = outcomes.Contains(Outcome.LikelyNonResponder);
        if (outcomes.Contains(Outcome.ClinicianReview))
            return Outcome.ClinicianReview;

        if (anyResponds && anyDoesNot)
            return Outcome.ClinicianReview;

        if (anyResponds)
            return Outcome.Responder;

        if (anyDoesNot)
            return Outcome.LikelyNonResponder;

        if (outcomes.Contains(Outcome.NotEvaluable))
            return Outcome.NotEvaluable;

        if (outcomes.Contains(Outcome.CriterionNotSet))
            return Outcome.CriterionNotSet;

        if (outcomes.Contains(Outcome.NotPublished))
            return Outcome.NotPublished;

        return Outcome.NotYetEvaluable;
    }

    private static decimal PercentDrop(decimal baseline, decimal current)
    {
        var (before, after) = OnOneScale(baseline, current);
        var hundredths = BigInteger.DivRem((before - after) * 10_000, before, out var rest);
        if (BigInteger.Abs(rest) * 2 >= before)
            hundredths += before >= after ? 1 : -1;

        return (decimal)hundredths / 100;
    }

    /// <summary>Both scores as whole numbers of the same small unit.</summary>
    private static (BigInteger Before, BigInteger After) OnOneScale(decimal baseline, decimal current)
    {
        var unit = 1m;
        while (baseline * unit != decimal.Truncate(baseline * unit) || current * unit != decimal.Truncate(current * unit))
            unit *= 10;

        return (new BigInteger(baseline * unit), new BigInteger(current * unit));
    }
}
