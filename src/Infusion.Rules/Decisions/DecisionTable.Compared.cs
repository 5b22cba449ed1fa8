namespace Infusion.Rules.Decisions;

// Two versions of a table over the cells that the constants of both cut their facts into.
public sealed partial class DecisionTable
{
    internal PartitionComparison CompareWith(DecisionTable other)
    {
        if (!Facts.Select(fact => (fact.Id, fact.Minimum, fact.Maximum)).SequenceEqual(other.Facts.Select(fact => (fact.Id, fact.Minimum, fact.Maximum)))
            || !Outcomes.SequenceEqual(other.Outcomes) || HitPolicy != other.HitPolicy)
        {
            throw new ArgumentException($"The two versions of '{Id}' differ in their facts, outcomes or hit policy.", nameof(other));
        }

        return new Sweep(this, other).Run();
    }

    // The outcomes of the clauses that hold in one word after another.
    private ulong OutcomesOf(ReadOnlySpan<ulong> holds)
    {
        ulong outcomes = 0;
        for (int word = 0; word < holds.Length; word++)
        {
            if (Add(ref outcomes, holds[word], word))
            {
                break;
            }
        }

        return outcomes;
    }

    // Walks the facts from the first to the last and keeps, at each of them, what holds so far; the last fact is the innermost loop.
    private sealed class Sweep
    {
        private readonly DecisionTable _one;
        private readonly DecisionTable _other;
        private readonly int[] _cells;
        private readonly ulong[][] _oneWords;
        private readonly ulong[][] _otherWords;
        private readonly ulong[][] _oneHolds;
        private readonly ulong[][] _otherHolds;
        private readonly ulong[] _oneOutcomes;
        private readonly ulong[] _otherOutcomes;

        public Sweep(DecisionTable one, DecisionTable other)
        {
            (_one, _other) = (one, other);
            long[][] cuts = [.. one._cuts.Select((mine, fact) => (long[])[.. mine.Union(other._cuts[fact]).OrderBy(cut => cut)])];

            // The fact of most cells comes last, where a cell costs least.
            int[] order = [.. Enumerable.Range(0, cuts.Length).OrderBy(fact => cuts[fact].Length)];
            _cells = [.. order.Select(fact => cuts[fact].Length + 1)];
            _oneWords = [.. order.Select(fact => one.WordsAt(fact, cuts[fact]))];
            _otherWords = [.. order.Select(fact => other.WordsAt(fact, cuts[fact]))];
            _oneHolds = Holds(one, order.Length);
            _otherHolds = Holds(other, order.Length);
            (_oneOutcomes, _otherOutcomes) = (ByClause(one), ByClause(other));
        }

        public PartitionComparison Run()
        {
            long cells = 1;
            foreach (int count in _cells)
            {
                cells *= count;
            }

            return new(cells, _cells.Length == 0 ? Last(0, 0) : From(0));
        }

        private static ulong[][] Holds(DecisionTable table, int facts)
        {
            ulong[][] holds = [.. Enumerable.Range(0, facts + 1).Select(_ => new ulong[table._wordCount])];
            for (int word = 0; word < table._wordCount; word++)
            {
                holds[0][word] = table.ClausesIn(word);
            }

            return holds;
        }

        // What the first clause that holds comes to, with "none holds" in the last place; empty where one clause does not settle the outcome.
        private static ulong[] ByClause(DecisionTable table) => table.HitPolicy != HitPolicy.Priority || table._wordCount != 1 ? []
            : [.. Enumerable.Range(0, 65).Select(clause => clause >= table._ranks.Length ? 0UL
                : table._ranks[clause] == ImpossibleRank ? ImpossibleOutcome : 1UL << table._ranks[clause])];

        private long From(int fact)
        {
            if (fact == _cells.Length - 1)
            {
                return _oneOutcomes.Length > 0 && _otherOutcomes.Length > 0 ? LastByClause(fact) : Last(fact, _cells[fact]);
            }

            long differences = 0;
            for (int cell = 0; cell < _cells[fact]; cell++)
            {
                And(_oneHolds, _oneWords, fact, cell);
                And(_otherHolds, _otherWords, fact, cell);
                differences += From(fact + 1);
            }

            return differences;
        }

        private long LastByClause(int fact)
        {
            (ulong one, ulong other) = (_oneHolds[fact][0], _otherHolds[fact][0]);
            ReadOnlySpan<ulong> oneWords = _oneWords[fact];
            ReadOnlySpan<ulong> otherWords = _otherWords[fact].AsSpan(0, oneWords.Length);
            (ulong[] oneOutcomes, ulong[] otherOutcomes) = (_oneOutcomes, _otherOutcomes);
            int differences = 0;
            for (int cell = 0; cell < oneWords.Length; cell++)
            {
                ulong before = oneOutcomes[Bits.Lowest(one & oneWords[cell])];
                ulong after = otherOutcomes[Bits.Lowest(other & otherWords[cell])];
                differences += before != after ? 1 : 0;
            }

            return differences;
        }

        private long Last(int fact, int cells)
        {
            if (cells == 0)
            {
                return _one.OutcomesOf(_oneHolds[0]) != _other.OutcomesOf(_otherHolds[0]) ? 1 : 0;
            }

            long differences = 0;
            for (int cell = 0; cell < cells; cell++)
            {
                And(_oneHolds, _oneWords, fact, cell);
                And(_otherHolds, _otherWords, fact, cell);
                differences += _one.OutcomesOf(_oneHolds[fact + 1]) != _other.OutcomesOf(_otherHolds[fact + 1]) ? 1 : 0;
            }

            return differences;
        }

        private static void And(ulong[][] holds, ulong[][] words, int fact, int cell)
        {
            ulong[] from = holds[fact];
            ulong[] to = holds[fact + 1];
            for (int word = 0; word < to.Length; word++)
            {
                to[word] = from[word] & words[fact][(cell * to.Length) + word];
            }
        }
    }

    // The words of a fact for cells at least as fine as its own.
    private ulong[] WordsAt(int fact, long[] cuts)
    {
        var words = new ulong[(cuts.Length + 1) * _wordCount];
        for (int cell = 0; cell <= cuts.Length; cell++)
        {
            int mine = CellOf(_cuts[fact], cell == 0 ? Facts[fact].Minimum : cuts[cell - 1]);
            Array.Copy(_words, _columns[fact].Words + (mine * _wordCount), words, cell * _wordCount, _wordCount);
        }

        return words;
    }
}
