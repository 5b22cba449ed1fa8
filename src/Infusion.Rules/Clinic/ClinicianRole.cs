namespace Infusion.Rules.Clinic;

/// <summary>Who recorded the verdict of a consultation.</summary>
public enum ClinicianRole
{
    /// <summary>A physician.</summary>
    Physician,

    /// <summary>A nurse practitioner.</summary>
    NursePractitioner,

    /// <summary>A physician assistant.</summary>
    PhysicianAssistant,

    /// <summary>A registered nurse.</summary>
    Nurse,

    /// <summary>Anybody else.</summary>
    Other,
}
