using System.Diagnostics;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>How the cost of one decision grows with the rules and the facts of a table, and that of a review with its visits; reported,
/// not gated.</summary>
internal static class Growth
{
    public static int Run()
    {
        Console.WriteLine("facts  rules   decide, ns   build, us   cells");
        foreach ((int facts, int rules) in new[] { (2, 4), (4, 4), (8, 4), (16, 4), (4, 8), (4, 16), (4, 32), (4, 64), (8, 32), (16, 64) })
        {
            DecisionTable table = Build(facts, rules);
            double build = Least(20, () => Build(facts, rules));
            FactValue[][] rows = Rows(table, 4_096);
            Warm(table, rows);
            double decide = Least(200, () => Decide(table, rows)) / rows.Length;
            Console.WriteLine(
                FormattableString.Invariant($"{facts,5}  {rules,5}   {decide,10:0.0}   {build / 1_000,9:0}   {table.Partition.CellCount}"));
        }

        CourseGrowth.Report(InfusionRules.Published);
        return 0;
    }

    // Until the code is compiled for speed; a large table takes another way than a small one.
    private static void Warm(DecisionTable table, FactValue[][] rows)
    {
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 1_000;)
        {
            Decide(table, rows);
            Thread.Sleep(1); // room for the compiler's own thread
        }
    }

    private static long _sum;

    private static void Decide(DecisionTable table, FactValue[][] rows)
    {
        foreach (FactValue[] row in rows)
        {
            _sum ^= (long)table.Decide(row).Possible;
        }
    }

    private static double Least(int runs, Action run)
    {
        double least = double.MaxValue;
        for (int index = 0; index < runs; index++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }

        return least;
    }

    private static FactValue[][] Rows(DecisionTable table, int count)
    {
        var random = new Random(5);
        return
        [
            .. Enumerable.Range(0, count).Select(
                _ => (FactValue[])[.. table.Facts.Select(fact => FactValue.Exactly(random.NextInt64(fact.Minimum, fact.Maximum + 1)))]),
        ];
    }

    private static DecisionTable Build(int facts, int rules)
    {
        Fact<int>[] counts =
        [
            .. Enumerable.Range(0, facts).Select(index => Fact.Count($"count-{index}", "a count", "How many?", "things", 0, 1_000)),
        ];
        Rule For(Level outcome, string id, Condition when) =>
            Rule.For(outcome, id, when, id, Modality.Informational, Provenance.Inferred, "R01");
        return DecisionTable.Create<Level>("synthetic", "a table", HitPolicy.Priority, counts,
        [
            For(Level.Low, "always", Condition.Always),
            .. Enumerable.Range(0, rules - 1).Select(index => For(index % 2 == 0 ? Level.Middle : Level.High, $"rule-{index}",
                counts[index % facts].AtLeast(100 + (index / facts * 40)) & counts[(index + 1) % facts].LessThan(900))),
        ]);
    }

    private enum Level
    {
        Low,
        Middle,
        High,
    }
}
