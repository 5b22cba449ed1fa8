using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>One version of one group: for every cell of the group's facts, which of the group's rules apply.</summary>
internal sealed class SideGroup
{
    private readonly JointTable _table;
    private readonly Side _side;
    private readonly int[] _separators;
    private readonly Clause[] _clauses;
    private readonly int _wordCount;
    private readonly ulong[][] _words;
    private readonly Dictionary<string, int> _setPlaces = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, int> _setOfWord = [];
    private readonly List<int[]> _sets = [];
    private readonly bool _isUnique;
    private readonly bool _isFinding;

    public SideGroup(Part part, bool isOld, int[] facts)
    {
        _table = part.Table;
        _side = isOld ? part.Table.Old : part.Table.New;
        (_separators, Facts) = (part.Separators, facts);
        (_isUnique, _isFinding) = (part.Table.HitPolicy == HitPolicy.Unique, part.Finding is not null);
        _clauses =
        [
            .. part.RulesOf(isOld).Where(rule => IsMine(_side.RuleFacts[rule])).SelectMany(rule => _side.RuleClauses[rule]),
            .. Enumerable.Range(0, _side.ConstraintFacts.Length).Where(row => IsMine(_side.ConstraintFacts[row]))
                .SelectMany(row => _side.ConstraintClauses[row]),
        ];
        _wordCount = (_clauses.Length + 63) / 64;
        _words = [.. facts.Select(WordsOf)];
        CellCount = facts.Aggregate(1, (product, fact) => product * _side.Cells[fact]);
        Strides = StridesOf(fact => _side.Cells[fact]);
        SetStrides = StridesOf(fact => _side.Sets[fact].Length);
    }

    public int[] Facts { get; }

    /// <summary>How many combinations of cells there are.</summary>
    public int CellCount { get; }

    /// <summary>What one cell further in each fact adds to the place of a combination of cells.</summary>
    public int[] Strides { get; }

    /// <summary>What one set further in each fact adds to the place of a combination of sets.</summary>
    public int[] SetStrides { get; }

    /// <summary>The distinct sets of rules that apply together, as places in the table.</summary>
    public IReadOnlyList<int[]> RuleSets => _sets;

    /// <summary>For every combination of cells the place of its set of rules; -1 where the case cannot be.</summary>
    public int[] Grid(int[] separatorCells)
    {
        var grid = new int[CellCount];
        var start = new ulong[_wordCount];
        for (int clause = 0; clause < _clauses.Length; clause++)
        {
            bool allows = true;
            for (int place = 0; place < _separators.Length; place++)
            {
                allows &= (_clauses[clause].Cells[_separators[place]] >> separatorCells[place] & 1) != 0;
            }

            start[clause / 64] |= allows ? 1UL << (clause % 64) : 0;
        }

        var words = new ulong[Facts.Length + 1][];
        words[0] = start;
        for (int depth = 1; depth < words.Length; depth++)
        {
            words[depth] = new ulong[_wordCount];
        }

        Fill(grid, words, 0, 0);
        return grid;
    }

    /// <summary>For every combination of sets of cells the outcomes that are possible.</summary>
    public ulong[] Possible(int[] grid)
    {
        var masks = new ulong[grid.Length];
        ulong[] maskOfSet = [.. _sets.Select(MaskOf)];
        for (int place = 0; place < grid.Length; place++)
        {
            masks[place] = grid[place] < 0 ? 0 : maskOfSet[grid[place]];
        }

        int outer = 1;
        int inner = grid.Length;
        for (int fact = 0; fact < Facts.Length; fact++)
        {
            ulong[] sets = _side.Sets[Facts[fact]];
            int cells = _side.Cells[Facts[fact]];
            inner /= cells;
            masks = Widen(masks, outer, cells, inner, sets);
            outer *= sets.Length;
        }

        return masks;
    }

    /// <summary>The outcome of a set of rules that apply together, within this group.</summary>
    public int OutcomeOf(int[] rules)
    {
        if (rules.Length == 0)
        {
            return Outcomes.None;
        }

        if (_isFinding)
        {
            return 0;
        }

        ulong mask = 0;
        foreach (int rule in rules)
        {
            mask |= Masks.Of(_side.Table.Rules[rule].Outcome);
        }

        return _isUnique && !Masks.IsOne(mask) ? _table.OverlapOf(mask) : Masks.Highest(mask) - 1;
    }

