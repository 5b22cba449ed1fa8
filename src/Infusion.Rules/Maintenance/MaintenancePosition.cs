namespace Infusion.Rules.Maintenance;

/// <summary>Where a date lies in relation to the maintenance window, both of whose ends belong to it.</summary>
public enum MaintenancePosition
{
    /// <summary>Before the window's first date.</summary>
    Before,

    /// <summary>From the window's first date to its last.</summary>
    Within,

    /// <summary>After the window's last date.</summary>
    After,
}
