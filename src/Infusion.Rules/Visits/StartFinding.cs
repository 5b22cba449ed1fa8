namespace Infusion.Rules.Visits;

/// <summary>What holds the start of an infusion, as the clinic publishes it; each is for a person to settle.</summary>
public enum StartFinding
{
    /// <summary>No ride is arranged, and the clinic asks for one before the infusion starts.</summary>
    RideNotArranged,

    /// <summary>The ride is a taxi or a ride-share, and the clinic's policy does not take it.</summary>
    TaxiNotAccepted,

    /// <summary>The person who has to be there during the visit is not.</summary>
    EscortNotThere,

    /// <summary>What holds the start of an infusion is not published.</summary>
    NotPublished,
}
