using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>When a score counts: from the end of residual effects on, and as current within each instrument's window.</summary>
/// <param name="ResidualEffects">How long after an infusion's end a score is a trend only.</param>
/// <param name="WindowOf">How long after an infusion's end a score on an instrument says whether it helped, inclusive.</param>
internal sealed record ScoreTiming(Duration ResidualEffects, Func<Instrument, Duration> WindowOf);

/// <summary>A series in every way in which its sessions without an end on record may have gone; one where all have ended.</summary>
/// <param name="Readings">The readings, which differ in what is completed; in the first, only what is surely completed is.</param>
internal sealed record ScoredSeries(ImmutableArray<ScoredCourse> Readings)
{
    /// <summary>The series.</summary>
    public ResponseSeries Series => Readings[0].Series;

    /// <summary>Whether a clinician has said something of the verdict on it, whichever way it went.</summary>
    /// <param name="about">What is said.</param>
    public bool? HasWord(WordAbout about)
    {
        bool?[] said = [.. Readings.Select(course => course.HasWord(about)).Distinct()];
        return said.Length == 1 ? said[0] : null;
    }

    /// <summary>Whether a clinician has recorded a reason for going on against the verdict.</summary>
    /// <remarks>Whoever says after a non-response that the course has reached maintenance has one.</remarks>
    public bool? HasReason => HasWord(WordAbout.ReasonToContinue) | HasWord(WordAbout.Maintenance);

    public bool Equals(ScoredSeries? other) => other is not null && Readings.SequenceEqual(other.Readings);

    public override int GetHashCode() => Readings.Length;
}

/// <summary>A series as it stood after one of its sessions, with what is scored for each condition.</summary>
/// <remarks>Compared by series and session.</remarks>
internal sealed record ScoredCourse
{
    /// <summary>Takes the scores of a series that count after a session.</summary>
    /// <param name="series">The series.</param>
    /// <param name="ended">The sessions, oldest first; whether each was completed is known or taken to be.</param>
    /// <param name="evaluating">The session whose effect is judged; <c>null</c> before the first completed one.</param>
    /// <param name="completed">How many completed sessions count.</param>
    /// <param name="timing">When a score counts.</param>
    public ScoredCourse(
        ResponseSeries series, ImmutableArray<InfusionSession> ended, InfusionSession? evaluating, int completed, ScoreTiming timing)
    {
        (Series, Evaluating, CompletedSessions) = (series, evaluating, completed);
        var selection = new Selection(series, ended, evaluating, completed, timing);
        IsFollowed = selection.IsFollowed;
        ConditionCategory[] treated =
        [
            .. series.ScoresInForce.Select(score => score.Condition).Concat(series.Conditions).Distinct().OrderBy(condition => condition),
        ];
        Conditions = treated.Length == 0
            ? [new(null, [selection.Without(null)])]
            : [.. treated.Select(condition => new ScoredCondition(condition, selection.Of(condition)))];
    }

    /// <summary>The series.</summary>
    public ResponseSeries Series { get; }

    /// <summary>After how many completed sessions it is.</summary>
    public int CompletedSessions { get; }

    /// <summary>The session whose effect is judged; <c>null</c> before the first completed one.</summary>
    public InfusionSession? Evaluating { get; }

    /// <summary>Whether another infusion has begun since.</summary>
    public bool IsFollowed { get; }

    /// <summary>The conditions, each once; one without a name when none is on record.</summary>
    public ImmutableArray<ScoredCondition> Conditions { get; }

    /// <summary>The latest score on each instrument of a series, in every way in which the times of its scores may be read.</summary>
    /// <remarks>Before a first infusion, and where it was taken up to the start of one, the latest score is its own baseline.</remarks>
    /// <param name="series">The series and its scores; it may have no session yet.</param>
    public static IEnumerable<InstrumentReadings> LatestOf(ResponseSeries series)
    {
        Moment? begun = series.Sessions.IsEmpty ? null
            : series.Sessions.OrderBy(session => session.Start.Earliest).First().Start;
        return series.ScoresInForce.GroupBy(score => (score.Condition, score.Instrument, score.Basis)).OrderBy(group => group.Key)
            .Select(same =>
            {
                ScoreEntry[] scores = [.. same];
                List<ScoreEntry?> baselines = Selection.Baselines(scores, begun);
                return new InstrumentReadings(
                [
                    .. from latest in Selection.LastOf(scores, static _ => true, static _ => true)
                       let isBaseline = latest is not null && (begun is not { } start || latest.At.Latest <= start.Earliest)
                       from baseline in isBaseline ? (List<ScoreEntry?>)[latest] : baselines
                       select new ScoredInstrument
                       {
                           Condition = same.Key.Condition,
                           Instrument = same.Key.Instrument,
                           Basis = same.Key.Basis,
                           Baseline = baseline?.Score,
                           Current = latest?.Score,
                           CurrentAt = latest?.At,
                       },
                ]);
            });
    }

