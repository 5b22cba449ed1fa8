using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Verification.Tests;

/// <summary>An independent comparison: every code of every fact is tried, without cells, groups or words.</summary>
internal static class BruteDiff
{
    private const ulong None = 1UL << 63;

    [Flags]
    public enum Way
    {
        No = 0,
        Up = 1,
        Down = 2,
        Odd = 4,
    }

    public static ChangeClass ClassOf(Way way) => (way & Way.Odd) != 0 ? ChangeClass.Incomparable : way switch
    {
        Way.No => ChangeClass.Equivalent,
        Way.Up => ChangeClass.Tightens,
        Way.Down => ChangeClass.Relaxes,
        _ => ChangeClass.Mixed,
    };

    /// <summary>The pairs of values each fact takes, by its place in either table.</summary>
    public static (long Old, long New)[] Values(Fact fact) => fact.Kind switch
    {
        FactKind.YesNo => [(0, 0), (1, 1)],
        FactKind.Choice => [.. Enumerable.Range(0, fact.Names.Length).Select(code => ((long)code, (long)code))],
        FactKind.LookBack => [.. Enumerable.Range(0, 7).Select(code => ((long)code, (long)code)), (Fact.Never, Fact.Never)],
        _ => [.. Enumerable.Range(0, 7).Select(code => ((long)code, (long)code))],
    };

    public static (Way Caution, Way Demand, HashSet<(ulong?, ulong?)> Pairs) Compare(
        DecisionTable old, DecisionTable @new, Func<Fact, (long Old, long New)[]> values)
    {
        Fact[] facts = [.. @new.Facts, .. old.Facts.Where(fact => @new.Facts.All(other => other.Id != fact.Id))];
        (long Old, long New)[][] all = [.. facts.Select(values)];
        Way caution = Way.No;
        HashSet<(ulong?, ulong?)> pairs = [];
        foreach ((long Old, long New)[] row in Product(all))
        {
            ulong? before = BruteForce.Outcome(
                old, [.. old.Facts.Select(fact => row[Array.FindIndex(facts, one => one.Id == fact.Id)].Old)]);
            ulong? after = BruteForce.Outcome(
                @new, [.. @new.Facts.Select(fact => row[Array.FindIndex(facts, one => one.Id == fact.Id)].New)]);
            if (pairs.Add((before, after)))
            {
                caution |= WayOf(@new.HitPolicy, before, after);
            }
        }

        return (caution, pairs.Count == 0 ? Way.No : Demand(old, @new, facts, all), pairs);
    }

    private static Way WayOf(HitPolicy policy, ulong? before, ulong? after)
    {
        if (before == after)
        {
            return Way.No;
        }

        if (before is not { } old || after is not { } @new)
        {
            return Way.Odd;
        }

        if (policy == HitPolicy.Collect)
        {
            return ((@new & ~old) != 0 ? Way.Up : Way.No) | ((old & ~@new) != 0 ? Way.Down : Way.No);
        }

        bool isPlain = old != None && @new != None && ulong.IsPow2(old) && ulong.IsPow2(@new);
        return !isPlain ? Way.Odd : @new > old ? Way.Up : Way.Down;
    }

    private static Way Demand(DecisionTable old, DecisionTable @new, Fact[] facts, (long Old, long New)[][] all)
    {
        Way demand = Way.No;
        HashSet<(string, string)> seen = [];
        foreach ((long Old, long New)?[] row in Product(
                [.. all.Select(list => (((long, long)?[])[null, .. list.Select(one => ((long, long)?)one)]))]))
        {
            FactValue[] before = [.. old.Facts.Select(fact => Value(row[Array.FindIndex(facts, one => one.Id == fact.Id)]?.Old))];
            FactValue[] after = [.. @new.Facts.Select(fact => Value(row[Array.FindIndex(facts, one => one.Id == fact.Id)]?.New))];
            ulong[] oldOutcomes = BruteForce.Outcomes(old, before);
            ulong[] newOutcomes = BruteForce.Outcomes(@new, after);
            if (
                oldOutcomes.Length > 0
                && newOutcomes.Length > 0 && seen.Add((string.Join(",", oldOutcomes), string.Join(",", newOutcomes))))
            {
                for (int bit = 0; bit < (@new.HitPolicy == HitPolicy.Collect ? 4 : 1); bit++)
                {
                    bool was = IsSettled(@new.HitPolicy, oldOutcomes, bit);
                    bool isNow = IsSettled(@new.HitPolicy, newOutcomes, bit);
                    demand |= was == isNow ? Way.No : was ? Way.Up : Way.Down;
                }
            }
        }

        return demand;
    }

    private static bool IsSettled(HitPolicy policy, ulong[] outcomes, int bit) => policy == HitPolicy.Collect
        ? outcomes.Select(one => one >> bit & 1).Distinct().Count() == 1
        : outcomes.Length == 1 && outcomes[0] != None && ulong.IsPow2(outcomes[0]);

    private static FactValue Value(long? code) => code is { } known ? FactValue.Exactly(known) : FactValue.Unknown;

    private static IEnumerable<T[]> Product<T>(T[][] lists)
    {
        IEnumerable<T[]> rows = [[]];
        foreach (T[] list in lists)
        {
            rows = rows.SelectMany(_ => list, (row, one) => (T[])[.. row, one]);
        }

        return rows;
    }
}
