using NodaTime;

namespace Infusion.Rules.Tables;

/// <summary>Checks and multiples of calendar periods.</summary>
internal static class CalendarPeriods
{
    private const int MostYears = 100;

    /// <summary>The period itself, when it has only date units, none negative and not all zero.</summary>
    public static Period Checked(Period period, string name)
    {
        ArgumentNullException.ThrowIfNull(period, name);
        return period is { Years: >= 0, Months: >= 0, Weeks: >= 0, Days: >= 0 } && !period.Equals(Period.Zero)
            && IsShort(period)
            ? period
            : throw new ArgumentException(
                "An interval is whole years, months, weeks or days, not negative, not zero, and of at most 100 years.", name);
    }

    /// <summary>Whether a period is of calendar units and of at most a hundred years in each, so that any date of ours can be counted
    /// on.</summary>
    public static bool IsShort(Period period) => period is
    {
        HasTimeComponent: false,
        Years: >= -MostYears and <= MostYears,
        Months: >= -12 * MostYears and <= 12 * MostYears,
        Weeks: >= -53 * MostYears and <= 53 * MostYears,
        Days: >= -366 * MostYears and <= 366 * MostYears,
    };

    /// <summary>The date itself, when periods can be counted from it and back.</summary>
    public static LocalDate Counted(LocalDate date, string name) => date.Year is >= 1 and <= 8999
        ? date
        : throw new ArgumentOutOfRangeException(name, "A date that something counts from is of the years 1 to 8999.");

    /// <summary>Whether one period never ends after another, from whatever date both are counted.</summary>
    /// <remarks>Every length of month and of year follows every other one within the eight years around 2100.</remarks>
    public static bool NeverAfter(Period first, Period second)
    {
        if (!IsShort(first) || !IsShort(second))
        {
            return false;
        }

        // Periods of one unit only need no calendar.
        if (HasOnlyMonths(first) && HasOnlyMonths(second))
        {
            return first.Months <= second.Months;
        }

        for (LocalDate start = new(2095, 1, 1); start.Year < 2105; start = start.PlusDays(1))
        {
            if (start.Plus(first) > start.Plus(second))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasOnlyMonths(Period period) => period is { HasTimeComponent: false, Years: 0, Weeks: 0, Days: 0 };

    /// <summary>A date plus a period of calendar units, the usual whole months first.</summary>
    public static LocalDate Add(LocalDate date, Period period) =>
        (period.Years | period.Weeks | period.Days) == 0 ? date.PlusMonths(period.Months) : date.Plus(period);

    /// <summary>A period several times over, to be added to an anchor at once.</summary>
    public static Period Times(Period period, int count) => new PeriodBuilder
    {
        Years = period.Years * count,
        Months = period.Months * count,
        Weeks = period.Weeks * count,
        Days = period.Days * count,
    }.Build();
}
