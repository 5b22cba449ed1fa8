namespace Infusion.Rules.Verification;

/// <summary>In which way a step is not what is declared.</summary>
public enum GateProblem
{
    /// <summary>No declaration is bound to these two contents.</summary>
    NoDeclaration,

    /// <summary>More than one declaration is.</summary>
    DeclaredTwice,

    /// <summary>The new content has the version number of another one.</summary>
    SameVersion,

    /// <summary>The reason is not words.</summary>
    NoReason,

    /// <summary>A value or an effect is not declared.</summary>
    Undeclared,

    /// <summary>A value or an effect is declared otherwise than it is.</summary>
    DeclaredOtherwise,

    /// <summary>A value or an effect is declared and does not happen.</summary>
    DeclaredInVain,

    /// <summary>A decision needs more cells than the budget allows.</summary>
    Undecided,
}
