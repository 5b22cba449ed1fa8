namespace Infusion.Rules.Verification;

/// <summary>Whether a change does what it declares.</summary>
public enum GateOutcome
{
    /// <summary>Everything computed is declared, and everything declared is computed.</summary>
    Holds,

    /// <summary>Something is undeclared, declared in vain, declared otherwise, or without a reason.</summary>
    Fails,

    /// <summary>Some table needs more cells than the budget allows, and nothing else is wrong.</summary>
    Undecided,
}
