namespace Infusion.Rules.Visits;

/// <summary>What a clinic publishes about the ride away from it.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record RidePolicy
{
    /// <summary>By when it has to be arranged.</summary>
    public RideTime Arranged { get; init; }

    /// <summary>Whether the patient is driven to the clinic as well; <c>false</c> asks for the way home alone.</summary>
    public bool BothWays { get; init; }

    /// <summary>Whether a taxi or a ride-share is a ride (R68, C8).</summary>
    public TaxiAcceptance Taxi { get; init; }

    /// <summary>Writes what is asked for.</summary>
    /// <returns>"ride home, BeforeRelease, taxi Accepted".</returns>
    public override string ToString() => $"ride {(BothWays ? "both ways" : "home")}, {Arranged}, taxi {Taxi}";

    /// <summary>Which way the ride is, as a sentence names it.</summary>
    internal string Way => BothWays ? "ride to the clinic and back" : "ride home or to the hotel";
}
