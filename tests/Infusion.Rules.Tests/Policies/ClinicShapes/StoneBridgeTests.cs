using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "No food or drink of any kind for four hours. Two infusions, two to seven days apart, then we look at how you do. Boosters as you need
/// them, at least two weeks apart. $150 if you cancel with less than a day's notice or do not come. Bring a friend and get $50."
/// </summary>
public class StoneBridgeTests
{
    internal static ClinicPolicy Policy => Handbook.Of("stone-bridge", "Stone Bridge", "America/Chicago") with
    {
        Fasting = FastingOf(Kind("anything", "Food and drinks", Hours(4))) with { UnlistedCountsAs = "anything" },
        Protocols = ProtocolsOf(Protocol("pair", 60) with
        {
            InductionSessions = SessionCount.Exactly(2),
            MinimumSpacingDays = [2],
            MaximumSpacingDays = 7,
            EvaluateAfterSessions = SessionCount.Exactly(2),
        }),
        Maintenance = new()
        {
            Earliest = Period.FromMonths(1),
            Latest = Period.FromMonths(3),
            IsOnDemand = true,
            OnDemandFrom = Period.FromWeeks(2),
        },
        Fees = FeesOf(Money.Usd(150)) with
        {
            NoticeTiers = [new(Duration.FromHours(24), Flat(Money.Usd(150)))],
            NoShow = Flat(Money.Usd(150)),
            Referral = new() { Credit = Money.Usd(50) },
        },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("anything")]
    [InlineData("sushi")]
    [InlineData("water")]
    public void Whatever_it_was_four_hours_are_four_hours(string what)
    {
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 10:00", what, "2026-06-15 06:00"));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan("2026-06-15 10:00", what, "2026-06-15 06:00:01"));
    }

    [Theory]
    [InlineData("2026-03-08 04:00", "2026-03-07 23:00")]
    [InlineData("2026-11-01 04:00", "2026-11-01 01:00")]
    public void Through_the_night_the_clocks_change_they_are_elapsed_hours(string appointment, string cutOff) =>
        Assert.Equal(cutOff, Clinic.CutOff("anything", appointment));

    [Fact]
    public void The_two_infusions_are_two_to_seven_days_apart()
    {
        Assert.Empty(Clinic.Sessions("2026-06-01", "2026-06-03")[1].Certain);
        Assert.Empty(Clinic.Sessions("2026-06-01", "2026-06-08")[1].Certain);
        Assert.Equal([SessionFinding.BelowMinimumSpacing], Clinic.Sessions("2026-06-01", "2026-06-02")[1].Certain);
        Assert.Equal([SessionFinding.AboveMaximumSpacing], Clinic.Sessions("2026-06-01", "2026-06-09")[1].Certain);
        Assert.Equal(InductionOutcome.InProgress, Clinic.Induction("2026-06-01").Outcome);
        Assert.Equal(InductionOutcome.Complete, Clinic.Induction("2026-06-01", "2026-06-03").Outcome);
    }

    [Theory]
    [InlineData(true, MaintenanceOutcome.Due)]
    [InlineData(false, MaintenanceOutcome.DeferredWhileControlled)]
    public void A_booster_is_due_when_symptoms_are_back_and_no_date_is_set_ahead(bool back, MaintenanceOutcome expected)
    {
        MaintenanceInCourse course = On("2026-06-20", back);
        MaintenanceRules rules = Clinic.Rules.Maintenance;
        Assert.Equal(expected, rules.Decide(course).Outcome);
        Assert.Null(rules.WindowOf(course));
        Assert.Equal(MaintenanceBasis.OnDemand, rules.DecideRecommendation(course).Outcome);
        Assert.Null(rules.RecommendedDate(course));
    }

    [Theory]
    [InlineData("2026-06-16", true, MaintenanceOutcome.NotYetDue, 1)]
    [InlineData("2026-06-16", false, MaintenanceOutcome.NotYetDue, 1)]
    [InlineData("2026-06-17", true, MaintenanceOutcome.Due, null)]
    [InlineData("2026-06-17", false, MaintenanceOutcome.DeferredWhileControlled, null)]
    public void Boosters_are_at_least_two_weeks_apart(string on, bool back, MaintenanceOutcome expected, int? early)
    {
        MaintenanceInCourse course = On(on, back);
        MaintenanceRules rules = Clinic.Rules.Maintenance;
        Assert.Equal((expected, early), (rules.Decide(course).Outcome, rules.DaysEarly(course)));
        Assert.Equal(early is not null && back ? [MaintenanceFinding.SymptomsBeforeWindow] : [], rules.DecideFindings(course).Certain);
    }

    [Fact]
    public void A_clinicians_interval_is_never_outside_a_range_the_clinic_does_not_have()
    {
        MaintenanceInCourse open = On("2026-06-17", false);
        MaintenanceInCourse course = open with
        {
            Note = open.Note with { ClinicianInterval = ClinicianInterval.Every(Period.FromWeeks(2)) },
        };
        Assert.Equal(MaintenanceOutcome.InWindow, Clinic.Rules.Maintenance.Decide(course).Outcome);
        Assert.Empty(Clinic.Rules.Maintenance.DecideFindings(course).Possible);
    }

    [Fact]
    public void Late_cancellations_and_no_shows_cost_the_same_and_a_friend_earns_fifty()
    {
        Assert.Equal((CancellationFeeOutcome.NoFee, Money.Usd(0)), Clinic.PatientCancels("2026-06-15 10:00", "2026-06-14 10:00"));
        Assert.Equal((CancellationFeeOutcome.Charged, Money.Usd(150)), Clinic.PatientCancels("2026-06-15 10:00", "2026-06-14 10:00:01"));
        Assert.Equal((CancellationFeeOutcome.Charged, Money.Usd(150)), Clinic.NoShow());
        ReferralInCourse friend = new()
        {
            Referral = new() { Booking = FriendBooking.Infusion },
            IsSelf = false,
            IsFirst = true,
            IsCredited = false,
        };
        Assert.Equal(
            (ReferralOutcome.Earned, Money.Usd(50)),
            (Clinic.Rules.Fees.DecideReferral(friend).Outcome, Clinic.Rules.Fees.CreditOf(friend)));
    }

    [Fact]
    public void The_day_the_clocks_go_forward_has_23_hours_of_notice() =>
        Assert.Equal(CancellationFeeOutcome.Charged, Clinic.PatientCancels("2026-03-08 10:00", "2026-03-07 10:00").Outcome);

    private static MaintenanceInCourse On(string date, bool back) =>
        new()
        {
            IsReached = true,
            Note = new() { On = Shape.Date(date), SymptomsAreBack = back },
            LastCompleted = Shape.Date("2026-06-03"),
        };
}
