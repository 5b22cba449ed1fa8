using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using NodaTime;
using static Infusion.Rules.Tests.Fees.ClinicFees;

namespace Infusion.Rules.Tests.Fees;

/// <summary>Notice by inclusive and exclusive bounds, by business days and by clock times.</summary>
public class NoticeTests
{
    private static string Tier(string notice) =>
        $$"""
        "noticeTiers": [{ {{notice}}, "charge": { "amount": "50.00", "currency": "USD" } }]
        """;

    [Theory]
    [InlineData("\"lessThan\": \"PT24H\"", "2026-06-14 10:00", false)]
    [InlineData("\"lessThan\": \"PT24H\"", "2026-06-14 10:00:01", true)]
    [InlineData("\"atMost\": \"PT24H\"", "2026-06-14 09:59:59", false)]
    [InlineData("\"atMost\": \"PT24H\"", "2026-06-14 10:00", true)]
    [InlineData("\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 }", "2026-06-14 12:00", false)]
    [InlineData("\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 }", "2026-06-14 12:00:01", true)]
    [InlineData("\"atMost\": { \"by\": \"12:00\", \"daysBefore\": 1 }", "2026-06-14 11:59:59", false)]
    [InlineData("\"atMost\": { \"by\": \"12:00\", \"daysBefore\": 1 }", "2026-06-14 12:00", true)]
    [InlineData("\"lessThan\": { \"by\": \"08:00\", \"daysBefore\": 0 }", "2026-06-15 08:00", false)]
    [InlineData("\"lessThan\": { \"by\": \"08:00\", \"daysBefore\": 0 }", "2026-06-15 08:00:01", true)]
    [InlineData("\"lessThan\": { \"by\": \"00:00\", \"daysBefore\": 0 }", "2026-06-15 00:00", false)]
    [InlineData("\"lessThan\": { \"by\": \"00:00\", \"daysBefore\": 0 }", "2026-06-15 00:00:01", true)]
    public void Exactly_so_much_notice_is_on_the_side_that_the_tier_says(string notice, string at, bool isCharged) =>
        Assert.Equal(isCharged ? "Charged 50.00 USD" : "NoFee 0.00 USD", Of(Tier(notice)).Decided(PatientCancels(at)));

    // Friday the 12th is closed; the appointment is on Monday the 15th.
    [Theory]
    [InlineData("\"lessThan\": { \"businessDays\": 2 }", "2026-06-10 23:59:59", false)]
    [InlineData("\"lessThan\": { \"businessDays\": 2 }", "2026-06-11 00:00", true)]
    [InlineData("\"lessThan\": { \"businessDays\": 1 }", "2026-06-11 23:59:59", false)]
    [InlineData("\"lessThan\": { \"businessDays\": 1 }", "2026-06-12 00:00", true)]
    [InlineData("\"lessThan\": { \"businessDays\": 1 }", "2026-06-14 12:00", true)]
    [InlineData("\"atMost\": { \"businessDays\": 1 }", "2026-06-10 23:59:59", false)]
    [InlineData("\"atMost\": { \"businessDays\": 1 }", "2026-06-11 00:00", true)]
    [InlineData("\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 2 }", "2026-06-10 17:00", false)]
    [InlineData("\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 2 }", "2026-06-10 17:00:01", true)]
    [InlineData("\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 1 }", "2026-06-11 17:00", false)]
    [InlineData("\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 1 }", "2026-06-12 09:00", true)]
    [InlineData("\"atMost\": { \"by\": \"17:00\", \"businessDaysBefore\": 1 }", "2026-06-11 17:00", true)]
    [InlineData("\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 1 }", "2001-06-12 09:00", false)]
    [InlineData("\"lessThan\": { \"businessDays\": 365 }", "2001-06-12 09:00", false)]
    public void Days_on_which_the_clinic_is_closed_are_no_notice(string notice, string at, bool isCharged) =>
        Assert.Equal(isCharged ? "Charged 50.00 USD" : "NoFee 0.00 USD", Of($"{Weekdays}, {Tier(notice)}").Decided(PatientCancels(at)));

