namespace Infusion.Rules.Eligibility;

/// <summary>Whether an infusion can be booked, from the least to the most cautious; each refusal is a reason of its own.</summary>
public enum BookingOutcome
{
    /// <summary>The consultation was held and its verdict is that the patient is a candidate.</summary>
    Accepted,

    /// <summary>What has to come before a booking is not published.</summary>
    NotPublished,

    /// <summary>The verdict was recorded by a role this policy does not accept.</summary>
    RejectedVerdictRole,

    /// <summary>No verdict is on record; a computed candidate alone opens no booking.</summary>
    RejectedNoVerdict,

    /// <summary>No verdict is on record, and a clinician has yet to look at it.</summary>
    RejectedReviewPending,

    /// <summary>No consultation was held.</summary>
    RejectedNoConsultation,

    /// <summary>The patient is not a candidate.</summary>
    RejectedNotCandidate,
}
