using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Maintenance;

/// <summary>The interval a clinic recommends for a grade of response.</summary>
public sealed record ResponseInterval
{
    /// <summary>Creates the row.</summary>
    /// <param name="grade">The grade as the clinic names it, such as <c>substantial</c>; not empty.</param>
    /// <param name="interval">The interval from the anchor; it must lie in the policy's window.</param>
    /// <exception cref="ArgumentException">The grade is empty, or the interval is not one of whole calendar units.</exception>
    public ResponseInterval(string grade, Period interval)
    {
        if (string.IsNullOrWhiteSpace(grade))
        {
            throw new ArgumentException("A grade of response needs a name.", nameof(grade));
        }

        (Grade, Interval) = (grade, CalendarPeriods.Checked(interval, nameof(interval)));
    }

    /// <summary>The grade of response.</summary>
    public string Grade { get; }

    /// <summary>The interval from the anchor.</summary>
    public Period Interval { get; }

    /// <summary>Writes grade and interval.</summary>
    /// <returns>"substantial: P3M".</returns>
    public override string ToString() => $"{Grade}: {PeriodPattern.Roundtrip.Format(Interval)}";
}
