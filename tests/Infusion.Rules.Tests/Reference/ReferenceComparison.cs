using Infusion.Rules.Decisions;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Tests.Reference;

/// <summary>Compares a table with the independent reference model on every cell, unknown included.</summary>
internal static class ReferenceComparison
{
    /// <param name="table">The table.</param>
    /// <param name="reference">The outcome bits the reference gives for one complete row of codes; null when the row cannot be.</param>
    /// <param name="toldApart">The bit of an outcome where the reference tells fewer apart; by default each has its own.</param>
    /// <returns>How many cells were compared, how many there are, and how many differ.</returns>
    public static (long Compared, long Space, long Mismatches) EveryCell(
        DecisionTable table, Func<long[], ulong?> reference, Func<int, int>? toldApart = null)
    {
        long compared = 0;
        long mismatches = 0;
        CompletedCells cells = new(table, reference);
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
        {
            (bool isFeasible, ulong possible, ulong certain) = cells.Of(row);
            Verdict verdict = table.Decide(row);
            bool agrees = !isFeasible ? verdict.IsInvalid
                : !verdict.IsInvalid && Project(table, verdict.Possible, toldApart) == possible
                    && (toldApart is not null || verdict.Certain == (table.HitPolicy == HitPolicy.Collect || possible == certain ? certain : 0));
            mismatches += agrees ? 0 : 1;
            compared++;
        }

        return (compared, table.Partition.CellCount, mismatches);
    }

    private static ulong Project(DecisionTable table, ulong possible, Func<int, int>? toldApart) => toldApart is null
        ? possible
        : Enumerable.Range(0, table.Outcomes.Length).Where(outcome => (possible >> outcome & 1) != 0)
            .Aggregate(possible & (1UL << 63), (bits, outcome) => bits | (1UL << toldApart(outcome)));
}
