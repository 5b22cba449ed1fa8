namespace Infusion.Rules.Protocols;

/// <summary>Whether a protocol is named for a patient's conditions, from the least to the most cautious.</summary>
/// <remarks>Ordered by how much is left to the clinician: nothing, confirming a named protocol, finding one.</remarks>
public enum ProtocolChoiceOutcome
{
    /// <summary>The clinic gives one protocol for these conditions.</summary>
    Named,

    /// <summary>A protocol is named, and a clinician must choose it.</summary>
    RequiresClinicianChoice,

    /// <summary>No protocol is published for these conditions; a clinician chooses.</summary>
    NotPublished,
}
