using Infusion.Rules.Eligibility;

namespace Infusion.Rules.Cases;

/// <summary>What is recorded of a consultation; <c>null</c> is not known.</summary>
public sealed record CaseConsultation
{
    /// <summary>Whether it was held.</summary>
    public bool? IsHeld { get; init; }

    /// <summary>Whether the clinical history is recorded.</summary>
    public bool? IsHistoryRecorded { get; init; }

    /// <summary>Whether the medicines are recorded.</summary>
    public bool? AreMedicationsRecorded { get; init; }

    /// <summary>Whether appropriateness for ketamine is recorded.</summary>
    public bool? IsAppropriatenessRecorded { get; init; }

    /// <summary>Says that it is one, never what it holds.</summary>
    /// <returns>"consultation".</returns>
    public override string ToString() => "consultation";

    internal ConsultationFacts Facts => new()
    {
        IsHistoryRecorded = IsHistoryRecorded,
        AreMedicationsRecorded = AreMedicationsRecorded,
        IsAppropriatenessRecorded = IsAppropriatenessRecorded,
    };
}
