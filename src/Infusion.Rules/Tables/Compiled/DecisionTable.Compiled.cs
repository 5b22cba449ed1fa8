using System.Runtime.CompilerServices;

namespace Infusion.Rules.Tables;

// How a table is compiled and run: facts into cells, rules into clauses, and per cell one bit for every clause it satisfies.
public sealed partial class DecisionTable
{
    private const int ImpossibleRank = int.MaxValue;
    private const ulong ImpossibleOutcome = OutcomeSet.Contradiction;

    // Above this many combinations of cells, a table keeps no verdicts and always reads the words.
    private const int MostPlaces = 1 << 14;
    private const int MostCodesInOrder = 256;

    private readonly long[][] _cuts;
    private readonly ulong[] _domain;
    private readonly Clause[] _clauses;
    private readonly int[] _ranks;
    private readonly int _wordCount;
    private readonly Column[] _columns;
    private readonly ulong[] _words;

    // One verdict for each combination of cells, unknown being one more cell of every fact; 0 until the case is first met. Every writer
    // writes the same number, so a table stays immutable to everybody who reads it.
    private readonly int[] _verdicts;

    /// <summary>The cut points of a fact: cell k begins at cut k - 1, and the first cell at the fact's minimum.</summary>
    internal ReadOnlySpan<long> CutsOf(int fact) => _cuts[fact];

