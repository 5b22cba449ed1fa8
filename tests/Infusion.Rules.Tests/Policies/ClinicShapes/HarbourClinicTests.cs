using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "No fatty meal for 8 hours, no light meal and no milk for 6, clear liquids
/// until 2 hours before; no alcohol and no cannabis for 24 hours,
/// no smoking for 12. Take your morning medicines with a sip of water. Six
/// infusions in three weeks, at most three in a week; we look at the
/// PHQ-9 after the fourth. Cancel 48 hours ahead, or pay half the visit; a no-show, or coming more than 15 minutes late, costs all of it."
/// </summary>
public class HarbourClinicTests
{
    internal static ClinicPolicy Policy => Handbook.Of("harbour-clinic", "Harbour Clinic", "America/Los_Angeles") with
    {
        Fasting = FastingOf(
            Kind("fatty-meal", "Fatty meals", Hours(8)), Kind("light-meal", "Light meals", Hours(6)),
            Kind("milk", "Milk and cream", Hours(6)),
            Kind("clear-liquid", "Clear liquids", Hours(2)), Kind("alcohol", "Alcoholic drinks", Hours(24)),
            Kind("cannabis", "Cannabis products", Hours(24)),
            Kind("smoking", "Cigarettes", Hours(12))) with
        {
            UnlistedLimits = [Hours(8)],
            Foods =
            [
                new("water", "clear-liquid", AsaKind.ClearLiquid), new("toast", "light-meal", AsaKind.LightMeal),
                new("wine", "alcohol", null),
            ],
        },
        Protocols = ProtocolsOf(Protocol("standard", 40) with
        {
            InductionSessions = SessionCount.Exactly(6),
            WindowDays = 21,
            MaximumInSevenDays = 3,
            EvaluateAfterSessions = SessionCount.Exactly(4),
        }),
        Fees = FeesOf(Money.Usd(0)) with
        {
            NoticeTiers = [new(Duration.FromHours(48), Percent(50))],
            NoShow = Percent(100),
            ReasonCharges = [new(CancellationReason.LateArrival, Percent(100), Duration.FromMinutes(15))],
        },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("fatty-meal", "2026-06-15 06:00")]
    [InlineData("light-meal", "2026-06-15 08:00")]
    [InlineData("milk", "2026-06-15 08:00")]
    [InlineData("clear-liquid", "2026-06-15 12:00")]
    [InlineData("alcohol", "2026-06-14 14:00")]
    [InlineData("cannabis", "2026-06-14 14:00")]
    [InlineData("smoking", "2026-06-15 02:00")]
    [InlineData("wine", "2026-06-14 14:00")]
    [InlineData("toast", "2026-06-15 08:00")]
    public void Every_kind_has_its_own_window(string kind, string cutOff)
    {
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 14:00", kind, cutOff));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan("2026-06-15 14:00", kind, cutOff + ":01"));
    }

