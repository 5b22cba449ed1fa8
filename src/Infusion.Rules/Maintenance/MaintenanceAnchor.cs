namespace Infusion.Rules.Maintenance;

/// <summary>The date the maintenance window counts from.</summary>
/// <remarks>The page does not name it; the built-in policy reads it as the last completed infusion (R39, R42).</remarks>
public enum MaintenanceAnchor
{
    /// <summary>The clinic-local date on which the last completed infusion started.</summary>
    LastCompletedInfusion,

    /// <summary>The seventh day counting the first completed infusion as day 1,
    /// or the last completed infusion when that is later.</summary>
    EndOfFirstWeek,
}
