using Infusion.Rules.Tables;

namespace Infusion.Rules.Decisions;

/// <summary>A causal fact as data, in a decision's document.</summary>
public sealed record FactDocument
{
    /// <summary>The fact's id.</summary>
    public required string Id { get; init; }

    /// <summary>The fact as a noun phrase.</summary>
    public required string Name { get; init; }

    /// <summary>What was observed, as text.</summary>
    public required string Observed { get; init; }

    /// <summary>The lowest code the value may have, in the fact's unit.</summary>
    public required long Low { get; init; }

    /// <summary>The highest code the value may have, in the fact's unit; equal to <see cref="Low"/> for a known value.</summary>
    public required long High { get; init; }

    /// <summary>The limit at which the answer changes, as text; <c>null</c> where there is none.</summary>
    public string? Limit { get; init; }

    /// <summary>What is needed there, as text: "at least 4 h needed"; where neither side is, the value's side: "at least 4 h".</summary>
    public string? Needs { get; init; }

    /// <summary>The limit in the fact's unit; <c>null</c> where there is none.</summary>
    public long? LimitCode { get; init; }

    /// <summary>How far the value is from the limit, as text.</summary>
    public string? Margin { get; init; }

    /// <summary>The id of the rule the limit comes from; <c>null</c> when no rule names the fact.</summary>
    public string? Rule { get; init; }

    /// <summary>Writes the fact's id and how far it is known.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {(Low == High ? "known" : "between")}";

    internal static FactDocument Of(ExplanationLine line) => new()
    {
        Id = line.Fact,
        Name = line.Name,
        Observed = line.Observed,
        Low = line.Value.Low,
        High = line.Value.High,
        Limit = line.Limit,
        Needs = line.Needs,
        LimitCode = line.LimitCode,
        Margin = line.Margin,
        Rule = line.Rule?.Id,
    };
}
