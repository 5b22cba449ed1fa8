namespace Infusion.Rules.Visits;

/// <summary>Whether a side effect waits for a clinician, from the least to the most cautious.</summary>
internal enum EffectHold
{
    /// <summary>It is listed and has not gone on too long, or a clinician has looked at it.</summary>
    NoHold,

    /// <summary>Which effects wait for a clinician is not published.</summary>
    NotPublished,

    /// <summary>No clinician's word on it is on record.</summary>
    ForClinician,
}

/// <summary>Whether the vital signs after an infusion are there, from the least to the most cautious.</summary>
internal enum SignsHold
{
    /// <summary>Every sign that the policy asks for is recorded.</summary>
    Recorded,

    /// <summary>Which signs are taken after an infusion is not published.</summary>
    NotPublished,

    /// <summary>At least one is not.</summary>
    NotRecorded,
}
