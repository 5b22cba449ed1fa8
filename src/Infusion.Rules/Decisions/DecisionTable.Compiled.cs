using System.Collections.Immutable;

namespace Infusion.Rules.Decisions;

// How a table is compiled and run: facts into cells, rules into clauses, and per cell one bit for every clause it satisfies.
public sealed partial class DecisionTable
{
    private const int ImpossibleRank = int.MaxValue;
    private const ulong ImpossibleOutcome = Verdict.Contradiction;

    private readonly long[][] _cuts;
    private readonly ulong[] _domain;
    private readonly Clause[] _clauses;
    private readonly int[] _ranks;
    private readonly int _wordCount;
    private readonly ulong[][] _words;

    /// <summary>The cut points of a fact: cell k begins at cut k - 1, and the first cell at the fact's minimum.</summary>
    internal ReadOnlySpan<long> CutsOf(int fact) => _cuts[fact];

    private static ulong LowBits(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;

    private static int CellOf(long[] cuts, long code)
    {
        int cell = 0;
        foreach (long cut in cuts)
        {
            cell += code >= cut ? 1 : 0;
        }

        return cell;
    }

    private static ulong CellsOf(long[] cuts, FactValue value)
    {
        int first = CellOf(cuts, value.Low);
        int last = CellOf(cuts, value.High);
        return LowBits(last + 1) & ~LowBits(first);
    }

    private Verdict DecideByWords(ReadOnlySpan<FactValue> row)
    {
        Span<int> cells = stackalloc int[row.Length];
        for (int fact = 0; fact < row.Length; fact++)
        {
            if (!row[fact].IsExact)
            {
                return DecidePartialWords(row);
            }

            cells[fact] = CellOf(_cuts[fact], row[fact].Low) * _wordCount;
        }

        ulong outcomes = 0;
        for (int word = 0; word < _wordCount; word++)
        {
            ulong holds = ulong.MaxValue;
            for (int fact = 0; fact < cells.Length; fact++)
            {
                holds &= _words[fact][cells[fact] + word];
            }

            if (Add(ref outcomes, holds, word))
            {
                break;
            }
        }

        return Read(outcomes);
    }

    private Verdict DecidePartialWords(ReadOnlySpan<FactValue> row)
    {
        ulong certain = 0;
        ulong possible = 0;
        bool certainIsFull = false;
        bool possibleIsFull = false;
        for (int word = 0; word < _wordCount; word++)
        {
            ulong all = ulong.MaxValue;
            ulong any = ulong.MaxValue;
            for (int fact = 0; fact < row.Length; fact++)
            {
                ulong inAll = ulong.MaxValue;
                ulong inAny = 0;
                for (ulong cells = CellsOf(_cuts[fact], row[fact]); cells != 0; cells &= cells - 1)
                {
                    ulong holds = _words[fact][(Bits.Lowest(cells) * _wordCount) + word];
                    inAll &= holds;
                    inAny |= holds;
                }

                all &= inAll;
                any &= inAny;
            }

            certainIsFull = certainIsFull || Add(ref certain, all, word);
            possibleIsFull = possibleIsFull || Add(ref possible, any, word);
        }

        Verdict sure = Read(certain);
        return HitPolicy == HitPolicy.Unique || possible == ImpossibleOutcome || Read(possible) != sure ? DecideExactly(BoxOf(row)) : sure;
    }

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
    private Verdict Read(ulong outcomes) => outcomes switch
    {
        ImpossibleOutcome => Verdict.Invalid,
        0 => HitPolicy == HitPolicy.Collect ? default : new(Verdict.Gap, 0),
        _ => HitPolicy == HitPolicy.Unique && (outcomes & (outcomes - 1)) != 0 ? new(outcomes, 0) : new(outcomes, outcomes),
    };

    private long[][] CutPoints()
    {
        var cuts = new SortedSet<long>[Facts.Length];
        for (int fact = 0; fact < cuts.Length; fact++)
        {
            cuts[fact] = [];
            if (Facts[fact].Kind == FactKind.LookBack)
            {
                cuts[fact].Add(Fact.Never);
            }
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
            Cut(cuts[index], comparison.Fact, low);
            if (high < comparison.Fact.Maximum)
            {
                Cut(cuts[index], comparison.Fact, high + 1);
            }
        }

        return [.. cuts.Select((set, fact) => set.Count < 64
            ? set.ToArray()
            : throw new ArgumentException($"The fact '{Facts[fact].Id}' is compared with too many constants; 64 cells are allowed."))];
    }

    private static void Cut(SortedSet<long> cuts, Fact fact, long at)
    {
        if (at > fact.Minimum && at <= fact.Maximum)
        {
            cuts.Add(at);
        }
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
            ClausesOf(row.Id, row.When).Select(cells => new Clause(ImpossibleRank, ~index, cells)));
        IEnumerable<Clause> rules = Rules.SelectMany((rule, index) =>
            ClausesOf(rule.Id, rule.When).Select(cells => new Clause(Ranked(rule), index, cells)));
        return impossible.Concat(rules.OrderByDescending(clause => clause.Rank));
    }

