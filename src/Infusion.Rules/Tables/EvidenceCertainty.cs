namespace Infusion.Rules.Tables;

/// <summary>How certain a source calls the evidence behind what it advises.</summary>
/// <remarks>It is shown beside the grade and decides nothing.</remarks>
public enum EvidenceCertainty
{
    /// <summary>High certainty.</summary>
    High,

    /// <summary>Moderate certainty.</summary>
    Moderate,

    /// <summary>Low certainty.</summary>
    Low,
}
