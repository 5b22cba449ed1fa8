using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using NodaTime;
using static Infusion.Rules.Tests.Fees.ClinicFees;

namespace Infusion.Rules.Tests.Fees;

/// <summary>Which misses count, which pass, and what is a no-show.</summary>
public class MissTests
{
    private const string Charges = """
        "noticeTiers": [{ "lessThan": "PT24H", "charge": { "amount": "50.00", "currency": "USD" } }],
        "noShow": { "amount": "100.00", "currency": "USD" },
        "reasonCharges": [{ "reason": "no-ride", "charge": { "amount": "75.00", "currency": "USD" } }]
        """;

    private static InfusionRules Counting(string count) => Of($$"""
        {{Charges}},
        "repeat": { "fromMiss": 3, "charge": { "percentOfPrice": 100 } },
        "graceMisses": 1,
        "missCount": { {{count}} }
        """);

    [Theory]
    [InlineData("\"within\": \"P12M\"", "within 12 months")]
    [InlineData("\"areInARow\": true", "in a row")]
    [InlineData("\"areOfOneKind\": true", "of the same kind")]
    [InlineData("\"within\": \"P1Y\", \"areInARow\": true, \"areOfOneKind\": true", "of the same kind in a row within 1 year")]
    public void Only_the_misses_that_count_are_counted(string json, string count)
    {
        InfusionRules rules = Counting(json);

        Assert.Equal("WithinGrace 0.00 USD", rules.Decided(NoShow.After(9, counted: 0)));
        Assert.Equal("Charged 100.00 USD", rules.Decided(NoShow.After(9, counted: 1)));
        Assert.Equal("Charged 400.00 USD", rules.Decided(NoShow.After(9, counted: 2)));
        Assert.Equal("WithinGrace 0.00 USD", rules.Decided(NoShow.After(0)));
        string Says(string id) => rules.Fees.CancellationTable.Rules.Single(rule => rule.Id == id).Says;
        Assert.Equal($"From miss 3 {count} on, a miss costs 100 % of the price", Says("fee.repeated-miss"));
        Assert.Equal($"The clinic lets the first miss {count} pass", Says("fee.grace"));
        TableLaws.Assert(rules.Fees.CancellationTable);
    }

