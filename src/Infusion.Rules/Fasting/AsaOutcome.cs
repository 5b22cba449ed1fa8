namespace Infusion.Rules.Fasting;

/// <summary>How an intake compares with the anesthesiologists' guideline, from the least to the most cautious.</summary>
/// <remarks>An advisory beside the clinic's rule: it never makes a violation and never a fee.</remarks>
public enum AsaOutcome
{
    /// <summary>The guideline's time had passed.</summary>
    Met,

    /// <summary>The clinic shows no such advisory.</summary>
    NotPublished,

    /// <summary>It is shorter than the example the guideline gives for food that may need more time.</summary>
    MoreTimeMayBeNeeded,

    /// <summary>It is shorter than the guideline's minimum.</summary>
    Short,
}
