using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>How far a check goes, and which findings were reviewed.</summary>
public sealed record CheckOptions
{
    /// <summary>How many cells may be evaluated for one table; above it the answer is undecided.</summary>
    public long CellBudget { get; init; } = 5_000_000;

    /// <summary>Findings that stand, each with its reason; one that does not occur is a finding itself.</summary>
    public ImmutableArray<AcceptedFinding> Accepted { get => field.OrEmpty(); init; }

    /// <summary>The file that the policy was read from, for the place of each finding; <c>null</c> for none.</summary>
    public LocatedDocument? Document { get; init; }

    /// <inheritdoc/>
    public bool Equals(CheckOptions? other) => other is not null && CellBudget == other.CellBudget
        && Accepted.SequenceEqual(other.Accepted) && Equals(Document, other.Document);

    /// <inheritdoc/>
    public override int GetHashCode() => CellBudget.GetHashCode();

    /// <summary>Writes the budget.</summary>
    /// <returns>"at most 5000000 cells a table".</returns>
    public override string ToString() => FormattableString.Invariant($"at most {CellBudget} cells a table");
}
