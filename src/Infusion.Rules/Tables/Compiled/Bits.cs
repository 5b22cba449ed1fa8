namespace Infusion.Rules.Tables;

/// <summary>Bit work, which .NET Standard 2.0 has no intrinsics for.</summary>
internal static class Bits
{
    /// <summary>The index of the lowest set bit; 64 when none is set.</summary>
    public static int Lowest(ulong word)
    {
#if NET
        return System.Numerics.BitOperations.TrailingZeroCount(word);
#else
        return word == 0 ? 64 : Count((word & (~word + 1)) - 1);
#endif
    }

    /// <summary>The index of the highest set bit; -1 when none is set.</summary>
    public static int Highest(ulong word)
    {
#if NET
        return 63 - System.Numerics.BitOperations.LeadingZeroCount(word);
#else
        int index = -1;
        for (; word != 0; word >>= 1)
        {
            index++;
        }

        return index;
#endif
    }

    /// <summary>1 where a claim holds and 0 where not, without a branch, which a loop over many cases would mispredict.</summary>
    public static int One(bool claim)
    {
#if NET
        return System.Runtime.CompilerServices.Unsafe.BitCast<bool, byte>(claim);
#else
        return claim ? 1 : 0;
#endif
    }

    /// <summary>How many bits are set.</summary>
    public static int Count(ulong word)
    {
#if NET
        return System.Numerics.BitOperations.PopCount(word);
#else
        unchecked
        {
            word -= (word >> 1) & 0x5555555555555555UL;
            word = (word & 0x3333333333333333UL) + ((word >> 2) & 0x3333333333333333UL);
            return (int)((((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0FUL) * 0x0101010101010101UL) >> 56);
        }
#endif
    }
}
