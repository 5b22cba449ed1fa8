namespace Infusion.Rules.Tables;

/// <summary>What a decision table does when several rules apply, in DMN's words.</summary>
/// <remarks>There is no "first match wins": the order of rules never decides.</remarks>
public enum HitPolicy
{
    /// <summary>Exactly one rule may apply; any overlap is a defect, whatever the outcomes.</summary>
    Unique,

    /// <summary>The most cautious outcome that applies wins, by the order the table declares.</summary>
    Priority,

    /// <summary>Every rule that applies contributes its outcome.</summary>
    Collect,
}
