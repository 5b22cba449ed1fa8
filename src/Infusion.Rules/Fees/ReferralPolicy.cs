using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>What a clinic can set about referral credits.</summary>
public sealed record ReferralPolicy
{
    /// <summary>The credit for one referred person.</summary>
    public required Money Credit { get; init; }

    /// <summary>Whether scheduling the free call earns the credit; by default only an infusion does.</summary>
    public bool DoesFreeCallCount { get; init; }

    /// <summary>How many open credits one visit uses up.</summary>
    public CreditStacking Stacking { get; init; }

    /// <summary>Writes the credit.</summary>
    /// <returns>"25.00 USD for each referred person".</returns>
    public override string ToString() => $"{Credit} for each referred person";
}
