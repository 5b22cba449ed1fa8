namespace Infusion.Rules.Visits;

/// <summary>What is found when a release is considered; all but the first hold the release.</summary>
public enum ReleaseFinding
{
    /// <summary>Nobody accompanies the patient. An advisory: it holds nothing (R68, C8).</summary>
    Unaccompanied,

    /// <summary>Less than the minimum recovery has passed since the infusion's end.</summary>
    MinimumRecovery,

    /// <summary>The patient does not walk steadily, or no clinician's word that the clinic's own release criteria are met stands.</summary>
    CriteriaNotMet,

    /// <summary>A side effect is unlisted or goes on too long, and no clinician's word on it is recorded.</summary>
    SideEffectForClinician,

    /// <summary>The vital signs after the infusion are asked for and not all there.</summary>
    VitalSignsNotRecorded,

    /// <summary>No ride is arranged; by the published policy a taxi would satisfy it.</summary>
    RideNotArranged,

    /// <summary>The ride is a taxi or a ride-share, and the clinic's policy does not take it.</summary>
    TaxiNotAccepted,

    /// <summary>Nobody accompanies the patient, and the clinic's policy requires it.</summary>
    NoEscort,

    /// <summary>The person who accompanies the patient is younger than the clinic's policy asks for.</summary>
    EscortTooYoung,

    /// <summary>The person who accompanies the patient does not stay as long as the clinic's policy asks for.</summary>
    EscortDoesNotStay,

    /// <summary>What holds a release is not published.</summary>
    NotPublished,
}
