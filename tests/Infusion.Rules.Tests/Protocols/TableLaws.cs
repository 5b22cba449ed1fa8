using Infusion.Rules.Decisions;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Tests.Protocols;

/// <summary>Completeness, overlap, decisive rules and the kernel's laws, over every cell of a table.</summary>
internal static class TableLaws
{
    public static void Assert(params DecisionTable[] tables)
    {
        foreach (DecisionTable table in tables)
        {
            long compared = 0;
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
            {
                compared++;
                Verdict verdict = table.Decide(row);
                Xunit.Assert.True(verdict.IsInvalid || verdict.IsDetermined, $"{table.Id} has a gap or an overlap.");
                Xunit.Assert.True(table.HitPolicy != HitPolicy.Unique || table.Applying(row).Length == 1, $"{table.Id} overlaps.");
            }

            Xunit.Assert.True(compared > 0);
            foreach (Rule rule in table.Rules)
            {
                DecisionTable without = table.Without(rule.Id);
                Xunit.Assert.True(table.Partition.Rows(withUnknown: false).Any(row => table.Decide(row) != without.Decide(row)), $"{rule.Id} decides nothing.");
            }

            foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
            {
                Verdict verdict = table.Decide(row);
                KernelLaws.AssertExplanation(table, row);
                KernelLaws.AssertQuestions(table, row, verdict);
                KernelLaws.AssertLearning(table, row, verdict);
            }
        }
    }
}
