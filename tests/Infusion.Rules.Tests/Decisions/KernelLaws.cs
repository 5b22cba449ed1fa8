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

    /// <summary>The answers to the questions settle the case, whatever they are.</summary>
    public static void AssertQuestions(DecisionTable table, FactValue[] row, Verdict verdict)
    {
        Question[] questions = [.. table.Questions(row)];
        Assert.Equal(verdict.IsDetermined || verdict.IsInvalid, questions.Length == 0);
        if (questions.Length > 0)
        {
            AssertSettled(table, [.. row], [.. questions.Select(question => IndexOf(table, question.Fact))], 0);
        }
    }

    /// <summary>Learning one more fact never makes an outcome possible that was not.</summary>
    public static void AssertLearning(DecisionTable table, FactValue[] row, Verdict verdict)
    {
        FactValue[] learned = [.. row];
        for (int fact = 0; fact < row.Length && !verdict.IsInvalid; fact++)
        {
            for (int cell = 0; row[fact].IsUnknown && cell < table.Partition.CellsOf(fact); cell++)
            {
                learned[fact] = table.Partition.Representative(fact, cell);
                Verdict after = table.Decide(learned);
                Assert.True(after.IsInvalid || (after.Possible & ~verdict.Possible) == 0);
                Assert.True(after.IsInvalid || !verdict.IsDetermined || after == verdict);
            }

            learned[fact] = row[fact];
        }
    }

    /// <summary>A counterfactual, replayed, reaches its outcome.</summary>
    public static void AssertCounterfactuals(DecisionTable table, FactValue[] row, Verdict verdict)
    {
        for (int target = 0; target < table.Outcomes.Length && !table.Remedies.IsEmpty && !verdict.IsInvalid; target++)
        {
            Counterfactual found = table.WhatWouldGive(target, row);
            if (!found.Steps.IsEmpty)
            {
                Verdict reached = table.Decide(table.Apply(row, found.Steps)!.Value.AsSpan());
                Assert.True(reached.IsDetermined && reached.Has(target));
            }
        }
    }

    private static void AssertSettled(DecisionTable table, FactValue[] row, int[] asked, int place)
    {
        if (place == asked.Length)
        {
            Assert.True(table.Decide(row) is { IsInvalid: true } or { IsDetermined: true });
            return;
        }

        int fact = asked[place];
        for (int cell = 0; cell < table.Partition.CellsOf(fact); cell++)
        {
            row[fact] = table.Partition.Representative(fact, cell);
            AssertSettled(table, row, asked, place + 1);
        }

        row[fact] = FactValue.Unknown;
    }

    private static int IndexOf(DecisionTable table, string fact) => table.Facts.Select(one => one.Id).ToList().IndexOf(fact);
}
