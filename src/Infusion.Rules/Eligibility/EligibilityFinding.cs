namespace Infusion.Rules.Eligibility;

/// <summary>What is reported beside an eligibility outcome and changes nothing.</summary>
public enum EligibilityFinding
{
    /// <summary>Failed first- and second-line treatment is not on record (R07). Information, never a gate.</summary>
    PriorTherapyNotDocumented,

    /// <summary>A criterion of this policy asks that the clinician be told.</summary>
    ScreenInforms,

    /// <summary>The verdict was recorded by a role this policy does not accept, so it does not count (C9).</summary>
    VerdictRoleNotAccepted,

    /// <summary>The physician's verdict stands against an excluding criterion. It wins with a reason, and the flag stays.</summary>
    VerdictAgainstExclusion,

    /// <summary>The physician's verdict stands beside a criterion that asks for review, which stays listed.</summary>
    VerdictAgainstReview,

    /// <summary>The verdict against an excluding criterion has no reason on record, so the excluding criterion still decides.</summary>
    ReasonNotRecorded,

    /// <summary>What is reported beside the outcome is not published.</summary>
    NotPublished,
}
