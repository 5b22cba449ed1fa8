namespace Infusion.Rules.Records;

/// <summary>How two places of a record speak against each other.</summary>
public enum ContradictionKind
{
    /// <summary>Two infusions were given at one time, or one is on record twice.</summary>
    InfusionsOverlap,

    /// <summary>One appointment is on record under two ids: both stand, or both were cancelled by the same person at the same
    /// instant.</summary>
    AppointmentTwice,

    /// <summary>An infusion ends when it starts, or before.</summary>
    EndNotAfterStart,

    /// <summary>Two scores of one instrument and condition, taken at one instant, have different points.</summary>
    ScoresDiffer,

    /// <summary>Something was taken in the time of which it was said that nothing was.</summary>
    IntakeAfterNoneSince,

    /// <summary>The patient set out after the arrival or, where none is recorded, after the appointment.</summary>
    DepartureAfterArrival,

    /// <summary>An appointment was booked after its infusion started.</summary>
    BookedAfterStart,

    /// <summary>An appointment was booked after it was cancelled.</summary>
    BookedAfterCancellation,

    /// <summary>The patient arrived after the infusion started.</summary>
    ArrivalAfterStart,

    /// <summary>The patient left before the infusion ended.</summary>
    LeftBeforeEnd,

    /// <summary>An infusion started whose appointment was cancelled.</summary>
    StartedAndCancelled,

    /// <summary>A verdict is on record, and a section of the consultation that comes before it is said not to be.</summary>
    VerdictBeforeSections,

    /// <summary>One condition is both active and in full remission.</summary>
    ActiveAndInRemission,
}
