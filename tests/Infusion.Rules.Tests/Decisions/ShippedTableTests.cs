using Infusion.Rules.Decisions;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>The kernel's laws over every cell of every table of the built-in policy, unknown included.</summary>
public class ShippedTableTests
{
    public static TheoryData<string> TableIds => [.. InfusionRules.Published.Tables.Select(table => table.Id)];

    [Theory]
    [MemberData(nameof(TableIds))]
    public void Every_complete_case_has_an_answer_and_no_two_rules_of_a_unique_table_meet(string id)
    {
        DecisionTable table = Table(id);
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
        {
            Verdict verdict = table.Decide(row);
            Assert.True(verdict.IsInvalid || verdict.IsDetermined);
            if (!verdict.IsInvalid && table.HitPolicy == HitPolicy.Unique)
            {
                Assert.Single(table.Applying(row));
            }
        }
    }

    [Theory]
    [MemberData(nameof(TableIds))]
    public void Every_rule_is_decisive_somewhere(string id)
    {
        DecisionTable table = Table(id);
        foreach (Rule rule in table.Rules)
        {
            DecisionTable without = table.Without(rule.Id);
            Assert.True(
                table.Partition.Rows(withUnknown: false).Any(row => table.Decide(row) != without.Decide(row)),
                $"{rule.Id} changes no cell of {table.Id}.");
        }
    }

    [Fact]
    public void The_laws_hold_in_every_cell_of_every_table()
    {
        long compared = 0;
        long space = 0;
        long mismatches = 0;
        foreach (DecisionTable table in InfusionRules.Published.Tables)
        {
            space += table.Partition.CellCount;
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
            {
                compared++;
                Verdict verdict = table.Decide(row);
                mismatches += Agrees(table, row, verdict) ? 0 : 1;
                KernelLaws.AssertExplanation(table, row);
                KernelLaws.AssertQuestions(table, row, verdict);
                KernelLaws.AssertLearning(table, row, verdict);
                KernelLaws.AssertCounterfactuals(table, row, verdict);
            }
        }

        Evidence.Write("kernel-laws", compared, space, mismatches);
    }

    [Fact]
    public void Rule_ids_and_table_ids_stand_once_in_the_whole_library()
    {
        Assert.Equal(TableIds.Count, InfusionRules.Published.Tables.Select(table => table.Id).Distinct().Count());
        string[] twice = [.. InfusionRules.Published.Tables.SelectMany(table => table.Rules).GroupBy(rule => rule.Id)
            .Where(group => group.Count() > 1).Select(group => group.Key)];
        Assert.Empty(twice);
    }

    private static bool Agrees(DecisionTable table, FactValue[] row, Verdict verdict)
    {
        (ulong possible, ulong certain, bool isInvalid) = BruteForce.Decide(table, row);
        return isInvalid ? verdict.IsInvalid : verdict.Possible == possible && (!verdict.IsDetermined || verdict.Certain == certain);
    }

    private static DecisionTable Table(string id) => InfusionRules.Published.Tables.Single(table => table.Id == id);
}
