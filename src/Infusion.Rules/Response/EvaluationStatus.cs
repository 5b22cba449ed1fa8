namespace Infusion.Rules.Response;

/// <summary>Whether a series has come to its evaluation point, from the least to the most cautious.</summary>
/// <remarks>Ordered by what can follow: no verdict at all, none yet, a verdict.</remarks>
public enum EvaluationStatus
{
    /// <summary>The protocol has no published evaluation point.</summary>
    NotPublished,

    /// <summary>Too few sessions of the series are completed.</summary>
    NotReached,

    /// <summary>Enough sessions of the series are completed.</summary>
    Reached,
}
