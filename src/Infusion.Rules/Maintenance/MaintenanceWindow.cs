using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Maintenance;

/// <summary>The dates on which a maintenance infusion fits, both ends included.</summary>
/// <remarks><c>default</c> is the single date 0001-01-01. Opening hours are not known, so no date is shifted.</remarks>
public readonly record struct MaintenanceWindow
{
    internal MaintenanceWindow(LocalDate earliest, LocalDate latest) => (Earliest, Latest) = (earliest, latest);

    /// <summary>The first clinic-local date.</summary>
    public LocalDate Earliest { get; }

    /// <summary>The last clinic-local date, inclusive.</summary>
    public LocalDate Latest { get; }

    /// <summary>Where a date lies.</summary>
    /// <param name="date">A clinic-local date.</param>
    /// <returns>Before, within or after the window.</returns>
    public MaintenancePosition PositionOf(LocalDate date) => date < Earliest ? MaintenancePosition.Before
        : date <= Latest ? MaintenancePosition.Within
        : MaintenancePosition.After;

    /// <summary>Writes both dates in ISO 8601.</summary>
    /// <returns>"2026-02-28 to 2026-04-30".</returns>
    public override string ToString() => $"{LocalDatePattern.Iso.Format(Earliest)} to {LocalDatePattern.Iso.Format(Latest)}";
}
