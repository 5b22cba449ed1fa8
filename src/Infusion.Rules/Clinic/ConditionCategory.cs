namespace Infusion.Rules.Clinic;

/// <summary>The kind of condition an infusion course is for.</summary>
public enum ConditionCategory
{
    /// <summary>A pain condition (R02 to R05).</summary>
    Pain,

    /// <summary>A mental-health condition (R10).</summary>
    MentalHealth,

    /// <summary>A headache the page names among its other conditions only (R10, C12).</summary>
    Headache,

    /// <summary>Any other condition a clinic names, such as one that it keeps apart from its pain conditions (C12).</summary>
    Other,
}
