using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>What somebody expects of a decision.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record TableExpectation
{
    /// <summary>The outcome by name; <c>null</c> when it is not said. For a table that collects, any one that is certain.</summary>
    public string? Outcome { get; init; }

    /// <summary>Ids of the rules that decide, in any order; empty when they are not said.</summary>
    public ImmutableArray<string> Rules { get => field.OrEmpty(); init; }

    /// <summary>Ids of the facts to ask, in order; empty when they are not said.</summary>
    public ImmutableArray<string> Questions { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(TableExpectation? other) =>
        other is not null && Outcome == other.Outcome && Rules.SequenceEqual(other.Rules) && Questions.SequenceEqual(other.Questions);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Length + (31 * Questions.Length);

    /// <summary>Writes the outcome.</summary>
    /// <returns>The outcome's name; "no outcome" when it is not said.</returns>
    public override string ToString() => Outcome ?? "no outcome";
}
