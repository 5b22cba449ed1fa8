namespace Infusion.Rules.Tables;

/// <summary>One causal fact of a decision.</summary>
/// <remarks>Codes are in the fact's unit, as <see cref="Fact"/> describes; the texts are derived from them.</remarks>
public sealed record ExplanationLine
{
    /// <summary>The fact's id.</summary>
    public required string Fact { get; init; }

    /// <summary>The fact as a noun phrase.</summary>
    public required string Name { get; init; }

    /// <summary>What was observed, as text.</summary>
    public required string Observed { get; init; }

    /// <summary>What was observed; partial when only bounds are known.</summary>
    public required FactValue Value { get; init; }

    /// <summary>The limit at which the answer changes, as text: "4 h"; <c>null</c> where there is none. Of two it is the one that a
    /// deciding rule names, and else the nearer.</summary>
    public string? Limit { get; init; }

    /// <summary>What is needed for the answer of the two that asks less of its reader, as text: "at least 4 h needed". Where both ask as
    /// much, the side of the limit that the value is on: "at least 4 h". <c>null</c> without a limit.</summary>
    public string? Needs { get; init; }

    /// <summary>The limit's code; <c>null</c> where there is none.</summary>
    public long? LimitCode { get; init; }

    /// <summary>How far the value is from the limit, as text: "9 h to spare", "1 h 10 min short", "exactly at it". Months are counted as
    /// they begin, so of them it is said how far at least or at most.</summary>
    public string? Margin { get; init; }

    /// <summary>The rule the limit or the fact comes from; <c>null</c> when no rule names the fact.</summary>
    public Rule? Rule { get; init; }

    /// <summary>The line as a phrase.</summary>
    public string Text => Limit is null ? $"{Name}: {Observed}" : $"{Name}: {Observed}; {Needs}, {Margin}";

    /// <summary>Writes the line with its rule and citation.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Rule is null ? Text : $"{Text} {Rule.Source}";
}
