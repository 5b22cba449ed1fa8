namespace Infusion.Rules.Clinic;

/// <summary>What a score is of. Scores of different bases are never compared with each other.</summary>
public enum ScoreBasis
{
    /// <summary>At the time it was taken.</summary>
    Now,

    /// <summary>On average over the instrument's period.</summary>
    Average,

    /// <summary>At its worst over the instrument's period.</summary>
    Worst,

    /// <summary>At rest.</summary>
    AtRest,

    /// <summary>On movement.</summary>
    OnMovement,
}
