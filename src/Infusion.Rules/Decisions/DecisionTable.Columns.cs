#if NET
using System.Numerics;

#endif
namespace Infusion.Rules.Decisions;

// Many cases at once, fact by fact: each fact adds to the place of every case among the verdicts, so that a column is read from its first
// value to its last and no case makes a branch.
public sealed partial class DecisionTable
{
    /// <summary>Whether the table keeps a verdict for every combination of cells, without which it decides row by row only.</summary>
    internal bool KeepsVerdicts => _verdicts.Length > 0;

    /// <summary>What a fact that is known exactly or not at all adds to a place; below 0 for a value outside its range.</summary>
    internal int OffsetOf(int fact, FactValue value) => value.IsUnknown ? _columns[fact].Unknown : OffsetOf(in _columns[fact], value.Low);

    /// <summary>Adds what a measured fact adds, from codes within its range.</summary>
    internal void AddOffsets(int fact, ReadOnlySpan<long> codes, Span<int> places)
    {
        (int step, int unknown) = (_columns[fact].Step, _columns[fact].Unknown);
        ReadOnlySpan<long> cuts = _cuts[fact];
        places = places.Slice(0, codes.Length);
        int index = 0;
        unchecked
        {
#if NET
            // As many cases together as a vector holds: a comparison gives all bits or none, and so the step or nothing.
            for (; index <= codes.Length - Vector<int>.Count; index += Vector<int>.Count)
            {
                var low = new Vector<long>(codes.Slice(index));
                var high = new Vector<long>(codes.Slice(index + Vector<long>.Count));
                Vector<int> sum = new Vector<int>(places.Slice(index))
                    + (Vector.Narrow(Vector.Equals(low, new(ColumnCode.Unknown)), Vector.Equals(high, new(ColumnCode.Unknown))) & new Vector<int>(unknown));
                foreach (long cut in cuts)
                {
                    sum += Vector.Narrow(Vector.GreaterThanOrEqual(low, new(cut)), Vector.GreaterThanOrEqual(high, new(cut))) & new Vector<int>(step);
                }

                sum.CopyTo(places.Slice(index));
            }
#endif
            for (; index < codes.Length; index++)
            {
                places[index] += codes[index] == ColumnCode.Unknown ? unknown : CellOf(_cuts[fact], codes[index]) * step;
            }
        }
    }

    /// <summary>Puts in the stead of each place its verdict, packed; 0 where the verdict does not fit, and for a place below 0, which is none.</summary>
    /// <returns>Whether every verdict fits.</returns>
    internal bool ReadVerdicts(Span<int> places)
    {
        int[] verdicts = _verdicts;
        bool allFit = true;
        for (int index = 0; index < places.Length; index++)
        {
            int place = places[index];
            int packed = unchecked((uint)place) < (uint)verdicts.Length ? verdicts[place] : 0;
            if (packed == 0)
            {
                packed = place < 0 ? 0 : DecidePlace(place);
                allFit &= packed != 0;
            }

            places[index] = packed;
        }

        return allFit;
    }

    // The first case that comes to a place decides it.
    private int DecidePlace(int place)
    {
        Span<FactValue> row = stackalloc FactValue[_columns.Length];
        Represent(place, row);
        Decide(row);
        return _verdicts[place];
    }

    // A row that stands for the cells of a place.
    private void Represent(int place, Span<FactValue> row)
    {
        for (int fact = 0; fact < row.Length; fact++)
        {
            int cell = _columns[fact].Step == 0 ? 0 : place / _columns[fact].Step % (_cuts[fact].Length + 2);
            row[fact] = cell > _cuts[fact].Length ? FactValue.Unknown : Partition.Representative(fact, cell);
        }
    }
}
