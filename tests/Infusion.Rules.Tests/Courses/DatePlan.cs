using System.Collections.Immutable;
using Infusion.Rules.Protocols;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>One problem of finding dates, and its answer by trying every date and time there is.</summary>
/// <remarks>It restates what the rulebook says in its own arithmetic and asks nothing of the rules.</remarks>
internal sealed record DatePlan
{
    /// <summary>How many days are tried, today included.</summary>
    public const int Days = 11;

    private static readonly Duration _quarter = Duration.FromMinutes(15);

    public static DateTimeZone Zone => ClinicTime.Zone;

    public required Instant Now { get; init; }

    public required InfusionProtocol Protocol { get; init; }

    public required ImmutableArray<(IsoDayOfWeek Day, LocalTime From, LocalTime To)> Hours { get; init; }

    public required ImmutableArray<LocalDate> Closed { get; init; }

    /// <summary>Starts of completed infusions, each as long as planned.</summary>
    public required ImmutableArray<Instant> Completed { get; init; }

    public required ImmutableArray<Instant> Booked { get; init; }

    public required bool HasRide { get; init; }

    public required Duration? Travel { get; init; }

    /// <summary>Whether driving is restricted until 08:00 of the next day, at least 18 hours, instead of 24 hours.</summary>
    public required bool IsNextDay { get; init; }

    public Duration FirstLead => Duration.FromMinutes(30);

    public Duration LaterLead => Duration.FromMinutes(15);

    public int Count => Protocol.InductionSessions!.Value.Minimum - Completed.Length - Booked.Length;

    /// <summary>The earliest appointments; none where no dates fit.</summary>
    public ImmutableArray<Instant> Earliest()
    {
        Instant[] times = [.. Enumerable.Range(0, Days).SelectMany(day => TimesOn(DateOf(Now).PlusDays(day)))];
        return From(times, 0, []);
    }

    public static LocalDate DateOf(Instant at) => at.InZone(Zone).Date;

    public Duration Lead(int sessionsBefore) => sessionsBefore == 0 ? FirstLead : LaterLead;

    /// <summary>When the minimum recovery after an infusion that begins at a time is over.</summary>
    public Instant ReleasedAfter(Instant appointment) => appointment + Protocol.PlannedDuration!.Value + Duration.FromMinutes(60);

    public bool IsWithinHours(Instant arrival, Instant released) => !Closed.Contains(DateOf(arrival)) && Hours.Any(hours =>
        hours.Day == DateOf(arrival).DayOfWeek && InstantOf(DateOf(arrival), hours.From) <= arrival
        && released <= InstantOf(DateOf(arrival), hours.To));

    private static IEnumerable<Instant> TimesOn(LocalDate date)
    {
        for (Instant at = date.AtStartOfDayInZone(Zone).ToInstant(); DateOf(at) == date; at += _quarter)
        {
            yield return at;
        }
    }

    // A time the clocks skip is as much later, one they show twice the first of the two.
    private static Instant InstantOf(LocalDate date, LocalTime time)
    {
        NodaTime.TimeZones.ZoneLocalMapping mapping = Zone.MapLocal(date.At(time));
        return mapping.Count > 0 ? mapping.First().ToInstant() : date.At(time).WithOffset(mapping.EarlyInterval.WallOffset).ToInstant();
    }

    private ImmutableArray<Instant> From(Instant[] times, int place, ImmutableArray<Instant> chosen)
    {
        if (chosen.Length == Count)
        {
            return IsRight(chosen) ? chosen : [];
        }

        for (; place < times.Length; place++)
        {
            if (Fits(times[place], chosen) && From(times, place + 1, chosen.Add(times[place])) is { IsEmpty: false } plan)
            {
                return plan;
            }
        }

        return [];
    }

    // What a visit alone has to keep to; it saves trying what cannot be right.
    private bool Fits(Instant at, ImmutableArray<Instant> chosen)
    {
        Instant arrival = at - Lead(Completed.Length + Booked.Count(booked => booked < at) + chosen.Length);
        return DateOf(arrival) == DateOf(at) && IsWithinHours(arrival, ReleasedAfter(at)) && arrival - (Travel ?? Duration.Zero) >= Now
            && chosen.Concat(Completed).Concat(Booked).All(other => DateOf(other) != DateOf(at));
    }

