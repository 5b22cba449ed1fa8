using System.Globalization;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>How much a fee is.</summary>
public abstract record FeeCharge
{
    private protected FeeCharge()
    {
    }

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

        /// <summary>Writes the amount.</summary>
        /// <returns>"50.00 USD".</returns>
        public override string ToString() => Amount.ToString();
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

        /// <summary>Writes the share.</summary>
        /// <returns>"50 % of the price".</returns>
        public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0:0.######} % of the price", Percent);
    }
}
