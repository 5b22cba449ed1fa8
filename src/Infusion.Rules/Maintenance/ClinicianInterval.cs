using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Maintenance;

/// <summary>The maintenance interval a clinician has set for one patient.</summary>
/// <remarks>It goes before the policy's window (R40). Compared by value.</remarks>
public sealed record ClinicianInterval
{
    private ClinicianInterval(Period earliest, Period latest) => (Earliest, Latest) = (earliest, latest);

    /// <summary>The shortest interval from the anchor.</summary>
    public Period Earliest { get; }

    /// <summary>The longest interval from the anchor, inclusive; equal to <see cref="Earliest"/> for one interval.</summary>
    public Period Latest { get; }

    /// <summary>Whether it is a range and not one interval.</summary>
    public bool IsRange => !Earliest.Equals(Latest);

    /// <summary>One interval, such as four months.</summary>
    /// <param name="interval">Whole years, months, weeks or days; not zero.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException">The interval has a time of day, is negative or zero.</exception>
    public static ClinicianInterval Every(Period interval)
    {
        CalendarPeriods.Checked(interval, nameof(interval));
        return new(interval, interval);
    }

    /// <summary>A range, such as six to ten weeks.</summary>
    /// <param name="earliest">The shortest interval.</param>
    /// <param name="latest">The longest interval, inclusive.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException">An interval has a time of day, is negative or zero, or the longest may end before the
    /// shortest.</exception>
    public static ClinicianInterval Between(Period earliest, Period latest)
    {
        CalendarPeriods.Checked(earliest, nameof(earliest));
        CalendarPeriods.Checked(latest, nameof(latest));
        return CalendarPeriods.NeverAfter(earliest, latest)
            ? new(earliest, latest)
            : throw new ArgumentException("The longest interval may end before the shortest.", nameof(latest));
    }

    /// <summary>Writes the interval in ISO 8601.</summary>
    /// <returns>"P4M" or "P6W to P10W".</returns>
    public override string ToString() => IsRange
        ? $"{PeriodPattern.Roundtrip.Format(Earliest)} to {PeriodPattern.Roundtrip.Format(Latest)}"
        : PeriodPattern.Roundtrip.Format(Earliest);
}
