namespace Infusion.Rules.Records;

/// <summary>A person who may have a first infusion, with what is on record.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record Applicant
{
    /// <summary>What is known of the patient, with the verdict of the consultation.</summary>
    public required Assessment Assessment { get; init; }

    /// <summary>What is recorded of the consultation; <c>null</c> when nothing is known of it.</summary>
    public Consultation? Consultation { get; init; }

    /// <summary><see cref="Consultation"/>, unless it is voided.</summary>
    internal Consultation? ConsultationInForce => Consultation.InForce();

    /// <summary>The care beside the infusions; <c>null</c> when nothing is known of it.</summary>
    public Care? Care { get; init; }

    /// <summary>Says which parts are known, never their values.</summary>
    /// <returns>"applicant: assessment: on, conditions".</returns>
    public override string ToString() =>
        $"applicant: {string.Join("; ", new object?[] { Assessment, Consultation, Care }.OfType<object>())}";
}
