using Infusion.Rules.Decisions;

namespace Infusion.Rules.Tests.Reference;

/// <summary>Compares a table with the independent reference model on every cell, unknown included.</summary>
internal static class ReferenceComparison
{
    /// <param name="table">The table.</param>
    /// <param name="reference">The outcome bits the reference gives for one complete row of codes; null when the row cannot be.</param>
    /// <returns>How many cells were compared, how many there are, and how many differ.</returns>
    public static (long Compared, long Space, long Mismatches) EveryCell(DecisionTable table, Func<long[], ulong?> reference)
    {
        long compared = 0;
        long mismatches = 0;
        Dictionary<string, ulong?> known = [];
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
        {
            ulong union = 0;
            ulong common = ulong.MaxValue;
            bool feasible = false;
            foreach (long[] complete in Completions(table, row))
            {
                string key = string.Join(",", complete);
                if (!known.TryGetValue(key, out ulong? outcome))
                {
                    known[key] = outcome = reference(complete);
                }

                if (outcome is { } bits)
                {
                    feasible = true;
                    union |= bits;
                    common &= bits;
                }
            }

            Verdict verdict = table.Decide(row);
            bool agrees = !feasible ? verdict.IsInvalid
                : verdict.Possible == union && verdict.Certain == (table.HitPolicy == HitPolicy.Collect || union == common ? common : 0);
            mismatches += agrees ? 0 : 1;
            compared++;
        }

        return (compared, table.Partition.CellCount, mismatches);
    }

    // The representatives of every combination of known cells; no condition is read here.
    private static IEnumerable<long[]> Completions(DecisionTable table, FactValue[] row)
    {
        IEnumerable<long[]> rows = [[]];
        for (int fact = 0; fact < row.Length; fact++)
        {
            int place = fact;
            long[] values = row[fact].IsExact
                ? [row[fact].Low]
                : [.. Enumerable.Range(0, table.Partition.CellsOf(fact)).Select(cell => table.Partition.Bounds(place, cell).Low)];
            rows = rows.SelectMany(_ => values, (prefix, value) => (long[])[.. prefix, value]);
        }

        return rows;
    }
}
