namespace Infusion.Rules.Visits;

/// <summary>Whether a patient needs a ride to the next visit, from the least to the most cautious.</summary>
public enum InboundRideOutcome
{
    /// <summary>The judged travel time does not fall into an earlier restriction.</summary>
    NotNeeded,

    /// <summary>The travel time falls into the restriction of the previous infusion.</summary>
    InboundRideNeeded,
}
