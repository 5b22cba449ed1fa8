namespace Infusion.Rules.Clinic;

/// <summary>What a consultation ended with.</summary>
public enum PhysicianVerdict
{
    /// <summary>No verdict is on record.</summary>
    NotRecorded,

    /// <summary>The patient is a candidate.</summary>
    Candidate,

    /// <summary>The patient is not a candidate.</summary>
    NotCandidate,
}
