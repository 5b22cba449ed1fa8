namespace Infusion.Rules.Continuity;

/// <summary>What the clinic tells every patient about care that goes on beside the infusions.</summary>
public enum ContinuityStatement
{
    /// <summary>Present medicines and therapies continue, all of them (R57, R64, C10).</summary>
    TherapiesContinue,

    /// <summary>The patient keeps seeing the managing providers (R61).</summary>
    ProvidersContinue,

    /// <summary>An interruption may weaken the response (R59).</summary>
    InterruptionMayCompromise,

    /// <summary>The infusions are one part of care and do not end a condition for good (R64).</summary>
    NotACure,

    /// <summary>A medicine is held before an infusion; it follows from the policy's holds.</summary>
    MedicineHeld,

    /// <summary>What every patient is told is not published.</summary>
    NotPublished,
}
