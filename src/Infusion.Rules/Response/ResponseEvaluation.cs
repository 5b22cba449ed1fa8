using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>The response as it stood after one completed session.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class ResponseEvaluation
{
    private readonly ResponseRules _rules;
    private readonly FactValue[] _row;

    internal ResponseEvaluation(ResponseRules rules, ResponseFacts facts, int completed)
    {
        (_rules, CompletedSessions) = (rules, completed);
        var series = new Series(facts.Sessions, completed);
        Conditions = facts.Conditions.IsEmpty
            ? [new(rules, null, [rules.JudgeInstrument(series.Of(facts.Protocol, null, null, null))])]
            : [.. facts.Conditions.Select(condition => new ConditionDecision(rules, condition.Category, Judge(rules, facts.Protocol, series, condition)))];
        (Verdict, _row) = ConditionDecision.Fold(rules.CourseTable, Conditions.Select(condition => condition.Verdict));
    }

    /// <summary>After how many completed sessions of the series it is.</summary>
    public int CompletedSessions { get; }

    /// <summary>The possible and the certain outcomes for the course as a whole.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ResponseOutcome Outcome => (ResponseOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ResponseOutcome> Possible => ConditionDecision.OutcomesOf(Verdict);

    /// <summary>The conditions in the order given.</summary>
    public ImmutableArray<ConditionDecision> Conditions { get; }

    /// <summary>Why: the last join of verdicts.</summary>
    public Explanation Explanation => _rules.CourseTable.Explain(_row);

    /// <summary>What to ask next; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Status == DecisionStatus.NeedsInformation
        ? [.. Conditions.SelectMany(condition => condition.Questions).Distinct()]
        : [];

    /// <summary>The evaluation as data, with one part for each condition.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => ConditionDecision.DocumentOf(_rules.CourseTable, _row, _rules.Version, Verdict) with
    {
        Questions = Questions,
        Values = [new("response.completed-sessions", FormattableString.Invariant($"{CompletedSessions}"), null)],
        Parts = [.. Conditions.Select(condition => condition.ToDocument())],
    };

    /// <summary>Writes the session and the possible outcomes.</summary>
    /// <returns>"after 3 sessions: Responder".</returns>
    public override string ToString() => FormattableString.Invariant($"after {CompletedSessions} sessions: {string.Join(" or ", Possible)}");

    private static ImmutableArray<InstrumentDecision> Judge(ResponseRules rules, ProtocolId? protocol, Series series, ConditionScores condition)
    {
        IGrouping<Instrument, ScoreRecord>[] instruments =
            [.. condition.Scores.GroupBy(record => record.Score.Instrument).OrderBy(group => group.Key)];
        return instruments.Length == 0
            ? [rules.JudgeInstrument(series.Of(protocol, null, null, null))]
            : [.. instruments.Select(group => JudgeOne(rules, protocol, series, group.Key, [.. group]))];
    }

    // Where the times leave open which score is meant, every possible pair is judged and the outcomes are united.
    private static InstrumentDecision JudgeOne(
        ResponseRules rules, ProtocolId? protocol, Series series, Instrument instrument, ScoreRecord[] scores)
    {
        ulong possible = 0;
        int worst = -1;
        InstrumentFacts? explained = null;
        foreach (ScoreRecord? baseline in series.Baselines(scores))
        {
            foreach (ScoreRecord? current in series.Currents(scores))
            {
                InstrumentFacts facts = series.Of(protocol, instrument, baseline, current);
                Verdict verdict = rules.JudgeInstrument(facts).Verdict;
                possible |= verdict.Possible;
                if (verdict.MostCautious > worst)
                {
                    (worst, explained) = (verdict.MostCautious, facts);
                }
            }
        }

        return new(rules, explained!, ResponseRules.Sole(possible));
    }

    // The sessions of a series as the selection of scores reads them.
    private sealed class Series
    {
        private readonly int _completed;
        private readonly int _aborted;
        private readonly InfusionSession? _first;
        private readonly InfusionSession? _evaluating;
        private readonly Instant _nextStart = Instant.MaxValue;

        public Series(ImmutableArray<InfusionSession> sessions, int completed)
        {
            InfusionSession[] ordered = [.. sessions.OrderBy(session => session.Start)];
            InfusionSession[] counted = [.. ordered.Where(session => session.Result == SessionResult.Completed)];
            (_completed, _aborted) = (completed, ordered.Length - counted.Length);
            if (completed > 0)
            {
                (_first, _evaluating) = (counted[0], counted[completed - 1]);
                int next = Array.IndexOf(ordered, _evaluating) + 1;
                _nextStart = next < ordered.Length ? ordered[next].Start : Instant.MaxValue;
            }
        }

        // The last score at or before the start of the first completed infusion.
        public List<ScoreRecord?> Baselines(ScoreRecord[] scores) => _first is { } first
            ? LastOf(scores, at => at.Earliest <= first.Start, at => at.Latest <= first.Start)
            : LastOf(scores, _ => true, _ => true);

        // The last score after the end of the evaluating session and before the next start.
        public List<ScoreRecord?> Currents(ScoreRecord[] scores) => _evaluating is { } session
            ? LastOf(scores, at => at.Latest > session.End && at.Earliest < _nextStart, at => at.Earliest > session.End && at.Latest < _nextStart)
            : [null];

        public InstrumentFacts Of(ProtocolId? protocol, Instrument? instrument, ScoreRecord? baseline, ScoreRecord? current) => new()
        {
            Protocol = protocol,
            Instrument = instrument,
            CompletedSessions = _completed,
            AbortedSessions = _aborted,
            Baseline = baseline?.Score,
            Current = current?.Score,
            CurrentAt = current?.At,
            SessionEnd = _evaluating?.End,
        };

        // Every score that may be the last of those inside; with none that is certainly inside, there may be none at all.
        private static List<ScoreRecord?> LastOf(ScoreRecord[] scores, Func<Moment, bool> mayBeInside, Func<Moment, bool> isInside)
        {
            List<ScoreRecord?> candidates = [];
            for (int index = 0; index < scores.Length; index++)
            {
                if (mayBeInside(scores[index].At) && !IsOutlived(scores, index, isInside))
                {
                    candidates.Add(scores[index]);
                }
            }

            return scores.Any(record => isInside(record.At)) ? candidates : [.. candidates, null];
        }

        private static bool IsOutlived(ScoreRecord[] scores, int index, Func<Moment, bool> isInside)
        {
            Instant latest = scores[index].At.Latest;
            for (int other = 0; other < scores.Length; other++)
            {
                Moment at = scores[other].At;
                if (isInside(at) && (at.Earliest > latest || (at.Earliest == latest && other > index)))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
