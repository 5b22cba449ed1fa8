namespace Infusion.Rules.Verification;

/// <summary>Where a case lies in relation to a constant of a rule.</summary>
public enum BoundaryPosition
{
    /// <summary>Just below: within a minute for elapsed time, else by the smallest unit.</summary>
    Below,

    /// <summary>Exactly at the constant.</summary>
    At,

    /// <summary>Just above.</summary>
    Above,
}
