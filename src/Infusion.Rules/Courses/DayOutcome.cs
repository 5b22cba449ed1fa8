namespace Infusion.Rules.Courses;

/// <summary>What the desk does about a visit of the day, from the least to the most cautious.</summary>
public enum DayOutcome
{
    /// <summary>The infusion has begun or is over; there is nothing left to decide.</summary>
    Begun,

    /// <summary>Nothing on record speaks against the infusion.</summary>
    Go,

    /// <summary>Somebody is asked, or a clinician looks, before the infusion begins.</summary>
    Ask,

    /// <summary>By the clinic's rules this infusion does not go ahead as it is booked; a person decides what becomes of it.</summary>
    Stop,
}
