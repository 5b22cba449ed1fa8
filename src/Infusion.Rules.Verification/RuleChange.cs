namespace Infusion.Rules.Verification;

/// <summary>A rule or another text that differs between two versions.</summary>
public sealed class RuleChange
{
    /// <summary>The rule's id, or what else the text belongs to.</summary>
    public required string Id { get; init; }

    /// <summary>The part that differs: sentence, modality, provenance, citations, condition, outcome, terms, or the whole rule.</summary>
    public required string Part { get; init; }

    /// <summary>The old text; <c>null</c> when there was none.</summary>
    public string? Before { get; init; }

    /// <summary>The new text; <c>null</c> when there is none.</summary>
    public string? After { get; init; }

    /// <summary>Writes the id and the part.</summary>
    /// <returns>"fasting.solids: sentence".</returns>
    public override string ToString() => $"{Id}: {Part}";
}