    [Fact]
    public void All_earlier_misses_are_the_most_that_count()
    {
        InfusionRules rules = Counting("\"within\": \"P12M\"");
        Decision<CancellationFeeOutcome> open = rules.Fees.DecideCancellation(NoShow.After(1));

        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.WithinGrace], open.Possible);
        Question question = Assert.Single(open.Questions);
        Assert.Equal(
            "How often has the patient missed an appointment before, counting those within 12 months?", question.Ask);
        Assert.Equal("cancelled.countedMisses", question.Path);
    }

    [Fact]
    public void Where_every_miss_counts_the_others_are_not_read() =>
        Assert.Equal("Charged 100.00 USD", Of($"{Charges}, \"graceMisses\": 1").Decided(NoShow.After(1, counted: 0)));

    [Fact]
    public void A_grace_for_one_kind_of_miss_lets_no_other_pass()
    {
        InfusionRules rules = Of($"{Charges}, \"graceMisses\": 2, \"graceFor\": [\"late-cancellation\", \"no-ride\"]");
        Visit noRide = NoShow with
        {
            Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.NoRide },
        };

        Assert.Equal("WithinGrace 0.00 USD", rules.Decided(PatientCancels("2026-06-15 08:00").After(1)));
        Assert.Equal("Charged 50.00 USD", rules.Decided(PatientCancels("2026-06-15 08:00").After(2)));
        Assert.Equal("WithinGrace 0.00 USD", rules.Decided(noRide.After(1)));
        Assert.Equal("Charged 100.00 USD", rules.Decided(NoShow.After(0)));
        Assert.Equal("Charged 100.00 USD", rules.Decided(NoShow.After(null)));
        Assert.Equal(
            "The clinic lets the first 2 misses pass where it is a late cancellation or a cancellation by the clinic (no ride)",
            rules.Fees.CancellationTable.Rules.Single(rule => rule.Id == "fee.grace").Says);
        TableLaws.Assert(rules.Fees.CancellationTable);
    }

    [Fact]
    public void An_arrival_later_than_the_clinic_says_is_a_no_show()
    {
        InfusionRules rules = Of("\"noShow\": { \"amount\": \"100.00\", \"currency\": \"USD\" }, \"noShowLateBy\": \"PT15M\"");

        Assert.Equal("NotPublished 0.00 USD", rules.Decided(TurnedAway("2026-06-15 10:15")));
        Assert.Equal("Charged 100.00 USD", rules.Decided(TurnedAway("2026-06-15 10:15:01")));
        Assert.Equal("Charged 100.00 USD", rules.Decided(NoShow));
        Decision<CancellationFeeOutcome> open = rules.Fees.DecideCancellation(TurnedAway("2026-06-15 10:15") with { Arrival = null });
        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.NotPublished], open.Possible);
        Assert.Equal("When did the patient arrive?", Assert.Single(open.Questions).Ask);
        Assert.Equal(
            "A no-show costs 100.00 USD; so does a cancellation once the appointment has begun, and so does an arrival late by more than "
            + "15 min that the clinic turns away",
            rules.Fees.CancellationTable.Rules.Single(rule => rule.Id == "fee.no-show").Says);
        TableLaws.Assert(rules.Fees.CancellationTable);
    }

    [Fact]
    public void An_arrival_that_is_late_and_no_no_show_costs_what_lateness_costs()
    {
        InfusionRules rules = Of("""
            "noShow": { "amount": "100.00", "currency": "USD" },
            "noShowLateBy": "PT30M",
            "reasonCharges": [
              { "reason": "late-arrival", "lateByMoreThan": "PT15M", "charge": { "amount": "25.00", "currency": "USD" } }
            ]
            """);

        Assert.Equal("NoFee 0.00 USD", rules.Decided(TurnedAway("2026-06-15 10:15")));
        Assert.Equal("Charged 25.00 USD", rules.Decided(TurnedAway("2026-06-15 10:15:01")));
        Assert.Equal("Charged 25.00 USD", rules.Decided(TurnedAway("2026-06-15 10:30")));
        Assert.Equal("Charged 100.00 USD", rules.Decided(TurnedAway("2026-06-15 10:30:01")));
        TableLaws.Assert(rules.Fees.CancellationTable);
    }

    [Fact]
    public void A_prepayment_stands_beside_a_charge_for_every_kind_of_miss()
    {
        InfusionRules rules = Of("""
            "noticeTiers": [{ "lessThan": "PT48H", "charge": { "amount": "50.00", "currency": "USD" } }],
            "noShow": { "amount": "100.00", "currency": "USD" },
            "prepaidAfterMisses": 3,
            "reasonCharges": [
              { "reason": "late-arrival", "charge": { "amount": "25.00", "currency": "USD" }, "lateByMoreThan": "PT20M" },
              { "reason": "no-ride", "charge": { "amount": "25.00", "currency": "USD" } },
              { "reason": "blood-pressure", "charge": { "amount": "25.00", "currency": "USD" } },
              { "reason": "other", "charge": { "amount": "25.00", "currency": "USD" } }
            ]
            """);
        Assert.Equal(PrepaymentOutcome.NotRequired, rules.Fees.DecidePrepayment(NoShow.After(1)).Outcome);
        Assert.Equal(PrepaymentOutcome.Required, rules.Fees.DecidePrepayment(NoShow.After(2)).Outcome);
    }

    [Theory]
    [InlineData("\"graceFor\": [\"no-show\"],", true)]
    [InlineData("", false)]
    [InlineData("\"graceFor\": [\"no-show\", \"late-cancellation\"],", false)]
    public void A_grace_for_some_misses_leaves_the_first_charge_to_the_others(string graceFor, bool isRead)
    {
        string fees = $$"""
            "noticeTiers": [{ "lessThan": "PT24H", "charge": { "percentOfPrice": 50 } }], "noShow": { "percentOfPrice": 100 },
            "graceMisses": 1, {{graceFor}} "repeat": { "fromMiss": 2, "charge": { "percentOfPrice": 100 } }
            """;
        if (!isRead)
        {
            Assert.Contains("grace that reaches the repeated misses", Assert.Throws<DocumentException>(() => Of(fees)).Message,
                StringComparison.Ordinal);
            return;
        }

        Assert.StartsWith("WithinGrace", Of(fees).Decided(NoShow.After(0)), StringComparison.Ordinal);
        Assert.StartsWith("Charged", Of(fees).Decided(PatientCancels("2026-06-15 08:00").After(0)), StringComparison.Ordinal);
    }

    [Fact]
    public void After_some_misses_the_next_visit_is_paid_in_advance()
    {
        InfusionRules rules = Of($"{Charges}, \"prepaidAfterMisses\": 2, \"waiverReasons\": [\"illness\"]");
        PrepaymentOutcome Decided(Visit visit)
        {
            Decision<PrepaymentOutcome> decision = rules.Fees.DecidePrepayment(visit);
            Assert.Equal(DecisionStatus.Determined, decision.Status);
            return decision.Outcome;
        }

        Assert.Equal(PrepaymentOutcome.NotRequired, Decided(NoShow.After(0)));
        Assert.Equal(PrepaymentOutcome.Required, Decided(NoShow.After(1)));
        Assert.Equal(PrepaymentOutcome.Required, Decided(PatientCancels("2026-06-14 10:00:01").After(1)));
        Assert.Equal(PrepaymentOutcome.NotRequired, Decided(PatientCancels("2026-06-14 10:00").After(1)));
        Visit waived = NoShow.After(1);
        Assert.Equal(
            PrepaymentOutcome.NotRequired, Decided(waived with { Cancellation = waived.Cancellation! with { Waiver = "illness" } }));
        Decision<PrepaymentOutcome> open = rules.Fees.DecidePrepayment(NoShow);
        Assert.Equal([PrepaymentOutcome.NotRequired, PrepaymentOutcome.Required], open.Possible);
        Assert.Equal("fee.earlier-misses", Assert.Single(open.Questions).Fact);
        Assert.Equal(
            "After 2 misses the next visit is paid in advance",
            rules.Fees.PrepaymentTable.Rules.Single(rule => rule.Id == "fee.prepayment").Says);
        Assert.Equal("Charged 100.00 USD", rules.Decided(NoShow.After(1)));
        TableLaws.Assert(rules.Fees.PrepaymentTable);
    }

    [Fact]
    public void The_review_of_a_missed_visit_says_so_and_one_without_the_rule_says_nothing()
    {
        PatientRecord record = new()
        {
            Id = "p1",
            AsOf = ClinicTime.Local("2026-06-16 12:00").Earliest,
            Visits = [NoShow.After(1)],
        };
        InfusionRules rules = Of($"{Charges}, \"prepaidAfterMisses\": 2");

        Assert.Equal(PrepaymentOutcome.Required, rules.Review(record).Visits[0].Prepayment!.Value.Outcome);
        Assert.Contains(rules.Review(record).ToDocuments(), document => document.Decision == "fee.prepayment");
        Assert.Null(Of(Charges).Review(record).Visits[0].Prepayment);
        Assert.Equal(
            PrepaymentOutcome.NotPublished, Of(Charges).Fees.DecidePrepayment(NoShow.After(9)).Outcome);
    }

    [Theory]
    [InlineData(
        "\"prepaidAfterMisses\": 2",
        "$.fees.prepaidAfterMisses: found a rule about misses that cost nothing; allowed: noticeTiers, noShow or reasonCharges beside it.")]
    [InlineData(
        $"{Charges}, \"missCount\": {{ \"within\": \"P12M\" }}",
        "$.fees.missCount: found a count of misses that nothing is decided by; allowed: repeat, graceMisses or prepaidAfterMisses beside it.")]
    [InlineData(
        $"{Charges}, \"graceMisses\": 1, \"missCount\": {{ \"areInARow\": false }}",
        "$.fees.missCount: found a count of all misses; allowed: within, areInARow or areOfOneKind, or missCount left out.")]
    [InlineData(
        $"{Charges}, \"graceFor\": [\"no-show\"]",
        "$.fees.graceFor: found the misses of a grace without their number; allowed: graceMisses beside it.")]
    [InlineData(
        $"{Charges}, \"graceMisses\": 1, \"graceFor\": [\"no-show\", \"blood-pressure\"]",
        "$.fees.graceFor[1]: found a miss that costs nothing; allowed: late-cancellation, no-show, no-ride, which have a charge.")]
    [InlineData(
        "\"noShowLateBy\": \"PT15M\"",
        "$.fees.noShowLateBy: found a no-show that costs nothing; allowed: noShow beside it, or a late-arrival in reasonCharges.")]
    [InlineData(
        """
        "noShow": { "percentOfPrice": 50 }, "noShowLateBy": "PT15M",
        "reasonCharges": [{ "reason": "late-arrival", "lateByMoreThan": "PT15M", "charge": { "percentOfPrice": 10 } }]
        """,
        "$.fees.noShowLateBy: found a no-show before a late arrival costs anything; allowed: a lateness above lateByMoreThan of the "
        + "late-arrival.")]
    public void What_nothing_can_reach_is_refused(string fees, string problem) => Assert.Equal(problem, Refused(fees));

    [Fact]
    public void A_count_in_code_narrows_something()
    {
        Assert.Throws<ArgumentException>(() => new MissCount());
        Assert.Equal(new MissCount(Period.FromMonths(12)), new MissCount(Period.FromMonths(12)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cancellation { CountedMisses = 1_001 });
    }
}
