using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Clinic;

/// <summary>Money, scores and the words around them.</summary>
public sealed class QuantityTests
{
    [Property]
    public bool Adding_and_taking_away_again_changes_nothing(int left, int right) =>
        Money.Usd(left / 100m) + Money.Usd(right / 100m) - Money.Usd(right / 100m) == Money.Usd(left / 100m);

    [Property]
    public bool The_smaller_of_two_amounts_is_one_of_them_and_above_neither(int left, int right)
    {
        Money least = Money.Min(Money.Usd(left), Money.Usd(right));
        return least.Amount <= left && least.Amount <= right && (least.Amount == left || least.Amount == right);
    }

    [Theory]
    [InlineData("100", "100.00 USD")]
    [InlineData("0.5", "0.50 USD")]
    [InlineData("1.00000", "1.00 USD")]
    [InlineData("0.000001", "0.000001 USD")]
    [InlineData("-25", "-25.00 USD")]
    public void An_amount_is_written_whole(string amount, string text) =>
        Assert.Equal(text, Money.Usd(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void Currencies_are_never_mixed()
    {
        Money dollars = Money.Usd(1);
        Money euros = Money.Of(1, "EUR");

        Assert.Throws<ArgumentException>(() => dollars + euros);
        Assert.Throws<ArgumentException>(() => dollars - euros);
        Assert.Throws<ArgumentException>(() => Money.Min(dollars, euros));
        Assert.NotEqual(dollars, euros);
    }

    [Theory]
    [InlineData("usd")]
    [InlineData("US")]
    [InlineData("USDX")]
    [InlineData("")]
    public void A_currency_is_three_capital_letters(string currency) => Assert.Throws<ArgumentException>(() => Money.Of(1, currency));

    [Fact]
    public void Money_nobody_made_has_no_currency()
    {
        Assert.True(default(Money).IsDefault);
        Assert.Throws<InvalidOperationException>(() => default(Money) + Money.Usd(1));
    }

    [Theory]
    [InlineData(Instrument.PainNrs, 0, 10)]
    [InlineData(Instrument.Phq9, 0, 27)]
    [InlineData(Instrument.Gad7, 0, 21)]
    [InlineData(Instrument.Madrs, 0, 60)]
    [InlineData(Instrument.Pcl5, 0, 80)]
    [InlineData(Instrument.Hit6, 36, 78)]
    public void A_score_is_within_its_instrument(Instrument instrument, int lowest, int highest)
    {
        Assert.Equal((lowest, highest), (Score.Minimum(instrument), Score.Maximum(instrument)));
        Assert.Equal(lowest, Score.Of(instrument, lowest).Points);
        Assert.Equal(highest, Score.Of(instrument, highest).Points);
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Of(instrument, lowest - 0.1m));
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Of(instrument, highest + 0.1m));
        Assert.Equal(instrument == Instrument.PainNrs, Record.Exception(() => Score.Of(instrument, highest - 0.5m)) is null);
    }

    [Fact]
    public void There_are_no_other_instruments()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Minimum((Instrument)6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Maximum((Instrument)6));
        Assert.Throws<ArgumentOutOfRangeException>(() => Score.Of((Instrument)(-1), 1));
    }

    [Fact]
    public void A_score_with_trailing_zeros_is_the_same_score()
    {
        Assert.Equal(Score.Of(Instrument.PainNrs, 7.0m), Score.Of(Instrument.PainNrs, 7.00m));
        Assert.Equal("PainNrs 7", Score.Of(Instrument.PainNrs, 7.00m).ToString());
    }

    [Theory]
    [InlineData("Phq9", "phq-9")]
    [InlineData("NonHumanMilk", "non-human-milk")]
    [InlineData("Home", "home")]
    public void A_name_in_an_id_has_hyphens_and_no_capitals(string name, string kebab) => Assert.Equal(kebab, Wording.Kebab(name));

    [Theory]
    [InlineData("P1M", "1 month")]
    [InlineData("P2W3D", "2 weeks and 3 days")]
    [InlineData("P1Y", "1 year")]
    public void A_calendar_period_is_written_in_words(string period, string words) =>
        Assert.Equal(words, Wording.Of(NodaTime.Text.PeriodPattern.Roundtrip.Parse(period).Value));
}
