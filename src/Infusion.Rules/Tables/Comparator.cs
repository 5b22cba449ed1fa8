namespace Infusion.Rules.Tables;

/// <summary>How a condition compares a fact with a constant.</summary>
public enum Comparator
{
    /// <summary>The fact equals the constant.</summary>
    Is,

    /// <summary>The fact is below the constant; the constant itself is excluded.</summary>
    LessThan,

    /// <summary>The fact is the constant or below it.</summary>
    AtMost,

    /// <summary>The fact is the constant or above it.</summary>
    AtLeast,

    /// <summary>The fact is above the constant; the constant itself is excluded.</summary>
    MoreThan,
}