    /// <summary>With more scores than this of which any may be the one that counts, nobody can tell which it is.</summary>
    internal const int MostCandidates = 8;

    /// <summary>The scores that may be the last of their kind before the first infusion, and of many enough to show that they are
    /// many.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="start">When the first infusion began.</param>
    public static IEnumerable<ScoreEntry> BaselinesOf(IEnumerable<ScoreEntry> scores, Moment start) =>
        scores.GroupBy(score => (score.Condition, score.Instrument, score.Basis)).SelectMany(same => Selection.Last(
            [.. same], at => at.Earliest <= start.Latest, at => at.Latest <= start.Earliest).All
            .OrderByDescending(score => score.At.Latest).Take(MostCandidates + 1));

    /// <summary>The last answer given to item 9 of the PHQ-9 for each condition, in every way in which the times of the scores may be
    /// read.</summary>
    /// <remarks>A later PHQ-9 on which nobody wrote the item down does not take its place: what was not given is not known to be
    /// 0.</remarks>
    /// <param name="series">The scores; a condition of which no item 9 was ever given has none.</param>
    public static IEnumerable<Item9Readings> LastItem9Of(ResponseSeries series) =>
        series.ScoresInForce.Where(score => score.Item9 is not null).GroupBy(score => score.Condition).OrderBy(same => same.Key)
            .Select(same =>
            {
                ScoreEntry[] last = Selection.Last([.. same], static _ => true, static _ => true).All;

                // Of many two for each answer: what they come to is the same, and which of them it is stays open.
                return new Item9Readings(last.Length <= MostCandidates ? [.. last]
                    : [.. last.GroupBy(score => score.Item9).SelectMany(alike => alike.Take(2))]);
            });

    /// <summary>Whether a clinician has said something of the verdict on it.</summary>
    /// <remarks>
    /// <para>A verdict can first be judged at the last of the scores that it rests on, and a word speaks of nothing later: it counts when
    /// it was said at that score or after it. A score that comes after the word makes another verdict, which needs a word of its own, and
    /// so does the verdict after another session.</para>
    /// <para>While no score after the session is on record there is no verdict, and no word of it.</para>
    /// </remarks>
    /// <param name="about">What is said.</param>
    /// <returns><c>null</c> when it is not known who said it, or whether the score came first.</returns>
    public bool? HasWord(WordAbout about)
    {
        // Of an instrument whose times are open the last score may be any of those, and perhaps none of them counts.
        (bool IsSure, Moment[] Times)[] taken =
        [
            .. from instrument in Conditions.SelectMany(static condition => condition.Instruments)
               let scored = instrument.Readings.Where(static reading => reading.Current is not null).ToArray()
               where scored.Length > 0
               select (scored.Length == instrument.Readings.Length, Array.ConvertAll(scored, static one => one.CurrentAt!.Value)),
        ];
        if (taken.Length == 0)
        {
            return false;
        }

        Instant latest = taken.Max(static one => one.Times.Max(static at => at.Latest));
        Instant[] sure = [.. taken.Where(static one => one.IsSure).Select(static one => one.Times.Min(static at => at.Earliest))];
        Instant earliest = sure.Length > 0 ? sure.Max() : taken.Min(static one => one.Times.Min(static at => at.Earliest));
        return Series.WordsInForce.HasSaid(about, Moment.Between(earliest, latest)) & (sure.Length > 0 ? true : null);
    }

    public bool Equals(ScoredCourse? other) => other is not null && CompletedSessions == other.CompletedSessions
        && Evaluating == other.Evaluating && Series == other.Series;

    public override int GetHashCode() => CompletedSessions;

    // Which scores are before and after. Where their times leave that open, every possible pair is a reading.
    private sealed class Selection
    {
        private static Duration Longest => Duration.FromDays(3_660);

        private readonly ResponseSeries _series;
        private readonly ScoreTiming _timing;
        private readonly InfusionSession? _evaluating;
        private readonly int _completed;
        private readonly Moment? _begun;
        private readonly Moment? _nextStart;

        public Selection(
            ResponseSeries series, ImmutableArray<InfusionSession> ended, InfusionSession? evaluating, int completed, ScoreTiming timing)
        {
            (_series, _evaluating, _completed, _timing) = (series, evaluating, completed, timing);
            _begun = ended.IsEmpty ? null : ended[0].Start;
            if (evaluating is not null)
            {
                Instant begun = evaluating.Start.Earliest;
                Moment[] later =
                [
                    .. ended.Select(session => session.Start).Concat(series.OtherStarts).Where(start => start.Earliest > begun)
                        .OrderBy(start => start.Earliest),
                ];
                _nextStart = later.Length == 0 ? null : later[0];
            }
        }

