namespace Infusion.Rules.Continuity;

/// <summary>What the clinic's rules say of a change to a medicine, from the least to the most cautious.</summary>
/// <remarks>The order is how much stands between the patient and the change: every safeguard met; the managing provider's order alone; the
/// clinic's own published hold; one safeguard still missing; nothing changes; and a change already made alone, where a person has to
/// decide. So while facts are missing the answer is never that a change goes ahead, and never milder than <see cref="Continue"/> if that
/// is still possible.</remarks>
public enum MedicationChangeOutcome
{
    /// <summary>In maintenance, with the managing provider consulted and the clinic in touch with that provider.</summary>
    Supported,

    /// <summary>The managing provider ordered it, at any stage. It is recorded and nobody is penalised (R62).</summary>
    ProviderDirected,

    /// <summary>A pause that keeps to a hold which the clinic publishes. It is recorded and nobody is penalised.</summary>
    HeldAsPublished,

    /// <summary>In maintenance, with the provider consulted; only the clinic's own exchange with that provider is missing (R60).</summary>
    NeedsCorrespondence,

    /// <summary>What the clinic says of changes is not published; nothing here speaks for one.</summary>
    NotPublished,

    /// <summary>The medicine continues as it is (R57).</summary>
    Continue,

    /// <summary>The change was made with no managing provider consulted.
    /// Further treatment may be at stake; a clinician decides (R63).</summary>
    PotentialDisqualification,
}
