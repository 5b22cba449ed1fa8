namespace Infusion.Rules.Visits;

/// <summary>A vital sign the clinic monitors (R55).</summary>
public enum VitalSign
{
    /// <summary>Heart rate.</summary>
    HeartRate,

    /// <summary>Blood pressure.</summary>
    BloodPressure,

    /// <summary>Oxygen saturation, SpO2.</summary>
    OxygenSaturation,

    /// <summary>Which vital signs are taken is not published.</summary>
    NotPublished,
}
