using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Decisions;

/// <summary>A rule as data, in a decision's document.</summary>
public sealed record RuleDocument
{
    /// <summary>The rule's id.</summary>
    public required string Id { get; init; }

    /// <summary>The rule as one sentence.</summary>
    public required string Says { get; init; }

    /// <summary>How strongly the clinic states it.</summary>
    public required Modality Modality { get; init; }

    /// <summary>Where it comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Ids in the source register.</summary>
    public required ImmutableArray<string> Citations { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(RuleDocument? other) =>
        other is not null && Id == other.Id && Says == other.Says && Modality == other.Modality && Provenance == other.Provenance
        && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {Says}";

    /// <summary>A rule as data.</summary>
    /// <param name="rule">The rule.</param>
    public static RuleDocument Of(Rule rule) => new()
    {
        Id = rule.Id,
        Says = rule.Says,
        Modality = rule.Modality,
        Provenance = rule.Provenance,
        Citations = rule.Citations,
    };
}
