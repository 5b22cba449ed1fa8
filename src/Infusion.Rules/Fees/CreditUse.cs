namespace Infusion.Rules.Fees;

/// <summary>What becomes of an open credit at a charge, from the least to the most cautious.</summary>
public enum CreditUse
{
    /// <summary>It is spent: applied up to the price, and what is left of it is forfeited.</summary>
    Spent,

    /// <summary>How a credit is spent is not published; it stays open.</summary>
    NotPublished,

    /// <summary>It stays open.</summary>
    StaysOpen,
}
