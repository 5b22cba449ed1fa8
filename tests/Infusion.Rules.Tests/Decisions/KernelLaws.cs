using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>The laws of every table, asserted on one case.</summary>
internal static class KernelLaws
{
    public static void AssertExplanation(DecisionTable table, FactValue[] row)
    {
        OutcomeSet verdict = table.Decide(row);
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
    public static void AssertQuestions(DecisionTable table, FactValue[] row, OutcomeSet verdict)
    {
        Question[] questions = [.. table.Questions(row)];
        Assert.Equal(verdict.IsDetermined || verdict.IsInvalid, questions.Length == 0);
        if (questions.Length > 0)
        {
            AssertSettled(table, [.. row], [.. questions.Select(question => IndexOf(table, question.Fact))], 0);
        }
    }

    /// <summary>Learning one more fact never makes an outcome possible that was not.</summary>
    public static void AssertLearning(DecisionTable table, FactValue[] row, OutcomeSet verdict)
    {
        FactValue[] learned = [.. row];
        for (int fact = 0; fact < row.Length && !verdict.IsInvalid; fact++)
        {
            for (int cell = 0; row[fact].IsUnknown && cell < table.Partition.CellsOf(fact); cell++)
            {
                learned[fact] = table.Partition.Representative(fact, cell);
                OutcomeSet after = table.Decide(learned);
                Assert.True(after.IsInvalid || (after.Possible & ~verdict.Possible) == 0);
                Assert.True(after.IsInvalid || !verdict.IsDetermined || after == verdict);
            }

            learned[fact] = row[fact];
        }
    }

    /// <summary>A counterfactual, replayed, reaches its outcome; with fewer actions, or with less of the same ones, nothing does.</summary>
    public static void AssertCounterfactuals(DecisionTable table, FactValue[] row, OutcomeSet verdict)
    {
        for (int target = 0; target < table.Outcomes.Length && !table.Actions.IsEmpty && !verdict.IsInvalid; target++)
        {
            Counterfactual found = table.WhatWouldGive(target, row);
            CounterfactualStep[] steps = [.. found.Steps];
            Assert.True(
                steps.Length == 0 || Reaches(table, row, target, steps), $"{table.Id}: the counterfactual does not reach its outcome.");
            if (IsAlready(table, verdict, target))
            {
                Assert.Empty(steps);
                continue;
            }

            foreach (CounterfactualStep[] other in Plans(table, row, 0))
            {
                bool isSmaller = steps.Length == 0 || other.Length < steps.Length

                        || (other.Length == steps.Length && other.Zip(steps).All(pair => pair.First.Action == pair.Second.Action && pair.First.Amount < pair.Second.Amount));
                Assert.False(
                    other.Length > 0 && isSmaller && Reaches(table, row, target, other),
                    $"{table.Id}: a smaller change reaches the outcome.");
            }

            if (steps is [{ Amount: > 1 } only])
            {
                Assert.False(
                    Reaches(table, row, target, only with { Amount = only.Amount - 1 }),
                    $"{table.Id}: a little less reaches the outcome as well.");
            }
        }
    }

    private static bool IsAlready(DecisionTable table, OutcomeSet verdict, int target) =>
        verdict.IsDetermined && verdict.Has(target) && (table.HitPolicy == HitPolicy.Collect || verdict.MostCautious == target);

    // Moves the facts by itself; a fact that is not known, or would leave its range, cannot be moved.
    private static bool Reaches(DecisionTable table, FactValue[] row, int target, params CounterfactualStep[] steps)
    {
        FactValue[] moved = [.. row];
        foreach (CounterfactualStep step in steps)
        {
            foreach (Fact fact in step.Action.Moves)
            {
                int place = table.Facts.IndexOf(fact);
                decimal to = step.Action.Direction == 0
                    ? step.Action.SetTo
                    : moved[place].Low + ((decimal)step.Action.Direction * step.Amount);
                if (step.Action.Direction != 0 && (!moved[place].IsExact || to < fact.Minimum || to > fact.Maximum))
                {
                    return false;
                }

                moved[place] = FactValue.Exactly((long)to);
            }
        }

        return IsAlready(table, table.Decide(moved), target);
    }

    // Every choice of actions, each by every amount that just enters another cell of a fact it moves.
    private static IEnumerable<CounterfactualStep[]> Plans(DecisionTable table, FactValue[] row, int from)
    {
        yield return [];
        for (int index = from; index < table.Actions.Length; index++)
        {
            foreach (CounterfactualStep step in Entering(table, row, table.Actions[index]))
            {
                foreach (CounterfactualStep[] rest in Plans(table, row, index + 1))
                {
                    yield return [step, .. rest];
                }
            }
        }
    }

    private static IEnumerable<CounterfactualStep> Entering(DecisionTable table, FactValue[] row, CounterfactualAction action) =>
        action.Direction == 0
        ? [new(action, 0)]
        : action.Moves.SelectMany(fact =>
        {
            int place = table.Facts.IndexOf(fact);
            return !row[place].IsExact
                ? []
                : Enumerable.Range(0, table.Partition.CellsOf(place)).Select(cell => table.Partition.Bounds(place, cell))
                .Select(cell => action.Direction > 0 ? (decimal)cell.Low - row[place].Low : (decimal)row[place].Low - cell.High)
                .Where(amount => amount is > 0 and <= long.MaxValue).Select(amount => new CounterfactualStep(action, (long)amount));
        });

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
