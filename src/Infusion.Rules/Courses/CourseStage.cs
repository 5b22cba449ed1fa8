namespace Infusion.Rules.Courses;

/// <summary>Where a patient is on the way through the clinic, from the least to the most cautious.</summary>
public enum CourseStage
{
    /// <summary>A condition responds, or a clinician has said so: infusions go on to keep the effect.</summary>
    Maintenance,

    /// <summary>Infusions have begun, and no verdict on the response stands that moves the course on.</summary>
    Initiation,

    /// <summary>The physician found a candidate, and no infusion is completed yet.</summary>
    FirstTreatment,

    /// <summary>No verdict of the physician is on record.</summary>
    Consultation,

    /// <summary>A verdict of likely non-response stands: the clinic typically recommends discontinuing ketamine infusions; the clinician
    /// decides.</summary>
    DiscontinuationRecommended,

    /// <summary>The physician found no candidate; a new consultation may find otherwise.</summary>
    Declined,
}
