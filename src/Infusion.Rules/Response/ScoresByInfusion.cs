using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>The scores that may lie between the start of one infusion and the next, for each of many infusions.</summary>
internal sealed class ScoresByInfusion
{
    private readonly Instant[] _starts;
    private readonly Moment?[] _next;
    private readonly List<ScoreEntry>[] _scores;

    /// <summary>Finds the infusions that each score may come after.</summary>
    /// <param name="starts">When the infusions began, in any order.</param>
    /// <param name="scores">The scores, in any order.</param>
    public ScoresByInfusion(IEnumerable<Moment> starts, ImmutableArray<ScoreEntry> scores)
    {
        Moment[] ordered = [.. starts.OrderBy(static start => start.Earliest)];
        _starts = [.. ordered.Select(static start => start.Earliest)];
        _scores = [.. ordered.Select(static _ => new List<ScoreEntry>())];
        _next = new Moment?[ordered.Length];
        for (int place = ordered.Length - 2; place >= 0; place--)
        {
            _next[place] = _starts[place + 1] > _starts[place] ? ordered[place + 1] : _next[place + 1];
        }

        ScoreEntry[] inOrder = [.. scores.OrderBy(static score => score.At.Earliest)];
        AddPartly(inOrder);
        AddSpanning(inOrder);
    }

    /// <summary>The scores that may come after an infusion and before the next one.</summary>
    /// <param name="start">When the infusion began; one of those given.</param>
    /// <returns>The scores, and when the next infusion began; <c>null</c> where there is none.</returns>
    public (IEnumerable<ScoreEntry> Scores, Moment? Next) Of(Moment start)
    {
        int place = Array.BinarySearch(_starts, start.Earliest);
        return (_scores[place], _next[place]);
    }

    // Those that may not begin before an infusion, or not be over after the next one: of most scores a few places.
    private void AddPartly(ScoreEntry[] inOrder)
    {
        // The infusions before this place are all over for every score that is still to come.
        int first = 0;
        foreach (ScoreEntry score in inOrder)
        {
            while (first < _starts.Length && IsOver(first, score))
            {
                first++;
            }

            int spanned = FirstNot(start => start < score.At.Earliest);
            int end = FirstNot(start => start <= score.At.Latest);
            int afterSpanned = end == 0 ? 0 : FirstNot(start => start < _starts[end - 1]);
            for (int place = first; place < end; place = place + 1 >= spanned && place < afterSpanned ? afterSpanned : place + 1)
            {
                if ((place < spanned || place >= afterSpanned) && !IsOver(place, score))
                {
                    _scores[place].Add(score);
                }
            }
        }
    }

    // Those that may be before an infusion, and may be after the next one: any of them may count whatever else is there. Of each kind the
    // latest are enough to show that nobody can tell which it is.
    private void AddSpanning(ScoreEntry[] inOrder)
    {
        var kinds = new Dictionary<(ConditionCategory, Instrument, ScoreBasis?), SortedSet<(Instant Latest, int Score)>>();
        int begun = 0;
        for (int place = 0; place < _starts.Length && _next[place] is { } next; place++)
        {
            for (; begun < inOrder.Length && inOrder[begun].At.Earliest <= _starts[place]; begun++)
            {
                ScoreEntry score = inOrder[begun];
                (ConditionCategory, Instrument, ScoreBasis?) kind = (score.Condition, score.Instrument, score.Basis);
                if (!kinds.TryGetValue(kind, out SortedSet<(Instant Latest, int Score)>? alike))
                {
                    kinds.Add(kind, alike = []);
                }

                alike.Add((score.At.Latest, begun));
            }

            foreach (SortedSet<(Instant Latest, int Score)> alike in kinds.Values)
            {
                _scores[place].AddRange(alike.Reverse().Take(ScoredCourse.MostCandidates + 1)
                    .TakeWhile(one => one.Latest >= next.Earliest).Select(one => inOrder[one.Score]));
            }
        }
    }

    // The first infusion whose start is not early enough; all before it are.
    private int FirstNot(Func<Instant, bool> isEarly) => ((ReadOnlySpan<Instant>)_starts).LengthWhile(isEarly);

    private bool IsOver(int place, ScoreEntry score) => _next[place] is { } next && next.Latest <= score.At.Earliest;
}
