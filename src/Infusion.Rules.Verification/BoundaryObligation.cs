using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>A case a complete set of examples has: below, at or above a constant of a rule, where that constant decides.</summary>
public sealed class BoundaryObligation
{
    /// <summary>The table's id.</summary>
    public required string Table { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>The fact's id.</summary>
    public required string Fact { get; init; }

    /// <summary>The constant as text.</summary>
    public required string Constant { get; init; }

    /// <summary>Where the case lies.</summary>
    public required BoundaryPosition Position { get; init; }

    /// <summary>Whether some case is there.</summary>
    public required bool IsMet { get; init; }

    /// <summary>The facts of a case that would meet it, ready for an expert to write the expected outcome beside.</summary>
    public required ImmutableArray<WitnessFact> Case { get => field.OrEmpty(); init; }

    /// <summary>Whether a row of the table is there.</summary>
    internal Func<Tables.FactValue[], bool> IsMetBy { get; init; } = static _ => false;

    /// <summary>Writes the rule, the constant and the position.</summary>
    /// <returns>"fasting.solids: fasting.elapsed below 4 h".</returns>
    public override string ToString() => $"{Rule}: {Fact} {ReportText.Words(Position.ToString())} {Constant}";
}
