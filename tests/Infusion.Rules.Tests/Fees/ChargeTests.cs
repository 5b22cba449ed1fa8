using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using static Infusion.Rules.Tests.Fees.ClinicFees;

namespace Infusion.Rules.Tests.Fees;

/// <summary>A charge whose amount is not published, and one that a clinic may make and need not.</summary>
public class ChargeTests
{
    private static InfusionRules Unpublished => Of("""
        "noticeTiers": [{ "lessThan": "PT24H", "charge": { "amountNotPublished": true } }],
        "noShow": { "amount": "150.00", "currency": "USD" }
        """);

    private static InfusionRules May => Of("""
        "noticeTiers": [{ "lessThan": "PT24H", "charge": { "percentOfPrice": 25, "modality": "may" } }],
        "noShow": { "amount": "150.00", "currency": "USD", "modality": "may" }
        """);

    [Fact]
    public void An_amount_that_is_not_published_is_charged_and_never_nothing()
    {
        Assert.Equal("Charged NotPublished", Unpublished.Decided(PatientCancels("2026-06-14 10:00:01")));
        Assert.Equal("NoFee 0.00 USD", Unpublished.Decided(PatientCancels("2026-06-14 10:00")));
        Assert.Equal(
            "A patient's cancellation with less than 24 h of notice costs an amount that is not published",
            Rule(Unpublished, "fee.notice.less-than-24-h").Says);
    }

