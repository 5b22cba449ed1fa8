using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tables;

/// <summary>A limit a whole calendar period after a date that each patient has:
/// what stands in a fact's cells where a number of days cannot,
/// since a month against days is longer or shorter by the date it is counted from.</summary>
/// <remarks>Two versions of a fact with such limits are compared over every
/// start date of one Gregorian cycle. Equality is by value. Immutable and
/// thread-safe.</remarks>
public sealed record CalendarCut
{
    private CalendarCut(Period period, bool isAfter)
    {
        ArgumentNullException.ThrowIfNull(period);
        Period = CalendarPeriods.IsShort(period)
            ? period
            : throw new ArgumentException("A limit is whole calendar units, of at most 100 years.", nameof(period));
        IsAfter = isAfter;
    }

    /// <summary>The period from the start date to the limit; months clamp to the month's end.</summary>
    public Period Period { get; }

    /// <summary>Whether the limit itself still belongs to what is before it.</summary>
    public bool IsAfter { get; }

    /// <summary>What is from a date on, that date included.</summary>
    /// <param name="period">The period from the start date to it.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentException">The period has a time of day, or is longer than 100 years.</exception>
    public static CalendarCut From(Period period) => new(period, isAfter: false);

    /// <summary>What is later than a date.</summary>
    /// <param name="period">The period from the start date to it.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentException">The period has a time of day, or is longer than 100 years.</exception>
    public static CalendarCut After(Period period) => new(period, isAfter: true);

    /// <summary>The first date beyond the limit.</summary>
    /// <param name="start">The date the period counts from.</param>
    /// <returns>The date.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date is not of the years 1 to 8999.</exception>
    public LocalDate FirstBeyond(LocalDate start)
    {
        LocalDate limit = CalendarPeriods.Counted(start, nameof(start)) + Period;
        return IsAfter ? limit.PlusDays(1) : limit;
    }

    /// <summary>Writes the limit.</summary>
    /// <returns>"from P1M on" or "after P3M".</returns>
    public override string ToString() =>
        IsAfter ? $"after {PeriodPattern.NormalizingIso.Format(Period)}" : $"from {PeriodPattern.NormalizingIso.Format(Period)} on";
}
