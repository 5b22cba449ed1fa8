namespace Infusion.Rules.Clinic;

/// <summary>The kinds of intake that the anesthesiologists' fasting guideline tells apart.</summary>
/// <remarks>Sources: references <c>asa-2017</c>, and <c>asa-2023</c> for chewing gum. The advisory
/// stands beside the clinic's rule and is never merged into it (C14).</remarks>
public enum AsaKind
{
    /// <summary>Water, pulp-free juice, carbonated drinks, clear tea, black coffee.</summary>
    ClearLiquid,

    /// <summary>Breast milk.</summary>
    BreastMilk,

    /// <summary>Infant formula.</summary>
    InfantFormula,

    /// <summary>Milk of animals.</summary>
    NonHumanMilk,

    /// <summary>Toast and the like with a clear liquid.</summary>
    LightMeal,

    /// <summary>Fried or fatty food, or meat.</summary>
    FattyMeal,

    /// <summary>Chewing gum, which asks for no delay once it is removed.</summary>
    ChewingGum,
}
