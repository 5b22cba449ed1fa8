using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>A series as it stood after one of its completed sessions, with what is scored for each condition.</summary>
/// <remarks>Compared by series and session.</remarks>
internal sealed record ScoredCourse
{
    /// <summary>Takes the scores of a series that count after a session.</summary>
    /// <param name="series">The series.</param>
    /// <param name="completed">How many completed sessions count.</param>
    /// <param name="first">The course at its first evaluation; <c>null</c> when this is the first.</param>
    public ScoredCourse(ResponseSeries series, int completed, ScoredCourse? first)
    {
        (Series, CompletedSessions, First) = (series, completed, first ?? this);
        var selection = new Selection(series, completed);
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

    /// <summary>The course at its first evaluation.</summary>
    public ScoredCourse First { get; }

    /// <summary>The conditions, each once; one without a name when none is on record.</summary>
    public ImmutableArray<ScoredCondition> Conditions { get; }

    public bool Equals(ScoredCourse? other) => other is not null && CompletedSessions == other.CompletedSessions && Series == other.Series;

    public override int GetHashCode() => CompletedSessions;

    // Which scores are before and after. Where their times leave that open, every possible pair is a reading.
    private sealed class Selection
    {
        private readonly ResponseSeries _series;
        private readonly int _completed;
        private readonly InfusionSession? _first;
        private readonly InfusionSession? _evaluating;
        private readonly Instant _nextStart = Instant.MaxValue;

        public Selection(ResponseSeries series, int completed)
        {
            (_series, _completed) = (series, completed);
            InfusionSession[] ordered = [.. series.Sessions.OrderBy(session => session.Start)];
            if (completed > 0)
            {
                InfusionSession[] counted = [.. ordered.Where(session => session.Result == SessionResult.Completed)];
                (_first, _evaluating) = (counted[0], counted[completed - 1]);
                int next = Array.IndexOf(ordered, _evaluating) + 1;
                _nextStart = next < ordered.Length ? ordered[next].Start : Instant.MaxValue;
            }
        }

        public InstrumentReadings Without(ConditionCategory? condition) => new([Reading(condition, null, null, null)]);

        public ImmutableArray<InstrumentReadings> Of(ConditionCategory condition)
        {
            IGrouping<Instrument, ScoreEntry>[] instruments =
                [
                    .. _series.ScoresInForce.Where(score => score.Condition == condition).GroupBy(score => score.Score.Instrument)
                        .OrderBy(group => group.Key),
                ];
            return instruments.Length == 0
                ? [Without(condition)]
                : [.. instruments.Select(scores => Of(condition, scores.Key, [.. scores]))];
        }

        private InstrumentReadings Of(ConditionCategory condition, Instrument instrument, ScoreEntry[] scores) => new(
        [
            .. from baseline in Baselines(scores) from current in Currents(scores) select Reading(condition, instrument, baseline, current),
        ]);

        private ScoredInstrument Reading(ConditionCategory? condition, Instrument? instrument, ScoreEntry? baseline, ScoreEntry? current) =>
            new()
            {
                Condition = condition,
                Instrument = instrument,
                Protocol = _series.Protocol,
                CompletedSessions = _completed,
                AbortedSessions = _series.AbortedSessions,
                Baseline = baseline?.Score,
                Current = current?.Score,
                CurrentAt = current?.At,
                SessionEnd = _evaluating is { } session ? Moment.At(session.End) : null,
            };

        // The last score at or before the start of the first completed infusion.
        private List<ScoreEntry?> Baselines(ScoreEntry[] scores) => _first is { } first
            ? LastOf(scores, at => at.Earliest <= first.Start, at => at.Latest <= first.Start)
            : LastOf(scores, _ => true, _ => true);

        // The last score after the end of the evaluating session and before the next start.
        private List<ScoreEntry?> Currents(ScoreEntry[] scores) => _evaluating is { } session
            ? LastOf(
                scores, at => at.Latest > session.End && at.Earliest < _nextStart,
                at => at.Earliest > session.End && at.Latest < _nextStart)
            : [null];

        // Every score that may be the last of those inside; with none that is certainly inside, there may be none at all.
        private static List<ScoreEntry?> LastOf(ScoreEntry[] scores, Func<Moment, bool> mayBeInside, Func<Moment, bool> isInside)
        {
            List<ScoreEntry?> candidates =
            [
                .. scores.Where((score, place) => mayBeInside(score.At) && !IsOutlived(scores, place, isInside)),
            ];
            return scores.Any(score => isInside(score.At)) ? candidates : [.. candidates, null];
        }

        private static bool IsOutlived(ScoreEntry[] scores, int place, Func<Moment, bool> isInside)
        {
            Instant latest = scores[place].At.Latest;
            return scores.Where((score, other) =>
                isInside(score.At) && (score.At.Earliest > latest || (score.At.Earliest == latest && other > place))).Any();
        }
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

/// <summary>The booking of one more session.</summary>
/// <param name="Course">The course so far.</param>
/// <param name="HasClinicianReason">Whether a clinician has recorded a reason for going on; <c>null</c> when not known.</param>
internal sealed record NextSession(ScoredCourse Course, bool? HasClinicianReason);
