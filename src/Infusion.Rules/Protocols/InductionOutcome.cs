namespace Infusion.Rules.Protocols;

/// <summary>How far an induction is, from the least to the most cautious.</summary>
/// <remarks>Ordered by how much of the induction is still open; one without a published length is the least known.</remarks>
public enum InductionOutcome
{
    /// <summary>The most sessions of the induction are completed.</summary>
    Complete,

    /// <summary>The fewest sessions of the induction are completed, and more may follow.</summary>
    MinimumReached,

    /// <summary>Sessions of the induction are outstanding.</summary>
    InProgress,

    /// <summary>The protocol has no published induction length.</summary>
    NotPublished,
}