    [Theory]
    [InlineData("2026-03-08 09:00", "2026-03-08 00:00", "2026-03-07 08:00")]
    [InlineData("2026-11-01 10:30", "2026-11-01 02:30", "2026-10-31 11:30")]
    public void On_the_day_the_clocks_change_a_window_is_still_that_many_hours(string appointment, string fatty, string alcohol)
    {
        Assert.Equal(fatty, Clinic.CutOff("fatty-meal", appointment));
        Assert.Equal(alcohol, Clinic.CutOff("alcohol", appointment));
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan(appointment, "fatty-meal", fatty));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan(appointment, "fatty-meal", fatty + ":01"));
    }

    [Fact]
    public void A_sip_with_a_medicine_is_always_fine_and_an_unlisted_food_is_judged_by_the_longest_meal_and_not_by_alcohol()
    {
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 14:00", IntakeKind.OralMedicine, "2026-06-15 13:59"));
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 14:00", "chewing gum", "2026-06-15 06:00"));
        Assert.Equal(FastingOutcome.ClinicianDecision, Clinic.Plan("2026-06-15 14:00", "chewing gum", "2026-06-15 06:00:01"));
    }

    [Fact]
    public void Six_infusions_fit_in_three_weeks_with_three_a_week()
    {
        string[] good = ["2026-06-01", "2026-06-03", "2026-06-05", "2026-06-08", "2026-06-15", "2026-06-21"];
        Assert.Equal(InductionOutcome.Complete, Clinic.Induction(good).Outcome);
        Assert.All(Clinic.Sessions(good), session => Assert.Empty(session.Certain));
        string[] bad = ["2026-06-01", "2026-06-03", "2026-06-05", "2026-06-07", "2026-06-15", "2026-06-22"];
        Assert.Equal([SessionFinding.AboveMaximumInSevenDays], Clinic.Sessions(bad)[3].Certain);
        Assert.Equal([SessionFinding.OutsideFirstWeek], Clinic.Sessions(bad)[5].Certain);
        Assert.Equal(Shape.Date("2026-06-21"), Clinic.WindowEnd(bad));
    }

    [Theory]
    [InlineData(3, 9, ResponseOutcome.NotYetEvaluable)]
    [InlineData(4, 9, ResponseOutcome.Responder)]
    [InlineData(4, 10, ResponseOutcome.LikelyNonResponder)]
    public void The_response_is_judged_after_the_fourth(int sessions, int score, ResponseOutcome expected)
    {
        Shape clinic = Clinic;
        Instant first = clinic.Instant("2026-06-01 10:00");
        Decision<ResponseOutcome> decision = clinic.Rules.Response.Decide(new()
        {
            Protocol = "standard",
            Sessions = [.. Enumerable.Range(0, sessions).Select(day => InfusionSession.Completed(
                first + Duration.FromDays(day), first + Duration.FromDays(day) + Duration.FromMinutes(40)))],
            Scores =
            [
                ScoreEntry.Of(ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, 18), clinic.At("2026-06-01 09:00")),
                ScoreEntry.Of(ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, score), first + Duration.FromDays(sessions)),
            ],
        });
        Assert.Equal(expected, decision.Outcome);
    }

    [Theory]
    [InlineData("2026-06-13 14:00", CancellationFeeOutcome.NoFee, 0)]
    [InlineData("2026-06-13 14:01", CancellationFeeOutcome.Charged, 225)]
    public void Less_than_48_hours_of_notice_costs_half_the_visit(string at, CancellationFeeOutcome outcome, int amount) =>
        Assert.Equal((outcome, Money.Usd(amount)), Clinic.PatientCancels("2026-06-15 14:00", at, price: Money.Usd(450)));

    [Theory]
    [InlineData("2026-06-15 14:15", CancellationFeeOutcome.NoFee, 0)]
    [InlineData("2026-06-15 14:15:01", CancellationFeeOutcome.Charged, 450)]
    public void Coming_more_than_15_minutes_late_costs_what_a_no_show_does(string arrived, CancellationFeeOutcome outcome, int amount)
    {
        Shape clinic = Clinic;
        Visit visit = new()
        {
            Appointment = clinic.At("2026-06-15 14:00"),
            Arrival = clinic.At(arrived),
            Price = Money.Usd(450),
            Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.LateArrival },
        };
        Assert.Equal((outcome, Money.Usd(amount)), clinic.Fee(visit));
        Assert.Equal((CancellationFeeOutcome.Charged, Money.Usd(450)), clinic.NoShow(price: Money.Usd(450)));
        Visit unknown = visit with { Arrival = null };
        Assert.Equal(DecisionStatus.NeedsInformation, clinic.Rules.Fees.DecideCancellation(unknown).Status);
        Assert.Equal(Money.Usd(0), clinic.Rules.Fees.AmountOf(clinic.Rules.Fees.DecideCancellation(unknown)));
    }
}
