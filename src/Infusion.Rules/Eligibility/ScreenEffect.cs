namespace Infusion.Rules.Eligibility;

/// <summary>What a screening criterion leads to when it applies, from the least to the most cautious.</summary>
public enum ScreenEffect
{
    /// <summary>The clinician is told; the outcome stays as it is.</summary>
    Inform,

    /// <summary>A clinician looks at it before the patient counts as a candidate.</summary>
    ClinicianReview,

    /// <summary>The patient is no candidate, unless a physician says otherwise and gives a reason.</summary>
    Exclude,
}
