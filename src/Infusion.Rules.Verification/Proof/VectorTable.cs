namespace Infusion.Rules.Verification.Proof;

/// <summary>Numbers vectors of outcome sets, one set for every value of the separators.</summary>
internal sealed class VectorTable
{
    private readonly Dictionary<ulong[], int> _places = new(new ByContent());
    private readonly List<ulong[]> _vectors = [];

    public int Count => _vectors.Count;

    public ulong[] this[int place] => _vectors[place];

    public int PlaceOf(ulong[] vector)
    {
        if (!_places.TryGetValue(vector, out int place))
        {
            place = _vectors.Count;
            ulong[] kept = [.. vector];
            _vectors.Add(kept);
            _places.Add(kept, place);
        }

        return place;
    }

    private sealed class ByContent : IEqualityComparer<ulong[]>
    {
        public bool Equals(ulong[]? x, ulong[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] obj)
        {
            unchecked
            {
                ulong hash = 14695981039346656037UL;
                foreach (ulong word in obj)
                {
                    hash = (hash ^ word) * 1099511628211UL;
                }

                return (int)(hash ^ (hash >> 32));
            }
        }
    }
}
