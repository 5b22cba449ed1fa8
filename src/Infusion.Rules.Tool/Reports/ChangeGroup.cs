namespace Infusion.Rules.Tool.Reports;

/// <summary>What a reviewer of a change reads first: decisions by what becomes of their caution.</summary>
internal enum ChangeGroup
{
    /// <summary>Some answer is less cautious.</summary>
    LessCautious,

    /// <summary>Some answer is less cautious and another one more.</summary>
    BothWays,

    /// <summary>What differs has no direction, or was not proved.</summary>
    NoDirection,

    /// <summary>Caution may change, or nothing but what no record shows.</summary>
    Perhaps,

    /// <summary>Some answer is more cautious, and none less.</summary>
    MoreCautious,

    /// <summary>Cost, questions or times.</summary>
    Otherwise,

    /// <summary>Only what is said.</summary>
    Wording,
}