    private int Ranked(Rule rule) => rule.Outcome < Outcomes.Length && Outcomes.Length < 64
        ? rule.Outcome
        : throw new ArgumentException($"The outcome of the rule '{rule.Id}' is not one of the table '{Id}'.");

    private List<ulong[]> ClausesOf(string id, Condition condition)
    {
        List<ulong[]> clauses = Alternatives(condition, negated: false);
        return clauses.Count <= 64
            ? clauses
            : throw new ArgumentException($"The rule '{id}' has more than 64 alternatives; split it.");
    }

    private List<ulong[]> Alternatives(Condition condition, bool negated) => (condition, negated) switch
    {
        (Condition.Comparison comparison, _) => Single(comparison, negated),
        (Condition.Not not, _) => Alternatives(not.Part, !negated),
        (Condition.All all, false) => Together(all.Parts, negated),
        (Condition.Any any, true) => Together(any.Parts, negated),
        (Condition.Any any, false) => [.. any.Parts.SelectMany(part => Alternatives(part, negated))],
        (Condition.All all, true) => [.. all.Parts.SelectMany(part => Alternatives(part, negated))],
        _ => throw new InvalidOperationException("There is no other kind of condition."),
    };

    private List<ulong[]> Single(Condition.Comparison comparison, bool negated)
    {
        int fact = Facts.IndexOf(comparison.Fact);
        (long low, long high) = RangeOf(comparison);
        ulong cells = low > high ? 0 : CellsOf(_cuts[fact], FactValue.Between(low, high));
        ulong[] clause = [.. _domain];
        clause[fact] &= negated ? ~cells : cells;
        return clause[fact] == 0 ? [] : [clause];
    }

    private List<ulong[]> Together(ImmutableArray<Condition> parts, bool negated)
    {
        List<ulong[]> clauses = [[.. _domain]];
        foreach (Condition part in parts)
        {
            List<ulong[]> more = Alternatives(part, negated);
            clauses = [.. clauses.SelectMany(left => more.Select(right => Intersect(left, right))).Where(clause => !clause.Contains(0UL))];
        }

        return clauses;
    }

    private ulong[][] CompileWords()
    {
        var words = new ulong[Facts.Length][];
        for (int fact = 0; fact < words.Length; fact++)
        {
            words[fact] = new ulong[(_cuts[fact].Length + 1) * _wordCount];
            for (int clause = 0; clause < _clauses.Length; clause++)
            {
                for (int cell = 0; cell <= _cuts[fact].Length; cell++)
                {
                    words[fact][(cell * _wordCount) + (clause / 64)] |= (_clauses[clause].Cells[fact] >> cell & 1) << (clause % 64);
                }
            }
        }

        return words;
    }

    // Rule is the place in Rules, or the complement of the place in Impossible.
    private sealed record Clause(int Rank, int Rule, ulong[] Cells);
}