    [Fact]
    public void An_appointment_on_a_closed_day_counts_back_from_its_date()
    {
        InfusionRules rules = Of($"{Weekdays}, {Tier("\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 1 }")}");

        Assert.Equal("NoFee 0.00 USD", rules.Decided(PatientCancels("2026-06-19 17:00", "2026-06-20 10:00")));
        Assert.Equal("Charged 50.00 USD", rules.Decided(PatientCancels("2026-06-19 17:00:01", "2026-06-20 10:00")));
    }

    // On 1 November 2026 the clock shows 01:00 to 02:00 twice; on 8 March it shows 02:00 to 03:00 never.
    [Theory]
    [InlineData("01:30", "2026-11-01T05:30:00Z", "2026-11-02 10:00", false)]
    [InlineData("01:30", "2026-11-01T05:30:01Z", "2026-11-02 10:00", true)]
    [InlineData("01:30", "2026-11-01T06:15:00Z", "2026-11-02 10:00", true)]
    [InlineData("02:00", "2026-11-01T06:59:59Z", "2026-11-02 10:00", false)]
    [InlineData("02:30", "2026-03-08T06:59:59Z", "2026-03-09 10:00", false)]
    [InlineData("02:30", "2026-03-08T07:00:00Z", "2026-03-09 10:00", true)]
    [InlineData("12:00", "2026-03-08T16:00:00Z", "2026-03-09 10:00", false)]
    [InlineData("12:00", "2026-03-08T16:00:01Z", "2026-03-09 10:00", true)]
    public void A_clock_time_that_is_skipped_or_repeated_is_over_when_it_first_is(
        string by, string at, string appointment, bool isCharged)
    {
        Visit visit = PatientCancels("2026-06-15 10:00", appointment) with
        {
            Cancellation = new() { By = AppointmentEnd.PatientCancelled, At = Moment.At(ClinicTime.Utc(at)) },
        };
        string tier = Tier($$"""
            "lessThan": { "by": "{{by}}", "daysBefore": 1 }
            """);

        Assert.Equal(isCharged ? "Charged 50.00 USD" : "NoFee 0.00 USD", Of(tier).Decided(visit));
    }

    [Theory]
    [InlineData("\"lessThan\": \"PT24H\"", "fee.notice.less-than-24-h", "with less than 24 h of notice", "with at least 24 h of notice")]
    [InlineData("\"atMost\": \"PT24H\"", "fee.notice.at-most-24-h", "with 24 h of notice or less", "with more than 24 h of notice")]
    [InlineData(
        "\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 }", "fee.notice.after-12-00-1-day-before",
        "after 12:00 on the day before the appointment", "by 12:00 on the day before the appointment")]
    [InlineData(
        "\"atMost\": { \"by\": \"12:00\", \"daysBefore\": 0 }", "fee.notice.from-12-00-0-days-before",
        "at 12:00 on the day of the appointment or later", "before 12:00 on the day of the appointment")]
    [InlineData(
        "\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 2 }", "fee.notice.after-17-00-2-business-days-before",
        "after 17:00 2 business days before the appointment", "by 17:00 2 business days before the appointment")]
    [InlineData(
        "\"lessThan\": { \"by\": \"17:00\", \"businessDaysBefore\": 1 }", "fee.notice.after-17-00-1-business-day-before",
        "after 17:00 on the business day before the appointment", "by 17:00 on the business day before the appointment")]
    [InlineData(
        "\"lessThan\": { \"businessDays\": 1 }", "fee.notice.less-than-1-business-day",
        "with less than 1 business day of notice", "with at least 1 business day of notice")]
    [InlineData(
        "\"atMost\": { \"businessDays\": 2 }", "fee.notice.at-most-2-business-days",
        "with 2 business days of notice or less", "with more than 2 business days of notice")]
    public void A_tier_is_said_in_words(string notice, string id, string late, string enough)
    {
        InfusionRules rules = Of(notice.Contains("usiness", StringComparison.Ordinal) ? $"{Weekdays}, {Tier(notice)}" : Tier(notice));

        Assert.Equal(
            $"A patient's cancellation {late} costs 50.00 USD", rules.Fees.CancellationTable.Rules.Single(rule => rule.Id == id).Says);
        Assert.Equal(
            $"A patient's cancellation {enough} costs nothing",
            rules.Fees.CancellationTable.Rules.Single(rule => rule.Id == "fee.enough-notice").Says);
    }

    [Fact]
    public void Several_tiers_hold_in_the_order_of_their_ends()
    {
        InfusionRules rules = Of("""
            "noticeTiers": [
              { "lessThan": { "by": "17:00", "daysBefore": 2 }, "charge": { "amount": "25.00", "currency": "USD" } },
              { "atMost": { "by": "12:00", "daysBefore": 1 }, "charge": { "amount": "50.00", "currency": "USD" } }
            ]
            """);

        Assert.Equal("NoFee 0.00 USD", rules.Decided(PatientCancels("2026-06-13 17:00")));
        Assert.Equal("Charged 25.00 USD", rules.Decided(PatientCancels("2026-06-13 17:00:01")));
        Assert.Equal("Charged 25.00 USD", rules.Decided(PatientCancels("2026-06-14 11:59:59")));
        Assert.Equal("Charged 50.00 USD", rules.Decided(PatientCancels("2026-06-14 12:00")));
        TableLaws.Assert(rules.Fees.CancellationTable);
    }

    [Fact]
    public void Exactly_so_much_may_cost_otherwise_than_less()
    {
        InfusionRules rules = Of("""
            "noticeTiers": [
              { "atMost": "PT24H", "charge": { "amount": "25.00", "currency": "USD" } },
              { "lessThan": "PT24H", "charge": { "amount": "50.00", "currency": "USD" } }
            ]
            """);

        Assert.Equal("Charged 25.00 USD", rules.Decided(PatientCancels("2026-06-14 10:00")));
        Assert.Equal("Charged 50.00 USD", rules.Decided(PatientCancels("2026-06-14 10:00:01")));
    }

    [Fact]
    public void When_it_was_cancelled_is_asked_where_it_matters()
    {
        InfusionRules rules = Of(Tier("\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 }"));
        Visit unknown = PatientCancels("2026-06-14 12:00") with { Cancellation = new() { By = AppointmentEnd.PatientCancelled } };
        Decision<CancellationFeeOutcome> open = rules.Fees.DecideCancellation(unknown);

        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.NoFee], open.Possible);
        Assert.Equal("When was the appointment cancelled?", Assert.Single(open.Questions).Ask);
        Decision<CancellationFeeOutcome> between = rules.Fees.DecideCancellation(unknown with
        {
            Cancellation = unknown.Cancellation with
            {
                At = Moment.Between(ClinicTime.Local("2026-06-13 09:00").Earliest, ClinicTime.Local("2026-06-14 12:00").Earliest),
            },
        });
        Assert.Equal((DecisionStatus.Determined, CancellationFeeOutcome.NoFee), (between.Status, between.Outcome));
    }

    [Theory]
    [InlineData(
        "\"lessThan\": { \"businessDays\": 2 }",
        "$.fees.noticeTiers: found business days without a calendar; allowed: a calendar with opening hours and closed dates, or a notice "
        + "such as PT48H.")]
    [InlineData(
        "\"lessThan\": { \"by\": \"12:00\" }",
        "$.fees.noticeTiers[0].lessThan.daysBefore: the property \"daysBefore\" (a whole number from 0 to 365) is missing.")]
    [InlineData(
        "\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": -1 }",
        "$.fees.noticeTiers[0].lessThan.daysBefore: found a lower number; allowed: a whole number from 0 to 365.")]
    [InlineData(
        "\"lessThan\": { \"businessDays\": 0 }", "$.fees.noticeTiers[0].lessThan.businessDays: found a lower number; allowed: a whole number from 1 to 365.")]
    [InlineData(
        "\"lessThan\": \"PT24H\", \"atMost\": \"PT24H\"",
        "$.fees.noticeTiers[0].atMost: found the property \"atMost\"; allowed: the properties lessThan, charge.")]
    [InlineData(
        "\"lessThan\": 24",
        "$.fees.noticeTiers[0].lessThan: found a number; allowed: a length of time such as PT24H, or an object: {\"businessDays\": 2}, "
        + "{\"by\": \"12:00\", \"daysBefore\": 1} or {\"by\": \"17:00\", \"businessDaysBefore\": 2}.")]
    [InlineData(
        "\"lessThan\": { \"hours\": 24 }",
        "$.fees.noticeTiers[0].lessThan: found an object; allowed: a length of time such as PT24H, or an object: {\"businessDays\": 2}, "
        + "{\"by\": \"12:00\", \"daysBefore\": 1} or {\"by\": \"17:00\", \"businessDaysBefore\": 2}.")]
    public void What_a_tier_cannot_say_is_refused(string notice, string problem) => Assert.Equal(problem, Refused(Tier(notice)));

    [Theory]
    [InlineData(
        "{ \"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 } }",
        "$.fees.noticeTiers[1]: found a notice counted in another way than the first; allowed: every notice a length of time, or every one "
        + "in business days, or by a clock time of days counted alike.")]
    [InlineData(
        "{ \"lessThan\": \"PT24H\" }",
        "$.fees.noticeTiers[1].lessThan: found the value of another row; allowed: each value once.")]
    public void Two_tiers_have_an_order(string second, string problem) => Assert.Equal(problem, Refused($$"""
        "noticeTiers": [
          { "lessThan": "PT24H", "charge": { "amount": "50.00", "currency": "USD" } },
          {{second.Replace(" } }", " }, \"charge\": { \"percentOfPrice\": 10 } }", StringComparison.Ordinal)
              .Replace("H\" }", "H\", \"charge\": { \"percentOfPrice\": 10 } }", StringComparison.Ordinal)}}
        ]
        """));

    [Fact]
    public void Less_than_two_business_days_and_at_most_one_are_one_tier() => Assert.Equal(
        "$.fees.noticeTiers[1].atMost: found the value of another row; allowed: each value once.",
        Refused($$"""
            {{Weekdays}},
            "noticeTiers": [
              { "lessThan": { "businessDays": 2 }, "charge": { "amount": "50.00", "currency": "USD" } },
              { "atMost": { "businessDays": 1 }, "charge": { "amount": "25.00", "currency": "USD" } }
            ]
            """));

    [Fact]
    public void A_calendar_that_nothing_is_counted_by_is_refused() => Assert.Equal(
        "$.fees.calendar: found a calendar that notice is not counted by; allowed: a calendar only with the noticeUnit business-hours or a "
        + "notice in business days.",
        Refused($"{Weekdays}, {Tier("\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 }")}"));

    [Fact]
    public void Business_hours_beside_a_clock_time_are_refused() => Assert.Equal(
        "$.fees.noticeUnit: found business hours beside a notice that is no length of time; allowed: noticeUnit only where noticeTiers have "
        + "a notice such as PT24H.",
        Refused($"\"noticeUnit\": \"business-hours\", {Weekdays}, {Tier("\"lessThan\": { \"by\": \"12:00\", \"daysBefore\": 1 }")}"));

    [Fact]
    public void A_notice_in_code_says_what_it_is()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Notice.BusinessDays(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Notice.BusinessDays(366));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Notice.ByClock(LocalTime.Noon, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Notice.ByClock(LocalTime.Noon, 0, areBusinessDays: true));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Notice.Length(Duration.Zero));
        FeeCharge fifty = new FeeCharge.Flat(Money.Usd(50));
        Assert.Equal("less than 24 h: 50.00 USD", new NoticeTier(Duration.FromHours(24), fifty).ToString());
        Assert.Equal("2 business days or less: 50.00 USD", new NoticeTier(new Notice.BusinessDays(2), fifty, true).ToString());
        Assert.Equal(
            "after 12:00 on the day before the appointment: 50.00 USD",
            new NoticeTier(new Notice.ByClock(LocalTime.Noon, 1), fifty).ToString());
    }
}
