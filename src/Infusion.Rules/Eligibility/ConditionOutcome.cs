namespace Infusion.Rules.Eligibility;

/// <summary>What one stated condition is to this clinic, from the least to the most cautious.</summary>
public enum ConditionOutcome
{
    /// <summary>It is one of the clinic's conditions and present.</summary>
    Listed,

    /// <summary>Whether the clinic lists it is not published.</summary>
    NotPublished,

    /// <summary>The clinic does not list it, which is not the same as ineligible: a clinician looks at it.</summary>
    NotListed,

    /// <summary>It is listed and in full remission, so it gives no reason to treat now.</summary>
    NoActiveIndication,
}
