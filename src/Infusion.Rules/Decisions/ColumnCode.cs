namespace Infusion.Rules.Decisions;

/// <summary>What is known of a fact as one code of a column; what a code cannot say makes the case one that is decided alone.</summary>
internal static class ColumnCode
{
    /// <summary>How many cases are read together, so that what is worked out of them stays in the nearest cache.</summary>
    public const int Block = 1024;

    /// <summary>A fact that is not known; outside the range of every fact.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>A fact; one that is known in part is no code.</summary>
    public static long Of(FactValue value, ref bool isAlone)
    {
        isAlone |= !value.IsExact && !value.IsUnknown;
        return value.IsExact ? value.Low : Unknown;
    }
}
