using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>The smallest set of actions that reaches another outcome, exact and replayed.</summary>
/// <remarks>Fewest actions first, then declared order; each by the smallest
/// amount. An empty set of steps means that nothing the patient or the
/// front desk can do reaches the outcome: the clinician decides.</remarks>
public sealed record Counterfactual
{
    /// <summary>The outcome that was asked for.</summary>
    public required string Target { get; init; }

    /// <summary>What to do; empty when nothing listed reaches the outcome.</summary>
    public required ImmutableArray<CounterfactualStep> Steps { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(Counterfactual? other) => other is not null && Target == other.Target && Steps.SequenceEqual(other.Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Target);

    /// <summary>Writes the steps joined by "and".</summary>
    /// <returns>The text; says so when nothing reaches the outcome.</returns>
    public override string ToString() => Steps.IsEmpty
        ? $"nothing the patient can do changes this to {Target}; the clinician decides"
        : string.Join(" and ", Steps);
}
