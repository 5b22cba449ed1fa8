namespace Infusion.Rules.Response;

/// <summary>Whether a series has come to its evaluation point, from the least to the most cautious.</summary>
/// <remarks>Ordered by what can follow: no verdict at all, none yet, only a good one, any.</remarks>
public enum EvaluationStatus
{
    /// <summary>The protocol has no published evaluation point.</summary>
    NotPublished,

    /// <summary>Too few sessions of the series are completed.</summary>
    NotReached,

    /// <summary>The fewest sessions of a range are completed and not the most: a response stands, and what falls short of one is judged
    /// again.</summary>
    Begun,

    /// <summary>Enough sessions of the series are completed.</summary>
    Reached,
}
