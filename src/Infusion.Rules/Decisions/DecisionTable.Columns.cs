#if NET
using System.Numerics;
#endif
using System.Runtime.CompilerServices;

namespace Infusion.Rules.Decisions;

// Many cases at once, fact by fact: each fact adds to the place of every case among the verdicts, so that a column is read from its first
// value to its last and no case makes a branch.
public sealed partial class DecisionTable
{
    /// <summary>Whether the table keeps a verdict for every combination of cells, without which it decides row by row only.</summary>
    internal bool KeepsVerdicts => _verdicts.Length > 0;

    /// <summary>What a fact that is known exactly or not at all adds to a place; below 0, and not to be added, for a value outside its range.</summary>
    internal int OffsetOf(int fact, FactValue value) => value.IsUnknown ? _columns[fact].Unknown : OffsetOf(in _columns[fact], value.Low);

    /// <summary>Adds what a measured fact adds, from codes within its range.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)] // alone, its loop keeps to the registers
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
            var unknownCode = new Vector<long>(ColumnCode.Unknown);
            (var unknownStep, var oneStep) = (new Vector<int>(unknown), new Vector<int>(step));
            for (; index <= codes.Length - Vector<int>.Count; index += Vector<int>.Count)
            {
                var low = new Vector<long>(codes.Slice(index));
                var high = new Vector<long>(codes.Slice(index + Vector<long>.Count));
                Vector<int> sum = new Vector<int>(places.Slice(index))
                    + (Vector.Narrow(Vector.Equals(low, unknownCode), Vector.Equals(high, unknownCode)) & unknownStep);
                foreach (long cut in cuts)
                {
                    sum += Vector.Narrow(Vector.GreaterThanOrEqual(low, new(cut)), Vector.GreaterThanOrEqual(high, new(cut))) & oneStep;
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
    [MethodImpl(MethodImplOptions.NoInlining)] // alone, its loop keeps to the registers
    internal bool ReadVerdicts(Span<int> places)
    {
        int[] verdicts = _verdicts;
        int isAnyMissing = 0;
        for (int index = 0; index < places.Length; index++)
        {
            unchecked
            {
                int place = places[index];
                int packed = (uint)place < (uint)verdicts.Length ? verdicts[place] : 0;
                places[index] = packed == 0 ? place : packed;
                isAnyMissing |= packed - 1; // negative for 0
            }
        }

        return isAnyMissing >= 0 || DecideMissing(places);
    }

    // What no case has come to yet is still a place, which is smaller than any verdict.
    private bool DecideMissing(Span<int> places)
    {
        bool allFit = true;
        for (int index = 0; index < places.Length; index++)
        {
            if (places[index] < Verdict.LeastPacked)
            {
                places[index] = places[index] < 0 ? 0 : DecidePlace(places[index]);
                allFit &= places[index] != 0;
            }
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
