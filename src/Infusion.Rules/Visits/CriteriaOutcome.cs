namespace Infusion.Rules.Visits;

/// <summary>Whether the release criteria are met, from the least to the most cautious.</summary>
public enum CriteriaOutcome
{
    /// <summary>The patient walks steadily, and a clinician's word that the clinic's own criteria are met stands.</summary>
    Met,

    /// <summary>The criteria of a release are not published.</summary>
    NotPublished,

    /// <summary>Something of it is missing.</summary>
    NotMet,
}
