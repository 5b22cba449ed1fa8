namespace Infusion.Rules.Decisions;

// Many cases at once, fact by fact: each fact adds to the place of every case among the verdicts, so that a column is read from its first
// value to its last and no case makes a branch.
public sealed partial class DecisionTable
{
    /// <summary>In a column of codes, a fact that is not known; outside the range of every fact.</summary>
    internal const long UnknownCode = long.MinValue;

    /// <summary>In a column of the ordinals of a choice, one that is not known.</summary>
    internal const sbyte UnknownOrdinal = -1;

    /// <summary>Whether the table keeps a verdict for every combination of cells, without which it decides row by row only.</summary>
    internal bool KeepsVerdicts => _verdicts.Length > 0;

    /// <summary>How many combinations of cells there are, with unknown as one more cell of every fact.</summary>
    internal int PlaceCount => _verdicts.Length;

    /// <summary>What a fact that is known exactly or not at all adds to a place.</summary>
    internal int OffsetOf(int fact, FactValue value) => value.IsUnknown ? _columns[fact].Unknown : OffsetOf(in _columns[fact], value.Low);

    /// <summary>Adds what a choice or a yes/no fact adds to the place of each case.</summary>
    internal void AddOffsets(int fact, ReadOnlySpan<sbyte> ordinals, Span<int> places)
    {
        int count = (int)Facts[fact].Maximum + 1;
        Span<int> offsets = stackalloc int[count + 1];
        offsets[0] = _columns[fact].Unknown;
        _offsets.AsSpan(_columns[fact].First, count).CopyTo(offsets.Slice(1));
        places = places.Slice(0, ordinals.Length);
        for (int index = 0; index < ordinals.Length; index++)
        {
            places[index] += offsets[ordinals[index] + 1];
        }
    }

    /// <summary>Adds what any other fact adds, from codes within its range.</summary>
    internal void AddOffsets(int fact, ReadOnlySpan<long> codes, Span<int> places)
    {
        Column column = _columns[fact];
        ReadOnlySpan<long> cuts = _cuts[fact];
        places = places.Slice(0, codes.Length);
        unchecked
        {
            foreach (long cut in cuts)
            {
                for (int index = 0; index < codes.Length; index++)
                {
                    places[index] += codes[index] >= cut ? column.Step : 0;
                }
            }

            for (int index = 0; index < codes.Length; index++)
            {
                places[index] += codes[index] == UnknownCode ? column.Unknown : 0;
            }
        }
    }

    /// <summary>Puts in the stead of each place its verdict, packed; 0 where the verdict does not fit.</summary>
    internal void ReadVerdicts(Span<int> places)
    {
        int[] verdicts = _verdicts;
        for (int index = 0; index < places.Length; index++)
        {
            int packed = verdicts[places[index]];
            places[index] = packed != 0 ? packed : DecidePlace(places[index]);
        }
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
