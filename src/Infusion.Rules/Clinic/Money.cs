using System.Globalization;
using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Clinic;

/// <summary>An amount of money in one currency.</summary>
/// <remarks>
/// <para>Exact decimal arithmetic, no rounding. Amounts of unlike currencies cannot be added or compared. <c>default</c> has no
/// currency: it <see cref="IsDefault"/> and every operation refuses it.</para>
/// <para>Equality is by value and currency, so 100 equals 100.00. Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(MoneyJsonConverter))]
public readonly record struct Money
{
    private readonly string? _currency;

    private Money(decimal amount, string currency) => (Amount, _currency) = (amount, currency);

    /// <summary>The amount in the currency's main unit; may be negative only as a difference.</summary>
    public decimal Amount { get; }

    /// <summary>The ISO 4217 code, three capital letters.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public string Currency => _currency ?? throw new InvalidOperationException("The default money has no currency.");

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _currency is null;

    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Amount == 0;

    /// <summary>An amount in a currency.</summary>
    /// <param name="amount">The amount in the currency's main unit.</param>
    /// <param name="currency">The ISO 4217 code, three capital letters.</param>
    /// <returns>The money.</returns>
    /// <exception cref="ArgumentException">The currency is not three capital letters.</exception>
    public static Money Of(decimal amount, string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return currency.Length == 3 && IsCapital(currency[0]) && IsCapital(currency[1]) && IsCapital(currency[2])
            ? new(amount, currency)
            : throw new ArgumentException("A currency is three capital letters, such as USD.", nameof(currency));
    }

    /// <summary>An amount in US dollars.</summary>
    /// <param name="amount">The amount in dollars.</param>
    /// <returns>The money.</returns>
    public static Money Usd(decimal amount) => new(amount, "USD");

    /// <summary>Nothing, in the same currency.</summary>
    /// <returns>Zero.</returns>
    /// <exception cref="InvalidOperationException">This is the default, which has no currency.</exception>
    public Money Zero() => new(0, Currency);

    /// <summary>Adds two amounts.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The second amount.</param>
    /// <exception cref="InvalidOperationException">An amount is the default, which has no currency.</exception>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The result is beyond what a decimal holds.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + Same(left, right).Amount, left.Currency);

    /// <summary>Subtracts an amount.</summary>
    /// <param name="left">The amount to subtract from.</param>
    /// <param name="right">The amount to subtract.</param>
    /// <exception cref="InvalidOperationException">An amount is the default, which has no currency.</exception>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The result is beyond what a decimal holds.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - Same(left, right).Amount, left.Currency);

    /// <summary>The named form of <c>+</c>.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The second amount.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="InvalidOperationException">An amount is the default, which has no currency.</exception>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The result is beyond what a decimal holds.</exception>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>The named form of <c>-</c>.</summary>
    /// <param name="left">The amount to subtract from.</param>
    /// <param name="right">The amount to subtract.</param>
    /// <returns>The difference.</returns>
    /// <exception cref="InvalidOperationException">An amount is the default, which has no currency.</exception>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The result is beyond what a decimal holds.</exception>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>The smaller of two amounts.</summary>
    /// <param name="left">The first amount.</param>
    /// <param name="right">The second amount.</param>
    /// <returns>The smaller one.</returns>
    /// <exception cref="InvalidOperationException">An amount is the default, which has no currency.</exception>
    /// <exception cref="ArgumentException">The currencies differ.</exception>
    public static Money Min(Money left, Money right) => left.Amount <= Same(left, right).Amount ? left : right;

    /// <summary>The amount that can be paid: rounded half up to the currency's minor unit, such as a cent.</summary>
    /// <returns>The amount with at most as many decimal places as ISO 4217 gives the currency.</returns>
    internal Money Payable() => new(Math.Round(Amount, MinorUnit, MidpointRounding.AwayFromZero), Currency);

    /// <summary>Writes amount and code, with the decimal places of the currency and no trailing zeros beyond them.</summary>
    /// <returns>"100.00 USD", "100 JPY"; "no money" for the default.</returns>
    public override string ToString() => IsDefault
        ? "no money"
        : $"{Amount.ToString($"0.{new string('0', MinorUnit)}{new string('#', 28 - MinorUnit)}", CultureInfo.InvariantCulture)} {Currency}";

    // The decimal places of ISO 4217; all currencies but these have two.
    private int MinorUnit => Currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "UYI" or "VND" or "VUV"
            or "XAF" or "XOF" or "XPF" => 0,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "CLF" or "UYW" => 4,
        _ => 2,
    };

    private static bool IsCapital(char letter) => letter is >= 'A' and <= 'Z';

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new ArgumentException($"{left.Currency} and {right.Currency} cannot be put together.");
}
