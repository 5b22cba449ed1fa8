namespace Infusion.Rules.Fasting;

/// <summary>What the clinic's fasting rules say of all intakes together, from the least to the most cautious.</summary>
public enum FastingOutcome
{
    /// <summary>Every intake ended early enough.</summary>
    Compliant,

    /// <summary>No rule is published to judge it by, which does not say that anything may be eaten.</summary>
    NotPublished,

    /// <summary>No published rule is broken, and a clinician decides on at least one intake.</summary>
    ClinicianDecision,

    /// <summary>A published rule is broken. The clinic may cancel and reschedule; nothing is cancelled by itself.</summary>
    Violation,
}
