namespace Infusion.Rules.Visits;

/// <summary>What the clinic tells every patient of the visit.</summary>
public enum VisitStatement
{
    /// <summary>The order of a visit's times.</summary>
    Timeline,

    /// <summary>The steps before the infusion.</summary>
    Checklist,

    /// <summary>Which vital signs are taken, and when.</summary>
    VitalSigns,

    /// <summary>How often the vital signs are taken is not published.</summary>
    VitalSignIntervalNotPublished,

    /// <summary>Music and headphones are welcome.</summary>
    Music,

    /// <summary>Family may be there.</summary>
    Family,

    /// <summary>Medication for side effects is available.</summary>
    MedicationForSideEffects,

    /// <summary>The patient is watched for signs of unwanted effects (R74).</summary>
    Observation,

    /// <summary>Conversation during the infusion is discouraged (R75).</summary>
    ConversationDiscouraged,

    /// <summary>The staff try to keep stimuli in the room low (R76).</summary>
    LowStimuli,

    /// <summary>Nausea may come near the end of the infusion (R78, C17).</summary>
    LateNausea,

    /// <summary>Closing the eyes may ease nausea (R77).</summary>
    EyesClosed,

    /// <summary>Where a patient may go afterwards.</summary>
    Destinations,

    /// <summary>What every patient is told is not published.</summary>
    NotPublished,
}
