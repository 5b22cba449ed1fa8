using System.Globalization;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>How much a fee is.</summary>
public abstract record FeeCharge
{
    private protected FeeCharge()
    {
    }

    /// <summary>Whether the clinic may charge it and need not, as a page says "may"; a charge that is owed otherwise.</summary>
    public bool IsPermitted { get; init; }

    /// <summary>The charge as the end of a sentence about what it is for: "costs 50.00 USD", "may cost 50.00 USD".</summary>
    internal string Costs => $"{(IsPermitted ? "may cost" : "costs")} {Amounts}";

    /// <summary>Whether it is known to be nothing.</summary>
    internal bool IsNothing => this is Flat { Amount.IsZero: true } or PercentOfPrice { Percent: 0 };

    /// <summary>How much it is: "50.00 USD", "an amount that is not published".</summary>
    internal abstract string Amounts { get; }

    private string Written => IsPermitted ? $"may be {Amounts}" : Amounts;

    /// <summary>A fixed amount.</summary>
    public sealed record Flat : FeeCharge
    {
        /// <summary>Creates the charge.</summary>
        /// <param name="amount">The amount; not negative.</param>
        /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
        /// <exception cref="ArgumentException">The amount has no currency.</exception>
        public Flat(Money amount) => Amount = FeePolicy.NotNegative(amount, nameof(amount));

        /// <summary>The amount.</summary>
        public Money Amount { get; }

        internal override string Amounts => Amount.ToString();

        /// <summary>Writes the amount.</summary>
        /// <returns>"50.00 USD", "may be 50.00 USD".</returns>
        public override string ToString() => Written;
    }

    /// <summary>A share of the visit's price.</summary>
    public sealed record PercentOfPrice : FeeCharge
    {
        /// <summary>Creates the charge.</summary>
        /// <param name="percent">The share in percent, from 0 to 100.</param>
        /// <exception cref="ArgumentOutOfRangeException">The share is outside its range.</exception>
        public PercentOfPrice(decimal percent) => Percent = percent is >= 0 and <= 100
            ? percent
            : throw new ArgumentOutOfRangeException(nameof(percent), "A share of the price is from 0 to 100 percent.");

        /// <summary>The share in percent.</summary>
        public decimal Percent { get; }

        internal override string Amounts => string.Format(CultureInfo.InvariantCulture, "{0:0.######} % of the price", Percent);

        /// <summary>Writes the share.</summary>
        /// <returns>"50 % of the price", "may be 50 % of the price".</returns>
        public override string ToString() => Written;
    }

    /// <summary>The deposit of <see cref="FeePolicy.Deposit"/>, which the clinic keeps.</summary>
    public sealed record Deposit : FeeCharge
    {
        internal override string Amounts => "the deposit";

        /// <summary>Says that it is the deposit.</summary>
        /// <returns>"the deposit", "may be the deposit".</returns>
        public override string ToString() => Written;
    }

    /// <summary>An amount that the clinic does not publish, where it publishes that there is a charge.</summary>
    public sealed record NotPublished : FeeCharge
    {
        internal override string Amounts => "an amount that is not published";

        /// <summary>Says that the amount is not published.</summary>
        /// <returns>"an amount that is not published", "may be an amount that is not published".</returns>
        public override string ToString() => Written;
    }
}
