namespace Infusion.Rules.Verification;

/// <summary>What came of an invariant.</summary>
public enum InvariantStatus
{
    /// <summary>It holds in every case it speaks of.</summary>
    Holds,

    /// <summary>Some case breaks it.</summary>
    Refuted,

    /// <summary>No case can meet its premise, so that it says nothing.</summary>
    Vacuous,

    /// <summary>The proof needs more cells than the budget allows; nothing is claimed.</summary>
    Undecided,
}
