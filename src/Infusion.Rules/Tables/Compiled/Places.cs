namespace Infusion.Rules.Tables;

/// <summary>A set of places below 64, in one word.</summary>
/// <remarks><c>default</c> is empty. Immutable.</remarks>
internal readonly record struct Places
{
    private readonly ulong _bits;

    private Places(ulong bits) => _bits = bits;

    /// <summary>How many places there can be.</summary>
    public static int Most => 64;

    /// <summary>How many places are in it.</summary>
    public int Count => Bits.Count(_bits);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>The place of a rank, counted from the lowest, which is 0.</summary>
    /// <param name="rank">The rank; below the count.</param>
    public int this[int rank]
    {
        get
        {
            ulong bits = _bits;
            for (int left = rank; left > 0; left--)
            {
                bits &= bits - 1;
            }

            return Bits.Lowest(bits);
        }
    }

    /// <summary>The set with one place more.</summary>
    public Places With(int place) => new(_bits | (1UL << place));
}
