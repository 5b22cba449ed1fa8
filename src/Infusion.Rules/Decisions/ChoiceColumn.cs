namespace Infusion.Rules.Decisions;

/// <summary>Several choices of many cases as one column: one code for each combination of what they are, unknown included.</summary>
/// <remarks>Facts of few values are read together in one look-up instead of one after the other.</remarks>
internal sealed class ChoiceColumn
{
    private readonly int[] _sizes;
    private readonly ushort[] _codes;

    /// <summary>Makes a column whose choices are all unknown.</summary>
    /// <param name="cases">How many cases there are.</param>
    /// <param name="choices">The facts; every policy has the same ordinals for them.</param>
    public ChoiceColumn(int cases, params Fact[] choices)
    {
        _sizes = [.. choices.Select(fact => (int)fact.Maximum + 2)];
        _codes = new ushort[cases];
    }

    /// <summary>The ordinal of a yes/no fact.</summary>
    public static int? YesNo(bool? claim) => claim is { } known ? (known ? 1 : 0) : null;

    /// <summary>Sets what is known of a case.</summary>
    /// <param name="index">The case.</param>
    /// <param name="isAlone">Set where a value is none of its fact's, which is for the room to refuse.</param>
    /// <param name="ordinals">The ordinal of each choice; <c>null</c> is not known.</param>
    public void Set(int index, ref bool isAlone, params ReadOnlySpan<int?> ordinals)
    {
        int code = 0;
        for (int choice = ordinals.Length - 1; choice >= 0; choice--)
        {
            bool isRefused = ordinals[choice] is { } ordinal && (ordinal < 0 || ordinal >= _sizes[choice] - 1);
            isAlone |= isRefused;
            code = (code * _sizes[choice]) + (isRefused ? 0 : ordinals[choice] + 1 ?? 0);
        }

        _codes[index] = (ushort)code;
    }

    /// <summary>What each code adds to a place in a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="others">What facts that are alike for all cases add.</param>
    /// <param name="facts">The place of each choice among the table's facts.</param>
    public int[] OffsetsIn(DecisionTable table, int others, params ReadOnlySpan<int> facts)
    {
        var offsets = new int[_sizes.Aggregate(1, (product, size) => product * size)];
        for (int code = 0; code < offsets.Length; code++)
        {
            offsets[code] = others;
            int rest = code;
            for (int choice = 0; choice < _sizes.Length; choice++)
            {
                int value = rest % _sizes[choice];
                rest /= _sizes[choice];
                offsets[code] += table.OffsetOf(facts[choice], value == 0 ? FactValue.Unknown : FactValue.Exactly(value - 1));
            }
        }

        return offsets;
    }

    /// <summary>Begins the place of each of the cases from one on with what its choices add.</summary>
    public void Begin(int from, int[] offsets, Span<int> places)
    {
        ReadOnlySpan<ushort> codes = _codes.AsSpan(from, places.Length);
        for (int index = 0; index < codes.Length; index++)
        {
            places[index] = offsets[codes[index]];
        }
    }

    /// <summary>Adds to the place of each of the cases from one on what its choices add.</summary>
    public void Add(int from, int[] offsets, Span<int> places)
    {
        ReadOnlySpan<ushort> codes = _codes.AsSpan(from, places.Length);
        unchecked
        {
            for (int index = 0; index < codes.Length; index++)
            {
                places[index] += offsets[codes[index]];
            }
        }
    }
}
