using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tables;

/// <summary>A date, an instant or an amount that an outcome carries: what it counts from, and how much.</summary>
/// <remarks>Terms are what two policy versions are compared by where a number stands in no condition.</remarks>
public abstract record Term
{
    private protected Term(string id, string anchor)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(anchor);
        (Id, Anchor) = (id, anchor);
    }

    /// <summary>The stable dotted id, such as <c>maintenance.earliest</c>.</summary>
    public string Id { get; }

    /// <summary>What the term counts from, such as "infusion end"; empty for an amount.</summary>
    public string Anchor { get; }

    /// <summary>An anchor plus elapsed time.</summary>
    public sealed record Elapsed : Term
    {
        /// <summary>Creates the term.</summary>
        /// <param name="id">The stable id.</param>
        /// <param name="anchor">What it counts from.</param>
        /// <param name="offset">The elapsed time; negative means before the anchor.</param>
        public Elapsed(string id, string anchor, Duration offset)
            : base(id, anchor) => Offset = offset;

        /// <summary>The elapsed time from the anchor; negative means before it.</summary>
        public Duration Offset { get; }

        /// <summary>Writes the term.</summary>
        /// <returns>"infusion end + 24 h".</returns>
        public override string ToString() => Offset < Duration.Zero
            ? $"{Anchor} - {Fact.FormatElapsed(Fact.Nanoseconds(-Offset))}"
            : $"{Anchor} + {Fact.FormatElapsed(Fact.Nanoseconds(Offset))}";
    }

    /// <summary>An anchor date plus a calendar period.</summary>
    public sealed record Calendar : Term
    {
        /// <summary>Creates the term.</summary>
        /// <param name="id">The stable id.</param>
        /// <param name="anchor">What it counts from.</param>
        /// <param name="offset">The calendar period; months clamp to the month's end.</param>
        public Calendar(string id, string anchor, Period offset)
            : base(id, anchor)
        {
            ArgumentNullException.ThrowIfNull(offset);
            Offset = offset;
        }

        /// <summary>The calendar period from the anchor date.</summary>
        public Period Offset { get; }

        /// <summary>Writes the term.</summary>
        /// <returns>"last completed infusion + P1M".</returns>
        public override string ToString() => $"{Anchor} + {PeriodPattern.NormalizingIso.Format(Offset)}";
    }

    /// <summary>An amount of money.</summary>
    public sealed record Amount : Term
    {
        /// <summary>Creates the term.</summary>
        /// <param name="id">The stable id.</param>
        /// <param name="value">The amount in the currency's main unit.</param>
        /// <param name="currency">The ISO 4217 code.</param>
        public Amount(string id, decimal value, string currency)
            : base(id, "")
        {
            ArgumentNullException.ThrowIfNull(currency);
            (Value, Currency) = (value, currency);
        }

        /// <summary>The amount in the currency's main unit.</summary>
        public decimal Value { get; }

        /// <summary>The ISO 4217 code.</summary>
        public string Currency { get; }

        /// <summary>Writes the term.</summary>
        /// <returns>"100.00 USD".</returns>
        public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0:0.00##} {1}", Value, Currency);
    }

    /// <summary>An amount of money that the policy does not publish.</summary>
    public sealed record AmountNotPublished : Term
    {
        /// <summary>Creates the term.</summary>
        /// <param name="id">The stable id.</param>
        public AmountNotPublished(string id)
            : base(id, "")
        {
        }

        /// <summary>Says that the amount is not published.</summary>
        /// <returns>"an amount that is not published".</returns>
        public override string ToString() => "an amount that is not published";
    }

    /// <summary>A share of an amount that the caller brings, such as the price of a visit.</summary>
    public sealed record Share : Term
    {
        /// <summary>Creates the term.</summary>
        /// <param name="id">The stable id.</param>
        /// <param name="of">The amount it is a share of.</param>
        /// <param name="percent">The share in percent of that amount.</param>
        public Share(string id, string of, decimal percent)
            : base(id, of) => Percent = percent;

        /// <summary>The share in percent of the amount named by <see cref="Term.Anchor"/>.</summary>
        public decimal Percent { get; }

        /// <summary>Writes the term.</summary>
        /// <returns>"50 % of visit price".</returns>
        public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0:0.######} % of {1}", Percent, Anchor);
    }
}
