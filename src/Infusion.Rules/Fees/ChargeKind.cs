namespace Infusion.Rules.Fees;

/// <summary>What is being charged.</summary>
public enum ChargeKind
{
    /// <summary>The price of a visit.</summary>
    Visit,

    /// <summary>A fee.</summary>
    Fee,
}
