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
        if (table.Actions.IsEmpty || verdict.IsInvalid)
        {
            return;
        }

        CounterfactualStep[][] found =
            [.. Enumerable.Range(0, table.Outcomes.Length).Select(target => table.WhatWouldGive(target, row).Steps.ToArray())];
        int[] open = [.. Enumerable.Range(0, found.Length).Where(target => !IsAlready(table, verdict, target))];
        for (int target = 0; target < found.Length; target++)
        {
            CounterfactualStep[] steps = found[target];
            Assert.True(open.Contains(target) || steps.Length == 0);
            Assert.True(
                steps.Length == 0 || IsAlready(table, After(table, row, steps), target),
                $"{table.Id}: the counterfactual does not reach its outcome.");
            Assert.False(
                steps is [{ Amount: > 1 } only] && IsAlready(table, After(table, row, only with { Amount = only.Amount - 1 }), target),
                $"{table.Id}: a little less reaches the outcome as well.");
        }

        // What a plan comes to is decided once, for every outcome that is still to be reached.
        foreach (CounterfactualStep[] other in Plans(table, row, 0).Where(static plan => plan.Length > 0))
        {
            int[] smaller = [.. open.Where(target => IsSmaller(other, found[target]))];
            OutcomeSet after = smaller.Length == 0 ? OutcomeSet.Invalid : After(table, row, other);
            Assert.False(
                Array.Exists(smaller, target => IsAlready(table, after, target)), $"{table.Id}: a smaller change reaches the outcome.");
        }
    }

    private static bool IsSmaller(CounterfactualStep[] plan, CounterfactualStep[] found) =>
        found.Length == 0 || plan.Length < found.Length
        || (plan.Length == found.Length
            && plan.Zip(found).All(static pair => pair.First.Action == pair.Second.Action && pair.First.Amount < pair.Second.Amount));

    private static bool IsAlready(DecisionTable table, OutcomeSet verdict, int target) =>
        verdict.IsDetermined && verdict.Has(target) && (table.HitPolicy == HitPolicy.Collect || verdict.MostCautious == target);

    // Moves the facts by itself; a fact that is not known, or would leave its range, cannot be moved.
    private static OutcomeSet After(DecisionTable table, FactValue[] row, params CounterfactualStep[] steps)
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
                    return OutcomeSet.Invalid;
                }

                moved[place] = FactValue.Exactly((long)to);
            }
        }

        return table.Decide(moved);
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
