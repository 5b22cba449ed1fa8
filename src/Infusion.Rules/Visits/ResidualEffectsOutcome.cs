namespace Infusion.Rules.Visits;

/// <summary>Whether the published time of residual effects is over, from the least to the most cautious.</summary>
public enum ResidualEffectsOutcome
{
    /// <summary>The published time has passed.</summary>
    PublishedTimePassed,

    /// <summary>No time is published.</summary>
    NotPublished,

    /// <summary>Residual effects are possible.</summary>
    Possible,
}
