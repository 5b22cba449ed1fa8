namespace Infusion.Rules.Eligibility;

/// <summary>What is said at booking and rejects nothing.</summary>
public enum BookingWarning
{
    /// <summary>A medicine was changed with no managing provider consulted; a clinician decides on further treatment (R63).</summary>
    PotentialDisqualification,

    /// <summary>What is said at booking is not published.</summary>
    NotPublished,
}
