using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What two versions of a table can come to for one and the same case: the values a linked fact can have.</summary>
internal sealed class LinkedPairs
{
    private readonly SortedSet<(int Old, int New)> _known = [];
    private readonly SortedSet<(int OldLow, int OldHigh, int NewLow, int NewHigh)> _partial = [];

    // A link sees the least and the most cautious outcome that is possible; what else takes from the table may see one between them.
    private bool _differsBetween;

    private LinkedPairs(DecisionTable old, DecisionTable @new) => (Old, New) = (old, @new);

    /// <summary>Of a table that neither version has: whatever it comes to, it is the same.</summary>
    public static LinkedPairs Nothing { get; } = new(null!, null!) { HasOutcomes = false };

    public DecisionTable Old { get; }

    public DecisionTable New { get; }

    /// <summary>Whether the versions may come to something else than these pairs, by facts that they read apart.</summary>
    public bool MayDiffer { get; private init; }

    /// <summary>Whether they are the outcomes of a table, and not only that its findings are alike.</summary>
    public bool HasOutcomes { get; private init; } = true;

    public IEnumerable<(int Old, int New)> Known => _known;

    public IEnumerable<(int OldLow, int OldHigh, int NewLow, int NewHigh)> Partial => _partial;

    /// <summary>Whether both versions come to the same in every case.</summary>
    public bool IsAlike => !MayDiffer && !_differsBetween && _known.All(pair => Old.Outcomes[pair.Old] == New.Outcomes[pair.New])
            && _partial.All(pair =>
                Old.Outcomes[pair.OldLow] == New.Outcomes[pair.NewLow] && Old.Outcomes[pair.OldHigh] == New.Outcomes[pair.NewHigh]);

    /// <summary>The pairs a table reaches; rooms judge item by item and keep
    /// the most cautious, so the pairs are closed under that.</summary>
    public static LinkedPairs Of(JointTable table, PartResult whole)
    {
        var pairs = new LinkedPairs(table.Old.Table, table.New.Table) { MayDiffer = table.IsReadApart };
        foreach (CompletePair pair in whole.Complete)
        {
            if (pair is { OldOutcome: >= 0, NewOutcome: >= 0 })
            {
                pairs._known.Add((pair.OldOutcome, pair.NewOutcome));
            }
        }

        bool isToldByOne = table.Facts.Any(static fact => fact.IsToldByOne);
        foreach (PartialPair pair in whole.Partial)
        {
            ulong old = pair.OldMask & ~1UL;
            ulong @new = pair.NewMask & ~1UL;
            if (old != 0 && @new != 0)
            {
                pairs._partial.Add((Bits.Lowest(old) - 1, Masks.Highest(old) - 1, Bits.Lowest(@new) - 1, Masks.Highest(@new) - 1));
                pairs._differsBetween |= isToldByOne && Ends(old, pairs.Old).SequenceEqual(Ends(@new, pairs.New))
                    && !Names(old, pairs.Old).SequenceEqual(Names(@new, pairs.New));
            }
        }

        pairs.Close();
        return pairs;
    }

    /// <summary>Of a table of findings that both versions find alike: no values, and nothing that differs.</summary>
    public static LinkedPairs OfAlike(JointTable table) =>
        new(table.Old.Table, table.New.Table) { HasOutcomes = false, MayDiffer = table.IsReadApart };

    private static string[] Ends(ulong mask, DecisionTable table) =>
        [table.Outcomes[Bits.Lowest(mask) - 1], table.Outcomes[Masks.Highest(mask) - 1]];

    private static IEnumerable<string> Names(ulong mask, DecisionTable table) =>
        table.Outcomes.Where((_, place) => (mask & (2UL << place)) != 0);

    private void Close()
    {
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach ((int Old, int New) one in _known.ToArray())
            {
                foreach ((int Old, int New) other in _known.ToArray())
                {
                    grew |= _known.Add((Math.Max(one.Old, other.Old), Math.Max(one.New, other.New)));
                }
            }
        }

        // What is known in part, beside another item that is known or is not.
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach ((int OldLow, int OldHigh, int NewLow, int NewHigh) one in _partial.ToArray())
            {
                foreach ((int OldLow, int OldHigh, int NewLow, int NewHigh) other in _partial
                    .Concat(_known.Select(static known => (known.Old, known.Old, known.New, known.New))).ToArray())
                {
                    (int OldLow, int OldHigh, int NewLow, int NewHigh) both = (
                        Math.Max(one.OldLow, other.OldLow), Math.Max(one.OldHigh, other.OldHigh),
                        Math.Max(one.NewLow, other.NewLow), Math.Max(one.NewHigh, other.NewHigh));
                    grew |= both.OldLow == both.OldHigh && both.NewLow == both.NewHigh
                        ? _known.Add((both.OldLow, both.NewLow))
                        : _partial.Add(both);
                }
            }
        }
    }
}
