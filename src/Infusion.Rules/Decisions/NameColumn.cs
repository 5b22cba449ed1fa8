namespace Infusion.Rules.Decisions;

/// <summary>A column of names, each distinct name once, so that a policy looks each of them up once for a whole panel.</summary>
internal sealed class NameColumn
{
    private readonly int[] _ids;

    public NameColumn(IReadOnlyList<string?> names)
    {
        List<string?> distinct = [null];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _ids = new int[names.Count];
        for (int index = 0; index < _ids.Length; index++)
        {
            if (names[index] is { } name && !known.TryGetValue(name, out _ids[index]))
            {
                known.Add(name, _ids[index] = distinct.Count);
                distinct.Add(name);
            }
        }

        Names = [.. distinct];
    }

    /// <summary>Each distinct name; the first is <c>null</c>, the name that is not known.</summary>
    public string?[] Names { get; }

    /// <summary>The place of each case's name among the distinct ones.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>Begins the place of each of the cases from one on with what its name adds.</summary>
    public void Begin(int from, int[] offsets, Span<int> places)
    {
        ReadOnlySpan<int> ids = _ids.AsSpan(from, places.Length);
        for (int index = 0; index < ids.Length; index++)
        {
            places[index] = offsets[ids[index]];
        }
    }
}
