namespace Infusion.Rules.Records;

/// <summary>A system of codes for medicines.</summary>
public enum MedicineCodeSystem
{
    /// <summary>RxNorm, the concept's number (RXCUI).</summary>
    Rxnorm,

    /// <summary>The Anatomical Therapeutic Chemical classification of the WHO.</summary>
    Atc,
}
