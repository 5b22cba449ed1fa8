using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Records;

/// <summary>What a case is to reach in a table.</summary>
/// <param name="Says">What that is.</param>
/// <param name="Table">The table.</param>
/// <param name="Cases">The facts that would reach it, in several ways.</param>
/// <param name="Limit">The fact whose value is meant as it is; of the others a value that is judged alike will do. <c>null</c> for
/// none.</param>
/// <param name="IsMetBy">Whether a row of the table does.</param>
internal sealed record CoverageGoal(
    string Says, DecisionTable Table, IReadOnlyList<IReadOnlyList<(Fact Fact, long Code)>> Cases, string? Limit,
    Func<FactValue[], bool> IsMetBy)
{
    /// <summary>The facts of a case that a row does not have yet.</summary>
    public IReadOnlyList<(Fact Fact, long Code)> Missing(IReadOnlyList<(Fact Fact, long Code)> facts, FactValue[] row) =>
        [.. facts.Where(one => one.Fact.LinkedTable is null && !IsAlike(one.Fact, one.Code, row[Table.Facts.IndexOf(one.Fact)]))];

    private bool IsAlike(Fact fact, long code, FactValue value) =>
        value.IsExact && (value.Low == code || (fact.Id != Limit && CellOf(fact, code) == CellOf(fact, value.Low)));

    private int CellOf(Fact fact, long code)
    {
        int place = Table.Facts.IndexOf(fact);
        return Enumerable.Range(0, Table.Partition.CellsOf(place)).First(cell => code <= Table.Partition.Bounds(place, cell).High);
    }
}
