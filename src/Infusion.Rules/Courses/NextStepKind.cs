namespace Infusion.Rules.Courses;

/// <summary>What may or must happen next, in the order of a day at the clinic.</summary>
public enum NextStepKind
{
    /// <summary>An infusion is running: record when it ends.</summary>
    EndInfusion,

    /// <summary>An infusion has ended and the patient is still there: judge the release.</summary>
    ReleasePatient,

    /// <summary>An appointment has passed, and neither an infusion nor a cancellation is on record: say what happened.</summary>
    RecordWhatHappened,

    /// <summary>A score is worse than the baseline, or item 9 of a PHQ-9 is above 0: a clinician looks at it.</summary>
    ReviewScore,

    /// <summary>No consultation was held: hold it.</summary>
    HoldConsultation,

    /// <summary>The consultation was held: the physician records a verdict.</summary>
    RecordVerdict,

    /// <summary>Book the next infusion.</summary>
    BookInfusion,

    /// <summary>An infusion is booked: give it.</summary>
    GiveInfusion,

    /// <summary>The response cannot be judged yet: record what it needs, above all the score.</summary>
    RecordResponse,

    /// <summary>A verdict is there and may still change: a clinician confirms it, or the evaluation window closes.</summary>
    ConfirmResponse,

    /// <summary>The rules give no verdict that moves the course on: a clinician decides.</summary>
    ReviewResponse,

    /// <summary>Further infusions are not recommended: a clinician decides whether there is a reason to go on.</summary>
    DecideContinuation,

    /// <summary>Book the next maintenance infusion.</summary>
    BookMaintenance,
}
