namespace Infusion.Rules.Verification;

/// <summary>What a check of one policy version finds; each code has a page in <c>docs/checks</c>.</summary>
public enum CheckCode
{
    /// <summary>IR0001: no rule applies to some case, so it has no answer.</summary>
    Gap,

    /// <summary>IR0002: two rules of a Unique table apply to one case.</summary>
    Overlap,

    /// <summary>IR0003: a rule applies somewhere and decides nowhere.</summary>
    MaskedRule,

    /// <summary>IR0004: a rule applies to no case.</summary>
    DeadRule,

    /// <summary>IR0005: a rule asks for a fact on which no answer depends.</summary>
    DeadFact,

    /// <summary>IR0006: no answer differs on the two sides of a constant.</summary>
    DeadConstant,

    /// <summary>IR0007: as one number grows, the outcome becomes more and then less cautious, or the reverse.</summary>
    NotMonotone,

    /// <summary>IR0008: the constraints leave no case that can be.</summary>
    NothingPossible,

    /// <summary>IR0009: a constraint excludes nothing.</summary>
    EmptyConstraint,

    /// <summary>IR0010: an accepted finding does not occur.</summary>
    StaleAcceptance,

    /// <summary>IR0011: the table needs more cells than the budget allows, so nothing is known of it.</summary>
    OverBudget,

    /// <summary>IR0012: a limit of the policy holds nobody, such as a cut-off after the appointment.</summary>
    IdleLimit,

    /// <summary>IR0013: a longer infusion, or one without company, that is released earlier.</summary>
    EarlierRelease,

    /// <summary>IR0014: steps in reverse, such as a shorter notice that costs less.</summary>
    ReversedSteps,

    /// <summary>IR0015: a worse miss that costs less, such as a no-show.</summary>
    CheaperMiss,

    /// <summary>IR0016: a score that decides, and no criterion to judge it by.</summary>
    NoCriterion,

    /// <summary>IR0017: a date outside the window that it belongs to.</summary>
    OutsideWindow,

    /// <summary>IR0018: a schedule that nobody can keep.</summary>
    NoSchedule,

    /// <summary>IR0019: a citation of a source for another value than it has.</summary>
    UntrueCitation,

    /// <summary>IR0020: a screen that applies to everybody.</summary>
    AppliesToAll,

    /// <summary>IR0021: times of a visit that are in the wrong order, such as driving before the release.</summary>
    ReversedTimes,
}
