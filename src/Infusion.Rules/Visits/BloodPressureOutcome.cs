namespace Infusion.Rules.Visits;

/// <summary>How a blood pressure compares with the clinic's limit, from the least to the most cautious.</summary>
public enum BloodPressureOutcome
{
    /// <summary>At or below the limit the clinic has set.</summary>
    WithinClinicLimit,

    /// <summary>No limit is published and the clinic has set none, so there is no verdict.</summary>
    NotPublished,

    /// <summary>Above the limit the clinic has set: the clinician decides.</summary>
    AboveClinicLimit,
}
