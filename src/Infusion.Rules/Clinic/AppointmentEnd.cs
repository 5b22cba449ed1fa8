namespace Infusion.Rules.Clinic;

/// <summary>What became of an appointment.</summary>
public enum AppointmentEnd
{
    /// <summary>The infusion went ahead, whatever was found before it.</summary>
    InfusionGiven,

    /// <summary>The clinic cancelled.</summary>
    ClinicCancelled,

    /// <summary>The patient cancelled.</summary>
    PatientCancelled,

    /// <summary>The patient did not come and did not cancel.</summary>
    NoShow,
}