    private bool IsRight(ImmutableArray<Instant> chosen)
    {
        Instant[] given = [.. Completed.Concat(Booked).Order()];
        Instant[] all = [.. given.Concat(chosen).Order()];
        return all.Where(at => at >= Now).All(at =>
        {
            int place = Array.IndexOf(all, at);
            bool isBooked = Booked.Contains(at);
            int before = isBooked ? Array.IndexOf(given, at) : 0;
            return BrokenBy(all, place).All(rule => isBooked && BrokenBy(given, before).Contains(rule))
                && (HasRide || !IsRestricted(all, place) || (isBooked && IsRestricted(given, before)));
        });
    }

    private bool IsRestricted(Instant[] sessions, int place) => place > 0
        && sessions[place] - Lead(place) - (Booked.Contains(sessions[place]) ? Duration.Zero : Travel ?? Duration.Zero)
            < RestrictedUntil(sessions[place - 1] + Protocol.PlannedDuration!.Value);

    private Instant RestrictedUntil(Instant end) => IsNextDay
        ? Instant.Max(InstantOf(DateOf(end).PlusDays(1), new(8, 0)), end + Duration.FromHours(18))
        : end + Duration.FromHours(24);

    private IEnumerable<string> BrokenBy(Instant[] sessions, int place)
    {
        LocalDate[] dates = [.. sessions.Select(DateOf)];
        if (place >= Protocol.InductionSessions!.Value.Maximum)
        {
            yield break;
        }

        LocalDate date = dates[place];
        if (Protocol.WindowDays is { } window && date >= dates[0].PlusDays(window))
        {
            yield return "window";
        }

        if (!Protocol.PermittedWeekdays.IsEmpty && !Protocol.PermittedWeekdays.Contains(date.DayOfWeek))
        {
            yield return "weekday";
        }

        if (Protocol.MaximumInSevenDays is { } most && dates.Take(place + 1).Count(other => other >= date.PlusDays(-6)) > most)
        {
            yield return "seven days";
        }

        if (place == 0)
        {
            yield break;
        }

        int since = Period.DaysBetween(dates[place - 1], date);
        if (since < Protocol.MinimumSpacingDays.FirstOrDefault())
        {
            yield return "too close";
        }

        if (!Protocol.MinimumSpacing.IsEmpty
            && sessions[place] - sessions[place - 1]
                < Protocol.MinimumSpacing[Math.Min(place - 1, Protocol.MinimumSpacing.Length - 1)])
        {
            yield return "too soon";
        }

        if (!Protocol.Weeks.IsEmpty)
        {
            CourseWeeks[] weeks = [.. Protocol.Weeks.SelectMany(static stage => Enumerable.Repeat(stage, stage.Weeks ?? 20))];
            int Week(int of) => Period.DaysBetween(dates[0], dates[of]) / 7;
            int InWeek(int week, int before) => Enumerable.Range(0, before).Count(of => Week(of) == week);
            if (Week(place) >= weeks.Length)
            {
                yield return "after the weeks";
            }
            else if (InWeek(Week(place), place + 1) > weeks[Week(place)].MaximumSessions)
            {
                yield return "too many in the week";
            }

            if (Enumerable.Range(Week(place - 1), Week(place) - Week(place - 1)).Any(week =>
                week < weeks.Length && InWeek(week, place) < weeks[week].MinimumSessions))
            {
                yield return "too few in a week";
            }
        }

        if (since > Protocol.MaximumSpacingDays)
        {
            yield return "too far";
        }

        bool IsPermitted(LocalDate day) => Protocol.PermittedWeekdays.IsEmpty || Protocol.PermittedWeekdays.Contains(day.DayOfWeek);
        if (Protocol.IsOnConsecutiveDays && Enumerable.Range(1, since - 1).Any(days => IsPermitted(dates[place - 1].PlusDays(days))))
        {
            yield return "consecutive";
        }
    }
}
