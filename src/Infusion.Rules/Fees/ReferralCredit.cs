using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>One earned credit and what became of it: amount = applied + forfeited + open.</summary>
public sealed record ReferralCredit
{
    internal ReferralCredit(string referrer, string friend, Money amount)
    {
        (Referrer, Friend, Amount, Open) = (referrer, friend, amount, amount);
        (Applied, Forfeited) = (amount.Zero(), amount.Zero());
    }

    /// <summary>Who earned it.</summary>
    public string Referrer { get; }

    /// <summary>Who was referred.</summary>
    public string Friend { get; }

    /// <summary>What was earned.</summary>
    public Money Amount { get; }

    /// <summary>What a visit's price was lowered by.</summary>
    public Money Applied { get; private init; }

    /// <summary>What the price left over; neither paid out nor carried on.</summary>
    public Money Forfeited { get; private init; }

    /// <summary>What is still to be spent.</summary>
    public Money Open { get; private init; }

    /// <summary>The appointment at whose visit it was spent; <c>null</c> while it is open.</summary>
    public string? SpentAt { get; private init; }

    /// <summary>Whether it is known when it was earned; one of which it is not stays open until that is learned.</summary>
    public bool IsWhenKnown { get; internal init; } = true;

    /// <summary>Whether it is still to be spent.</summary>
    public bool IsOpen => SpentAt is null;

    /// <summary>Writes the amount and its state, without the persons.</summary>
    /// <returns>"25.00 USD, open".</returns>
    public override string ToString() => IsOpen ? $"{Amount}, open" : $"{Amount}, spent";

    internal ReferralCredit SpendAt(string appointment, Money price)
    {
        Money applied = Money.Min(Amount, price);
        return this with { Applied = applied, Forfeited = Amount - applied, Open = Amount.Zero(), SpentAt = appointment };
    }
}
