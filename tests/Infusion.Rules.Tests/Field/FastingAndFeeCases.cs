using System.Text.Json.Nodes;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Field;

/// <summary>Cases from the field about fasting, fees and referrals: whole records, read and reviewed, and others of their kinds.</summary>
public class FastingAndFeeCases
{
    private const string TieredFees =
        """
        {"fees":{"noticeTiers":[{"lessThan":"PT24H","charge":{"percentOfPrice":50}},{"lessThan":"PT48H",
        "charge":{"amount":"50.00","currency":"USD"}}],"noShow":{"percentOfPrice":100}}}
        """;

    [Fact]
    public void A01_food_eaten_after_the_clinic_had_cancelled_supports_no_fee()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-06-16T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "intakes":[{"what":"solid","at":"2026-06-15T05:00"},{"what":"solid","at":"2026-06-15T12:00"}],
            "intakesAreComplete":true,"cancelled":{"by":"clinic-cancelled","reason":"fasting-violation",
            "at":"2026-06-15T09:50"}}]}
            """);
        AssertDetermined(CancellationFeeOutcome.ReasonNotSupported, visit.Fee!.Value);
        Assert.Equal(Money.Usd(0), visit.FeeAmount);
    }

    [Theory]
    [InlineData("09:29:59", CancellationFeeOutcome.ReasonNotSupported)]
    [InlineData("09:30", CancellationFeeOutcome.Charged)]
    [InlineData("11:00", CancellationFeeOutcome.Charged)]
    public void A01_what_ended_exactly_at_the_cancellation_supports_it(string cancelled, CancellationFeeOutcome expected) =>
        AssertDetermined(expected, Fee($$"""{"what":"solid","at":"2026-06-15T09:30"}""", $"2026-06-15T{cancelled}").Fee!.Value);

    [Fact]
    public void A01_a_cancellation_without_a_time_is_asked_for_it_only_where_it_matters()
    {
        Decision<CancellationFeeOutcome> short4 = Fee("""{"what":"solid","at":"2026-06-15T09:30"}""", null).Fee!.Value;
        AssertOpen([CancellationFeeOutcome.Charged, CancellationFeeOutcome.ReasonNotSupported], short4);
        Assert.Equal(["When was the appointment cancelled?"], short4.Questions.Select(question => question.Ask));
        AssertDetermined(
            CancellationFeeOutcome.ReasonNotSupported, Fee("""{"what":"solid","at":"2026-06-15T05:30"}""", null).Fee!.Value);
        AssertDetermined(
            CancellationFeeOutcome.ReasonNotSupported, Fee("""{"what":"solid","at":"2026-06-15T10:30"}""", null).Fee!.Value);
    }

    [Fact]
    public void A01_an_intake_that_may_have_been_before_the_cancellation_or_after_leaves_it_open()
    {
        Decision<CancellationFeeOutcome> fee = Fee(
            """{"what":"solid","at":{"from":"2026-06-15T09:00","to":"2026-06-15T09:55"}}""", "2026-06-15T09:30").Fee!.Value;
        AssertOpen([CancellationFeeOutcome.Charged, CancellationFeeOutcome.ReasonNotSupported], fee);
        Assert.Equal(["When did the intake end?"], fee.Questions.Select(question => question.Ask));
    }

    [Fact]
    public void A02_dinner_after_a_completed_infusion_is_no_part_of_the_plan_and_permits_nothing()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-06-15T20:00","protocol":"four-hour","visits":[{"id":"v1",
            "appointment":"2026-06-15T10:00","intakes":[{"what":"water","at":"2026-06-15T07:00"},{"what":"solid",
            "at":"2026-06-15T18:00"}],"intakesAreComplete":true,"start":"2026-06-15T10:05","end":"2026-06-15T14:05"}]}
            """);
        AssertDetermined(FastingOutcome.Compliant, visit.FastingPlan);
        AssertDetermined(FastingOutcome.Compliant, visit.FastingAtStart!.Value);
        Assert.Contains(visit.FastingPlan.ToDocument().Parts, part => part.Outcome == nameof(IntakeTiming.AfterAppointment));
        Assert.Contains(visit.FastingAtStart.Value.ToDocument().Parts, part => part.Outcome == nameof(IntakeTiming.AfterStart));
        Assert.Empty(visit.FastingPlan.ToDocument().Values);
    }

    [Fact]
    public void A02_a_violation_before_a_completed_infusion_permits_no_cancelling_any_more()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-06-15T20:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "intakes":[{"what":"solid","at":"2026-06-15T09:00"}],"intakesAreComplete":true,
            "start":"2026-06-15T10:05","end":"2026-06-15T14:05"}]}
            """);
        AssertDetermined(FastingOutcome.Violation, visit.FastingPlan);
        Assert.DoesNotContain(visit.FastingPlan.ToDocument().Parts, part => part.Decision == "fasting.violation");
    }

    [Fact]
    public void A09_nothing_known_of_the_fast_is_open_with_one_question()
    {
        Decision<FastingOutcome> plan = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-06-15T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00"}]}
            """).FastingPlan;
        AssertOpen([FastingOutcome.Compliant, FastingOutcome.ClinicianDecision, FastingOutcome.Violation], plan);
        Assert.Equal("fasting.complete", Assert.Single(plan.Questions).Fact);
    }

    [Theory]
    [InlineData(
        """
        {"format":1,"id":"c","asOf":"2026-06-15T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
        "intakes":null,"intakesAreComplete":true}]}
        """, "$.visits[0].intakes", "$.visits[0].intakesAreComplete")]
    [InlineData(
        """{"format":1,"id":"c","asOf":"2026-06-15T12:00","eligibility":{"conditions":null,"conditionsAreComplete":true}}""",
        "$.eligibility.conditions", "$.eligibility.conditionsAreComplete")]
    [InlineData(
        """{"format":1,"id":"c","asOf":"2026-06-15T12:00","continuity":{"medicines":null,"medicinesAreComplete":true}}""",
        "$.continuity.medicines", "$.continuity.medicinesAreComplete")]
    [InlineData(
        """{"format":1,"id":"c","asOf":"2026-06-15T12:00","continuity":{"changes":null,"changesAreComplete":true}}""",
        "$.continuity.changes", "$.continuity.changesAreComplete")]
    public void A10_no_list_cannot_be_complete(string json, string list, string mark)
    {
        Assert.False(PatientRecord.TryParse(json, InfusionRules.Published.TimeZone, out _, out var problems));
        Assert.Equal([list, mark], problems.Select(problem => problem.Path));
        PatientRecord.Parse(json.Replace("null", "[]", StringComparison.Ordinal), InfusionRules.Published.TimeZone);
        PatientRecord.Parse(json.Replace("true", "false", StringComparison.Ordinal), InfusionRules.Published.TimeZone);
    }

    [Fact]
    public void A10_an_empty_complete_list_is_asked_and_nothing_taken() => AssertDetermined(
        FastingOutcome.Compliant, Fast("", isComplete: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A10_none_since_five_to_nine_is_open_at_nine_and_asks_for_the_last(bool isComplete)
    {
        Decision<FastingOutcome> plan = Fast("""{"noneSince":"2026-06-15T09:55"}""", isComplete);
        AssertOpen([FastingOutcome.Compliant, FastingOutcome.ClinicianDecision, FastingOutcome.Violation], plan);
        Assert.Contains("When did the last intake end?", plan.Questions.Select(question => question.Ask));
    }

    [Fact]
    public void A22_an_appointment_that_came_twice_asks_which_is_meant()
    {
        Decision<FastingOutcome> plan = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-11-01T01:30",
            "intakes":[{"what":"solid","at":"2026-10-31T21:45"}],"intakesAreComplete":true}]}
            """).FastingPlan;
        AssertOpen([FastingOutcome.Compliant, FastingOutcome.Violation], plan);
        Assert.Equal(["first", "second"], Assert.Single(plan.Questions).Choices);
        Assert.StartsWith("Not known yet: fast met, or fast not met", plan.ToDocument().Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-01T01:30", "2026-10-31T21:30", null)]
    [InlineData("2026-11-01T01:30", "2026-10-31T22:15", "solid")]
    [InlineData("2026-11-01T05:00", "2026-11-01T01:30", "solid")]
    [InlineData("2026-11-01T05:00", "2026-11-01T01:00", null)]
    public void A22_a_time_that_came_twice_is_asked_about_only_where_the_readings_differ(string appointment, string solid, string? differ)
    {
        Decision<FastingOutcome> plan = Visit(
            $$"""
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"{{appointment}}",
            "intakes":[{"what":"solid","at":"{{solid}}"}],"intakesAreComplete":true}]}
            """).FastingPlan;
        Assert.Equal(differ is null ? DecisionStatus.Determined : DecisionStatus.NeedsInformation, plan.Status);
        Assert.Equal(differ is null ? 0 : 1, plan.Questions.Length);
    }

    [Fact]
    public void A22_a_cancellation_and_a_start_that_came_twice_ask_which_is_meant()
    {
        Decision<CancellationFeeOutcome> fee = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-11-01T05:00",
            "intakes":[{"what":"solid","at":"2026-11-01T06:15Z"}],"intakesAreComplete":true,
            "cancelled":{"by":"clinic-cancelled","reason":"fasting-violation","at":"2026-11-01T01:30"}}]}
            """).Fee!.Value;
        AssertOpen([CancellationFeeOutcome.Charged, CancellationFeeOutcome.ReasonNotSupported], fee);
        Assert.Equal(["first", "second"], Assert.Single(fee.Questions).Choices);

        Decision<FastingOutcome> atStart = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-11-01T02:30",
            "intakes":[{"what":"solid","at":"2026-10-31T22:00"}],"intakesAreComplete":true,
            "start":"2026-11-01T01:30","end":"2026-11-01T05:30"}]}
            """).FastingAtStart!.Value;
        AssertOpen([FastingOutcome.Compliant, FastingOutcome.Violation], atStart);
        Assert.Equal(["first", "second"], Assert.Single(atStart.Questions).Choices);
    }

    [Fact]
    public void A28_half_of_an_odd_price_is_rounded_half_up_and_says_so()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "price":{"amount":"33.33","currency":"USD"},"cancelled":{"by":"patient-cancelled","at":"2026-06-15T09:00",
            "earlierMisses":0}}]}
            """, TieredFees);
        AssertDetermined(CancellationFeeOutcome.Charged, visit.Fee!.Value);
        Assert.Equal(Money.Usd(16.67m), visit.FeeAmount);
        Assert.Equal(
            "16.665 USD is rounded half up to 16.67 USD",
            Assert.Single(visit.Fee.Value.ToDocument().Values, value => value.Id == "fee.rounded").Value);
    }

    [Theory]
    [InlineData("33.34", "USD", "16.67 USD", false)]
    [InlineData("0.01", "USD", "0.01 USD", true)]
    [InlineData("333", "JPY", "167 JPY", true)]
    [InlineData("334", "JPY", "167 JPY", false)]
    [InlineData("1.001", "KWD", "0.501 KWD", true)]
    public void A28_a_share_is_rounded_to_the_minor_unit_of_its_currency(string price, string currency, string expected, bool isRounded)
    {
        VisitReview visit = Visit(
            $$"""
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "price":{"amount":"{{price}}","currency":"{{currency}}"},
            "cancelled":{"by":"patient-cancelled","at":"2026-06-15T09:00","earlierMisses":0} } ]}
            """, TieredFees);
        Assert.Equal(expected, visit.FeeAmount.ToString());
        Assert.Equal(isRounded, visit.Fee!.Value.ToDocument().Values.Any(value => value.Id == "fee.rounded"));
    }

    [Fact]
    public void A29_a_cancellation_after_the_appointment_is_a_no_show()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "price":{"amount":"400.00","currency":"USD"},"cancelled":{"by":"patient-cancelled","at":"2026-06-20T11:00",
            "earlierMisses":0}}]}
            """, TieredFees);
        AssertDetermined(CancellationFeeOutcome.Charged, visit.Fee!.Value);
        Assert.Equal(Money.Usd(400), visit.FeeAmount);
        Assert.Equal("fee.no-show", Assert.Single(visit.Fee.Value.DecidingRules).Id);
    }

    [Theory]
    [InlineData("2026-06-15T09:59:59", "200.00 USD", "fee.notice.less-than-24-h")]
    [InlineData("2026-06-15T10:00", "400.00 USD", "fee.no-show")]
    [InlineData("2026-06-15T10:00:01", "400.00 USD", "fee.no-show")]
    public void A29_exactly_at_the_appointment_nothing_is_left_to_cancel(string cancelled, string expected, string rule)
    {
        VisitReview visit = PatientCancels(cancelled);
        Assert.Equal((expected, rule), (visit.FeeAmount.ToString(), Assert.Single(visit.Fee!.Value.DecidingRules).Id));
    }

    [Fact]
    public void A30_the_fact_shown_has_the_limit_of_the_tier_that_sets_the_amount()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "price":{"amount":"400.00","currency":"USD"},"cancelled":{"by":"patient-cancelled","at":"2026-06-14T11:00",
            "earlierMisses":0}}]}
            """, TieredFees);
        Assert.Equal(Money.Usd(200), visit.FeeAmount);
        Assert.Equal("24 h", Assert.Single(visit.Fee!.Value.ToDocument().Facts, fact => fact.Id == "fee.notice").Limit);
        Assert.Contains("24 h", visit.Fee.Value.ToDocument().Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-06-15T09:00", "24 h")]
    [InlineData("2026-06-14T10:00:01", "24 h")]
    [InlineData("2026-06-13T11:00", "48 h")]
    public void A30_every_notice_shows_its_own_tier(string cancelled, string limit) => Assert.Equal(
        limit, Assert.Single(PatientCancels(cancelled).Fee!.Value.ToDocument().Facts, fact => fact.Id == "fee.notice").Limit);

    [Fact]
    public void A_fee_that_is_a_share_of_an_unknown_price_asks_for_the_price()
    {
        VisitReview visit = Visit(
            """
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
            "cancelled":{"by":"no-show","earlierMisses":0}}]}
            """, TieredFees);
        AssertOpen([CancellationFeeOutcome.Charged, CancellationFeeOutcome.NoFee], visit.Fee!.Value);
        Assert.Equal(["What does the visit cost?"], visit.Fee.Value.Questions.Select(question => question.Ask));
        Assert.DoesNotContain(visit.Fee.Value.ToDocument().Values, value => value.Value == "NotPublished");
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"referredBefore\":false")]
    [InlineData(",\"at\":\"2026-06-01T09:00\"")]
    [InlineData(",\"at\":\"2026-06-01T09:00\",\"referredBefore\":false")]
    public void A_referral_of_which_something_is_left_out_is_asked_about_where_a_visit_may_spend_it(string given)
    {
        CourseReview Course(string visits) => Review(
            $$"""
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{{visits}}],
            "referrals":[{"friend":"friend-1","scheduled":"infusion"{{given}}}]}
            """);
        CourseReview review = Course(
            """
            {"id":"v1","appointment":"2026-06-15T10:00","start":"2026-06-15T10:00","end":"2026-06-15T14:00",
            "price":{"amount":"400.00","currency":"USD"}}
            """);
        bool isKnown = given.Contains("at", StringComparison.Ordinal) && given.Contains("Before", StringComparison.Ordinal);
        Assert.Equal(isKnown ? Money.Usd(375) : null, review.Statement!.Total);
        Assert.Equal(isKnown, review.Statement.ToDocument().Questions.IsEmpty);
        Assert.Equal(
            !given.Contains("\"at\"", StringComparison.Ordinal),
            review.Statement.ToDocument().Questions.Any(question => question.Ask == "friend-1: when was it scheduled?"));
        ReferralBalance all = review.Ledger!.Total;
        Assert.Equal(all.Earned, all.Applied + all.Forfeited + all.Open);
        Assert.Empty(Course("""{"id":"v1","appointment":"2026-06-15T10:00"}""").Ledger!.Questions);
    }

    private static VisitReview Fee(string intake, string? cancelled) => Visit(
        $$"""
        {"format":1,"id":"c","asOf":"2026-06-16T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
        "intakes":[{{intake}}],"intakesAreComplete":true,
        "cancelled":{"by":"clinic-cancelled","reason":"fasting-violation"{{(cancelled is null ? "" : $",\"at\":\"{cancelled}\"")}} } } ]}
        """);

    private static VisitReview PatientCancels(string at) => Visit(
        $$"""
        {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
        "price":{"amount":"400.00","currency":"USD"},"cancelled":{"by":"patient-cancelled","at":"{{at}}","earlierMisses":0} } ]}
        """, TieredFees);

    private static Decision<FastingOutcome> Fast(string intakes, bool isComplete) => Visit(
        $$"""
        {"format":1,"id":"c","asOf":"2026-06-15T12:00","visits":[{"id":"v1","appointment":"2026-06-15T10:00",
        "intakes":[{{intakes}}],"intakesAreComplete":{{(isComplete ? "true" : "false")}}}]}
        """).FastingPlan;

    private static VisitReview Visit(string json, string? sections = null) => Assert.Single(Review(json, sections).Visits);

    // A policy is the published one with the properties of each section replaced.
    private static CourseReview Review(string json, string? sections = null)
    {
        JsonObject policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!.AsObject();
        foreach ((string section, JsonNode? properties) in JsonNode.Parse(sections ?? "{}")!.AsObject())
        {
            foreach ((string name, JsonNode? value) in properties!.AsObject())
            {
                policy[section]![name] = value?.DeepClone();
            }
        }

        var rules = new InfusionRules(ClinicPolicy.Parse(policy.ToJsonString()));
        return rules.Review(PatientRecord.Parse(json, rules.TimeZone));
    }

    private static void AssertDetermined<TOutcome>(TOutcome expected, Decision<TOutcome> decision)
        where TOutcome : struct, Enum
    {
        Assert.Equal((DecisionStatus.Determined, expected), (decision.Status, decision.Outcome));
        Assert.Empty(decision.Questions);
    }

    private static void AssertOpen<TOutcome>(TOutcome[] possible, Decision<TOutcome> decision)
        where TOutcome : struct, Enum
    {
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal(possible, decision.Possible);
        Assert.Equal(possible[^1], decision.Outcome);
        Assert.NotEmpty(decision.Questions);
    }
}
