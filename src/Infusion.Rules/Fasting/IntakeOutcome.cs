namespace Infusion.Rules.Fasting;

/// <summary>What the clinic's fasting rules say of one intake, from the least to the most cautious.</summary>
public enum IntakeOutcome
{
    /// <summary>It came after the actual start: not part of the fast, flagged, ignored.</summary>
    AfterStart,

    /// <summary>It ended early enough.</summary>
    Compliant,

    /// <summary>The page does not settle it; a clinician decides.</summary>
    ClinicianDecision,

    /// <summary>It ended too late. The clinic may cancel and reschedule; nothing is cancelled by itself.</summary>
    Violation,
}
