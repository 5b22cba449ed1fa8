namespace Infusion.Rules.Visits;

/// <summary>Where the clinic's restriction on driving and heavy machinery stands, from the least to the most cautious.</summary>
public enum DrivingOutcome
{
    /// <summary>The published restriction has elapsed. Nothing more is said of driving.</summary>
    RestrictionElapsed,

    /// <summary>No restriction is published, which does not say that there is none.</summary>
    NotPublished,

    /// <summary>The published restriction holds.</summary>
    Restricted,
}
