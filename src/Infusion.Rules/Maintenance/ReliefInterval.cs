using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Maintenance;

/// <summary>The interval a clinic recommends when relief lasted at least so long.</summary>
public sealed record ReliefInterval
{
    /// <summary>Creates the row.</summary>
    /// <param name="fromDays">The days of relief from which the row holds, inclusive; up to the next row's.</param>
    /// <param name="interval">The interval from the anchor; it must lie in the policy's window.</param>
    /// <exception cref="ArgumentOutOfRangeException">The days are negative or more than 10,000.</exception>
    /// <exception cref="ArgumentException">The interval is not one of whole calendar units.</exception>
    public ReliefInterval(int fromDays, Period interval)
    {
        if (fromDays is < 0 or > MaintenanceFacts.MostDays)
        {
            throw new ArgumentOutOfRangeException(nameof(fromDays), "Days of relief are from 0 to 10,000.");
        }

        (FromDays, Interval) = (fromDays, CalendarPeriods.Checked(interval, nameof(interval)));
    }

    /// <summary>The days of relief from which the row holds, inclusive.</summary>
    public int FromDays { get; }

    /// <summary>The interval from the anchor.</summary>
    public Period Interval { get; }

    /// <summary>Writes the row.</summary>
    /// <returns>"from 45 days: P2M".</returns>
    public override string ToString() => FormattableString.Invariant($"from {FromDays} days: {PeriodPattern.Roundtrip.Format(Interval)}");
}
