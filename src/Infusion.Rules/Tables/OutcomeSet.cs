using System.Runtime.CompilerServices;

namespace Infusion.Rules.Tables;

/// <summary>What a decision table says: the outcomes that are still possible and those that are certain.</summary>
/// <remarks>
/// <para>Outcomes are bits by their place in the table's order, 0 for the least cautious. A Priority or Unique table is determined when
/// one outcome is possible. A Collect table is determined when everything possible is certain.</para>
/// <para><c>default</c> is a Collect table that found nothing, for certain. Equality is by the two sets. Immutable, 16 bytes.</para>
/// </remarks>
/// <param name="Possible">The outcomes that some completion of the unknown facts gives.</param>
/// <param name="Certain">The outcomes that every completion gives.</param>
public readonly record struct OutcomeSet(ulong Possible, ulong Certain)
{
    // Stands in Possible when some completion satisfies no rule at all, which a checked table never has.
    internal const ulong Gap = 1UL << 63;

    /// <summary>Whether every completion of the unknown facts gives the same.</summary>
    public bool IsDetermined => Possible == Certain && !IsInvalid;

    /// <summary>Whether the facts contradict each other, so that no outcome is possible.</summary>
    public bool IsInvalid => Possible == Contradiction;

    /// <summary>The most cautious possible outcome, as its place in the table's order; -1 when there is none.</summary>
    public int MostCautious => IsInvalid ? -1 : Bits.Highest(Possible & ~Gap);

    /// <summary>Whether an outcome is possible.</summary>
    /// <param name="outcome">The place in the table's order, 0 to 62.</param>
    /// <returns>Whether some completion gives it.</returns>
    public bool Allows(int outcome) => !IsInvalid && (Possible >> outcome & 1) != 0;

    /// <summary>Whether an outcome is certain.</summary>
    /// <param name="outcome">The place in the table's order, 0 to 62.</param>
    /// <returns>Whether every completion gives it.</returns>
    public bool Has(int outcome) => !IsInvalid && (Certain >> outcome & 1) != 0;

    /// <summary>Writes the two sets as bit masks.</summary>
    /// <returns>"possible 0x1, certain 0x1".</returns>
    public override string ToString() =>
        IsInvalid ? "invalid" : FormattableString.Invariant($"possible 0x{Possible:x}, certain 0x{Certain:x}");

    internal const ulong Contradiction = ulong.MaxValue;

    // Packed into a word: the possible and the certain outcomes side by side, and a bit that tells them from nothing.
    internal const int MostPackedOutcomes = 15;
    private const int PackedMask = (1 << MostPackedOutcomes) - 1;
    private const int PackedFlag = 1 << (2 * MostPackedOutcomes);

    /// <summary>Whether the outcomes can be packed: of at most 15 outcomes, with neither a gap nor a contradiction.</summary>
    internal bool IsPlain => (Possible | Certain) >> MostPackedOutcomes == 0;

    /// <summary>Plain outcomes as one word that is never 0.</summary>
    internal int Packed => PackedFlag | ((int)Certain << MostPackedOutcomes) | (int)Possible;

    /// <summary>The outcomes of a packed word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static OutcomeSet FromPacked(int packed) =>
        new((ulong)(packed & PackedMask), (ulong)(packed >> MostPackedOutcomes & PackedMask));

    internal static OutcomeSet Invalid => new(Contradiction, 0);

    /// <summary>Several outcomes of which one holds.</summary>
    internal static OutcomeSet OneOf(ulong possible) => new(possible, (possible & (possible - 1)) == 0 ? possible & ~Gap : 0);

    internal static OutcomeSet Exactly(int outcome) => new(1UL << outcome, 1UL << outcome);
}
