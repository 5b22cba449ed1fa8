namespace Infusion.Rules.Tables;

/// <summary>Where a rule or a parameter comes from.</summary>
public enum Provenance
{
    /// <summary>It stands on the clinic's page.</summary>
    Published,

    /// <summary>It is a reading of the page, recorded in the source register.</summary>
    Inferred,

    /// <summary>It comes from a cited guideline or paper.</summary>
    Literature,

    /// <summary>The clinic that uses the library has set it.</summary>
    ClinicPolicy,
}
