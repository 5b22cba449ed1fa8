using System.Collections.Immutable;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>Whether an induction's sessions find dates that keep to everything a protocol says of them.</summary>
/// <remarks>One session a date, and a day has 24 hours. Weekdays, spacing, days that follow each other, the most in seven days and course
/// weeks are all kept.</remarks>
/// <param name="FewestDays">The fewest days that hold the fewest sessions; <c>null</c> when no dates do.</param>
/// <param name="Reached">How many sessions dates can hold in the window; at most the most of the induction. <c>null</c> without a
/// most.</param>
internal readonly record struct InductionDates(int? FewestDays, int? Reached)
{
    // Enough to run into every limit that stands at all; a week has seven days.
    private const int Unpublished = 8;

    private const string Today = "0";

    /// <summary>Whether any dates hold the fewest sessions, in whatever window.</summary>
    public bool DoesFit => FewestDays is not null;

    /// <summary>The limits that dates keep to, in words.</summary>
    /// <param name="protocol">The protocol.</param>
    public static string Limits(InfusionProtocol protocol) => protocol.Weeks.IsEmpty
        ? "spacing, its weekdays and its most in seven days"
        : "spacing, its weekdays, its course weeks and its most in seven days";

    /// <summary>Looks for dates.</summary>
    /// <param name="protocol">The protocol; its numbers are valid one by one.</param>
    public static InductionDates Of(InfusionProtocol protocol)
    {
        // INVARIANT: which dates may follow depends only on the place of the last session; of the ways to get there the shortest is enough.
        ImmutableArray<StageOfWeeks> stages = StageOfWeeks.Of(protocol.Weeks);
        Dictionary<Place, int> reached = Enumerable.Range(0, protocol.HasClosedWeekdays ? 7 : 1)
            .Where(weekday => Permits(protocol, weekday))
            .ToDictionary(static weekday => new Place(weekday, Today, 0, 1, Duration.Zero), static _ => 1);
        int fewest = protocol.InductionSessions?.Minimum ?? (protocol.MinimumInWeeks is { } all ? Math.Max(1, all) : Unpublished);
        int? bound = protocol.InductionSessions?.Maximum;
        int sessions = 1;
        int? days = null;
        while (reached.Count > 0)
        {
            days ??= sessions == fewest ? reached.Values.Min() : null;
            if (sessions >= Math.Max(fewest, bound ?? fewest) || (sessions >= fewest && reached.Values.Min() > protocol.WindowDays))
            {
                break;
            }

            sessions++;
            reached = reached.SelectMany(one => Next(protocol, stages, one.Key, one.Value, sessions))
                .GroupBy(static one => one.Place).ToDictionary(static one => one.Key, static one => one.Min(way => way.Days));
        }

        bool isBeyond = reached.Count == 0 || reached.Values.Min() > protocol.WindowDays;
        return new(days, bound is null ? null : isBeyond ? sessions - 1 : sessions);
    }

    private static IEnumerable<(Place Place, int Days)> Next(
        InfusionProtocol protocol, ImmutableArray<StageOfWeeks> stages, Place last, int days, int session)
    {
        foreach (int gap in Gaps(protocol, stages, last, session))
        {
            Duration since = protocol.TimeBefore(session) - Duration.FromDays(gap);
            Duration time = Duration.Max(Duration.Zero, last.Time + since);
            string week = protocol.MaximumInSevenDays is null ? Today
                : Today + string.Concat(last.Ago.Select(day => day - '0' + gap).Where(static day => day < 7));
            if (time < Duration.FromDays(1) && !(week.Length > protocol.MaximumInSevenDays)
                && InWeeks(stages, last, gap) is { } inWeek)
            {
                yield return (
                    new(
                        protocol.HasClosedWeekdays ? (last.Weekday + gap) % 7 : 0, week, inWeek.Day, inWeek.Count,
                        protocol.MinimumSpacing.IsEmpty ? Duration.Zero : time),
                    days + gap);
            }
        }
    }

    // Where a session so many days later is in the course weeks: null where they do not have one there, or one before it fell short.
    private static (int Day, int Count)? InWeeks(ImmutableArray<StageOfWeeks> stages, Place last, int gap)
    {
        if (stages.IsEmpty)
        {
            return (0, 1);
        }

        (int day, int before) = (last.Day + gap, last.Day / 7);
        int week = day / 7;
        int count = week == before ? last.InWeek + 1 : 1;
        bool isShort = week > before && (last.InWeek < StageOfWeeks.At(stages, before + 1)?.Stage.MinimumSessions
            || Enumerable.Range(before + 2, week - before - 1).Any(empty => StageOfWeeks.At(stages, empty)?.Stage.MinimumSessions > 0));

        // All weeks of a stage without an end are alike.
        StageOfWeeks end = stages[stages.Length - 1];
        return isShort || StageOfWeeks.At(stages, week + 1) is not { } stage || count > stage.Stage.MaximumSessions ? null
            : (end.Last is null && week + 1 > end.First ? (7 * (end.First - 1)) + (day % 7) : day, count);
    }

    // After a week and every weekday, a longer wait allows nothing that a shorter one does not, unless it is for another stage.
    private static IEnumerable<int> Gaps(InfusionProtocol protocol, ImmutableArray<StageOfWeeks> stages, Place last, int session)
    {
        int shortest = Math.Max(1, protocol.DaysBefore(session));
        int enough = Math.Max(Math.Max(shortest, (int)Math.Ceiling(protocol.TimeBefore(session).TotalDays)), 7) + 6;
        int longest = protocol.MaximumSpacingDays ?? int.MaxValue;
        IEnumerable<int> waits = stages.Select(stage => (7 * (stage.First - 1)) - last.Day).Where(wait => wait > 0)
            .SelectMany(wait => Enumerable.Range(wait, 14));
        IEnumerable<int> permitted = Enumerable.Range(1, enough).Concat(waits.Where(wait => wait > enough).Distinct())
            .Where(days => days <= longest && Permits(protocol, last.Weekday + days));
        return (protocol.IsOnConsecutiveDays ? permitted.Take(1) : permitted).Where(days => days >= shortest);
    }

    private static bool Permits(InfusionProtocol protocol, int weekday) => protocol.PermittedWeekdays.IsEmpty
        || protocol.PermittedWeekdays.Contains((IsoDayOfWeek)((weekday % 7) + 1));

    // The last session: its weekday where that matters, how many days before it (up to six) the others of its seven days are, its day
    // of the course and the sessions of its course week where that matters, and how long after midnight it begins at the earliest.
    private readonly record struct Place(int Weekday, string Ago, int Day, int InWeek, Duration Time);
}
