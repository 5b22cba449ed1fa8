namespace Infusion.Rules.Maintenance;

/// <summary>What a clinician has set for one patient's maintenance.</summary>
public enum ClinicianPlan
{
    /// <summary>Nothing is on file.</summary>
    None,

    /// <summary>One interval.</summary>
    OneInterval,

    /// <summary>A shortest and a longest interval.</summary>
    Range,
}
