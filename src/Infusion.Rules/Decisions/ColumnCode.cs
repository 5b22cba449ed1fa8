namespace Infusion.Rules.Decisions;

/// <summary>What is known of a fact as one code of a column; what a code cannot say makes the case one that is decided by itself.</summary>
internal static class ColumnCode
{
    /// <summary>A yes/no fact.</summary>
    public static sbyte Of(bool? claim) => claim is { } known ? (sbyte)(known ? 1 : 0) : DecisionTable.UnknownOrdinal;

    /// <summary>A choice; a value that is none of the fact's is for the room to refuse.</summary>
    public static sbyte Of(int? choice, Fact fact, ref bool isAlone)
    {
        bool isChoice = choice is { } known && known >= 0 && known <= fact.Maximum;
        isAlone |= choice is not null && !isChoice;
        return isChoice ? (sbyte)choice.GetValueOrDefault() : DecisionTable.UnknownOrdinal;
    }

    /// <summary>Any other fact; one that is known in part is no code.</summary>
    public static long Of(FactValue value, ref bool isAlone)
    {
        isAlone |= !value.IsExact && !value.IsUnknown;
        return value.IsExact ? value.Low : DecisionTable.UnknownCode;
    }

    /// <summary>An upstream verdict: its outcome, or unknown where every outcome is possible.</summary>
    /// <param name="possible">The possible outcomes as bits; at least one.</param>
    /// <param name="all">Every outcome of the upstream table as bits.</param>
    /// <param name="isAlone">Set where some of the outcomes are possible and others not.</param>
    public static sbyte Of(int possible, int all, ref bool isAlone)
    {
        bool isOne = (possible & (possible - 1)) == 0;
        isAlone |= !isOne && possible != all;
        return isOne ? (sbyte)Bits.Lowest((ulong)possible) : DecisionTable.UnknownOrdinal;
    }
}
