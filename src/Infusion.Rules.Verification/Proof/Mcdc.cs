using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds the cases in which one comparison alone decides whether a rule applies.</summary>
internal static class Mcdc
{
    // A rule reads a few facts of a few values each; above that a comparison is taken to decide somewhere.
    private const long MostRows = 100_000;

    /// <summary>The obligations of a rule that some case could meet.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="rows">What the cases give the table.</param>
    public static IEnumerable<McdcObligation> Of(DecisionTable table, Rule rule, FactValue[][] rows)
    {
        Condition.Comparison[] comparisons = [.. rule.When.Comparisons()];
        if (comparisons.Length == 0)
        {
            yield break;
        }

        int[] places = [.. comparisons.Select(comparison => table.Facts.IndexOf(comparison.Fact))];
        HashSet<(int, bool)> met = Shown(rule.When, comparisons, rows.Select(row => Known(comparisons, places, row)));
        HashSet<(int, bool)> can = Shown(rule.When, comparisons, Possible(comparisons));
        foreach ((int place, bool isTrue) in can.OrderBy(static one => one.Item1).ThenBy(static one => one.Item2))
        {
            yield return new()
            {
                Table = table.Id,
                Rule = rule.Id,
                Comparison = comparisons[place].ToString(),
                IsTrue = isTrue,
                IsMet = met.Contains((place, isTrue)),
            };
        }
    }

    private static HashSet<(int, bool)> Shown(Condition when, Condition.Comparison[] comparisons, IEnumerable<bool?[]> rows)
    {
        var shown = new HashSet<(int, bool)>();
        foreach (bool?[] row in rows)
        {
            for (int place = 0; place < comparisons.Length; place++)
            {
                if (row[place] is { } isTrue && Holds(when, row) is { } holds)
                {
                    bool?[] turned = [.. row];
                    turned[place] = !isTrue;
                    if (Holds(when, turned) == !holds)
                    {
                        shown.Add((place, isTrue));
                    }
                }
            }
        }

        return shown;
    }

    private static bool?[] Known(Condition.Comparison[] comparisons, int[] places, FactValue[] row) =>
        [.. comparisons.Select((comparison, place) =>
            row[places[place]] is { IsExact: true } value ? IsMet(comparison, value.Low) : (bool?)null)];

    // Every combination of values at, just below and just above the constants of each fact.
    private static IEnumerable<bool?[]> Possible(Condition.Comparison[] comparisons)
    {
        (Fact Fact, long[] Values)[] facts =
        [
            .. comparisons.GroupBy(static comparison => comparison.Fact).Select(static group => (group.Key, (long[])[.. group
                .SelectMany(static comparison => new[] { -1m, 0m, 1m }.Select(step => comparison.Constant + step))
                .Where(code => code >= group.Key.Minimum && code <= group.Key.Maximum).Select(static code => (long)code).Distinct()])),
        ];
        long rows = facts.Aggregate(1L, static (product, fact) => product > MostRows ? product : product * fact.Values.Length);
        if (rows > MostRows)
        {
            rows = MostRows;
        }

        for (long row = 0; row < rows; row++)
        {
            var codes = new Dictionary<Fact, long>();
            long rest = row;
            foreach ((Fact fact, long[] values) in facts)
            {
                codes[fact] = values[(int)(rest % values.Length)];
                rest /= values.Length;
            }

            yield return [.. comparisons.Select(comparison => (bool?)IsMet(comparison, codes[comparison.Fact]))];
        }
    }

    private static bool IsMet(Condition.Comparison comparison, long code) => comparison.Comparator switch
    {
        Comparator.Is => code == comparison.Constant,
        Comparator.LessThan => code < comparison.Constant,
        Comparator.AtMost => code <= comparison.Constant,
        Comparator.AtLeast => code >= comparison.Constant,
        _ => code > comparison.Constant,
    };

    private static bool? Holds(Condition when, bool?[] row)
    {
        int next = 0;
        return Holds(when, row, ref next);
    }

    // The comparisons in the order in which they are written, which is that of the row.
    private static bool? Holds(Condition when, bool?[] row, ref int next)
    {
        switch (when)
        {
            case Condition.Comparison:
                return row[next++];
            case Condition.Not not:
                return !Holds(not.Part, row, ref next);
            case Condition.All all:
                bool? every = true;
                foreach (Condition part in all.Parts)
                {
                    every &= Holds(part, row, ref next);
                }

                return every;
            case Condition.Any any:
                bool? some = false;
                foreach (Condition part in any.Parts)
                {
                    some |= Holds(part, row, ref next);
                }

                return some;
            default:
                return null;
        }
    }
}
