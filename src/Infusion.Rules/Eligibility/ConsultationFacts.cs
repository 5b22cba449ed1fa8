namespace Infusion.Rules.Eligibility;

/// <summary>What is recorded of a consultation.</summary>
public sealed record ConsultationFacts
{
    /// <summary>Whether the clinical history is recorded; <c>null</c> when not known.</summary>
    public bool? IsHistoryRecorded { get; init; }

    /// <summary>Whether the medicines are recorded; <c>null</c> when not known.</summary>
    public bool? AreMedicationsRecorded { get; init; }

    /// <summary>Whether appropriateness for ketamine is recorded; <c>null</c> when not known.</summary>
    public bool? IsAppropriatenessRecorded { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"consultation facts: history {Known(IsHistoryRecorded)}, medications {Known(AreMedicationsRecorded)}, appropriateness {Known(IsAppropriatenessRecorded)}";

    private static string Known(bool? claim) => claim is null ? "unknown" : "known";
}
