namespace Infusion.Rules.Tables;

/// <summary>Whether a rule applies to what is known.</summary>
public enum RuleStatus
{
    /// <summary>The rule does not apply, whatever the unknown facts turn out to be.</summary>
    DoesNotApply,

    /// <summary>It depends on facts that are not known. Unknown is never read as "does not apply".</summary>
    Unknown,

    /// <summary>The rule applies, whatever the unknown facts turn out to be.</summary>
    Applies,
}
