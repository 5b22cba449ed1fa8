using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>What every table of every policy keeps: complete, without overlap,
/// every rule decisive, the kernel's laws in every cell.</summary>
internal static class TableLaws
{
    public static void Assert(params DecisionTable[] tables)
    {
        foreach (DecisionTable table in tables)
        {
            Complete(table);
            Decisive(table);
            Lawful(table);
        }
    }

    /// <summary>Every case that can be has an answer, and no two rules of a Unique table apply to it.</summary>
    /// <returns>How many cells were looked at.</returns>
    public static long Complete(DecisionTable table)
    {
        long cells = 0;
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
        {
            cells++;
            OutcomeSet verdict = table.Decide(row);
            Xunit.Assert.True(verdict.IsInvalid || verdict.IsDetermined, $"{table.Id} has a gap.");
            if (table.HitPolicy == HitPolicy.Unique && !verdict.IsInvalid)
            {
                Xunit.Assert.True(table.Applying(row).Length == 1, $"{table.Id} overlaps.");
            }
        }

        Xunit.Assert.True(cells > 0, $"{table.Id} has no cells.");
        return cells;
    }

    /// <summary>Without any one of its rules the table decides some case otherwise.</summary>
    /// <returns>How many rules were left out in turn.</returns>
    public static long Decisive(DecisionTable table)
    {
        foreach (Rule rule in table.Rules)
        {
            DecisionTable without = table.Without(rule.Id);
            Xunit.Assert.True(
                table.Partition.Rows(withUnknown: false).Any(row => table.Decide(row) != without.Decide(row)),
                $"{rule.Id} changes no cell of {table.Id}.");
        }

        return table.Rules.Length;
    }

    /// <summary>In every cell, unknown included: brute force agrees, and the laws
    /// of explanation, question, learning and counterfactual hold.</summary>
    /// <returns>How many cells were looked at, and in how many the brute force differs.</returns>
    public static (long Compared, long Mismatches) Lawful(DecisionTable table)
    {
        long compared = 0;
        long mismatches = 0;
        CompletedCells bruteForce = new(table, row => BruteForce.Outcome(table, row));
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
        {
            compared++;
            OutcomeSet verdict = table.Decide(row);
            (bool isFeasible, ulong possible, ulong certain) = bruteForce.Of(row);
            bool agrees = isFeasible
                ? verdict.Possible == possible
                    && (table.HitPolicy == HitPolicy.Collect || verdict.IsDetermined ? verdict.Certain == certain : possible != certain)
                : verdict.IsInvalid;
            mismatches += agrees ? 0 : 1;
            KernelLaws.AssertExplanation(table, row);
            KernelLaws.AssertQuestions(table, row, verdict);
            KernelLaws.AssertLearning(table, row, verdict);
            KernelLaws.AssertCounterfactuals(table, row, verdict);
        }

        Xunit.Assert.True(mismatches == 0, $"{table.Id} differs from trying every completion in {mismatches} cells.");
        return (compared, mismatches);
    }
}
