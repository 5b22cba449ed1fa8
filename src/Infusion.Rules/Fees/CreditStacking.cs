namespace Infusion.Rules.Fees;

/// <summary>How many open referral credits one visit uses up.</summary>
public enum CreditStacking
{
    /// <summary>All of them; what the price leaves over is forfeited.</summary>
    AllAtNextVisit,

    /// <summary>The oldest one; the others stay open.</summary>
    OnePerVisit,
}
