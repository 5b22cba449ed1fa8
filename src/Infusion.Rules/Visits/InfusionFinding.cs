namespace Infusion.Rules.Visits;

/// <summary>What is found of an infusion that has ended; a clinician says what it means.</summary>
public enum InfusionFinding
{
    /// <summary>It took less than half its planned length and is not recorded as broken off.</summary>
    ShorterThanHalf,

    /// <summary>Nothing is published to compare the infusion with.</summary>
    NotPublished,
}
