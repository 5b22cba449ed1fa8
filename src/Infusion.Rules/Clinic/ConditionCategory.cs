namespace Infusion.Rules.Clinic;

/// <summary>The group of conditions an indication belongs to.</summary>
public enum ConditionCategory
{
    /// <summary>Chronic pain conditions.</summary>
    Pain,

    /// <summary>Mood and anxiety conditions.</summary>
    MentalHealth,

    /// <summary>Cluster headache, which the page lists among other conditions.</summary>
    Headache,
}
