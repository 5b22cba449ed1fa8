namespace Infusion.Rules.Fasting;

/// <summary>What a clinic says of a kind of food or drink while an infusion runs.</summary>
public enum IntakeAllowance
{
    /// <summary>It may be taken.</summary>
    Allowed,

    /// <summary>It may not be taken.</summary>
    NotAllowed,
}
