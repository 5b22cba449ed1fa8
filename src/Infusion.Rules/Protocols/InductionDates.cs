using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>Whether an induction's sessions find dates that keep to everything a protocol says of them.</summary>
internal static class InductionDates
{
    // Enough to run into every limit that stands at all; a week has seven days.
    private const int Unpublished = 8;

    private const string Today = "0";

    /// <summary>The fewest days that hold the fewest sessions of an induction; <c>null</c> when no dates do.</summary>
    /// <remarks>One session a date. Weekdays, spacing, days that follow each other and the most in seven days are all kept.</remarks>
    /// <param name="protocol">The protocol; its numbers are valid one by one.</param>
    public static int? Shortest(InfusionProtocol protocol)
    {
        // INVARIANT: which dates may follow depends on the weekday of the last session and on how many days before it, up to six,
        // the other sessions of its seven days are; of the ways to get there the shortest is enough.
        Dictionary<(int Weekday, string Ago), int> reached = Enumerable.Range(0, protocol.HasClosedWeekdays ? 7 : 1)
            .Where(weekday => Permits(protocol, weekday)).ToDictionary(weekday => (weekday, Today), static _ => 1);
        int sessions = protocol.InductionSessions?.Minimum ?? Unpublished;
        for (int session = 1; session < sessions; session++)
        {
            reached = reached.SelectMany(one => Next(protocol, one.Key.Weekday, one.Key.Ago, one.Value)).GroupBy(static one => one.Place)
                .ToDictionary(static one => one.Key, static one => one.Min(way => way.Days));
        }

        return reached.Count == 0 ? null : reached.Values.Min();
    }

    private static IEnumerable<((int Weekday, string Ago) Place, int Days)> Next(
        InfusionProtocol protocol, int weekday, string ago, int days)
    {
        foreach (int gap in Gaps(protocol, weekday))
        {
            string week = protocol.MaximumInSevenDays is null ? Today
                : Today + string.Concat(ago.Select(day => day - '0' + gap).Where(static day => day < 7));
            if (protocol.MaximumInSevenDays is not { } most || week.Length <= most)
            {
                yield return ((protocol.HasClosedWeekdays ? (weekday + gap) % 7 : 0, week), days + gap);
            }
        }
    }

    // After a week and every weekday, a longer wait allows nothing that a shorter one does not.
    private static IEnumerable<int> Gaps(InfusionProtocol protocol, int weekday)
    {
        int shortest = Math.Max(1, protocol.MinimumSpacingDays ?? 1);
        int longest = Math.Min(protocol.MaximumSpacingDays ?? int.MaxValue, Math.Max(shortest, 7) + 6);
        IEnumerable<int> permitted = Enumerable.Range(1, longest).Where(days => Permits(protocol, weekday + days));
        return (protocol.IsOnConsecutiveDays ? permitted.Take(1) : permitted).Where(days => days >= shortest);
    }

    private static bool Permits(InfusionProtocol protocol, int weekday) => protocol.PermittedWeekdays.IsEmpty
        || protocol.PermittedWeekdays.Contains((IsoDayOfWeek)((weekday % 7) + 1));
}
