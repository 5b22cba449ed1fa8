namespace Infusion.Rules.Visits;

/// <summary>Whether a patient arrived by the time the clinic asks for, from the least to the most cautious.</summary>
public enum ArrivalOutcome
{
    /// <summary>At or before the required arrival; exactly on time is not late.</summary>
    OnTime,

    /// <summary>By when a patient arrives is not published.</summary>
    NotPublished,

    /// <summary>After the required arrival. Information only: no fee, nothing is cancelled.</summary>
    Late,
}