    [Fact]
    public void A_statement_with_an_amount_that_is_not_published_has_no_total()
    {
        StatementOfCharges statement = Unpublished.Statement(PatientCancels("2026-06-15 08:00"), NoShow);

        Assert.Equal(["Fee: NotPublished", "Fee: 150.00 USD"], statement.Lines.Select(line => $"{line.Kind}: {line.AmountText}"));
        Assert.Equal((DecisionStatus.NeedsInformation, (Money?)null, Money.Usd(150)),
            (statement.Status, statement.Total, statement.KnownTotal));
        Assert.EndsWith("total NotPublished", statement.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_charge_has_an_amount_nothing_needs_a_currency()
    {
        InfusionRules rules = Of("\"noShow\": { \"amountNotPublished\": true }");

        Assert.Equal("Charged NotPublished", rules.Decided(NoShow));
        Assert.Equal("NotPublished", rules.Statement(NoShow).ToDocument().Values.Single(value => value.Id == "statement.total").Value);
    }

    [Fact]
    public void Where_every_charge_is_a_share_the_price_tells_the_currency()
    {
        InfusionRules rules = Of("\"noShow\": { \"percentOfPrice\": 30 }");
        Visit missed = NoShow with { Price = Money.Of(500, "EUR") };

        Assert.Equal("Charged 150.00 EUR", rules.Decided(missed));
        Assert.Equal(Money.Of(150, "EUR"), rules.Statement(missed).Total);
        Assert.Equal("NotPublished 0.00 EUR", rules.Decided(PatientCancels("2026-06-13 10:00") with { Price = Money.Of(500, "EUR") }));
    }

    [Fact]
    public void One_of_two_charges_of_which_one_has_an_amount_is_not_known()
    {
        InfusionRules rules = Of("""
            "noticeTiers": [
              { "lessThan": "PT24H", "charge": { "amountNotPublished": true } },
              { "lessThan": "PT48H", "charge": { "amount": "50.00", "currency": "USD" } }
            ]
            """);
        Visit either = PatientCancels("2026-06-14 10:00") with
        {
            Cancellation = new()
            {
                By = AppointmentEnd.PatientCancelled,
                At = Moment.Between(ClinicTime.Local("2026-06-14 09:00").Earliest, ClinicTime.Local("2026-06-14 11:00").Earliest),
            },
        };

        Assert.Equal("Charged NotKnown", rules.Decided(either));
        Assert.Equal("NotKnown", Assert.Single(rules.Statement(either).Lines).AmountText);
    }

    [Fact]
    public void What_a_clinic_may_charge_is_shown_and_not_owed()
    {
        Assert.Equal("MayBeCharged 150.00 USD", May.Decided(NoShow));
        Assert.Equal("MayBeCharged 100.00 USD", May.Decided(PatientCancels("2026-06-15 08:00")));

        StatementOfCharges statement = May.Statement(NoShow);
        Assert.Equal("PermittedFee: 150.00 USD [fee.no-show, clinic-policy]", Assert.Single(statement.Lines).ToString());
        Assert.Equal((DecisionStatus.Determined, Money.Usd(0)), (statement.Status, statement.Total));
        Assert.Contains(statement.ToDocument().Values, value => value.Id.StartsWith("statement.permitted fee", StringComparison.Ordinal));
    }

    [Fact]
    public void Its_sentence_and_its_modality_say_may()
    {
        Rule noShow = Rule(May, "fee.no-show");
        Assert.Equal(
            ("A no-show may cost 150.00 USD; so may a cancellation once the appointment has begun", Modality.Permitted),
            (noShow.Says, noShow.Modality));
        Assert.Equal(Modality.Required, Rule(Unpublished, "fee.no-show").Modality);
    }

    [Fact]
    public void What_may_be_charged_and_how_much_is_not_published_leaves_the_total_known()
    {
        InfusionRules rules = Of("\"noShow\": { \"amountNotPublished\": true, \"modality\": \"may\" }");

        Assert.Equal("MayBeCharged NotPublished", rules.Decided(NoShow));
        Assert.Equal("NotPublished", Assert.Single(rules.Statement(NoShow).Lines).AmountText);
        Assert.Equal(DecisionStatus.Determined, rules.Statement(NoShow).Status);
    }

    [Theory]
    [InlineData("""{ "amount": "80.00", "currency": "USD" }""", "Charged 80.00 USD", "A deposit of 80.00 USD is paid at the booking")]
    [InlineData("""{ "percentOfPrice": 25 }""", "Charged 100.00 USD", "A deposit of 25 % of the price is paid at the booking")]
    [InlineData(
        """{ "amountNotPublished": true, "modality": "may" }""", "Charged NotPublished",
        "A deposit of an amount that is not published may be paid at the booking")]
    public void A_charge_may_be_the_deposit(string deposit, string late, string says)
    {
        InfusionRules rules = Of($$"""
            "deposit": {{deposit}},
            "noticeTiers": [{ "lessThan": "PT48H", "charge": { "deposit": true } }],
            "noShow": { "deposit": true, "modality": "may" }
            """);

        Assert.Equal("NoFee 0.00 USD", rules.Decided(PatientCancels("2026-06-13 10:00")).Replace("XXX", "USD", StringComparison.Ordinal));
        Assert.Equal(late, rules.Decided(PatientCancels("2026-06-13 10:00:01")));
        Assert.Equal(late.Replace("Charged", "MayBeCharged", StringComparison.Ordinal), rules.Decided(NoShow));
        Assert.Equal("A patient's cancellation with less than 48 h of notice costs the deposit", Rule(rules, "fee.notice.less-than-48-h").Says);
        Assert.Equal(says, Rule(rules, "payment.deposit").Says);
        Assert.Contains(PaymentNote.Deposit, rules.Statement(NoShow).Notes);
    }

    [Theory]
    [InlineData("\"noShow\": { \"deposit\": true }", "$.fees.noShow")]
    [InlineData("\"noticeTiers\": [{ \"lessThan\": \"PT48H\", \"charge\": { \"deposit\": true } }]", "$.fees.noticeTiers[0].charge")]
    [InlineData("\"reasonCharges\": [{ \"reason\": \"no-ride\", \"charge\": { \"deposit\": true } }]", "$.fees.reasonCharges[0].charge")]
    public void A_deposit_that_is_not_published_is_kept_by_no_charge(string fees, string path)
    {
        DocumentException refused = Assert.Throws<DocumentException>(() => Of(fees));

        Assert.Contains($"{path}: found a deposit that is not published; allowed: fees.deposit beside it, or an amount", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_price_is_not_known_nothing_is_charged()
    {
        InfusionRules rules = May;
        Decision<CancellationFeeOutcome> open = rules.Fees.DecideCancellation(PatientCancels("2026-06-15 08:00") with { Price = null });

        Assert.Equal([CancellationFeeOutcome.MayBeCharged, CancellationFeeOutcome.NoFee], open.Possible);
        Assert.Equal(Money.Usd(0), rules.Fees.AmountOf(open));
    }

    [Fact]
    public void A_fasting_fee_may_be_charged_too()
    {
        InfusionRules rules = Of("\"fastingCharge\": { \"amount\": \"50.00\", \"currency\": \"USD\", \"modality\": \"may\" }");

        Assert.Equal(
            (
                "When the clinic cancels because of a fasting violation, the fee may be 50.00 USD",
                Modality.Permitted),
            (Rule(rules, "fee.fasting-cancellation").Says, Rule(rules, "fee.fasting-cancellation").Modality));
    }

    [Theory]
    [InlineData(
        "\"noShow\": { \"amount\": \"0.00\", \"currency\": \"USD\", \"modality\": \"may\" }",
        "$.fees.noShow.modality: found nothing that the clinic may charge; allowed: an amount above zero, or no modality.")]
    [InlineData(
        "\"noShow\": { \"percentOfPrice\": 0, \"modality\": \"may\" }",
        "$.fees.noShow.modality: found nothing that the clinic may charge; allowed: a share above zero, or no modality.")]
    [InlineData(
        "\"noShow\": { \"percentOfPrice\": 10, \"modality\": \"required\" }",
        "$.fees.noShow.modality: found another word; allowed: one of may.")]
    [InlineData(
        "\"noShow\": { \"amountNotPublished\": false }",
        "$.fees.noShow.amountNotPublished: found false; allowed: true, or an amount with its currency, or percentOfPrice.")]
    public void What_says_nothing_is_refused(string fees, string problem) => Assert.Equal(problem, Refused(fees));

    [Fact]
    public void The_tables_are_complete_and_lawful()
    {
        TableLaws.Assert(Unpublished.Fees.CancellationTable);
        TableLaws.Assert(May.Fees.CancellationTable);
    }

    [Fact]
    public void A_charge_in_code_says_what_it_is()
    {
        Assert.Equal("may be 50.00 USD", new FeeCharge.Flat(Money.Usd(50)) { IsPermitted = true }.ToString());
        Assert.Equal("an amount that is not published", new FeeCharge.NotPublished().ToString());
        Assert.NotEqual(new FeeCharge.NotPublished(), new FeeCharge.NotPublished { IsPermitted = true });
    }

    private static Rule Rule(InfusionRules rules, string id) =>
        rules.Tables.SelectMany(table => table.Rules).Single(rule => rule.Id == id);
}