        public bool IsFollowed => _nextStart is not null;

        public InstrumentReadings Without(ConditionCategory? condition) => new([Reading(condition, null, null, null, null)]);

        public ImmutableArray<InstrumentReadings> Of(ConditionCategory condition)
        {
            IGrouping<(Instrument Instrument, ScoreBasis? Basis), ScoreEntry>[] instruments =
                [
                    .. _series.ScoresInForce.Where(score => score.Condition == condition)
                        .GroupBy(score => (score.Score.Instrument, score.Basis)).OrderBy(group => group.Key),
                ];
            return instruments.Length == 0
                ? [Without(condition)]
                : [.. instruments.Select(scores => Of(condition, scores.Key.Instrument, scores.Key.Basis, [.. scores]))];
        }

        private InstrumentReadings Of(ConditionCategory condition, Instrument instrument, ScoreBasis? basis, ScoreEntry[] scores)
        {
            List<ScoreEntry?> currents = Currents(scores, instrument);
            return new(
            [
                .. from baseline in Baselines(scores)
                   from current in currents
                   select Reading(condition, instrument, basis, baseline, current),
            ]);
        }

        private ScoredInstrument Reading(
            ConditionCategory? condition, Instrument? instrument, ScoreBasis? basis, ScoreEntry? baseline, ScoreEntry? current) =>
            new()
            {
                Condition = condition,
                Instrument = instrument,
                Basis = basis,
                Protocol = _series.Protocol,
                CompletedSessions = _completed,
                AbortedSessions = _series.AbortedSessions,
                Baseline = baseline?.Score,
                Current = current?.Score,
                CurrentAt = current?.At ?? WhenItMayBe,
                FirstStart = _begun,
                SessionEnd = _evaluating?.End,
            };

        // A score that is not on record is none from within residual effects, and none after the next infusion has begun.
        private Moment? WhenItMayBe => _evaluating?.End is not { } end ? null
            : Moment.Between(
                Moment.Later(end.Earliest, _timing.ResidualEffects),
                Instant.Max(Moment.Later(end.Earliest, _timing.ResidualEffects), _nextStart?.Latest ?? Moment.Later(end.Latest, Longest)));

        private List<ScoreEntry?> Baselines(ScoreEntry[] scores) => Baselines(scores, _begun);

        // The last score at or before the start of the first infusion.
        public static List<ScoreEntry?> Baselines(ScoreEntry[] scores, Moment? start) => start is { } begun
            ? LastOf(scores, at => at.Earliest <= begun.Latest, at => at.Latest <= begun.Earliest)
            : LastOf(scores, _ => true, _ => true);

        // The last score in the window after the evaluating session and before the next start; without one, the first after the window.
        private List<ScoreEntry?> Currents(ScoreEntry[] scores, Instrument instrument)
        {
            if (_evaluating?.End is not { } end)
            {
                return [null];
            }

            Moment from = end.Later(_timing.ResidualEffects);
            Moment to = end.Later(_timing.WindowOf(instrument));
            ScoreEntry[] before = [.. scores.Where(score => _nextStart is not { } next || score.At.Earliest < next.Latest)];
            bool IsBeforeNext(Moment at) => _nextStart is not { } next || at.Latest < next.Earliest;
            List<ScoreEntry?> inside = LastOf(
                before, at => at.Latest >= from.Earliest && at.Earliest <= to.Latest,
                at => at.Earliest >= from.Latest && at.Latest <= to.Earliest && IsBeforeNext(at));
            return inside[inside.Count - 1] is not null
                ? inside
                : [.. inside.Where(score => score is not null), .. FirstOf(
                    before, at => at.Latest > to.Earliest && at.Latest >= from.Earliest,
                    at => at.Earliest > to.Latest && at.Earliest >= from.Latest && IsBeforeNext(at))];
        }

        // Every score that may be the last of those inside; with none that is certainly inside, there may be none at all.
        public static List<ScoreEntry?> LastOf(ScoreEntry[] scores, Func<Moment, bool> mayBeInside, Func<Moment, bool> isInside) =>
            Candidates(Last(scores, mayBeInside, isInside));

        /// <summary>The scores of which any may be the last, in the order of their times, and whether there may be none.</summary>
        public static (ScoreEntry[] All, bool OrNone) Last(
            IReadOnlyCollection<ScoreEntry> scores, Func<Moment, bool> mayBeInside, Func<Moment, bool> isInside)
        {
            ScoreEntry[] certain = [.. scores.Where(score => isInside(score.At))];
            Instant latest = certain.Length == 0 ? Instant.MinValue : certain.Max(score => score.At.Earliest);
            return (InOrder(scores.Where(score => mayBeInside(score.At) && score.At.Latest >= latest)), certain.Length == 0);
        }

