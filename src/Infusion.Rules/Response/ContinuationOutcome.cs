namespace Infusion.Rules.Response;

/// <summary>What is said when another session is booked, from the least to the most cautious. Nothing is blocked.</summary>
public enum ContinuationOutcome
{
    /// <summary>The response gives no reason for a warning.</summary>
    NoWarning,

    /// <summary>What a booking is told is not published.</summary>
    NotPublished,

    /// <summary>The clinic's recommendation is against it, and a clinician has recorded a reason to go on.</summary>
    Overridden,

    /// <summary>A warning: the clinic's recommendation is against it. A clinician's reason overrides it.</summary>
    ContinuationNotRecommended,
}
