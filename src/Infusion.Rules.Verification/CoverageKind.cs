namespace Infusion.Rules.Verification;

/// <summary>What a set of cases can be asked to cover.</summary>
public enum CoverageKind
{
    /// <summary>Below, at and above each limit of a rule, where it decides.</summary>
    Boundary,

    /// <summary>Every rule applies in some case.</summary>
    Rules,

    /// <summary>Every comparison of a rule decides it in some case, once as met and once as not met.</summary>
    Mcdc,

    /// <summary>Every wrong policy makes some case fail.</summary>
    Mutants,
}
