namespace Infusion.Rules.Visits;

/// <summary>What the clinic's release rules say, from the least to the most cautious.</summary>
public enum ReleaseOutcome
{
    /// <summary>No hold reason is left.</summary>
    Release,

    /// <summary>Nothing that is published holds the patient, and not everything that a release rests on is published.</summary>
    NotPublished,

    /// <summary>At least one hold reason applies, or may apply.</summary>
    Hold,

    /// <summary>The planned recovery is over and the criteria are not met: monitoring goes on, without a cap.</summary>
    ContinueMonitoring,
}
