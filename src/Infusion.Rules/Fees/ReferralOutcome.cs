namespace Infusion.Rules.Fees;

/// <summary>Whether a referral earns its credit, from the least to the most cautious.</summary>
public enum ReferralOutcome
{
    /// <summary>It earns the credit.</summary>
    Earned,

    /// <summary>No credit is published, so none is earned.</summary>
    NotPublished,

    /// <summary>The referred person has scheduled nothing yet.</summary>
    NothingScheduled,

    /// <summary>The referred person has scheduled the free call alone.</summary>
    FreeCallOnly,

    /// <summary>The referred person has earned somebody the credit already.</summary>
    AlreadyCredited,

    /// <summary>Somebody else was recorded as the referrer before.</summary>
    NotFirstReferrer,

    /// <summary>Nobody earns a credit by referring themselves.</summary>
    SelfReferral,
}
