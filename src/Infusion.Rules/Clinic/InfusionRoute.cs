namespace Infusion.Rules.Clinic;

/// <summary>A way of giving ketamine that the page names, or another one (R27).</summary>
public enum InfusionRoute
{
    /// <summary>Into a vein.</summary>
    Intravenous,

    /// <summary>Into a muscle.</summary>
    Intramuscular,

    /// <summary>Into the nose.</summary>
    Intranasal,

    /// <summary>Under the tongue.</summary>
    Sublingual,

    /// <summary>By mouth.</summary>
    Oral,

    /// <summary>Any other way.</summary>
    Other,
}
