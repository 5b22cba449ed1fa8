using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
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
/// "Five infusions on five days running, Saturday and Sunday included. You rest for half an hour after an hour's infusion, and for an hour
/// after a longer one. A booster every month. You may drive after 24 hours. The first miss is forgiven; the second costs the full price."
/// </summary>
public class FairFieldTests
{
    internal static ClinicPolicy Policy => Handbook.Of("fair-field", "Fair Field", "America/New_York") with
    {
        Protocols = ProtocolsOf(Protocol("five-days", 60) with
        {
            InductionSessions = SessionCount.Exactly(5),
            WindowDays = 5,
            IsOnConsecutiveDays = true,
            EvaluateAfterSessions = SessionCount.Exactly(3),
        }),
        Visits = Numbers.Visits! with
        {
            RecoveryMinimum = Duration.FromMinutes(30),
            RecoveryPlanned = Duration.FromMinutes(30),
            RecoveryVariants = [new(Duration.FromHours(1), Duration.FromHours(1), infusionAtLeast: Duration.FromMinutes(61))],
        },
        Maintenance = new() { Earliest = Period.FromMonths(1), Latest = Period.FromMonths(1) },
        Fees = FeesOf(Money.Usd(75)) with { NoShow = Percent(100), GraceMisses = 1 },
    };

    private static Shape Clinic => new(Policy);

    [Fact]
    public void Five_days_running()
    {
        string[] good = ["2026-06-04", "2026-06-05", "2026-06-06", "2026-06-07", "2026-06-08"];
        Assert.Equal(InductionOutcome.Complete, Clinic.Induction(good).Outcome);
        Assert.All(Clinic.Sessions(good), session => Assert.Empty(session.Certain));
        Assert.Equal([SessionFinding.NotConsecutive], Clinic.Sessions("2026-06-05", "2026-06-08")[1].Certain);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2026-06-08", "2026-07-08")]
    public void A_booster_every_month_is_one_day(string last, string only)
    {
        MaintenanceInCourse On(LocalDate date) =>
            new() { IsReached = true, Note = new() { SymptomsAreBack = true, On = date }, LastCompleted = Shape.Date(last) };
        Assert.Equal(MaintenanceOutcome.NotYetDue, Clinic.Rules.Maintenance.Decide(On(Shape.Date(only).PlusDays(-1))).Outcome);
        Assert.Equal(MaintenanceOutcome.InWindow, Clinic.Rules.Maintenance.Decide(On(Shape.Date(only))).Outcome);
        Assert.Equal(MaintenanceOutcome.Due, Clinic.Rules.Maintenance.Decide(On(Shape.Date(only).PlusDays(1))).Outcome);
    }

    [Theory]
    [InlineData(0, CancellationFeeOutcome.WithinGrace, 0)]
    [InlineData(1, CancellationFeeOutcome.Charged, 400)]
    public void The_second_miss_costs_the_full_price(int earlier, CancellationFeeOutcome outcome, int dollars) =>
        Assert.Equal((outcome, Money.Usd(dollars)), Clinic.NoShow(earlier, Money.Usd(400)));

    [Theory]
    [InlineData(60, 30)]
    [InlineData(61, 60)]
    public void A_longer_infusion_needs_a_longer_rest(int infusion, int rest)
    {
        Instant end = Clinic.Instant("2026-06-15 12:00");
        Visit facts = new()
        {
            Start = Moment.At(end - Duration.FromMinutes(infusion)),
            End = Moment.At(end),
            WalksSteadily = true,
            RideArranged = true,
        };
        facts = VisitScenarioTests.Cleared(facts);
        Assert.Equal(end + Duration.FromMinutes(rest), Clinic.Rules.Visits.EarliestRelease(facts));
        Assert.Equal(ReleaseOutcome.Release, Clinic.Rules.Visits.DecideRelease(facts, end + Duration.FromMinutes(rest)).Outcome);
        Assert.Equal(
            ReleaseOutcome.Hold, Clinic.Rules.Visits.DecideRelease(facts, end + Duration.FromMinutes(rest) - Duration.Epsilon).Outcome);
    }
}