    private ulong MaskOf(int[] rules)
    {
        int outcome = OutcomeOf(rules);
        if (!Outcomes.IsOverlap(outcome))
        {
            return Masks.Of(outcome);
        }

        ulong mask = 0;
        foreach (int rule in rules)
        {
            mask |= Masks.Of(_side.Table.Rules[rule].Outcome);
        }

        return mask;
    }

    private static ulong[] Widen(ulong[] masks, int outer, int cells, int inner, ulong[] sets)
    {
        var wide = new ulong[outer * sets.Length * inner];
        for (int before = 0; before < outer; before++)
        {
            for (int set = 0; set < sets.Length; set++)
            {
                int to = ((before * sets.Length) + set) * inner;
                for (ulong left = sets[set]; left != 0; left &= left - 1)
                {
                    int from = ((before * cells) + Bits.Lowest(left)) * inner;
                    for (int after = 0; after < inner; after++)
                    {
                        wide[to + after] |= masks[from + after];
                    }
                }
            }
        }

        return wide;
    }

    private bool IsMine(System.Collections.Immutable.ImmutableArray<int> facts)
    {
        bool isBare = true;
        foreach (int fact in facts)
        {
            if (Array.IndexOf(_separators, fact) < 0)
            {
                isBare = false;
                if (Array.IndexOf(Facts, fact) >= 0)
                {
                    return true;
                }
            }
        }

        // What speaks of no fact of any group belongs to the empty one; a Unique table has one group for everything.
        return isBare && (Facts.Length == 0 || _isUnique);
    }

    private ulong[] WordsOf(int fact)
    {
        var words = new ulong[_side.Cells[fact] * _wordCount];
        for (int clause = 0; clause < _clauses.Length; clause++)
        {
            for (int cell = 0; cell < _side.Cells[fact]; cell++)
            {
                words[(cell * _wordCount) + (clause / 64)] |= (_clauses[clause].Cells[fact] >> cell & 1) << (clause % 64);
            }
        }

        return words;
    }

    private int[] StridesOf(Func<int, int> length)
    {
        var strides = new int[Facts.Length];
        int stride = 1;
        for (int fact = Facts.Length - 1; fact >= 0; fact--)
        {
            strides[fact] = stride;
            stride *= length(Facts[fact]);
        }

        return strides;
    }

    private void Fill(int[] grid, ulong[][] words, int depth, int place)
    {
        ulong[] here = words[depth];
        if (depth == Facts.Length)
        {
            grid[place] = SetOf(here);
            return;
        }

        ulong[] next = words[depth + 1];
        ulong[] mine = _words[depth];
        int cells = _side.Cells[Facts[depth]];
        for (int cell = 0; cell < cells; cell++)
        {
            for (int word = 0; word < _wordCount; word++)
            {
                next[word] = here[word] & mine[(cell * _wordCount) + word];
            }

            Fill(grid, words, depth + 1, place + (cell * Strides[depth]));
        }
    }

    private int SetOf(ulong[] holds)
    {
        if (_wordCount == 1 && _setOfWord.TryGetValue(holds[0], out int known))
        {
            return known;
        }

        var rules = new SortedSet<int>();
        int place = 0;
        for (int clause = 0; clause < _clauses.Length; clause++)
        {
            if ((holds[clause / 64] >> (clause % 64) & 1) != 0)
            {
                place = _clauses[clause].IsConstraint ? -1 : place;
                rules.Add(_clauses[clause].Rule);
            }
        }

        if (place >= 0)
        {
            string key = string.Join(",", rules);
            if (!_setPlaces.TryGetValue(key, out place))
            {
                place = _sets.Count;
                _sets.Add([.. rules]);
                _setPlaces.Add(key, place);
            }
        }

        if (_wordCount == 1)
        {
            _setOfWord.Add(holds[0], place);
        }

        return place;
    }
}
