using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Tests.Decisions;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Fees;

/// <summary>Scenario S18, other clinics' fees, and statements of charges.</summary>
public class FeeTests
{
    internal static FeeRules Rules => With(PublishedFees.Policy);

    private static FeePolicy Tiered => PublishedFees.Policy with
    {
        NoticeTiers = [new(Duration.FromHours(24), Flat(100)), new(Duration.FromHours(48), new FeeCharge.PercentOfPrice(50))],
        NoShow = new FeeCharge.PercentOfPrice(75),
        Repeat = new(3, new FeeCharge.PercentOfPrice(100)),
        GraceMisses = 1,
        WaiverReasons = ["illness", "weather"],
    };

    public static TheoryData<FeePolicy> Policies =>
    [
        PublishedFees.Policy,
        Tiered,
        PublishedFees.Policy with { NoShow = Flat(50) },
        PublishedFees.Policy with { NoticeTiers = [new(Duration.FromHours(24), Flat(50))] },
        PublishedFees.Policy with { WaiverReasons = ["illness"], Referral = new() { Credit = Money.Usd(25), DoesFreeCallCount = true, Stacking = CreditStacking.OnePerVisit } },
    ];

    [Theory]
    [InlineData("2026-06-15 07:00", "2026-06-15 07:30")]
    [InlineData("2026-06-15 07:00", "2026-06-15 09:30")]
    public void S18ac_the_clinic_cancels_for_a_violation_and_charges_once_however_many_rules_were_broken(string solid, string water)
    {
        Verdict plan = Plan(("solid", solid), ("water", water));
        FeeDecision decision = Rules.Cancellation(Fasting(plan));
        Assert.Equal((DecisionStatus.Determined, CancellationFeeOutcome.Charged), (decision.Status, decision.Outcome));
        Assert.Equal(Money.Usd(100.00m), decision.Amount);
    }

    [Fact]
    public void S18a_the_new_appointment_is_on_a_later_clinic_date()
    {
        Assert.Equal(RescheduleOutcome.AnotherDay, Reschedule("2026-06-15 10:00", "2026-06-16 08:00"));
        Assert.Equal(RescheduleOutcome.AnotherDay, Reschedule("2026-06-15 23:30", "2026-06-16 00:00"));
        Assert.Equal(RescheduleOutcome.RescheduledSameDay, Reschedule("2026-06-15 10:00", "2026-06-15 23:59"));
        Assert.Equal(RescheduleOutcome.RescheduledSameDay, Reschedule("2026-06-15 10:00", "2026-06-14 10:00"));
        Assert.Equal(DecisionStatus.NeedsInformation, Rules.Reschedule(new() { Cancelled = Local("2026-06-15 10:00") }).Status);
    }

    [Fact]
    public void S18b_a_violation_with_the_infusion_going_ahead_costs_nothing()
    {
        FeeDecision decision = Rules.Cancellation(new() { End = AppointmentEnd.InfusionGiven, FastingPlan = Plan(("solid", "2026-06-15 07:00")) });
        AssertNothing(CancellationFeeOutcome.NoFee, decision);
    }

    [Theory]
    [InlineData(AppointmentEnd.PatientCancelled, CancellationReason.FastingViolation)]
    [InlineData(AppointmentEnd.PatientCancelled, null)]
    [InlineData(AppointmentEnd.NoShow, null)]
    [InlineData(AppointmentEnd.ClinicCancelled, CancellationReason.BloodPressure)]
    [InlineData(AppointmentEnd.ClinicCancelled, CancellationReason.LateArrival)]
    [InlineData(AppointmentEnd.ClinicCancelled, CancellationReason.NoRide)]
    [InlineData(AppointmentEnd.ClinicCancelled, CancellationReason.Other)]
    public void S18def_other_cancellations_add_nothing_and_are_not_published(AppointmentEnd end, CancellationReason? reason)
    {
        FeeDecision decision = Rules.Cancellation(new() { End = end, Reason = reason });
        AssertNothing(CancellationFeeOutcome.NotPublished, decision);
        Assert.Equal("fee.other-cancellations", decision.ToDocument().Rules.Single().Id);
    }

