using FsCheck.Xunit;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>The kernel against a brute force that shares nothing with it, on random tables and partial cases.</summary>
public class KernelPropertyTests
{
    [Property(MaxTest = 3000)]
    public void A_decision_agrees_with_trying_every_completion(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        OutcomeSet verdict = table.Decide(row);
        (ulong possible, ulong certain, bool isInvalid) = BruteForce.Decide(table, row);
        Assert.Equal(isInvalid, verdict.IsInvalid);
        if (!isInvalid)
        {
            Assert.Equal(possible, verdict.Possible);
            if (table.HitPolicy != HitPolicy.Unique)
            {
                Assert.Equal(certain, verdict.Certain);
            }

            Assert.Equal(
                BruteForce.Outcomes(table, row).Length == 1 && (table.HitPolicy == HitPolicy.Collect || IsOne(possible)),
                verdict.IsDetermined);
        }
    }

    [Property(MaxTest = 1000)]
    public void A_rule_status_agrees_with_trying_every_completion(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        long[][] completions = [.. BruteForce.Completions(table, row)];
        for (int index = 0; index < table.Rules.Length && completions.Length > 0; index++)
        {
            int holds = completions.Count(
                complete => BruteForce.Holds(table.Rules[index].When, fact => complete[table.Facts.IndexOf(fact)]));
            RuleStatus expected = holds == 0 ? RuleStatus.DoesNotApply
                : holds == completions.Length ? RuleStatus.Applies
                : RuleStatus.Unknown;
            Assert.Equal(expected, table.StatusOf(index, row));
        }
    }

    [Property(MaxTest = 1000)]
    public void Questions_are_a_smallest_set_that_settles_the_case(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        if (table.Decide(row) is { IsInvalid: false, IsDetermined: false } && table.HitPolicy != HitPolicy.Unique)
        {
            Question[] questions = [.. table.Questions(row)];
            Assert.Equal(BruteForce.SmallestQuestionCount(table, row), questions.Length);
        }
    }

    [Property(MaxTest = 1000)]
    public void Learning_a_fact_never_enlarges_the_possible_outcomes(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        OutcomeSet before = table.Decide(row);
        foreach (long[] complete in BruteForce.Completions(table, row).Take(20))
        {
            for (int fact = 0; fact < row.Length; fact++)
            {
                FactValue[] learned = [.. row];
                learned[fact] = FactValue.Exactly(complete[fact]);
                OutcomeSet after = table.Decide(learned);
                Assert.Equal(0UL, after.Possible & ~before.Possible);
                Assert.True(!before.IsDetermined || after == before);
            }
        }
    }

    [Property(MaxTest = 1000)]
    public void An_explanation_is_sufficient_minimal_and_faithful(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        KernelLaws.AssertExplanation(table, row);
    }

    [Property(MaxTest = 1000)]
    public void A_counterfactual_reaches_its_outcome_and_no_smaller_move_does(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        foreach (int target in Enumerable.Range(0, 4))
        {
            Counterfactual found = table.WhatWouldGive(target, row);
            if (!found.Steps.IsEmpty)
            {
                FactValue[] moved = [.. table.Apply(row, found.Steps)!.Value];
                Assert.True(table.Decide(moved).IsDetermined);
                Assert.True(table.Decide(moved).Has(target));
                if (found.Steps is [{ Amount: > 1 } only])
                {
                    for (long amount = 1; amount < only.Amount; amount++)
                    {
                        FactValue[] less = [.. table.Apply(row, [only with { Amount = amount }])!.Value];
                        OutcomeSet verdict = table.Decide(less);
                        Assert.False(verdict.IsDetermined && verdict.Has(target)
                            && (table.HitPolicy == HitPolicy.Collect || verdict.MostCautious == target));
                    }
                }
            }
        }
    }

    [Property(MaxTest = 300)]
    public void Leaving_a_rule_out_is_the_table_without_it(int seed)
    {
        (DecisionTable table, FactValue[] row) = Case(seed);
        DecisionTable less = table.Without(table.Rules[0].Id);
        Assert.Equal(table.Rules.Length - 1, less.Rules.Length);
        (ulong possible, _, bool isInvalid) = BruteForce.Decide(less, row);
        Assert.True(isInvalid ? less.Decide(row).IsInvalid : possible == less.Decide(row).Possible);
    }

    [Fact]
    public void A_table_of_a_hundred_rules_takes_more_words_and_allocates_nothing()
    {
        Fact<bool>[] screens = [.. Enumerable.Range(0, 100).Select(index => Fact.YesNo($"s{index}", "a screen", "Yes?"))];
        DecisionTable table = DecisionTable.Create<Light>("screens", "a hundred screens", HitPolicy.Priority, screens,
        [
            Rule.For(Light.Green, "screens.clear", Condition.Always, "Nothing found", Modality.Informational, Provenance.Inferred, "R01"),
            .. screens.Select((screen, index) => Rule.For(index % 2 == 0 ? Light.Yellow : Light.Red, $"screens.s{index}", screen.Is(true),
                "Found", Modality.Informational, Provenance.Inferred, "R01")),
        ]);
        FactValue[] row = [.. Enumerable.Repeat(FactValue.Of(false), 100)];
        Assert.Equal((int)Light.Green, table.Decide(row).MostCautious);
        for (int index = 0; index < 100; index++)
        {
            row[index] = FactValue.Of(true);
            Assert.Equal(index % 2 == 0 ? (int)Light.Yellow : (int)Light.Red, table.Decide(row).MostCautious);
            row[index] = FactValue.Of(false);
        }

        Assert.Equal(0, Allocation.Of(() => table.Decide(row)));
        row[41] = FactValue.Unknown;
        Assert.Equal((1UL << (int)Light.Green) | (1UL << (int)Light.Red), table.Decide(row).Possible);
        Assert.Equal("s41", table.Questions(row).Single().Fact);
        Assert.Equal(100, table.Questions(new FactValue[100]).Length);
    }

    private static bool IsOne(ulong possible) => possible != 0 && (possible & (possible - 1)) == 0 && possible != 1UL << 63;

    private static (DecisionTable Table, FactValue[] Row) Case(int seed)
    {
        var random = new Random(seed);
        DecisionTable table = RandomTables.Next(random);
        return (table, RandomTables.NextRow(random, table));
    }
}
