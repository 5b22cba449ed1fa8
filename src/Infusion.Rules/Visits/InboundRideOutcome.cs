namespace Infusion.Rules.Visits;

/// <summary>Whether a patient needs a ride to the next visit, from the least to the most cautious.</summary>
public enum InboundRideOutcome
{
    /// <summary>The judged travel time does not fall into an earlier restriction.</summary>
    NotNeeded,

    /// <summary>What it would be judged by is not published.</summary>
    NotPublished,

    /// <summary>The travel time falls into the restriction of the previous infusion.</summary>
    InboundRideNeeded,
}
