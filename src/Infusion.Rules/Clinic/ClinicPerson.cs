namespace Infusion.Rules.Clinic;

/// <summary>Who does something or knows an answer.</summary>
public enum ClinicPerson
{
    /// <summary>The patient.</summary>
    Patient,

    /// <summary>The front desk.</summary>
    Desk,

    /// <summary>A nurse.</summary>
    Nurse,

    /// <summary>The physician.</summary>
    Physician,
}
