using System.Diagnostics;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>Two versions of one large table, compared in every cell.</summary>
/// <remarks>17 rules over 14 facts: ten yes/no screens, three counts and a choice; the versions differ in one threshold.</remarks>
internal sealed class TwoVersions
{
    private readonly DecisionTable _old = Build(30);
    private readonly DecisionTable _new = Build(40);

    /// <summary>Compares every cell once and gives millions of cells a second.</summary>
    public (double MillionsPerSecond, PartitionComparison Comparison) Run()
    {
        long start = Stopwatch.GetTimestamp();
        PartitionComparison comparison = _old.Partition.Compare(_new.Partition);
        return (comparison.Cells / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e6, comparison);
    }

    /// <summary>The most cells a second, in millions, of all the runs that fit into a time; the first of them are not yet compiled for speed.</summary>
    public double Most(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        double most = 0;
        while (clock.Elapsed < time)
        {
            most = Math.Max(most, Run().MillionsPerSecond);
        }

        return most;
    }

    private static DecisionTable Build(int threshold)
    {
        Fact<bool>[] screens = [.. Enumerable.Range(0, 10).Select(index => Fact.YesNo($"screen-{index}", "a screen", "Is it so?"))];
        Fact<int> age = Fact.Count("age", "age", "How old?", "years", 0, 120);
        Fact<int> score = Fact.Count("score", "score", "Which score?", "points", 0, 100);
        Fact<int> days = Fact.Count("days", "days", "How many days?", "days", 0, 1_000);
        Fact<Priority> priority = Fact.Choice<Priority>("priority", "priority", "Which priority?");
        Rule For(Priority outcome, string id, Condition when) => Rule.For(outcome, id, when, id, Modality.Informational, Provenance.Inferred, "R01");
        return DecisionTable.Create<Priority>("synthetic", "a large table", HitPolicy.Priority, [.. screens, age, score, days, priority],
        [
            For(Priority.Low, "always", Condition.Always),
            .. screens.Select((screen, index) => For(index % 2 == 0 ? Priority.Middle : Priority.High, $"rule-{index}",
                screen.Is(true) & (index % 3 == 0 ? score.AtLeast(10 * index) : age.AtLeast(18 + index)))),
            For(Priority.High, "young", age.LessThan(18)),
            For(Priority.High, "old", age.AtLeast(80)),
            For(Priority.Middle, "scored", score.AtLeast(threshold)),
            For(Priority.Middle, "recent", days.LessThan(14) & priority.IsNot(Priority.Low)),
            For(Priority.High, "very-recent", days.LessThan(3)),
            For(Priority.Middle, "urgent", priority.Is(Priority.High) & days.AtLeast(90)),
        ]);
    }

    private enum Priority
    {
        Low,
        Middle,
        High,
    }
}
