using System.Collections.Immutable;
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

        // The infusions before this place are all over for every score that is still to come.
        int first = 0;
        foreach (ScoreEntry score in scores.OrderBy(static score => score.At.Earliest))
        {
            while (first < ordered.Length && IsOver(first, score))
            {
                first++;
            }

            for (int place = first; place < ordered.Length && _starts[place] <= score.At.Latest; place++)
            {
                if (!IsOver(place, score))
                {
                    _scores[place].Add(score);
                }
            }
        }
    }

    /// <summary>The scores that may come after an infusion and before the next one.</summary>
    /// <param name="start">When the infusion began; one of those given.</param>
    /// <returns>The scores, and when the next infusion began; <c>null</c> where there is none.</returns>
    public (IEnumerable<ScoreEntry> Scores, Moment? Next) Of(Moment start)
    {
        int place = Array.BinarySearch(_starts, start.Earliest);
        return (_scores[place], _next[place]);
    }

    private bool IsOver(int place, ScoreEntry score) => _next[place] is { } next && next.Latest <= score.At.Earliest;
}
