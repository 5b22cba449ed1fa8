namespace Infusion.Rules.Clinic;

/// <summary>The primary reason the clinic recorded when it cancelled.</summary>
public enum CancellationReason
{
    /// <summary>The patient had not fasted as the clinic's rules ask.</summary>
    FastingViolation,

    /// <summary>The blood pressure.</summary>
    BloodPressure,

    /// <summary>The patient came late.</summary>
    LateArrival,

    /// <summary>No ride home was arranged.</summary>
    NoRide,

    /// <summary>Another reason, of the patient's or the clinic's.</summary>
    Other,
}
