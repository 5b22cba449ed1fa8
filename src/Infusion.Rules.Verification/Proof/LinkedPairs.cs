using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What two versions of a table can come to for one and the same case: the values a linked fact can have.</summary>
internal sealed class LinkedPairs
{
    // The highest bit: a table has fewer outcomes.
    private const ulong NotInNew = 1UL << 63;

    private readonly SortedSet<(int Old, int New)> _known = [];
    private readonly HashSet<(ulong Old, ulong New)> _partial = [];
    private Knowledge? _doubt;

    private LinkedPairs(DecisionTable old, DecisionTable @new) => (Old, New) = (old, @new);

    private LinkedPairs(LinkedPairs of)
        : this(of.Old, of.New)
    {
        (Beyond, _doubt, HasOutcomes) = (of.Beyond, of._doubt, of.HasOutcomes);
        _known.UnionWith(of._known);
        _partial.UnionWith(of._partial);
    }

    /// <summary>Of a table that neither version has: whatever it comes to, it is the same.</summary>
    public static LinkedPairs Nothing { get; } = new(null!, null!) { HasOutcomes = false };

    public DecisionTable Old { get; }

    public DecisionTable New { get; }

    /// <summary>What else than these pairs the versions may come to, by facts that they read apart.</summary>
    public Knowledge Beyond { get; private init; }

    /// <summary>How much the new version knows, beside the old, of what each finding that is possible leaves open; of a table that
    /// collects none, the same as of what it decides.</summary>
    public Knowledge Doubt => _doubt ?? Knowledge;

    /// <summary>Whether they are the outcomes of a table, and not only that its findings are alike.</summary>
    public bool HasOutcomes { get; private init; } = true;

    public IEnumerable<(int Old, int New)> Known => _known;

    /// <summary>The sets of outcomes, each a bit, that are possible where not everything is known.</summary>
    public IEnumerable<(ulong Old, ulong New)> Partial => _partial.OrderBy(static pair => pair);

    /// <summary>How much the new version knows of what the table decides, beside the old.</summary>
    public Knowledge Knowledge => _known.Select(static pair => (Old: 1UL << pair.Old, New: 1UL << pair.New)).Concat(_partial)
        .Aggregate(Beyond, (sum, pair) => sum | Masks.Compare(InNew(pair.Old), pair.New));

    /// <summary>The pairs a table reaches.</summary>
    public static LinkedPairs Of(JointTable table, PartResult whole)
    {
        var pairs = new LinkedPairs(table.Old.Table, table.New.Table) { Beyond = table.ReadApart };
        foreach (CompletePair pair in whole.Complete)
        {
            if (pair is { OldOutcome: >= 0, NewOutcome: >= 0 })
            {
                pairs._known.Add((pair.OldOutcome, pair.NewOutcome));
            }
        }

        foreach (PartialPair pair in whole.Partial)
        {
            (ulong old, ulong @new) = (pair.OldMask >> 1, pair.NewMask >> 1);
            if (old != 0 && @new != 0)
            {
                pairs._partial.Add((old, @new));
            }
        }

        return pairs;
    }

    /// <summary>Of a table of findings: no values, but what is possible of each finding is known.</summary>
    public static LinkedPairs OfFindings(JointTable table, IReadOnlyCollection<PartResult> findings) =>
        new(table.Old.Table, table.New.Table)
        {
            HasOutcomes = false,
            Beyond = findings.Aggregate(table.ReadApart, static (sum, finding) => sum | Of(finding, ulong.MaxValue)),
            _doubt = findings.Aggregate(table.ReadApart, static (sum, finding) => sum | Of(finding, ~Masks.None)),
        };

    // How much is known of a finding in every case, of the outcomes that count.
    private static Knowledge Of(PartResult finding, ulong counted) =>
        finding.Complete.Select(static pair => (Old: Masks.Of(pair.OldOutcome), New: Masks.Of(pair.NewOutcome)))
            .Concat(finding.Partial.Select(static pair => (Old: pair.OldMask, New: pair.NewMask)))
            .Aggregate(Knowledge.Same, (sum, pair) => sum | Masks.Compare(pair.Old & counted, pair.New & counted));

    // Outcomes of the old version at their places in the new one; one that it does not have is at none of them.
    private ulong InNew(ulong old)
    {
        ulong set = 0;
        for (ulong left = old; left != 0; left &= left - 1)
        {
            set |= New.Outcomes.IndexOf(Old.Outcomes[Bits.Lowest(left)]) is >= 0 and var place ? 1UL << place : NotInNew;
        }

        return set;
    }

    /// <summary>What a link to them sees, where the outcomes of several items become one: from the least to the most cautious outcome all
    /// are possible.</summary>
    /// <param name="fold">How they become one; <c>null</c> where there is one item.</param>
    public LinkedPairs Folded(Fold? fold)
    {
        LinkedPairs folded = new(this);
        folded._partial.Clear();
        foreach ((ulong old, ulong @new) in _partial)
        {
            folded._partial.Add((
                Range(Bits.Lowest(old), Masks.Highest(old)), Range(Bits.Lowest(@new), Masks.Highest(@new))));
        }

        if (fold is Fold.Worst or Fold.Union)
        {
            folded.Close(Math.Max);
        }

        if (fold is Fold.Best or Fold.Union)
        {
            folded.Close(Math.Min);
        }

        return folded;
    }

    private static ulong Range(int low, int high) => (2UL << high) - (1UL << low);

    /// <summary>These and every outcome that both versions have, as what is known before the first item.</summary>
    public LinkedPairs AndEach()
    {
        var all = new LinkedPairs(this);
        for (int old = 0; old < Old.Outcomes.Length; old++)
        {
            int @new = New.Outcomes.IndexOf(Old.Outcomes[old]);
            if (@new >= 0)
            {
                all._known.Add((old, @new));
            }
        }

        return all;
    }

    /// <summary>How many pairs there are, known or known in part.</summary>
    public int Count => _known.Count + _partial.Count;

    private void Close(Func<int, int, int> counts)
    {
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach ((int Old, int New) one in _known.ToArray())
            {
                foreach ((int Old, int New) other in _known.ToArray())
                {
                    grew |= _known.Add((counts(one.Old, other.Old), counts(one.New, other.New)));
                }
            }
        }

        // What is known in part, beside another item that is known or is not.
        for (bool grew = true; grew;)
        {
            grew = false;
            foreach ((ulong Old, ulong New) one in _partial.ToArray())
            {
                foreach ((ulong Old, ulong New) other in _partial
                    .Concat(_known.Select(static known => (1UL << known.Old, 1UL << known.New))).ToArray())
                {
                    (ulong Old, ulong New) both = (Both(one.Old, other.Old), Both(one.New, other.New));
                    grew |= Masks.IsOne(both.Old) && Masks.IsOne(both.New)
                        ? _known.Add((Bits.Lowest(both.Old), Bits.Lowest(both.New)))
                        : _partial.Add(both);
                }
            }
        }

        ulong Both(ulong one, ulong other) => Range(
            counts(Bits.Lowest(one), Bits.Lowest(other)), counts(Masks.Highest(one), Masks.Highest(other)));
    }
}
