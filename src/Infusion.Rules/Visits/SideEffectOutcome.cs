namespace Infusion.Rules.Visits;

/// <summary>How an effect compares with the published catalogue, from the least to the most cautious.</summary>
public enum SideEffectOutcome
{
    /// <summary>In the catalogue and within the published duration. Listed never means ignore.</summary>
    Listed,

    /// <summary>No catalogue is published to compare it with.</summary>
    NotPublished,

    /// <summary>In the catalogue, but lasting past the published duration: the clinician is told.</summary>
    BeyondPublishedDuration,

    /// <summary>Not in the catalogue: the clinician is told.</summary>
    Unlisted,
}
