using NodaTime;

namespace Infusion.Rules.Clinic;

/// <summary>Counts calendar months between dates, with months clamped to the month's end.</summary>
/// <remarks>Adding always starts at the one anchor date and is never chained:
/// from January 31 the next three months are February 28 (or 29),
/// March 31 and April 30.</remarks>
public static class CalendarCount
{
    /// <summary>The smallest number of months that, added to an event, reaches a date.</summary>
    /// <param name="eventDate">When it happened.</param>
    /// <param name="date">The date to judge.</param>
    /// <returns>The least n with <c>date &lt;= eventDate + n months</c>; 0 on or before the event. A look-back of n months holds iff
    /// this is at most n.</returns>
    public static int MonthsToReach(LocalDate eventDate, LocalDate date)
    {
        if (eventDate.Calendar == CalendarSystem.Iso && date.Calendar == CalendarSystem.Iso)
        {
            // Months are clamped inside the month they reach, so only the day within the month is left to compare.
            int between = ((date.Year - eventDate.Year) * 12) + date.Month - eventDate.Month;
            return between < 0 ? 0 : between + (date.Day > eventDate.Day ? 1 : 0);
        }

        int months = Math.Max(0, ((date.Year - eventDate.Year) * 12) + date.Month - eventDate.Month);
        return months > 0 && date <= eventDate.PlusMonths(months - 1) ? months - 1
            : date <= eventDate.PlusMonths(months) ? months
            : months + 1;
    }

    /// <summary>The smallest number of days that, added to an event, reaches a date.</summary>
    /// <param name="eventDate">When it happened.</param>
    /// <param name="date">The date to judge.</param>
    /// <returns>The days from the event to the date; 0 on or before the event.</returns>
    public static int DaysToReach(LocalDate eventDate, LocalDate date) => Math.Max(0, Period.DaysBetween(eventDate, date));
}
