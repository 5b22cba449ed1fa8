namespace Infusion.Rules.Verification;

/// <summary>What became of a mutant.</summary>
public enum MutantFate
{
    /// <summary>Some case fails under it.</summary>
    Killed,

    /// <summary>It decides differently, and no case fails under it.</summary>
    Survives,

    /// <summary>It is proved to decide as the policy does; it does not count.</summary>
    DecidesAlike,

    /// <summary>Its sections do not fit together and it is refused; it does not count.</summary>
    Refused,
}
