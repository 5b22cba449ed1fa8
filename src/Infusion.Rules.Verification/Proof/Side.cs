using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>One version of a table, its rules and constraints compiled to cells of the joint facts.</summary>
internal sealed class Side
{
    private readonly int[] _places;

    public Side(DecisionTable table, bool isOld, ImmutableArray<JointFact> facts)
    {
        (Table, IsOld) = (table, isOld);
        _places = new int[table.Facts.Length];
        Cells = new int[facts.Length];
        Sets = new ulong[facts.Length][];
        var domain = new ulong[facts.Length];
        for (int fact = 0; fact < facts.Length; fact++)
        {
            int index = isOld ? facts[fact].OldIndex : facts[fact].NewIndex;
            Cells[fact] = isOld ? facts[fact].OldCells : facts[fact].NewCells;
            Sets[fact] = isOld ? facts[fact].OldSets : facts[fact].NewSets;
            domain[fact] = Cells[fact] >= 64 ? ulong.MaxValue : (1UL << Cells[fact]) - 1;
            if (index >= 0)
            {
                _places[index] = fact;
            }
        }

        ImmutableArray<Clause> Compile(int rule, string id, Condition when) =>
            [.. new Alternatives(id, domain, CellsOf).Of(when).Select(cells => new Clause(rule, cells))];
        RuleClauses = [.. table.Rules.Select((rule, index) => Compile(index, rule.Id, rule.When))];
        ConstraintClauses = [.. table.Impossible.Select((row, index) => Compile(~index, row.Id, row.When))];
        RuleFacts = [.. table.Rules.Select(rule => FactsOf(rule.When))];
        ConstraintFacts = [.. table.Impossible.Select(row => FactsOf(row.When))];
    }

    public DecisionTable Table { get; }

    public bool IsOld { get; }

    /// <summary>How many cells each joint fact has in this version.</summary>
    public int[] Cells { get; }

    /// <summary>The sets of cells of each joint fact.</summary>
    public ulong[][] Sets { get; }

    public ImmutableArray<ImmutableArray<Clause>> RuleClauses { get; }

    public ImmutableArray<ImmutableArray<Clause>> ConstraintClauses { get; }

    /// <summary>The joint facts each rule speaks of.</summary>
    public ImmutableArray<ImmutableArray<int>> RuleFacts { get; }

    /// <summary>The joint facts each constraint speaks of.</summary>
    public ImmutableArray<ImmutableArray<int>> ConstraintFacts { get; }

    private ImmutableArray<int> FactsOf(Condition condition) =>
        [.. condition.Comparisons().Select(comparison => PlaceOf(comparison.Fact)).Distinct().OrderBy(fact => fact)];

    private int PlaceOf(Fact fact) => _places[Table.Facts.IndexOf(fact)];

    private (int Fact, ulong Cells) CellsOf(Condition.Comparison comparison)
    {
        int index = Table.Facts.IndexOf(comparison.Fact);
        int fact = _places[index];
        ulong cells = 0;
        for (int cell = 0; cell < Cells[fact]; cell++)
        {
            cells |= Holds(comparison, Table.Partition.Bounds(index, cell).Low) ? 1UL << cell : 0;
        }

        return (fact, cells);
    }

    // A cell is never cut by a constant, so one code of it speaks for all.
    private static bool Holds(Condition.Comparison comparison, long code) => comparison.Comparator switch
    {
        Comparator.Is => code == comparison.Constant,
        Comparator.LessThan => code < comparison.Constant,
        Comparator.AtMost => code <= comparison.Constant,
        Comparator.AtLeast => code >= comparison.Constant,
        _ => code > comparison.Constant,
    };
}
