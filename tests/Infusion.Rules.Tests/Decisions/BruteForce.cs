using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>An independent evaluator: conditions are read as written, unknown facts are completed by trying every cell.</summary>
internal static class BruteForce
{
    public static bool Holds(Condition condition, Func<Fact, long> code) => condition switch
    {
        Condition.Comparison c => c.Comparator switch
        {
            Comparator.Is => code(c.Fact) == c.Constant,
            Comparator.LessThan => code(c.Fact) < c.Constant,
            Comparator.AtMost => code(c.Fact) <= c.Constant,
            Comparator.AtLeast => code(c.Fact) >= c.Constant,
            _ => code(c.Fact) > c.Constant,
        },
        Condition.All all => all.Parts.All(part => Holds(part, code)),
        Condition.Any any => any.Parts.Any(part => Holds(part, code)),
        Condition.Not not => !Holds(not.Part, code),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>The outcome of a complete row: a set of outcome bits, or null when the row is impossible.</summary>
    public static ulong? Outcome(DecisionTable table, long[] row)
    {
        long Code(Fact fact) => row[table.Facts.IndexOf(fact)];
        if (table.Impossible.Any(constraint => Holds(constraint.When, Code)))
        {
            return null;
        }

        Rule[] applying = [.. table.Rules.Where(rule => Holds(rule.When, Code))];
        return table.HitPolicy == HitPolicy.Priority
            ? applying.Length == 0 ? 1UL << 63 : 1UL << applying.Max(rule => rule.Outcome)
            : table.HitPolicy == HitPolicy.Unique && applying.Length == 0
                ? 1UL << 63
                : applying.Aggregate(0UL, (bits, rule) => bits | (1UL << rule.Outcome));
    }

    /// <summary>Every feasible completion of a row, one for each combination of cells.</summary>
    public static IEnumerable<long[]> Completions(DecisionTable table, FactValue[] row)
    {
        IEnumerable<long[]> rows = [[]];
        for (int fact = 0; fact < row.Length; fact++)
        {
            long[] values = row[fact].IsExact
                ? [row[fact].Low]
                : [.. Enumerable.Range(0, table.Partition.CellsOf(fact)).Select(cell => table.Partition.Bounds(fact, cell))
                    .Where(cell => cell.High >= row[fact].Low && cell.Low <= row[fact].High)
                    .Select(cell => Math.Max(cell.Low, row[fact].Low))];
            rows = rows.SelectMany(_ => values, (prefix, value) => (long[])[.. prefix, value]);
        }

        return rows.Where(complete => Outcome(table, complete) is not null);
    }

    public static ulong[] Outcomes(DecisionTable table, FactValue[] row) =>
        [.. Completions(table, row).Select(complete => Outcome(table, complete)!.Value).Distinct()];

    /// <summary>The verdict by trying every completion.</summary>
    public static (ulong Possible, ulong Certain, bool IsInvalid) Decide(DecisionTable table, FactValue[] row)
    {
        ulong[] outcomes = Outcomes(table, row);
        return outcomes.Length == 0
            ? (0, 0, true)
            : (outcomes.Aggregate((a, b) => a | b), outcomes.Aggregate((a, b) => a & b) & ~(1UL << 63), false);
    }

    /// <summary>The size of the smallest set of unknown facts of which the outcome is a function.</summary>
    public static int SmallestQuestionCount(DecisionTable table, FactValue[] row)
    {
        int[] unknown = [.. Enumerable.Range(0, row.Length).Where(fact => !row[fact].IsExact)];
        long[][] completions = [.. Completions(table, row)];
        for (int size = 0; size <= unknown.Length; size++)
        {
            foreach (int[] set in Subsets(unknown, size))
            {
                bool isFunction = completions.GroupBy(complete => string.Join(",", set.Select(fact => complete[fact])))
                    .All(group => group.Select(complete => Outcome(table, complete)).Distinct().Count() == 1);
                if (isFunction)
                {
                    return size;
                }
            }
        }

        return unknown.Length;
    }

    public static IEnumerable<int[]> Subsets(int[] items, int size) => size == 0 ? [[]]
        : items.SelectMany((item, index) => Subsets(items[(index + 1)..], size - 1), (item, rest) => (int[])[item, .. rest]);
}
