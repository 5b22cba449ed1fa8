using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
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
        PublishedFees.Policy with
        {
            WaiverReasons = ["illness"],
            Referral = new() { Credit = Money.Usd(25), DoesFreeCallCount = true, Stacking = CreditStacking.OnePerVisit },
        },
    ];

    [Theory]
    [InlineData("2026-06-15 07:00", "2026-06-15 07:30")]
    [InlineData("2026-06-15 07:00", "2026-06-15 09:30")]
    public void S18ac_the_clinic_cancels_for_a_violation_and_charges_once_however_many_rules_were_broken(string solid, string water)
    {
        Visit visit = Cancelled(("solid", solid), ("water", water));
        Decision<CancellationFeeOutcome> decision = Rules.DecideCancellation(visit);
        Assert.Equal((DecisionStatus.Determined, CancellationFeeOutcome.Charged), (decision.Status, decision.Outcome));
        Assert.Equal(Money.Usd(100.00m), AmountOf(Rules, visit));
    }

    [Fact]
    public void S18a_the_new_appointment_is_on_a_later_clinic_date()
    {
        Assert.Equal(RescheduleOutcome.AnotherDay, Reschedule("2026-06-15 10:00", "2026-06-16 08:00"));
        Assert.Equal(RescheduleOutcome.AnotherDay, Reschedule("2026-06-15 23:30", "2026-06-16 00:00"));
        Assert.Equal(RescheduleOutcome.RescheduledSameDay, Reschedule("2026-06-15 10:00", "2026-06-15 23:59"));
        Assert.Equal(RescheduleOutcome.RescheduledSameDay, Reschedule("2026-06-15 10:00", "2026-06-14 10:00"));
        Assert.Equal(DecisionStatus.NeedsInformation, Rules.DecideReschedule(new() { Appointment = Local("2026-06-15 10:00") }).Status);
    }

    [Fact]
    public void S18b_a_violation_with_the_infusion_going_ahead_costs_nothing()
    {
        Visit given = Ate(("solid", "2026-06-15 07:00")) with { Start = Local("2026-06-15 10:00") };
        AssertNothing(CancellationFeeOutcome.NoFee, Rules, given);
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
        Visit visit = new() { Cancellation = new() { By = end, Reason = reason } };
        AssertNothing(CancellationFeeOutcome.NotPublished, Rules, visit);
        Assert.Equal("fee.other-cancellations", Rules.DecideCancellation(visit).ToDocument().Rules.Single().Id);
    }

    [Fact]
    public void S18g_exactly_on_the_cut_off_the_fasting_reason_is_not_supported()
    {
        AssertNothing(CancellationFeeOutcome.ReasonNotSupported, Rules, Cancelled(("solid", "2026-06-15 06:00")));
        Assert.Equal(Money.Usd(100), AmountOf(Rules, Cancelled(("solid", "2026-06-15 06:00:01"))));
    }

    [Theory]
    [InlineData("oral-medicine")]
    [InlineData("chewing gum")]
    public void What_a_clinician_judges_does_not_support_a_fee(string kind) =>
        AssertNothing(CancellationFeeOutcome.ReasonNotSupported, Rules, Cancelled((kind, "2026-06-15 09:30")));

    [Fact]
    public void Unknown_intakes_need_information_and_nothing_is_charged_meanwhile()
    {
        Decision<CancellationFeeOutcome> decision = Rules.DecideCancellation(Unasked);
        Assert.Equal((DecisionStatus.NeedsInformation, CancellationFeeOutcome.ReasonNotSupported), (decision.Status, decision.Outcome));
        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.ReasonNotSupported], decision.Possible);
        Assert.Equal(Money.Usd(0), AmountOf(Rules, Unasked));
        Assert.Equal("fasting.complete", Assert.Single(decision.Questions).Fact);
    }

    [Theory]
    [InlineData(24, 0, 0)]
    [InlineData(24, 1, 200)]
    [InlineData(48, 1, 0)]
    [InlineData(23, 1, 100)]
    [InlineData(23, 0, 0)]
    [InlineData(23, 2, 400)]
    [InlineData(1, 1, 100)]
    [InlineData(0, 1, 300)]
    [InlineData(-1, 1, 300)]
    [InlineData(-121, 1, 300)]
    [InlineData(-1, 2, 400)]
    public void Notice_tiers_grace_and_repeats_are_the_policys(int hours, int earlier, int expected)
    {
        Moment appointment = Local("2026-06-15 10:00");
        FeeRules rules = With(Tiered);
        Visit visit = new()
        {
            Appointment = appointment,
            Price = Money.Usd(400),
            Cancellation = new()
            {
                By = AppointmentEnd.PatientCancelled,
                At = Moment.At(appointment.Earliest - Duration.FromHours(hours)),
                EarlierMisses = earlier,
            },
        };
        Assert.Equal((DecisionStatus.Determined, Money.Usd(expected)), (rules.DecideCancellation(visit).Status, AmountOf(rules, visit)));
    }

    [Fact]
    public void A_charge_that_may_be_one_of_two_is_certain_and_its_amount_is_not_known()
    {
        FeeRules rules = With(
            Tiered with { NoticeTiers = [new(Duration.FromHours(24), Flat(100)), new(Duration.FromHours(48), Flat(50))] });
        Visit visit = new()
        {
            Appointment = Local("2026-06-15 10:00"),
            Cancellation = new()
            {
                By = AppointmentEnd.PatientCancelled,
                At = Moment.Between(Local("2026-06-14 09:00").Earliest, Local("2026-06-14 11:00").Earliest),
                EarlierMisses = 1,
            },
        };
        Assert.Equal(
            (DecisionStatus.Determined, CancellationFeeOutcome.Charged),
            (rules.DecideCancellation(visit).Status, rules.DecideCancellation(visit).Outcome));
        Assert.Null(AmountOf(rules, visit));
    }

    [Fact]
    public void What_the_patient_ate_is_not_asked_where_no_answer_to_it_can_matter()
    {
        Visit visit = new()
        {
            Appointment = Local("2026-06-15 10:00"),
            Cancellation = new() { By = AppointmentEnd.PatientCancelled, EarlierMisses = 1 },
        };
        Assert.Equal(["fee.notice", "fee.priced"], With(Tiered).DecideCancellation(visit).Questions.Select(question => question.Fact));
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
    public void Waivers_win_and_a_share_of_a_price_that_is_not_known_asks_for_it()
    {
        FeeRules rules = With(Tiered);
        Cancellation missed = new() { By = AppointmentEnd.NoShow, EarlierMisses = 1 };
        Visit noShow = new() { Cancellation = missed };
        Decision<CancellationFeeOutcome> unpriced = rules.DecideCancellation(noShow);
        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.NoFee], unpriced.Possible);
        Assert.Equal("What does the visit cost?", Assert.Single(unpriced.Questions).Ask);
        Assert.Equal(Money.Usd(0), AmountOf(rules, noShow));
        AssertNothing(CancellationFeeOutcome.NoFee, rules, noShow with { Price = Money.Usd(0) });
        Assert.Equal(Money.Usd(300), AmountOf(rules, noShow with { Price = Money.Usd(400) }));
        AssertNothing(CancellationFeeOutcome.Waived, rules, noShow with { Cancellation = missed with { Waiver = "Illness" } });
        AssertNothing(CancellationFeeOutcome.WithinGrace, rules, noShow with { Cancellation = missed with { EarlierMisses = 0 } });
        AssertNothing(
            CancellationFeeOutcome.Waived, rules,
            Cancelled(("solid", "2026-06-15 07:00")) with { Cancellation = ForFasting with { Waiver = "weather" } });
    }

    [Fact]
    public void A_reason_that_is_not_listed_is_asked_about_until_it_is_said_to_be_none_of_them()
    {
        Visit missed = new() { Price = Money.Usd(400), Cancellation = new() { By = AppointmentEnd.NoShow, EarlierMisses = 1 } };
        Visit violated = Cancelled(("solid", "2026-06-15 07:00"));
        foreach ((FeeRules rules, Visit visit) in new[] { (With(Tiered), missed), (With(Tiered), violated), (Rules, violated) })
        {
            Visit Waived(StatedName waiver) => visit with { Cancellation = visit.Cancellation! with { Waiver = waiver } };
            Assert.Equal(CancellationFeeOutcome.Charged, rules.DecideCancellation(Waived(StatedName.Other("traffic"))).Outcome);
            foreach (string reason in new[] { "traffic", "illnes" })
            {
                Decision<CancellationFeeOutcome> asked = rules.DecideCancellation(Waived(StatedName.Of(reason)));
                Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.Waived], asked.Possible);
                Assert.Equal("fee.waiver", Assert.Single(asked.Questions).Fact);
                Assert.Equal(Money.Usd(0), rules.AmountOf(asked));
            }
        }
    }

    [Fact]
    public void Notice_in_business_hours_needs_the_clinics_calendar()
    {
        FeePolicy policy = PublishedFees.Policy with
        {
            NoticeTiers = [new(Duration.FromHours(8), Flat(50))],
            NoticeUnit = NoticeUnit.BusinessHours,
        };
        Assert.Contains("calendar", Assert.Throws<ArgumentException>(() => With(policy)).Message, StringComparison.Ordinal);
        FeeRules rules = With(policy with
        {
            Calendar = new()
            {
                Hours = [.. Enumerable.Range(1, 5).Select(day => new OpeningHours((IsoDayOfWeek)day, new(9, 0), new(17, 0)))],
                ClosedOn = [new(2026, 6, 12)],
            },
        });
        Assert.Equal(Money.Usd(0), Cancel("2026-06-11 10:00"));
        Assert.Equal(Money.Usd(50), Cancel("2026-06-11 10:01"));
        Assert.Equal(Money.Usd(0), Cancel("2001-06-11 10:00"));
        Assert.Equal(Money.Usd(50), Cancel("2051-06-11 10:00"));
        Money? Cancel(string at) => AmountOf(rules, new()
        {
            Appointment = Local("2026-06-15 10:00"),
            Cancellation = new() { By = AppointmentEnd.PatientCancelled, At = Local(at) },
        });
    }

    [Fact]
    public void An_amount_is_of_a_fee_that_these_rules_decided()
    {
        Assert.Throws<ArgumentException>(() => Rules.AmountOf(default));
        Assert.Throws<ArgumentException>(() => Rules.AmountOf(With(Tiered).DecideCancellation(Unasked)));
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
        FeeRules rules = With(
            Tiered with { NoticeTiers = [new(Duration.FromHours(24), Flat(100)), new(Duration.FromHours(48), Flat(50))] });
        decimal less = Cost(Math.Abs(first % 6000));
        Assert.True(Cost(Math.Abs(first % 6000) + more) <= less);
        decimal Cost(int minutes) => AmountOf(rules, new()
        {
            Appointment = appointment,
            Price = Money.Usd(400),
            Cancellation = new()
            {
                By = AppointmentEnd.PatientCancelled,
                EarlierMisses = 1,
                At = Moment.At(appointment.Earliest - Duration.FromMinutes(minutes)),
            },
        })!.Value.Amount;
    }

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        FeeRules rules = Rules;
        Visit visit = Cancelled(("solid", "2026-06-15 07:00"));
        Assert.Equal(0, Allocation.Of(() => rules.DecideCancellation(visit).Outcome));
    }

    [Fact]
    public void A_statement_shows_every_line_with_its_rule_and_bills_no_insurer()
    {
        FeeRules rules = Rules;
        StatementOfCharges statement = rules.Statement(
            [new("A1", Money.Usd(400), Money.Usd(25))],
            [Fee(rules, "A2", Cancelled(("solid", "2026-06-15 07:00"))), Fee(rules, "A3", NoShow)]);
        Assert.Equal((DecisionStatus.Determined, Money.Usd(475)), (statement.Status, statement.Total));
        Assert.Equal(
            [
                "Visit: 400.00 USD [payment.visit-price, R73]", "Credit: -25.00 USD [referral.applied, R72]",
                "Fee: 100.00 USD [fee.fasting-cancellation, R50]", "Fee: 0.00 USD [fee.other-cancellations, R50]",
            ],
            statement.Lines.Select(line => line.ToString()));
        Assert.Equal(
            [PaymentNote.SelfPay, PaymentNote.PriceFromClinic, PaymentNote.FastingFeeOnce, PaymentNote.VisitDocumentation], statement.Notes);
        Assert.Equal("475.00 USD", statement.ToDocument().Values.Single(value => value.Id == "statement.total").Value);
    }

    [Fact]
    public void A_price_that_is_not_given_leaves_the_total_not_published()
    {
        StatementOfCharges statement = Rules.Statement([new("A1", null)], [Fee(Rules, "A2", Unasked)]);
        Assert.Equal((DecisionStatus.NeedsInformation, (Money?)null), (statement.Status, statement.Total));
        Assert.Equal("NotPublished", statement.ToDocument().Values[0].Value);
        Assert.NotEmpty(statement.ToDocument().Questions);

        StatementOfCharges open = Rules.Statement([new("A1", Money.Usd(475))], [Fee(Rules, "A2", Unasked)]);
        Assert.Equal((DecisionStatus.NeedsInformation, (Money?)null, Money.Usd(475)), (open.Status, open.Total, open.KnownTotal));
        Assert.Equal(("NotKnown", "fee.fasting-cancellation"), (open.Lines[1].AmountText, open.Lines[1].Rule.Id));
        Assert.Equal("NotKnown", open.ToDocument().Values.Single(value => value.Id == "statement.total").Value);
        Assert.DoesNotContain(PaymentNote.VisitDocumentation, Rules.Statement([], []).Notes);
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        FeeRules rules = Rules;
        Assert.Throws<ArgumentNullException>(() => rules.DecideCancellation(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.DecideCancellation(new() { Price = Money.Usd(-1) }));
        Assert.Throws<ArgumentException>(() => rules.DecideCancellation(new() { Price = default(Money) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cancellation { EarlierMisses = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Statement([new("A1", Money.Usd(-1))], []));
        Assert.Throws<ArgumentException>(() => rules.Statement([new("A1", Money.Usd(20), Money.Usd(25))], []));
        Assert.Throws<ArgumentException>(() => rules.Statement([], [Fee(rules, "A1", NoShow), Fee(rules, "A1", NoShow)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeeCharge.Flat(Money.Usd(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeeCharge.PercentOfPrice(101));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RepeatCharge(1, Flat(1)));
        Assert.Throws<ArgumentException>(() => With(PublishedFees.Policy with { GraceMisses = 1 }));
        Assert.Throws<ArgumentException>(() => With(Tiered with { GraceMisses = 2 }));
        Assert.Throws<ArgumentException>(() => With(PublishedFees.Policy with { NoShow = new FeeCharge.Flat(Money.Of(1, "EUR")) }));
        Assert.Throws<InvalidOperationException>(() => default(Decision<CancellationFeeOutcome>).Questions);
    }

    internal static FeeRules With(FeePolicy policy) =>
        new(policy, "USD", FastingRules.CancellationJudgement, Zone, InfusionRules.Published.Version);

    private static FastingRules FastingRules => new(PublishedFasting.Policy, Zone, InfusionRules.Published.Version);

    private static FeeCharge.Flat Flat(decimal dollars) => new(Money.Usd(dollars));

    private static Cancellation ForFasting => new()
    {
        By = AppointmentEnd.ClinicCancelled,
        Reason = CancellationReason.FastingViolation,
        At = Local("2026-06-15 09:50"),
    };

    private static Visit Unasked => new() { Appointment = Local("2026-06-15 10:00"), Cancellation = ForFasting };

    private static Visit NoShow => new() { Cancellation = new() { By = AppointmentEnd.NoShow } };

    private static Visit Ate(params (string Kind, string At)[] intakes) => new()
    {
        Appointment = Local("2026-06-15 10:00"),
        Intakes = [.. intakes.Select(intake => Intake.Of(intake.Kind, Local(intake.At)))],
        IntakesCompleteness = ListCompleteness.Complete,
    };

    private static Visit Cancelled(params (string Kind, string At)[] intakes) => Ate(intakes) with { Cancellation = ForFasting };

    private static StatementFee Fee(FeeRules rules, string appointment, Visit visit) =>
        new(appointment, rules.DecideCancellation(visit), AmountOf(rules, visit));

    private static RescheduleOutcome Reschedule(string cancelled, string next)
    {
        Decision<RescheduleOutcome> decision = Rules.DecideReschedule(
            new() { Appointment = Local(cancelled), Cancellation = new() { NewAppointment = Local(next) } });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome;
    }

    private static Money? AmountOf(FeeRules rules, Visit visit) => rules.AmountOf(rules.DecideCancellation(visit));

    private static void AssertNothing(CancellationFeeOutcome outcome, FeeRules rules, Visit visit)
    {
        Decision<CancellationFeeOutcome> decision = rules.DecideCancellation(visit);
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
        Assert.Equal(Money.Usd(0.00m), AmountOf(rules, visit));
    }
}
