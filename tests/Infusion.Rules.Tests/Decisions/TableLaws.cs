using Infusion.Rules.Decisions;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>What every table of every policy keeps: complete, without overlap, every rule decisive, the kernel's laws in every cell.</summary>
internal static class TableLaws
{
    public static void Assert(params DecisionTable[] tables)
    {
        foreach (DecisionTable table in tables)
        {
            Complete(table);
            Decisive(table);
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
            {
                Verdict verdict = table.Decide(row);
                KernelLaws.AssertExplanation(table, row);
                KernelLaws.AssertQuestions(table, row, verdict);
                KernelLaws.AssertLearning(table, row, verdict);
            }
        }
    }

    private static void Complete(DecisionTable table)
    {
        long cells = 0;
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
        {
            cells++;
            Verdict verdict = table.Decide(row);
            Xunit.Assert.True(verdict.IsDetermined, $"{table.Id} has a gap.");
            if (table.HitPolicy == HitPolicy.Unique)
            {
                Xunit.Assert.Single(table.Applying(row));
            }
        }

        Xunit.Assert.True(cells > 0);
    }

    private static void Decisive(DecisionTable table)
    {
        foreach (Rule rule in table.Rules)
        {
            DecisionTable without = table.Without(rule.Id);
            Xunit.Assert.True(
                table.Partition.Rows(withUnknown: false).Any(row => table.Decide(row) != without.Decide(row)),
                $"{rule.Id} changes no cell of {table.Id}.");
        }
    }
}
