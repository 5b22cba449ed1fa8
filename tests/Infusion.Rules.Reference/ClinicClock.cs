using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>
/// Time worked out by hand: elapsed time by subtracting Unix nanoseconds, months by a table of month lengths, and
/// New York's clocks by the two United States rules in force since 2007. NodaTime only carries the values.
/// </summary>
public static class ClinicClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerHour = 3600 * NanosecondsPerSecond;
    private const long NanosecondsPerDay = 24 * NanosecondsPerHour;

    // ---- elapsed time ----

    /// <summary>Nanoseconds since 1970-01-01T00:00:00Z.</summary>
    public static Int128 UnixNanoseconds(Instant instant)
    {
        var since = instant - Instant.FromUnixTimeTicks(0);
        return ((Int128)since.Days * NanosecondsPerDay) + since.NanosecondOfDay;
    }

    /// <summary>Nanoseconds from one instant to another; negative when the second is earlier.</summary>
    public static Int128 ElapsedNanoseconds(Instant from, Instant to) => UnixNanoseconds(to) - UnixNanoseconds(from);

    public static Int128 Hours(int hours) => (Int128)hours * NanosecondsPerHour;

    public static Int128 Minutes(int minutes) => (Int128)minutes * 60 * NanosecondsPerSecond;

    public static Instant Add(Instant instant, Int128 nanoseconds) => FromUnixNanoseconds(UnixNanoseconds(instant) + nanoseconds);

    public static Instant AddHours(Instant instant, int hours) => Add(instant, Hours(hours));

    public static Instant AddMinutes(Instant instant, int minutes) => Add(instant, Minutes(minutes));

    public static Duration ToDuration(Int128 nanoseconds) => Duration.FromNanoseconds((long)nanoseconds);

    // ---- calendar ----

    public static bool IsLeapYear(int year) => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    public static int DaysInMonth(int year, int month) => month switch
    {
        1 => 31,
        2 => IsLeapYear(year) ? 29 : 28,
        3 => 31,
        4 => 30,
        5 => 31,
        6 => 30,
        7 => 31,
        8 => 31,
        9 => 30,
        10 => 31,
        11 => 30,
        12 => 31,
        _ => throw new ArgumentOutOfRangeException(nameof(month)),
    };

    /// <summary>Adds calendar months; a day the month does not have becomes the month's last day.</summary>
    public static LocalDate AddMonths(LocalDate date, int months)
    {
        var year = date.Year;
        var month = date.Month;
        for (var i = 0; i < months; i++)
        {
            month++;
            if (month == 13)
            {
                month = 1;
                year++;
            }
        }

        var day = Math.Min(date.Day, DaysInMonth(year, month));
        return new LocalDate(year, month, day);
    }

    /// <summary>A look-back of n months holds on a date up to and including the event's date plus n months.</summary>
    public static bool IsWithinMonthsOf(LocalDate eventDate, LocalDate date, int months) => !IsAfter(date, AddMonths(eventDate, months));

    /// <summary>Days since 1970-01-01, counted by years, months and days.</summary>
    public static int DayNumber(LocalDate date)
    {
        var days = DaysBeforeYear(date.Year) - DaysBeforeYear(1970);
        for (var month = 1; month < date.Month; month++)
            days += DaysInMonth(date.Year, month);

        return days + date.Day - 1;
    }

    public static LocalDate FromDayNumber(int dayNumber)
    {
        var day = dayNumber + DaysBeforeYear(1970);
        var year = Math.Max(1, day / 366);
        while (DaysBeforeYear(year + 1) <= day)
            year++;

        var left = day - DaysBeforeYear(year);
        var month = 1;
        while (left >= DaysInMonth(year, month))
        {
            left -= DaysInMonth(year, month);
            month++;
        }

        return new LocalDate(year, month, left + 1);
    }

    public static LocalDate AddDays(LocalDate date, int days) => FromDayNumber(DayNumber(date) + days);

    public static int DaysBetween(LocalDate from, LocalDate to) => DayNumber(to) - DayNumber(from);

    public static bool IsAfter(LocalDate date, LocalDate other) => DayNumber(date) > DayNumber(other);

    // ---- New York ----

    /// <summary>Summer time starts on the second Sunday of March at 02:00 EST, which is 07:00 UTC.</summary>
    public static Instant SummerTimeStart(int year) => AtUtcHour(NthSunday(year, 3, 2), 7);

    /// <summary>Summer time ends on the first Sunday of November at 02:00 EDT, which is 06:00 UTC.</summary>
    public static Instant SummerTimeEnd(int year) => AtUtcHour(NthSunday(year, 11, 1), 6);

    /// <summary>Hours to add to UTC in New York: -4 in summer time, -5 otherwise.</summary>
    public static int OffsetHours(Instant instant)
    {
        // Both changes are months away from New Year, so the UTC year is the year to look in.
        var year = FromDayNumber(FloorDays(UnixNanoseconds(instant))).Year;
        if (year < 2007)
            throw new ArgumentOutOfRangeException(nameof(instant), "The two rules hold since 2007.");

        var afterStart = UnixNanoseconds(instant) >= UnixNanoseconds(SummerTimeStart(year));
        var beforeEnd = UnixNanoseconds(instant) < UnixNanoseconds(SummerTimeEnd(year));
        return afterStart && beforeEnd ? -4 : -5;
    }

    /// <summary>What the clinic's clock shows at an instant.</summary>
    public static LocalDateTime LocalOf(Instant instant)
    {
        var local = UnixNanoseconds(instant) + Hours(OffsetHours(instant));
        var day = FloorDays(local);
        var time = LocalTime.FromNanosecondsSinceMidnight((long)(local - ((Int128)day * NanosecondsPerDay)));
        return FromDayNumber(day) + time;
    }

    public static LocalDate DateOf(Instant instant) => LocalOf(instant).Date;

    /// <summary>
    /// The instants at which the clinic's clock shows this: none in the hour skipped in spring, two (earlier first) in the
    /// hour repeated in autumn, else one.
    /// </summary>
    public static IReadOnlyList<Instant> InstantsOf(LocalDateTime local)
    {
        var shown = ((Int128)DayNumber(local.Date) * NanosecondsPerDay) + local.TimeOfDay.NanosecondOfDay;
        List<Instant> instants = [];
        foreach (var offset in new[] { -4, -5 })
        {
            var instant = FromUnixNanoseconds(shown - Hours(offset));
            if (OffsetHours(instant) == offset)
                instants.Add(instant);
        }

        return instants;
    }

    private static int DaysBeforeYear(int year)
    {
        var past = year - 1;
        return (365 * past) + (past / 4) - (past / 100) + (past / 400);
    }

    private static LocalDate NthSunday(int year, int month, int n)
    {
        var found = 0;
        for (var day = 1; ; day++)
        {
            // 1970-01-01 was a Thursday, so day number 3 (1970-01-04) was a Sunday.
            var date = new LocalDate(year, month, day);
            if ((DayNumber(date) - 3) % 7 == 0)
                found++;

            if (found == n)
                return date;
        }
    }

    private static Instant AtUtcHour(LocalDate date, int hour) =>
        FromUnixNanoseconds(((Int128)DayNumber(date) * NanosecondsPerDay) + Hours(hour));

    private static int FloorDays(Int128 nanoseconds)
    {
        var days = nanoseconds / NanosecondsPerDay;
        return (int)(nanoseconds < days * NanosecondsPerDay ? days - 1 : days);
    }

    private static Instant FromUnixNanoseconds(Int128 nanoseconds)
    {
        var seconds = nanoseconds / NanosecondsPerSecond;
        if (nanoseconds < seconds * NanosecondsPerSecond)
            seconds--;

        return Instant.FromUnixTimeSeconds((long)seconds).PlusNanoseconds((long)(nanoseconds - (seconds * NanosecondsPerSecond)));
    }
}
