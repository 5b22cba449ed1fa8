namespace Infusion.Rules.Maintenance;

/// <summary>What the maintenance rules say of a date, from the least to the most cautious.</summary>
/// <remarks>Caution rises with what a wrong answer would cost: a patient whose symptoms may be back is seen (<see cref="Due"/>) rather than
/// left alone, and an infusion that may be early waits for a person. Nothing here says that a patient failed to comply.</remarks>
public enum MaintenanceOutcome
{
    /// <summary>Past the window and still controlled: maintenance waits.</summary>
    DeferredWhileControlled,

    /// <summary>In the window, its first and last date included.</summary>
    InWindow,

    /// <summary>Past the window and the symptoms are back.</summary>
    Due,

    /// <summary>The clinic sets it for each patient, and no clinician's interval is on file.</summary>
    Individual,

    /// <summary>When to come back is not published.</summary>
    NotPublished,

    /// <summary>Before the window.</summary>
    NotYetDue,

    /// <summary>The course has not reached maintenance, so there is no window.</summary>
    BeforeMaintenance,
}
