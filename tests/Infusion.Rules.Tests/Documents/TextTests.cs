using System.Globalization;
using System.Text.Json;
using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Documents;

public class TextTests
{
    [Theory]
    [InlineData(0, "PT0S")]
    [InlineData(1, "PT0.000000001S")]
    [InlineData(500_000_000, "PT0.5S")]
    [InlineData(60_000_000_000, "PT1M")]
    [InlineData(5_400_000_000_000, "PT1H30M")]
    [InlineData(14_400_000_000_000, "PT4H")]
    [InlineData(90_000_000_000_000, "PT25H")]
    [InlineData(3_601_000_000_000, "PT1H1S")]
    public void A_duration_has_one_shortest_text(long nanoseconds, string text)
    {
        Assert.Equal(text, IsoDuration.Format(Duration.FromNanoseconds(nanoseconds)));
        Assert.True(IsoDuration.TryParse(text, out Duration parsed));
        Assert.Equal(Duration.FromNanoseconds(nanoseconds), parsed);
    }

    [Theory]
    [InlineData("PT90M", 5400)]
    [InlineData("PT0H", 0)]
    [InlineData("PT007S", 7)]
    [InlineData("PT1H0M2S", 3602)]
    [InlineData("PT1.000000000S", 1)]
    public void A_duration_may_be_written_longer(string text, long seconds)
    {
        Assert.True(IsoDuration.TryParse(text, out Duration parsed));
        Assert.Equal(Duration.FromSeconds(seconds), parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1D")]
    [InlineData("P1DT1H")]
    [InlineData("P1M")]
    [InlineData("PT4")]
    [InlineData("PTH")]
    [InlineData("PT4H ")]
    [InlineData(" PT4H")]
    [InlineData("pt4h")]
    [InlineData("PT4h")]
    [InlineData("-PT4H")]
    [InlineData("PT-4H")]
    [InlineData("PT+4H")]
    [InlineData("PT1M1H")]
    [InlineData("PT1H1H")]
    [InlineData("PT1.5H")]
    [InlineData("PT1,5S")]
    [InlineData("PT1.S")]
    [InlineData("PT.5S")]
    [InlineData("PT1.0000000000S")]
    [InlineData("PT402653184H")]
    [InlineData("PT1234567890123S")]
    [InlineData("PT999999999999H999999999999M999999999999S")]
    [InlineData("PT٤H")]
    public void What_is_not_a_duration_of_time_units_is_refused(string? text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Fact]
    public void The_longest_duration_survives_its_text()
    {
        Assert.True(IsoDuration.TryParse(IsoDuration.Format(Duration.MaxValue), out Duration parsed));
        Assert.Equal(Duration.MaxValue, parsed);
    }

    [Fact]
    public void A_negative_duration_has_no_text() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => IsoDuration.Format(Duration.FromNanoseconds(-1)));

    [Property(MaxTest = 2000)]
    public void Every_duration_survives_its_text(long nanoseconds)
    {
        var duration = Duration.FromNanoseconds(nanoseconds & long.MaxValue);
        Assert.True(IsoDuration.TryParse(IsoDuration.Format(duration), out Duration parsed));
        Assert.Equal(duration, parsed);
    }

    [Property(MaxTest = 2000)]
    public void The_elapsed_time_a_decision_carries_reads_back(long nanoseconds)
    {
        var duration = Duration.FromNanoseconds(nanoseconds & long.MaxValue);
        Assert.True(IsoDuration.TryParse(new ValueDocument("fasting.short-by", duration, null).Value, out Duration parsed));
        Assert.Equal(duration, parsed);
    }

    [Property(MaxTest = 2000)]
    public void No_text_at_all_throws_or_becomes_something_negative(string? text)
    {
        Assert.True(!IsoDuration.TryParse("PT" + text, out Duration duration) || duration >= Duration.Zero);
        Assert.True(!IsoTime.TryDate(text ?? "", out LocalDate date) || date.Year >= 1);
        Assert.True(!IsoTime.TryLocal(text ?? "", out LocalDateTime local) || local.Year >= 1);
        Assert.True(!IsoTime.TryInstant("2026-01-31T14:20" + text, out Instant instant) || instant > Instant.FromUtc(2026, 1, 1, 0, 0));
        Assert.True(!IsoTime.TryPeriod("P" + text, out Period period) || period != Period.Zero || text!.Contains('0'));
    }

    [Fact]
    public void A_duration_is_a_string_in_json()
    {
        var options = new JsonSerializerOptions { Converters = { new IsoDurationConverter() } };
        Assert.Equal("\"PT4H\"", JsonSerializer.Serialize(Duration.FromHours(4), options));
        Assert.Equal(Duration.FromHours(4), JsonSerializer.Deserialize<Duration>("\"PT240M\"", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Duration>("\"P1D\"", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Duration>("4", options));
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize(Duration.FromHours(-4), options));
    }

    [Theory]
    [InlineData("P1M", 0, 1, 0, 0)]
    [InlineData("P2W", 0, 0, 2, 0)]
    [InlineData("P10D", 0, 0, 0, 10)]
    [InlineData("P1Y2M3W4D", 1, 2, 3, 4)]
    [InlineData("P9999D", 0, 0, 0, 9999)]
    public void A_calendar_period_is_read_as_written(string text, int years, int months, int weeks, int days)
    {
        Assert.True(IsoTime.TryPeriod(text, out Period period));
        Assert.Equal(new PeriodBuilder { Years = years, Months = months, Weeks = weeks, Days = days }.Build(), period);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("")]
    [InlineData("PT1H")]
    [InlineData("P1MT1H")]
    [InlineData("P-1M")]
    [InlineData("P1D1M")]
    [InlineData("P1M1M")]
    [InlineData("p1m")]
    [InlineData("P10000D")]
    [InlineData("P1")]
    [InlineData("PM")]
    public void What_is_not_a_calendar_period_is_refused(string text) => Assert.False(IsoTime.TryPeriod(text, out _));

    [Theory]
    [InlineData("2026-01-31T14:20", true)]
    [InlineData("2026-01-31T14:20:59", true)]
    [InlineData("2026-01-31T14:20:59.123456789", true)]
    [InlineData("2026-01-31T14:20:60", false)]
    [InlineData("2026-01-31T14", false)]
    [InlineData("2026-01-31 14:20", false)]
    [InlineData("2026-01-31T14:20+01:00", false)]
    [InlineData("0000-01-31T14:20", false)]
    public void A_local_time_has_minutes_and_no_offset(string text, bool expected) => Assert.Equal(expected, IsoTime.TryLocal(text, out _));

    [Theory]
    [InlineData("2026-01-31T14:20Z", true)]
    [InlineData("2026-01-31T14:20:00.000000001Z", true)]
    [InlineData("2026-01-31T14:20:00+05:30", true)]
    [InlineData("9999-12-31T23:59:59Z", true)]
    [InlineData("9999-12-31T23:59:59-00:01", false)]
    [InlineData("2026-01-31T14:20:00", false)]
    [InlineData("2026-01-31T14:20:00+25:00", false)]
    [InlineData("2026-01-31Z", false)]
    public void An_instant_has_an_offset(string text, bool expected) => Assert.Equal(expected, IsoTime.TryInstant(text, out _));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00e9", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("15e-1", "1.5")]
    [InlineData("-100e-2", "-1")]
    [InlineData("1E+2", "100")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    [InlineData("100000000000000000000000000000000000e-35", "1")]
    public void A_number_is_read_exactly(string json, string expected)
    {
        Assert.Equal(ExactNumber.Fit.Exact, ExactNumber.Read(json, out decimal value, out bool isNegative));
        Assert.Equal(expected, value.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(value < 0, isNegative);
    }

    [Theory]
    [InlineData("79228162514264337593543950336", "TooLarge")]
    [InlineData("1e29", "TooLarge")]
    [InlineData("-1e999999999999999999999999", "TooLarge")]
    [InlineData("7.9228162514264337593543950336", "TooPrecise")]
    [InlineData("1e-29", "TooPrecise")]
    [InlineData("1e-999999999999999999999999", "TooPrecise")]
    [InlineData("0.12345678901234567890123456789", "TooPrecise")]
    public void A_number_is_never_rounded_to_fit(string json, string expected) =>
        Assert.Equal(expected, ExactNumber.Read(json, out _, out _).ToString());

    [Property(MaxTest = 2000)]
    public void Every_decimal_survives_its_text(decimal value)
    {
        Assert.Equal(ExactNumber.Fit.Exact, ExactNumber.Read(value.ToString(CultureInfo.InvariantCulture), out decimal read, out _));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("baords", "boards", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("Same", "sAME", 0)]
    [InlineData("ca", "abc", 3)]
    public void The_distance_counts_edits_and_swaps(string a, string b, int expected)
    {
        Assert.Equal(expected, NearestName.Distance(a, b));
        Assert.Equal(expected, NearestName.Distance(b, a));
    }

    [Theory]
    [InlineData("infusonEnd", "infusionEnd")]
    [InlineData("likely_non_responder", "likely-non-responder")]
    [InlineData("INFUSIONEND", "infusionEnd")]
    [InlineData("ta", "at")]
    [InlineData("on", null)]
    [InlineData("b", null)]
    [InlineData("A", "a")]
    [InlineData("", null)]
    [InlineData("somethingElse", null)]
    public void Only_a_near_name_is_offered(string word, string? expected) =>
        Assert.Equal(expected, NearestName.To(word, ["infusionEnd", "likely-non-responder", "at", "a", ""]));

    [Fact]
    public void A_very_long_word_has_no_nearest() =>
        Assert.Null(NearestName.To(new string('a', 65), [new string('a', 64)]));

    [Theory]
    [InlineData("LikelyNonResponder", "likely-non-responder")]
    [InlineData("Phq9", "phq-9")]
    [InlineData("Pcl5", "pcl-5")]
    [InlineData("Row12", "row-12")]
    [InlineData("A", "a")]
    public void An_enum_name_is_kebab_case(string name, string expected) =>
        Assert.Equal(expected, Infusion.Rules.Clinic.Wording.Kebab(name));

    [Fact]
    public void Enum_names_go_both_ways()
    {
        Assert.Equal(["window", "middle-seat", "row-12"], EnumNames.Of(typeof(Cabin)));
        foreach (Cabin cabin in Enum.GetValues<Cabin>())
        {
            Assert.Equal(cabin, EnumNames.Find(typeof(Cabin), EnumNames.Of(cabin)));
        }

        Assert.Null(EnumNames.Find(typeof(Cabin), "Window"));
        Assert.Throws<ArgumentOutOfRangeException>(() => EnumNames.Of((Cabin)7));
    }
}
