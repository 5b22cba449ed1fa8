namespace Infusion.Rules.Eligibility;

/// <summary>Whether a verdict can be recorded, from the least to the most cautious.</summary>
public enum SectionsOutcome
{
    /// <summary>All three sections of the consultation are recorded.</summary>
    VerdictMayBeRecorded,

    /// <summary>What a consultation has to cover is not published.</summary>
    NotPublished,

    /// <summary>A section is missing, so no verdict can be recorded yet.</summary>
    SectionMissing,
}
