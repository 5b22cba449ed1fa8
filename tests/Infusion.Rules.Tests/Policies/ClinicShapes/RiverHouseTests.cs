using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Visits;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "Nothing to eat for eight hours; you may drink clear liquids until you come in. No alcohol for 72 hours before and after. A ten-day
/// block: ten infusions on working days in a row. You rest for an hour; after infusions of two hours or more for two, and for three if
/// nobody is with you. A missed appointment costs 80 euros."
/// </summary>
public class RiverHouseTests
{
    internal static ClinicPolicy Policy => Handbook.Of("river-house", "River House", "Europe/Berlin") with
    {
        Fasting = FastingOf(
            Kind("food", "Food and drinks that are not clear", Hours(8)), Kind("clear-liquid", "Clear liquids", Hours(0)),
            Kind("alcohol", "Alcoholic drinks", AroundHours(72))) with
        {
            UnlistedLimits = [Hours(8)],
        },
        Protocols = ProtocolsOf(Protocol("block", 45) with
        {
            InductionSessions = SessionCount.Exactly(10),
            WindowDays = 14,
            IsOnConsecutiveDays = true,
            PermittedWeekdays =
            [
                IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
            ],
            EvaluateAfterSessions = SessionCount.Exactly(6),
        }),
        Visits = Numbers.Visits! with
        {
            RecoveryMinimum = Duration.FromMinutes(60),
            RecoveryPlanned = Duration.FromMinutes(60),
            RecoveryVariants =
            [
                new(Duration.FromHours(2), Duration.FromHours(2), infusionAtLeast: Duration.FromHours(2), accompanied: true),
                new(Duration.FromHours(3), Duration.FromHours(3), infusionAtLeast: Duration.FromHours(2), accompanied: false),
            ],
        },
        Eligibility = Numbers.Eligibility! with { ConsultationPrice = Money.Of(0, "EUR") },
        Fees = FeesOf(Money.Of(0, "EUR")) with { NoShow = Flat(Money.Of(80, "EUR")) },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("food", "2026-06-15 02:00")]
    [InlineData("clear-liquid", "2026-06-15 10:00")]
    [InlineData("alcohol", "2026-06-12 10:00")]
    public void Eight_hours_zero_hours_and_three_days(string kind, string cutOff)
    {
        Assert.Equal(cutOff, Clinic.CutOff(kind, "2026-06-15 10:00"));
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 10:00", kind, cutOff));

        // Where the cut-off is the appointment itself, what comes later is no part of the plan.
        Assert.Equal(
            kind == "clear-liquid" ? FastingOutcome.Compliant : FastingOutcome.Violation,
            Clinic.Plan("2026-06-15 10:00", kind, cutOff + ":01"));
    }

    [Theory]
    [InlineData("2026-03-29 10:00", "2026-03-29 01:00", "2026-03-26 09:00")]
    [InlineData("2026-10-25 11:00", "2026-10-25 03:00", "2026-10-22 12:00")]
    public void On_the_days_the_clocks_change_in_Berlin_hours_are_elapsed(string appointment, string food, string alcohol)
    {
        Assert.Equal(food, Clinic.CutOff("food", appointment));
        Assert.Equal(alcohol, Clinic.CutOff("alcohol", appointment));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan(appointment, "food", food + ":01"));
    }

    [Theory]
    [InlineData("2026-06-18 10:00", FastingOutcome.Compliant)]
    [InlineData("2026-06-18 09:59:59", FastingOutcome.Violation)]
    [InlineData("2026-06-15 20:00", FastingOutcome.Violation)]
    public void Alcohol_waits_for_three_days_after_as_well(string wine, FastingOutcome expected) =>
        Assert.Equal(expected, Clinic.Plan("2026-06-15 10:00", "alcohol", wine));

    [Fact]
    public void Working_days_in_a_row_go_on_after_the_weekend()
    {
        string[] block =
        [
            "2026-06-01", "2026-06-02", "2026-06-03", "2026-06-04", "2026-06-05",
            "2026-06-08", "2026-06-09", "2026-06-10", "2026-06-11", "2026-06-12",
        ];
        Assert.Equal(InductionOutcome.Complete, Clinic.Induction(block).Outcome);
        Assert.All(Clinic.Sessions(block), session => Assert.Empty(session.Certain));
        ImmutableArray<Decision<SessionFinding>> gaps = Clinic.Sessions("2026-06-01", "2026-06-03", "2026-06-06", "2026-06-08");
        Assert.Equal([SessionFinding.NotConsecutive], gaps[1].Certain);
        Assert.Equal([SessionFinding.NotConsecutive, SessionFinding.WeekdayNotPermitted], gaps[2].Certain);
        Assert.Empty(gaps[3].Certain);
        Assert.Equal([SessionFinding.NotConsecutive], Clinic.Sessions("2026-06-05", "2026-06-09")[1].Certain);
        Assert.Equal([SessionFinding.SameDate, SessionFinding.NotConsecutive], Clinic.Sessions("2026-06-05", "2026-06-05")[1].Certain);
    }

    [Theory]
    [InlineData(45, true, 60)]
    [InlineData(45, false, 60)]
    [InlineData(119, false, 60)]
    [InlineData(120, true, 120)]
    [InlineData(120, false, 180)]
    public void Recovery_depends_on_the_length_and_on_company(int infusion, bool accompanied, int minutes)
    {
        Shape clinic = Clinic;
        Instant end = clinic.Instant("2026-06-15 12:00");
        Visit facts = new()
        {
            Start = Moment.At(end - Duration.FromMinutes(infusion)),
            End = Moment.At(end),
            WalksSteadily = true,
            RideArranged = true,
            Accompanied = accompanied,
        };
        facts = VisitScenarioTests.Cleared(facts);
        Decision<ReleaseOutcome> early = clinic.Rules.Visits.DecideRelease(
            facts, end + Duration.FromMinutes(minutes) - Duration.FromSeconds(1));
        Decision<ReleaseOutcome> onTime = clinic.Rules.Visits.DecideRelease(facts, end + Duration.FromMinutes(minutes));
        Assert.Equal((ReleaseOutcome.Hold, ReleaseOutcome.Release), (early.Outcome, onTime.Outcome));
        Assert.Equal(end + Duration.FromMinutes(minutes), clinic.Rules.Visits.EarliestRelease(facts));
    }

    [Fact]
    public void A_missed_appointment_costs_euros_and_an_early_cancellation_is_not_published()
    {
        Assert.Equal(Money.Of(80, "EUR"), Clinic.NoShow().Amount);
        Assert.Equal(
            (CancellationFeeOutcome.NotPublished, Money.Of(0, "EUR")), Clinic.PatientCancels("2026-06-15 10:00", "2026-06-14 10:00"));
    }
}
