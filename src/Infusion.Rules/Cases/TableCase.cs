using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>Facts for one decision table, and perhaps what is expected of it.</summary>
/// <remarks>This is what a witness of a change and an expert's test case are. Compared by value. Immutable and thread-safe.</remarks>
public sealed record TableCase
{
    /// <summary>The id of the table, such as <c>fasting.intake</c>.</summary>
    public required string Table { get; init; }

    /// <summary>What it shows, in a few words; <c>null</c> for no name.</summary>
    public string? Name { get; init; }

    /// <summary>The values by the id of the fact, for facts that are known at least in part; every other one is unknown.</summary>
    public ImmutableSortedDictionary<string, FactValue> Facts { get; init; } = ImmutableSortedDictionary<string, FactValue>.Empty;

    /// <summary>What is expected; <c>null</c> for nothing.</summary>
    public TableExpectation? Expected { get; init; }

    /// <summary>The values in the order of a table's facts.</summary>
    /// <param name="table">The table of this id.</param>
    /// <returns>One value for each fact.</returns>
    /// <exception cref="ArgumentException">The table has another id, or lacks a fact of the case.</exception>
    public ImmutableArray<FactValue> RowFor(DecisionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string? foreign = table.Id != Table ? Table : Facts.Keys.FirstOrDefault(id => table.Facts.All(fact => fact.Id != id));
        return foreign is null
            ? [.. table.Facts.Select(fact => Facts.TryGetValue(fact.Id, out FactValue value) ? value : FactValue.Unknown)]
            : throw new ArgumentException($"The case is not one of the table '{table.Id}': it is about '{foreign}'.", nameof(table));
    }

    /// <inheritdoc/>
    public bool Equals(TableCase? other) =>
        other is not null
            && Table == other.Table && Name == other.Name && Equals(Expected, other.Expected) && Facts.SequenceEqual(other.Facts);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Table) ^ Facts.Count;

    /// <summary>Writes the table and how many facts are given, never their values.</summary>
    /// <returns>"fasting.intake with 2 facts".</returns>
    public override string ToString() => $"{Table} with {Clinic.Wording.Count(Facts.Count, "fact")}";
}
