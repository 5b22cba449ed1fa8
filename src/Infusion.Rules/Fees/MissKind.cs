namespace Infusion.Rules.Fees;

/// <summary>How a patient misses an appointment.</summary>
public enum MissKind
{
    /// <summary>The patient cancelled with too little notice.</summary>
    LateCancellation,

    /// <summary>The patient did not come, or came so late that it counts as that.</summary>
    NoShow,

    /// <summary>The clinic cancelled because of the blood pressure.</summary>
    BloodPressure,

    /// <summary>The clinic cancelled because the patient came late.</summary>
    LateArrival,

    /// <summary>The clinic cancelled because no ride home was arranged.</summary>
    NoRide,

    /// <summary>The clinic cancelled for another reason that lies with the patient.</summary>
    Other,
}
