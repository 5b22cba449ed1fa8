namespace Infusion.Rules.Tables;

/// <summary>How strongly the clinic states a rule.</summary>
/// <remarks>The page says "typically", "may", "could": a decision carries that strength and never hardens it.</remarks>
public enum Modality
{
    /// <summary>The clinic requires it.</summary>
    Required,

    /// <summary>The clinic recommends it; a clinician may decide otherwise.</summary>
    Recommended,

    /// <summary>The clinic permits it and is not bound to it.</summary>
    Permitted,

    /// <summary>A fact that is told and asks for nothing.</summary>
    Informational,

    /// <summary>A clinician decides; the rule only says so.</summary>
    ClinicianDiscretion,
}
