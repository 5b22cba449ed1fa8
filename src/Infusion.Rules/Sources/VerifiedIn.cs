namespace Infusion.Rules.Sources;

/// <summary>Where the facts taken from a reference were read.</summary>
/// <remarks>There is no third value: a fact that was only recalled has no place in the register.</remarks>
public enum VerifiedIn
{
    /// <summary>The work itself or its abstract was read.</summary>
    Primary,

    /// <summary>Another work that reports it was read.</summary>
    Secondary,
}
