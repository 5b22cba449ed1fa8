namespace Infusion.Rules.Fasting;

/// <summary>What the clinic's fasting rules say of all intakes together, from the least to the most cautious.</summary>
public enum FastingOutcome
{
    /// <summary>Every intake ended early enough.</summary>
    Compliant,

    /// <summary>No published rule is broken, and a clinician decides on at least one intake.</summary>
    ClinicianDecision,

    /// <summary>A published rule is broken. The clinic may cancel and reschedule; nothing is cancelled by itself.</summary>
    Violation,
}
