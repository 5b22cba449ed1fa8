namespace Infusion.Rules.Clinic;

/// <summary>What a clinician records of an infusion's place in its series, where that is not what the count says.</summary>
public enum SeriesMark
{
    /// <summary>A new induction begins with it, on a protocol that the patient was on before.</summary>
    NewStart,

    /// <summary>It extends the induction beyond its count, by a clinician's reason.</summary>
    Extension,

    /// <summary>Maintenance begins with it, before the induction's count is full.</summary>
    Maintenance,
}
