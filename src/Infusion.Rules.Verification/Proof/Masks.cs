using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Sets of outcomes as bits: bit 0 for none, bit k + 1 for outcome k. The empty set is a case that cannot be.</summary>
internal static class Masks
{
    public const ulong None = 1;

    public static ulong Of(int outcome) => 1UL << (outcome + 1);

    public static bool IsOne(ulong mask) => mask != 0 && (mask & (mask - 1)) == 0;

    /// <summary>How much is known of one set beside another.</summary>
    public static Knowledge Compare(ulong old, ulong @new) =>
        ((old & ~@new) != 0 ? Knowledge.More : Knowledge.Same) | ((@new & ~old) != 0 ? Knowledge.Less : Knowledge.Same);

    /// <summary>Whether the outcomes of a set, at least one, follow each other.</summary>
    public static bool IsRun(ulong set) => set >> Bits.Lowest(set) is var run && unchecked(run & (run + 1)) == 0;

    public static int Highest(ulong mask)
    {
        int place = -1;
        while (mask != 0)
        {
            mask >>= 1;
            place++;
        }

        return place;
    }

    /// <summary>The most cautious of one outcome of each set, for every choice.</summary>
    public static ulong Join(ulong left, ulong right) =>
        left == 0 || right == 0 ? 0 : (left & From(Bits.Lowest(right))) | (right & From(Bits.Lowest(left)));

    private static ulong From(int place) => ulong.MaxValue << place;
}
