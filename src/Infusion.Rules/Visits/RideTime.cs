namespace Infusion.Rules.Visits;

/// <summary>By when a ride has to be arranged.</summary>
public enum RideTime
{
    /// <summary>Before the patient leaves; without it nobody is released.</summary>
    BeforeRelease,

    /// <summary>Before the infusion starts; without it the infusion waits, and nobody is released either.</summary>
    BeforeStart,
}