    [Fact]
    public void S18g_exactly_on_the_cut_off_the_fasting_reason_is_not_supported()
    {
        AssertNothing(CancellationFeeOutcome.ReasonNotSupported, Rules.Cancellation(Fasting(Plan(("solid", "2026-06-15 06:00")))));
        Assert.Equal(Money.Usd(100), Rules.Cancellation(Fasting(Plan(("solid", "2026-06-15 06:00:01")))).Amount);
    }

    [Theory]
    [InlineData("oral-medicine")]
    [InlineData("chewing gum")]
    public void What_a_clinician_judges_does_not_support_a_fee(string kind) =>
        AssertNothing(CancellationFeeOutcome.ReasonNotSupported, Rules.Cancellation(Fasting(Plan((kind, "2026-06-15 09:30")))));

    [Fact]
    public void Unknown_intakes_need_information_and_nothing_is_charged_meanwhile()
    {
        FeeDecision decision = Rules.Cancellation(Fasting(null));
        Assert.Equal((DecisionStatus.NeedsInformation, CancellationFeeOutcome.ReasonNotSupported), (decision.Status, decision.Outcome));
        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.ReasonNotSupported], decision.Possible);
        Assert.Equal(Money.Usd(0), decision.Amount);
        Assert.Equal("fee.fasting-plan", Assert.Single(decision.Questions).Fact);
    }

    [Theory]
    [InlineData(24, 0, 0)]
    [InlineData(24, 1, 200)]
    [InlineData(48, 1, 0)]
    [InlineData(23, 1, 100)]
    [InlineData(23, 0, 0)]
    [InlineData(23, 2, 400)]
    [InlineData(-1, 1, 100)]
    public void Notice_tiers_grace_and_repeats_are_the_policys(int hours, int earlier, int expected)
    {
        Moment appointment = Local("2026-06-15 10:00");
        FeeDecision decision = With(Tiered).Cancellation(new()
        {
            End = AppointmentEnd.PatientCancelled,
            Appointment = appointment,
            CancelledAt = Moment.At(appointment.Earliest - Duration.FromHours(hours)),
            EarlierMisses = earlier,
            VisitPrice = Money.Usd(400),
        });
        Assert.Equal((DecisionStatus.Determined, Money.Usd(expected)), (decision.Status, decision.Amount));
    }

    [Theory]
    [InlineData(1, "The clinic lets the first miss pass")]
    [InlineData(2, "The clinic lets the first 2 misses pass")]
    public void The_grace_rule_says_how_many_misses_pass(int misses, string sentence)
    {
        FeeRules rules = With(Tiered with { GraceMisses = misses, Repeat = new(misses + 2, new FeeCharge.PercentOfPrice(100)) });

        Assert.Equal(sentence, Assert.Single(rules.CancellationTable.Rules, rule => rule.Id == "fee.grace").Says);
    }

    [Fact]
    public void Waivers_win_and_a_share_without_a_price_is_not_known()
    {
        FeeFacts noShow = new() { End = AppointmentEnd.NoShow, EarlierMisses = 1 };
        Assert.Null(With(Tiered).Cancellation(noShow).Amount);
        Assert.Equal(Money.Usd(300), With(Tiered).Cancellation(noShow with { VisitPrice = Money.Usd(400) }).Amount);
        AssertNothing(CancellationFeeOutcome.Waived, With(Tiered).Cancellation(noShow with { Waiver = "illness" }));
        AssertNothing(CancellationFeeOutcome.WithinGrace, With(Tiered).Cancellation(noShow with { EarlierMisses = 0 }));
        AssertNothing(CancellationFeeOutcome.Waived, With(Tiered).Cancellation(Fasting(Plan(("solid", "2026-06-15 07:00"))) with { Waiver = "weather" }));
    }

    [Fact]
    public void Notice_in_business_hours_needs_the_clinics_calendar()
    {
        FeePolicy policy = PublishedFees.Policy with { NoticeTiers = [new(Duration.FromHours(8), Flat(50))], NoticeUnit = NoticeUnit.BusinessHours };
        Assert.Contains("calendar", Assert.Throws<ArgumentException>(() => With(policy)).Message, StringComparison.Ordinal);
        FeeRules rules = With(policy with
        {
            Calendar = new()
            {
                Hours = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours((IsoDayOfWeek)day, new(9, 0), new(17, 0)))],
                ClosedOn = [new(2026, 6, 12)],
            },
        });
        Assert.Equal(Money.Usd(0), Cancel("2026-06-11 10:00").Amount);
        Assert.Equal(Money.Usd(50), Cancel("2026-06-11 10:01").Amount);
        FeeDecision Cancel(string at) => rules.Cancellation(new()
        {
            End = AppointmentEnd.PatientCancelled,
            Appointment = Local("2026-06-15 10:00"),
            CancelledAt = Local(at),
        });
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_tables_of_every_policy_are_complete_and_lawful(FeePolicy policy)
    {
        FeeRules rules = With(policy);
        TableLaws.Assert(rules.CancellationTable, rules.RescheduleTable, rules.ReferralTable, rules.CreditUseTable, rules.PaymentTable);
    }

    [Property(MaxTest = 500)]
    public void More_notice_never_costs_more(int first, ushort more)
    {
        Moment appointment = Local("2026-06-15 10:00");
        FeeRules rules = With(Tiered with { NoticeTiers = [new(Duration.FromHours(24), Flat(100)), new(Duration.FromHours(48), Flat(50))] });
        decimal less = Cost(Math.Abs(first % 6000));
        Assert.True(Cost(Math.Abs(first % 6000) + more) <= less);
        decimal Cost(int minutes) => rules.Cancellation(new()
        {
            End = AppointmentEnd.PatientCancelled,
            Appointment = appointment,
            EarlierMisses = 1,
            CancelledAt = Moment.At(appointment.Earliest - Duration.FromMinutes(minutes)),
        }).Amount!.Value.Amount;
    }

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        FeeRules rules = Rules;
        FeeFacts facts = Fasting(Plan(("solid", "2026-06-15 07:00")));
        Assert.Equal(0, Allocation.Of(() => rules.Cancellation(facts).Outcome));
    }

    [Fact]
    public void A_statement_shows_every_line_with_its_rule_and_bills_no_insurer()
    {
        FeeRules rules = Rules;
        StatementOfCharges statement = rules.Statement(
            [new("A1", Money.Usd(400), Money.Usd(25))],
            [new("A2", rules.Cancellation(Fasting(Plan(("solid", "2026-06-15 07:00"))))), new("A3", rules.Cancellation(new() { End = AppointmentEnd.NoShow }))]);
        Assert.Equal((DecisionStatus.Determined, Money.Usd(475)), (statement.Status, statement.Total));
        Assert.Equal(
            [
                "Visit: 400.00 USD [payment.visit-price, R73]", "Credit: -25.00 USD [referral.applied, R72]",
                "Fee: 100.00 USD [fee.fasting-cancellation, R50]", "Fee: 0.00 USD [fee.other-cancellations, R50]",
            ],
            statement.Lines.Select(line => line.ToString()));
        Assert.Equal([PaymentNote.SelfPay, PaymentNote.PriceFromClinic, PaymentNote.VisitDocumentation], statement.Notes);
        Assert.Equal("475.00 USD", statement.ToDocument().Values.Single(value => value.Id == "statement.total").Value);
    }

    [Fact]
    public void A_price_that_is_not_given_leaves_the_total_not_published()
    {
        StatementOfCharges statement = Rules.Statement([new("A1", null)], [new("A2", Rules.Cancellation(Fasting(null)))]);
        Assert.Equal((DecisionStatus.NeedsInformation, (Money?)null), (statement.Status, statement.Total));
        Assert.Equal("NotPublished", statement.ToDocument().Values[0].Value);
        Assert.NotEmpty(statement.ToDocument().Questions);

        StatementOfCharges open = Rules.Statement([new("A1", Money.Usd(475))], [new("A2", Rules.Cancellation(Fasting(null)))]);
        Assert.Equal((DecisionStatus.NeedsInformation, (Money?)null, Money.Usd(475)), (open.Status, open.Total, open.KnownTotal));
        Assert.Equal(("NotKnown", "fee.fasting-cancellation"), (open.Lines[1].AmountText, open.Lines[1].Rule.Id));
        Assert.Equal("NotKnown", open.ToDocument().Values.Single(value => value.Id == "statement.total").Value);
        Assert.DoesNotContain(PaymentNote.VisitDocumentation, Rules.Statement([], []).Notes);
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        FeeRules rules = Rules;
        FeeDecision fee = rules.Cancellation(new() { End = AppointmentEnd.NoShow });
        Assert.Throws<ArgumentNullException>(() => rules.Cancellation(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Cancellation(new() { VisitPrice = Money.Usd(-1) }));
        Assert.Throws<ArgumentException>(() => rules.Cancellation(new() { VisitPrice = default(Money) }));
        Assert.Throws<ArgumentException>(() => rules.Cancellation(new() { Waiver = "because" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Cancellation(new() { EarlierMisses = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Statement([new("A1", Money.Usd(-1))], []));
        Assert.Throws<ArgumentException>(() => rules.Statement([new("A1", Money.Of(1, "EUR"))], []));
        Assert.Throws<ArgumentException>(() => rules.Statement([new("A1", Money.Usd(20), Money.Usd(25))], []));
        Assert.Throws<ArgumentException>(() => rules.Statement([], [new("A1", fee), new("A1", fee)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeeCharge.Flat(Money.Usd(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeeCharge.PercentOfPrice(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatCharge(1, Flat(1)));
        Assert.Throws<ArgumentException>(() => With(PublishedFees.Policy with { GraceMisses = 1 }));
        Assert.Throws<ArgumentException>(() => With(Tiered with { GraceMisses = 2 }));
        Assert.Throws<ArgumentException>(() => With(PublishedFees.Policy with { NoShow = new FeeCharge.Flat(Money.Of(1, "EUR")) }));
        Assert.Throws<InvalidOperationException>(() => default(FeeDecision).Questions);
        Assert.Equal("fee facts: end", new FeeFacts { End = AppointmentEnd.NoShow }.ToString());
    }

    internal static FeeRules With(FeePolicy policy) => new(policy, FastingRules.IntakeTable, Zone, new("virginia-infusion-therapies", "1", "test"));

    private static FastingRules FastingRules => new(PublishedFasting.Policy, Zone, new("virginia-infusion-therapies", "1", "test"));

    private static FeeCharge.Flat Flat(decimal dollars) => new(Money.Usd(dollars));

    private static FeeFacts Fasting(Verdict? plan) =>
        new() { End = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.FastingViolation, FastingPlan = plan };

    private static Verdict Plan(params (string Kind, string At)[] intakes) => FastingRules.Plan(new()
    {
        Appointment = Local("2026-06-15 10:00"),
        Intakes = [.. intakes.Select(intake => Intake.Of(intake.Kind, Local(intake.At)))],
        Completeness = ListCompleteness.Complete,
    }).Verdict;

    private static RescheduleOutcome Reschedule(string cancelled, string next)
    {
        RescheduleDecision decision = Rules.Reschedule(new() { Cancelled = Local(cancelled), New = Local(next) });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome;
    }

    private static void AssertNothing(CancellationFeeOutcome outcome, FeeDecision decision)
    {
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
        Assert.Equal(Money.Usd(0.00m), decision.Amount);
    }
}
