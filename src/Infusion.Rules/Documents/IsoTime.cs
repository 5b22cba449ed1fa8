using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Documents;

/// <summary>Reads ISO 8601 dates, times and calendar periods; false for anything else, and for years before 1.</summary>
internal static class IsoTime
{
    private const int LongestText = 40;

    public static string AllowedDate => "a calendar date such as 2026-01-31";

    public static string AllowedLocal => "a local date and time such as 2026-01-31T14:20 (seconds optional, no Z, no offset)";

    public static string AllowedInstant => "a date and time with Z or an offset, such as 2026-01-31T14:20Z or 2026-01-31T09:20-05:00";

    public static string AllowedPeriod => "a calendar period such as P1M, P2W or P10D";

    private static char[] OffsetSigns { get; } = ['Z', '+', '-'];

    private static LocalDateTimePattern[] LocalPatterns { get; } =
    [
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm"),
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFFF"),
    ];

    private static OffsetDateTimePattern[] OffsetPatterns { get; } =
    [
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>"),
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFFFo<G>"),
    ];

    public static bool TryDate(string text, out LocalDate date)
    {
        date = default;
        return IsPlain(text) && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out date) && date.Year >= 1;
    }

    public static bool TryLocal(string text, out LocalDateTime time)
    {
        time = default;
        return IsPlain(text) && FirstOf(LocalPatterns, text, out time) && time.Year >= 1;
    }

    public static bool TryInstant(string text, out Instant instant) => TryInstant(text, out instant, out _);

    /// <summary>Reads an instant, and the offset it is written with; <c>null</c> for Z, which says nothing of a clock.</summary>
    public static bool TryInstant(string text, out Instant instant, out Offset? offset)
    {
        (instant, offset) = (default, null);
        if (!HasOffset(text) || !IsPlain(text) || !FirstOf(OffsetPatterns, text, out OffsetDateTime time) || time.Year < 1)
        {
            return false;
        }

        // West of Greenwich the last hours of year 9999 are beyond the last instant.
        if (time.Date == LocalDate.MaxIsoValue && time.Offset < Offset.Zero)
        {
            return false;
        }

        offset = text[text.Length - 1] == 'Z' ? null : time.Offset;
        instant = time.ToInstant();
        return true;
    }

    /// <summary>Reads a time of the day, <c>08:00</c>, with or without seconds of at most nine decimals.</summary>
    public static bool TryTime(string text, out LocalTime time)
    {
        time = default;
        bool hasSeconds = text.Length >= 8;
        if (
            (text.Length != 5 && !hasSeconds)
            || !TryTwo(text, 0, 24, out int hour) || text[2] != ':' || !TryTwo(text, 3, 60, out int minute))
        {
            return false;
        }

        int second = 0;
        int nanosecond = 0;
        if (hasSeconds && (text[5] != ':' || !TryTwo(text, 6, 60, out second) || !TryFraction(text, 8, out nanosecond)))
        {
            return false;
        }

        time = LocalTime.FromHourMinuteSecondNanosecond(hour, minute, second, nanosecond);
        return true;
    }

    /// <summary>Writes a time of the day in its shortest form.</summary>
    public static string Format(LocalTime time) => time.ToString(
        time.NanosecondOfDay % NodaConstants.NanosecondsPerMinute == 0 ? "HH':'mm" : "HH':'mm':'ss.FFFFFFFFF",
        CultureInfo.InvariantCulture);

    /// <summary>Reads years, months, weeks and days in that order, each once, not negative, at most four digits.</summary>
    public static bool TryPeriod(string text, out Period period)
    {
        period = Period.Zero;
        if (text.Length is < 3 or > LongestText || text[0] != 'P')
        {
            return false;
        }

        const string Units = "YMWD";
        int[] amounts = new int[4];
        for (int at = 1, unit = 0; at < text.Length;)
        {
            int digits = 0;
            int amount = 0;
            for (; digits < 5 && at + digits < text.Length && text[at + digits] is >= '0' and <= '9'; digits++)
            {
                amount = (amount * 10) + (text[at + digits] - '0');
            }

            int found = at + digits < text.Length ? Units.IndexOf(text[at + digits], unit) : -1;
            if (digits is 0 or > 4 || found < 0)
            {
                return false;
            }

            amounts[found] = amount;
            (at, unit) = (at + digits + 1, found + 1);
        }

        period = new PeriodBuilder { Years = amounts[0], Months = amounts[1], Weeks = amounts[2], Days = amounts[3] }.Build();
        return true;
    }

    private static bool TryTwo(string text, int at, int limit, out int number)
    {
        bool areDigits = text[at] is >= '0' and <= '9' && text[at + 1] is >= '0' and <= '9';
        number = areDigits ? ((text[at] - '0') * 10) + (text[at + 1] - '0') : limit;
        return number < limit;
    }

    // Nothing, or a point and one to nine digits.
    private static bool TryFraction(string text, int point, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text.Length == point)
        {
            return true;
        }

        bool isFraction = text[point] == '.' && text.Length - point is >= 2 and <= 10;
        for (int at = point + 1; at < point + 10; at++)
        {
            char digit = at < text.Length ? text[at] : '0';
            isFraction &= digit is >= '0' and <= '9';
            nanoseconds = (nanoseconds * 10) + (isFraction ? digit - '0' : 0);
        }

        return isFraction;
    }

    // A pattern takes what stands before a null character for the whole.
    private static bool IsPlain(string text)
    {
        bool isPlain = text.Length <= LongestText;
        for (int at = 0; isPlain && at < text.Length; at++)
        {
            isPlain = text[at] is > ' ' and < (char)127;
        }

        return isPlain;
    }

    // After the date nothing else has such a character; a pattern takes long to find that there is none.
    private static bool HasOffset(string text) => text.Length > 10 && text.IndexOfAny(OffsetSigns, 10) >= 0;

    // The first pattern has no seconds.
    private static bool FirstOf<T>(IPattern<T>[] patterns, string text, out T value)
        where T : struct => patterns[HasSeconds(text) ? 1 : 0].Parse(text).TryGetValue(default, out value);

    private static bool HasSeconds(string text) => text.Length > 16 && text[16] == ':';
}
