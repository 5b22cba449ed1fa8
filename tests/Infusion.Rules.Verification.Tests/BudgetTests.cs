using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Verification.Tests;

/// <summary>How many cells a proof looks at, and what happens when they are too many.</summary>
public class BudgetTests
{
    [Fact]
    public void Twenty_screens_that_share_nothing_are_sixty_cells()
    {
        DiffReport diff = PolicyDiff.Compare([Screens(20, tied: false, Light.Red)], [Screens(20, tied: false, Light.Orange)]);
        Assert.Equal(ChangeClass.Relaxes, diff.On("screens", ChangeAxis.Caution));
        Assert.True(diff.CellsEvaluated <= 61, $"{diff.CellsEvaluated} cells");
        Assert.Equal(System.Numerics.BigInteger.Pow(3, 20), diff.CellsCovered);
    }

    [Fact]
    public void Twenty_screens_that_all_ask_for_the_verdict_are_split_under_each_verdict()
    {
        DiffReport diff = PolicyDiff.Compare([Screens(20, tied: true, Light.Red)], [Screens(20, tied: true, Light.Orange)]);
        Assert.Equal(ChangeClass.Relaxes, diff.On("screens", ChangeAxis.Caution));
        Assert.True(diff.CellsEvaluated < 1000, $"{diff.CellsEvaluated} cells");
    }

    [Fact]
    public void Above_the_budget_the_answer_is_undecided_and_never_a_guess()
    {
        DiffReport diff = PolicyDiff.Compare(
            [Screens(20, tied: false, Light.Red)], [Screens(20, tied: false, Light.Red)], new() { CellBudget = 59 });
        Assert.True(diff.IsUndecided);
        Assert.Equal(ChangeClass.Undecided, diff.On("screens", ChangeAxis.Caution));
        Assert.False(diff.IsEquivalent);
    }

    private static DecisionTable Screens(int count, bool tied, Light last)
    {
        Fact<bool> verdict = Fact.YesNo("verdict", "the verdict", "Yes?");
        Fact<bool>[] screens = [.. Enumerable.Range(0, count).Select(index => Fact.YesNo($"s{index}", "a screen", "Yes?"))];
        return DecisionTable.Create<Light>("screens", "screens", HitPolicy.Priority, tied ? [verdict, .. screens] : screens,
        [
            Rule.For(Light.Green, "screens.clear", Condition.Always, "Nothing found", Modality.Informational, Provenance.Inferred, "R01"),
            .. screens.Select((screen, index) => Rule.For(index == count - 1 ? last : Light.Yellow, $"screens.s{index}",
                tied ? screen.Is(true) & verdict.Is(false) : screen.Is(true), "Found", Modality.Informational, Provenance.Inferred, "R01")),
        ]);
    }
}
