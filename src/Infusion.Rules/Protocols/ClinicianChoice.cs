namespace Infusion.Rules.Protocols;

/// <summary>Whether a clinician must choose the protocol.</summary>
public enum ClinicianChoice
{
    /// <summary>The clinic's rule names it.</summary>
    NotRequired,

    /// <summary>A clinician must choose; a named protocol is a proposal.</summary>
    RequiresClinicianChoice,
}
