using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The rules of a table that are judged together, split into groups of facts that share no rule and no constraint.</summary>
/// <remarks>Where a few facts tie all others together, every value of those few
/// is tried and the rest splits under it: that is exact, too.</remarks>
internal sealed class Part
{
    /// <summary>Below this many cells splitting further is not worth it.</summary>
    public const long SmallEnough = 4096;

    private const int MostSeparators = 6;

    public Part(JointTable table, string? finding, long separateAbove)
    {
        (Table, Finding) = (table, finding);
        OldRules = RulesOf(table.Old);
        NewRules = RulesOf(table.New);
        int[] relevant = [.. Units().SelectMany(unit => unit).Distinct().OrderBy(fact => fact)];
        (Separators, Groups) = Split(relevant, []);
        if (table.HitPolicy != HitPolicy.Unique)
        {
            Separate(relevant, separateAbove);
        }
        else if (Groups.Length > 1)
        {
            Groups = [relevant];
        }
    }

    public JointTable Table { get; }

    /// <summary>The finding of a Collect table; <c>null</c> for a whole table.</summary>
    public string? Finding { get; }

    public int[] OldRules { get; }

    public int[] NewRules { get; }

    /// <summary>Facts whose every value is tried before the rest is split.</summary>
    public int[] Separators { get; private set; }

    /// <summary>The independent groups of facts; an empty group holds what speaks of no other fact.</summary>
    public int[][] Groups { get; private set; }

    /// <summary>How many cells are looked at; saturated at <see cref="long.MaxValue"/>.</summary>
    public long Cost => CostOf(Separators, Groups);

    public int[] RulesOf(bool isOld) => isOld ? OldRules : NewRules;

    private int[] RulesOf(Side side) =>
        [
            .. Enumerable.Range(0, side.Table.Rules.Length).Where(
                rule => Finding is null || side.Table.Outcomes[side.Table.Rules[rule].Outcome] == Finding),
        ];

    private IEnumerable<IEnumerable<int>> Units()
    {
        foreach (int rule in OldRules)
        {
            yield return Table.Old.RuleFacts[rule];
        }

        foreach (int rule in NewRules)
        {
            yield return Table.New.RuleFacts[rule];
        }

        foreach (var facts in Table.Old.ConstraintFacts)
        {
            yield return facts;
        }

        foreach (var facts in Table.New.ConstraintFacts)
        {
            yield return facts;
        }
    }

    private (int[] Separators, int[][] Groups) Split(int[] relevant, int[] separators)
    {
        int[] parent = [.. Enumerable.Range(0, Table.Facts.Length)];
        int Root(int fact)
        {
            while (parent[fact] != fact)
            {
                fact = parent[fact] = parent[parent[fact]];
            }

            return fact;
        }

        foreach (IEnumerable<int> unit in Units())
        {
            int first = -1;
            foreach (int fact in unit)
            {
                if (Array.IndexOf(separators, fact) < 0)
                {
                    first = first < 0 ? fact : first;
                    parent[Root(fact)] = Root(first);
                }
            }
        }

        // What goes together is judged together, whether a rule asks for both or not.
        foreach (ScaledPair pair in Table.Scaled.Where(pair => relevant.Contains(pair.Fact) && relevant.Contains(pair.Scale)))
        {
            parent[Root(pair.Fact)] = Root(pair.Scale);
        }

        int[][] groups = [.. relevant.Where(fact => Array.IndexOf(separators, fact) < 0).GroupBy(Root).Select(group => group.ToArray())];
        bool isBare = Units().Any(unit => unit.All(fact => Array.IndexOf(separators, fact) >= 0));
        return (separators, isBare || groups.Length == 0 ? [[], .. groups] : groups);
    }

    private void Separate(int[] relevant, long separateAbove)
    {
        if (Cost <= separateAbove)
        {
            return;
        }

        int[] largest = Groups.OrderByDescending(group => Product(group, known: false)).First();
        int[] busiest =
        [
            .. largest.Where(fact => Table.Scaled.All(pair => pair.Fact != fact && pair.Scale != fact))
                .OrderByDescending(fact => Units().Count(unit => unit.Contains(fact))),
        ];
        for (int count = 1; count <= Math.Min(MostSeparators, busiest.Length - 1); count++)
        {
            (int[] separators, int[][] groups) = Split(relevant, [.. busiest.Take(count)]);
            if (CostOf(separators, groups) < (separateAbove < SmallEnough ? long.MaxValue : Cost / 2))
            {
                (Separators, Groups) = (separators, groups);
            }
        }
    }

    private long CostOf(int[] separators, int[][] groups)
    {
        decimal cost = 0;
        foreach (int[] group in groups)
        {
            cost += Product(group, known: false);
        }

        cost *= Product(separators, known: true);
        return cost > long.MaxValue ? long.MaxValue : (long)cost;
    }

    private decimal Product(int[] facts, bool known)
    {
        decimal product = 1;
        foreach (int fact in facts)
        {
            JointFact joint = Table.Facts[fact];
            product *= known
                ? joint.Known.Length
                : Math.Max(joint.Coordinates.Length, Math.Max(joint.OldSets.Length, joint.NewSets.Length));
            product = Math.Min(product, 1e18m);
        }

        return product;
    }
}
