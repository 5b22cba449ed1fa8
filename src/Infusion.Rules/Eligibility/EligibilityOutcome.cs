namespace Infusion.Rules.Eligibility;

/// <summary>Where a patient stands before a first infusion, from the least to the most cautious.</summary>
public enum EligibilityOutcome
{
    /// <summary>A listed condition is present and no criterion of this policy asks for review; the physician decides.</summary>
    Candidate,

    /// <summary>Who is a candidate is not published; the physician decides.</summary>
    NotPublished,

    /// <summary>A clinician looks at it first.</summary>
    ClinicianReview,

    /// <summary>The physician said no, or an excluding criterion of this policy applies.</summary>
    NotCandidate,
}