        // The same for the first.
        private static List<ScoreEntry?> FirstOf(ScoreEntry[] scores, Func<Moment, bool> mayBeInside, Func<Moment, bool> isInside)
        {
            ScoreEntry[] certain = [.. scores.Where(score => isInside(score.At))];
            Instant earliest = certain.Length == 0 ? Instant.MaxValue : certain.Min(score => score.At.Latest);
            ScoreEntry[] first = InOrder(scores.Where(score => mayBeInside(score.At) && score.At.Earliest <= earliest));
            return Candidates((first, certain.Length == 0));
        }

        // With too many nothing is told apart: it may be any score, taken between the earliest time and the latest.
        private static List<ScoreEntry?> Candidates((ScoreEntry[] All, bool OrNone) may) => may.All.Length > MostCandidates
            ? [may.All[0], may.All.OrderBy(score => score.At.Latest).Last(), null]
            : [.. may.All, .. may.OrNone ? (ScoreEntry?[])[null] : []];

        private static ScoreEntry[] InOrder(IEnumerable<ScoreEntry> scores) =>
            [.. scores.OrderBy(score => score.At.Earliest).ThenBy(score => score.Points)];
    }
}

/// <summary>A condition with the instruments it is scored on.</summary>
/// <param name="Category">The condition; <c>null</c> when none is on record.</param>
/// <param name="Instruments">The instruments, each once; one without a name when the condition has no score.</param>
internal sealed record ScoredCondition(ConditionCategory? Category, ImmutableArray<InstrumentReadings> Instruments)
{
    public bool Equals(ScoredCondition? other) =>
        other is not null && Category == other.Category && Instruments.SequenceEqual(other.Instruments);

    public override int GetHashCode() => Instruments.Length;
}

/// <summary>An instrument in every way in which the times of its scores may be read; one where they leave nothing open.</summary>
/// <param name="Readings">The readings, which differ in their scores only.</param>
internal sealed record InstrumentReadings(ImmutableArray<ScoredInstrument> Readings)
{
    /// <summary>What they are of: a condition, and how it is scored.</summary>
    public (ConditionCategory?, Instrument?, ScoreBasis?) Key => (Readings[0].Condition, Readings[0].Instrument, Readings[0].Basis);

    /// <summary>What all readings have alike; a score that is open is not known.</summary>
    public ScoredInstrument Known => Readings.Skip(1).Aggregate(Readings[0], static (known, reading) => known with
    {
        Baseline = known.Baseline == reading.Baseline ? known.Baseline : null,
        Current = known.Current == reading.Current ? known.Current : null,
        CurrentAt = known.CurrentAt == reading.CurrentAt ? known.CurrentAt : null,
    });

    public bool Equals(InstrumentReadings? other) => other is not null && Readings.SequenceEqual(other.Readings);

    public override int GetHashCode() => Readings.Length;
}


/// <summary>The verdict on a course, which may not stand yet.</summary>
/// <param name="Course">The course after its latest evaluating session.</param>
internal sealed record VerdictGiven(ScoredCourse Course)
{
    /// <summary>When the session ended that is judged; <c>null</c> before one.</summary>
    public Moment? SessionEnd => Course.Evaluating?.End;

    /// <summary>Whether another infusion has begun since; then no score will come.</summary>
    public bool? IsFollowed => Course.Evaluating is null ? null : Course.IsFollowed;

    /// <summary>Whether a clinician has confirmed it.</summary>
    public bool? IsConfirmed => Course.HasWord(WordAbout.ResponseConfirmed);

    /// <summary>Whether a score on an instrument may still come: it is used for this series, or none is yet.</summary>
    public bool IsScoredOn(Instrument instrument) =>
        Course.Series.ScoresInForce is var scores && (scores.IsEmpty || scores.Any(score => score.Score.Instrument == instrument));
}

/// <summary>One instrument after one maintenance session, beside what it came to after the induction.</summary>
/// <param name="Session">The maintenance session.</param>
/// <param name="AtVerdict">The scores that the verdict rests on.</param>
/// <param name="After">The scores before the series and after the session.</param>
internal sealed record ScoreInMaintenance(InfusionSession Session, ScoredInstrument AtVerdict, ScoredInstrument After);

/// <summary>The last score with an answer to item 9 of the PHQ-9, in every way in which the times of the scores may be read.</summary>
/// <param name="Readings">The readings, each with its answer.</param>
internal sealed record Item9Readings(ImmutableArray<ScoreEntry> Readings)
{
    public bool Equals(Item9Readings? other) => other is not null && Readings.SequenceEqual(other.Readings);

    public override int GetHashCode() => Readings.Length;
}