    private static ulong LowBits(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a call would cost the place of a case its registers
    private static int CellOf(long[] cuts, long code)
    {
        int cell = 0;
        foreach (long cut in cuts)
        {
            cell = unchecked(cell + Bits.One(code >= cut));
        }

        return cell;
    }

    private static ulong CellsOf(long[] cuts, FactValue value)
    {
        int first = CellOf(cuts, value.Low);
        int last = CellOf(cuts, value.High);
        return LowBits(last + 1) & ~LowBits(first);
    }

    // The place of a case among the verdicts; -1 when a fact is known in part, outside its range, or the table keeps no verdicts.
    private int PlaceOf(ReadOnlySpan<FactValue> row)
    {
        Column[] columns = _columns;
        if (row.Length != columns.Length || _verdicts.Length == 0)
        {
            return -1;
        }

        unchecked
        {
            int place = 0;
            for (int fact = 0; fact < columns.Length; fact++)
            {
                ref readonly Column column = ref columns[fact];
                FactValue value = row[fact];
                if (!value.IsExact)
                {
                    if (!value.IsUnknown)
                    {
                        return -1;
                    }

                    place += column.Unknown;
                    continue;
                }

                ulong above = (ulong)(value.Code - column.Minimum);
                int[] offsets = column.Offsets;
                if (above < (ulong)offsets.Length)
                {
                    place += offsets[(int)above];
                }
                else if (above <= column.Span)
                {
                    place += CellOf(column.Cuts, value.Code) * column.Step;
                }
                else
                {
                    return -1;
                }
            }

            return place;
        }
    }

    private OutcomeSet DecideAt(int place, ReadOnlySpan<FactValue> row)
    {
        RequireRow(row);
        bool isExact = true;
        foreach (FactValue value in row)
        {
            isExact &= value.IsExact;
        }

        if (!isExact && place < 0 && _verdicts.Length > 0)
        {
            Span<FactValue> completed = stackalloc FactValue[row.Length];
            row.CopyTo(completed);
            return DecideInTurn(completed, 0);
        }

        OutcomeSet verdict = isExact ? DecideWords(row) : DecidePartialWords(row);
        if (place >= 0 && verdict.IsPlain)
        {
            _verdicts[place] = verdict.Packed;
        }

        return verdict;
    }

    // A fact that is known in part is each of its cells in turn; what they come to together is exact, because a cell has one answer.
    private OutcomeSet DecideInTurn(Span<FactValue> row, int from)
    {
        while (from < row.Length && (row[from].IsExact || row[from].IsUnknown))
        {
            from++;
        }

        if (from == row.Length)
        {
            return Decide(row);
        }

        FactValue value = row[from];
        ulong possible = 0;
        ulong certain = ulong.MaxValue;
        bool isValid = false;
        for (ulong cells = CellsOf(_cuts[from], value); cells != 0; cells &= cells - 1)
        {
            int cell = Bits.Lowest(cells);
            row[from] = FactValue.Exactly(Math.Max(value.Low, cell == 0 ? Facts[from].Minimum : _cuts[from][cell - 1]));
            OutcomeSet verdict = DecideInTurn(row, from + 1);
            if (!verdict.IsInvalid)
            {
                isValid = true;
                possible |= verdict.Possible;
                certain &= verdict.Certain;
            }
        }

        row[from] = value;
        return !isValid ? OutcomeSet.Invalid
            : HitPolicy == HitPolicy.Collect ? new(possible, certain)
            : new(possible, (possible & (possible - 1)) == 0 ? possible & ~OutcomeSet.Gap : 0);
    }

    private OutcomeSet DecideWords(ReadOnlySpan<FactValue> row)
    {
        Span<int> first = stackalloc int[row.Length];
        for (int fact = 0; fact < row.Length; fact++)
        {
            first[fact] = _columns[fact].Words + (CellOf(_cuts[fact], row[fact].Low) * _wordCount);
        }

        ulong outcomes = 0;
        for (int word = 0; word < _wordCount; word++)
        {
            ulong holds = ClausesIn(word);
            for (int fact = 0; fact < first.Length; fact++)
            {
                holds &= _words[first[fact] + word];
            }

            if (Add(ref outcomes, holds, word))
            {
                break;
            }
        }

        return Read(outcomes);
    }

    private OutcomeSet DecidePartialWords(ReadOnlySpan<FactValue> row)
    {
        ulong certain = 0;
        ulong possible = 0;
        bool certainIsFull = false;
        bool possibleIsFull = false;
        for (int word = 0; word < _wordCount; word++)
        {
            ulong all = ClausesIn(word);
            ulong any = all;
            for (int fact = 0; fact < row.Length; fact++)
            {
                ulong inAll = ulong.MaxValue;
                ulong inAny = 0;
                for (ulong cells = CellsOf(_cuts[fact], row[fact]); cells != 0; cells &= cells - 1)
                {
                    ulong holds = _words[_columns[fact].Words + (Bits.Lowest(cells) * _wordCount) + word];
                    inAll &= holds;
                    inAny |= holds;
                }

                all &= inAll;
                any &= inAny;
            }

            certainIsFull = certainIsFull || Add(ref certain, all, word);
            possibleIsFull = possibleIsFull || Add(ref possible, any, word);
        }

        OutcomeSet sure = Read(certain);
        return (HitPolicy == HitPolicy.Unique && !sure.IsDetermined) || possible == ImpossibleOutcome || Read(possible) != sure
            ? DecideExactly(BoxOf(row))
            : sure;
    }

    // A table without facts has nothing else that says how many clauses a word has.
    private ulong ClausesIn(int word) => LowBits(Math.Min(64, _ranks.Length - (word * 64)));

    // Adds the outcomes of the clauses that hold, the most cautious first; true when no later clause can matter.
    private bool Add(ref ulong outcomes, ulong holds, int word)
    {
        for (; holds != 0; holds &= holds - 1)
        {
            int rank = _ranks[(word * 64) + Bits.Lowest(holds)];
            outcomes |= rank == ImpossibleRank ? ImpossibleOutcome : 1UL << rank;
            if (rank == ImpossibleRank || HitPolicy == HitPolicy.Priority)
            {
                return true;
            }
        }

        return false;
    }

    // What the outcomes of the clauses that hold mean on their own.
    private OutcomeSet Read(ulong outcomes) => outcomes switch
    {
        ImpossibleOutcome => OutcomeSet.Invalid,
        0 => HitPolicy == HitPolicy.Collect ? default : new(OutcomeSet.Gap, 0),
        _ => HitPolicy == HitPolicy.Unique && (outcomes & (outcomes - 1)) != 0 ? new(outcomes, 0) : new(outcomes, outcomes),
    };

    private long[][] CutPoints()
    {
        var cuts = new long[Facts.Length][];
        for (int fact = 0; fact < cuts.Length; fact++)
        {
            cuts[fact] = Facts[fact].Kind == FactKind.LookBack ? [Fact.Never] : [];
        }

        foreach (Condition.Comparison comparison in Rules.Select(rule => rule.When).Concat(Impossible.Select(row => row.When))
                     .SelectMany(condition => condition.Comparisons()))
        {
            int index = Facts.IndexOf(comparison.Fact);
            if (index < 0)
            {
                throw new ArgumentException($"The table '{Id}' compares the fact '{comparison.Fact.Id}', which it does not have.");
            }

            (long low, long high) = RangeOf(comparison);
            Cut(ref cuts[index], comparison.Fact, low);
            if (high < comparison.Fact.Maximum)
            {
                Cut(ref cuts[index], comparison.Fact, high + 1);
            }
        }

        int crowded = Array.FindIndex(cuts, set => set.Length >= 64);
        return crowded < 0
            ? cuts
            : throw new ArgumentException($"The fact '{Facts[crowded].Id}' is compared with too many constants; 64 cells are allowed.");
    }

    // INVARIANT: cuts are in order, each once.
    private static void Cut(ref long[] cuts, Fact fact, long at)
    {
        int place = CellOf(cuts, at);
        if (at <= fact.Minimum || at > fact.Maximum || (place > 0 && cuts[place - 1] == at))
        {
            return;
        }

        long[] more = new long[cuts.Length + 1];
        Array.Copy(cuts, more, place);
        more[place] = at;
        Array.Copy(cuts, place, more, place + 1, cuts.Length - place);
        cuts = more;
    }

    // Both bounds inclusive; an empty range has its low bound above its high bound.
    private static (long Low, long High) RangeOf(Condition.Comparison comparison)
    {
        (Fact fact, long constant) = (comparison.Fact, comparison.Constant);
        return comparison.Comparator switch
        {
            Comparator.Is => (constant, constant),
            Comparator.LessThan => (fact.Minimum, constant - 1),
            Comparator.AtMost => (fact.Minimum, constant),
            Comparator.AtLeast => (constant, fact.Maximum),
            _ => constant == long.MaxValue ? (constant, constant - 1) : (constant + 1, fact.Maximum),
        };
    }

    private IEnumerable<Clause> CompileClauses()
    {
        IEnumerable<Clause> impossible = Impossible.SelectMany((row, index) =>
            AlternativesOf(row.Id, row.When).Select(cells => new Clause(ImpossibleRank, ~index, cells, Asked.In(cells, _domain))));
        IEnumerable<Clause> rules = Rules.SelectMany((rule, index) =>
            AlternativesOf(rule.Id, rule.When).Select(cells => new Clause(Ranked(rule), index, cells, Asked.In(cells, _domain))));
        return impossible.Concat(rules.OrderByDescending(clause => clause.Rank));
    }

    private int Ranked(Rule rule) => rule.Outcome < Outcomes.Length && Outcomes.Length < 64
        ? rule.Outcome
        : throw new ArgumentException($"The outcome of the rule '{rule.Id}' is not one of the table '{Id}'.");

    private List<ulong[]> AlternativesOf(string id, Condition when) => new Alternatives(id, _domain, CellsOf).Of(when);

    private (int Fact, ulong Cells) CellsOf(Condition.Comparison comparison)
    {
        int fact = Facts.IndexOf(comparison.Fact);
        (long low, long high) = RangeOf(comparison);
        return (fact, low > high ? 0 : CellsOf(_cuts[fact], FactValue.Between(low, high)));
    }

    private (Column[] Columns, int[] Verdicts) CompileColumns()
    {
        long places = 1;
        foreach (long[] cuts in _cuts)
        {
            places = places > MostPlaces || cuts.Length == 0 ? places : places * (cuts.Length + 2);
        }

        bool keepsVerdicts = places <= MostPlaces && Outcomes.Length <= OutcomeSet.MostPackedOutcomes;
        var columns = new Column[Facts.Length];
        int step = 1;
        int words = 0;
        for (int fact = 0; fact < columns.Length; fact++)
        {
            (Fact of, long[] cuts) = (Facts[fact], _cuts[fact]);
            ulong span = unchecked((ulong)of.Maximum - (ulong)of.Minimum);
            int mine = cuts.Length == 0 ? 0 : keepsVerdicts ? step : 1;
            int[] offsets = new int[span < MostCodesInOrder ? (int)span + 1 : 0];
            for (int above = 0; above < offsets.Length; above++)
            {
                offsets[above] = CellOf(cuts, of.Minimum + above) * mine;
            }

            columns[fact] = new(of.Minimum, span, offsets, cuts, mine, mine * (cuts.Length + 1), words);
            step *= keepsVerdicts && cuts.Length > 0 ? cuts.Length + 2 : 1;
            words += (cuts.Length + 1) * _wordCount;
        }

        return (columns, keepsVerdicts ? new int[(int)places] : []);
    }

    private ulong[] CompileWords()
    {
        var words = new ulong[_cuts.Sum(cuts => cuts.Length + 1) * _wordCount];
        for (int fact = 0; fact < _cuts.Length; fact++)
        {
            for (int clause = 0; clause < _clauses.Length; clause++)
            {
                for (int cell = 0; cell <= _cuts[fact].Length; cell++)
                {
                    words[
                        _columns[fact].Words + (cell * _wordCount) + (clause / 64)] |= (_clauses[clause].Cells[fact] >> cell
                        & 1) << (clause % 64);
                }
            }
        }

        return words;
    }

    // Rule is the place in Rules, or the complement of the place in Impossible.
    private sealed record Clause(int Rank, int Rule, ulong[] Cells, Asked Asked);

    // How a code of one fact becomes a place: looked up by how far it is above
    // the minimum where the fact has few codes, otherwise by counting
    // the cuts at or below it. Words is where its words begin.
    private readonly record struct Column(long Minimum, ulong Span, int[] Offsets, long[] Cuts, int Step, int Unknown, int Words);
}
