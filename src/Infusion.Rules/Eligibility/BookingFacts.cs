using Infusion.Rules.Decisions;

namespace Infusion.Rules.Eligibility;

/// <summary>What is known when an infusion is to be booked.</summary>
public sealed record BookingFacts
{
    /// <summary>What is known of the patient, with the verdict of the consultation.</summary>
    public required EligibilityFacts Eligibility { get; init; }

    /// <summary>Whether the consultation was held; <c>null</c> when not known.</summary>
    public bool? IsConsultationHeld { get; init; }

    /// <summary>What the continuity rules say of medication changes; <c>null</c> when not known.</summary>
    public Verdict? MedicationChange { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"booking facts: consultation {(IsConsultationHeld is null ? "unknown" : "known")}, medication change {(MedicationChange is null ? "unknown" : "known")}; {Eligibility}";
}
