namespace Infusion.Rules.Tests.Clinic;

/// <summary>
/// Dates and New York's clocks by day counts alone: the civil-from-days and days-from-civil algorithms over 400-year eras, and offsets
/// from a sorted list of UTC seconds. It shares nothing with NodaTime, the framework's time zones, or the reference model.
/// </summary>
internal sealed class CivilCalendar
{
    private readonly long[] _changes;

    /// <param name="firstYear">The first year whose clock changes are known.</param>
    /// <param name="lastYear">The last year whose clock changes are known.</param>
    public CivilCalendar(int firstYear, int lastYear)
    {
        // Second Sunday of March at 07:00 UTC and first Sunday of November at 06:00 UTC, the rule since 2007.
        _changes = [.. Enumerable.Range(firstYear, lastYear - firstYear + 1).SelectMany(year => new[]
        {
            (SundayOnOrAfter(Days(year, 3, 8)) * 86_400L) + (7 * 3600), (SundayOnOrAfter(Days(year, 11, 1)) * 86_400L) + (6 * 3600),
        })];
    }

    /// <summary>Days since 1970-01-01 of a date.</summary>
    public static int Days(int year, int month, int day)
    {
        int y = month <= 2 ? year - 1 : year;
        int era = (y >= 0 ? y : y - 399) / 400;
        int yearOfEra = y - (era * 400);
        int dayOfYear = (((153 * ((month + 9) % 12)) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    /// <summary>The date of a count of days since 1970-01-01.</summary>
    public static (int Year, int Month, int Day) Date(int days)
    {
        int z = days + 719_468;
        int era = (z >= 0 ? z : z - 146_096) / 146_097;
        int dayOfEra = z - (era * 146_097);
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int m = ((5 * dayOfYear) + 2) / 153;
        int month = m < 10 ? m + 3 : m - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * m) + 2) / 5) + 1);
    }

    /// <summary>The day count some months later: the day before the first of the month after, when the month is too short.</summary>
    public static int PlusMonths(int days, int months)
    {
        (int year, int month, int day) = Date(days);
        int count = (year * 12) + month - 1 + months;
        int first = Days(count / 12, (count % 12) + 1, 1);
        int next = Days((count + 1) / 12, ((count + 1) % 12) + 1, 1);
        return Math.Min(first + day - 1, next - 1);
    }

    /// <summary>What New York's clock shows at a UTC second, as seconds since 1970-01-01 on that clock.</summary>
    public long Local(long utc)
    {
        int place = Array.BinarySearch(_changes, utc);
        int passed = place >= 0 ? place + 1 : ~place;
        return utc - (passed % 2 == 1 ? 4 * 3600 : 5 * 3600);
    }

    private static int SundayOnOrAfter(int days) => days + ((7 - ((days + 4) % 7)) % 7);
}
