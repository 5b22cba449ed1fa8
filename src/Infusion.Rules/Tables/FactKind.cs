namespace Infusion.Rules.Tables;

/// <summary>What a fact's values are.</summary>
public enum FactKind
{
    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>One of a closed list of names.</summary>
    Choice,

    /// <summary>A whole number in the fact's unit.</summary>
    Count,

    /// <summary>A decimal number in the fact's unit, to the fact's scale.</summary>
    Number,

    /// <summary>Elapsed time to a named anchor, in nanoseconds; saturated near ±292 years.</summary>
    Elapsed,

    /// <summary>Whole calendar units since an event, where "never happened" is a value of its own.</summary>
    LookBack,
}
