using Infusion.Rules.Decisions;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>The laws of every table, asserted on one case.</summary>
internal static class KernelLaws
{
    public static void AssertExplanation(DecisionTable table, FactValue[] row)
    {
        Verdict verdict = table.Decide(row);
        if (verdict.IsInvalid)
        {
            return;
        }

        Explanation explanation = table.Explain(row);
        Assert.True(explanation.Summary.Length <= Explanation.SummaryLength);
        FactValue[] kept = new FactValue[row.Length];
        foreach (ExplanationLine line in explanation.Lines)
        {
            kept[IndexOf(table, line.Fact)] = line.Value;
        }

        Assert.Equal(verdict, table.Decide(kept));
        foreach (ExplanationLine line in explanation.Lines)
        {
            FactValue[] dropped = [.. kept];
            dropped[IndexOf(table, line.Fact)] = FactValue.Unknown;
            Assert.NotEqual(verdict, table.Decide(dropped));
        }
    }

    private static int IndexOf(DecisionTable table, string fact) => table.Facts.Select(one => one.Id).ToList().IndexOf(fact);
}
