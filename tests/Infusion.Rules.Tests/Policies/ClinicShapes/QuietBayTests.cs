using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "You need not fast: eat and drink until you come in. A light breakfast is
/// fine." No evaluation point and no threshold is published. "Good
/// responders come back after three months, others after one." Nothing is said of fees.
/// </summary>
public class QuietBayTests
{
    internal static ClinicPolicy Policy => Handbook.Of("quiet-bay", "Quiet Bay", "America/Halifax") with
    {
        Fasting = FastingOf(Kind("anything", "Food and drinks", Hours(0))) with { UnlistedCountsAs = "anything" },
        Protocols = ProtocolsOf(Protocol("open", 40)),
        Response = Numbers.Response! with { Criteria = [] },
        Maintenance = new()
        {
            Earliest = Period.FromMonths(1),
            Latest = Period.FromMonths(3),
            ResponseIntervals = [new("good", Period.FromMonths(3)), new("partial", Period.FromMonths(1))],
        },
        Fees = FeesOf(Money.Usd(0)),
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("2026-06-15 10:00", FastingOutcome.Compliant)]
    [InlineData("2026-06-15 09:59:59", FastingOutcome.Compliant)]
    [InlineData("2026-06-15 10:00:01", FastingOutcome.Compliant)]
    public void Zero_hours_end_with_the_appointment_and_what_comes_later_is_no_part_of_the_plan(string at, FastingOutcome expected) =>
        Assert.Equal(expected, Clinic.Plan("2026-06-15 10:00", "pancakes", at));

    [Fact]
    public void What_is_not_published_stays_so()
    {
        Assert.Equal(InductionOutcome.NotPublished, Clinic.Induction("2026-06-01", "2026-06-01").Outcome);
        Instant start = Clinic.Instant("2026-06-01 10:00");
        Decision<ResponseOutcome> response = Clinic.Rules.Response.Decide(new()
        {
            Protocol = "open",
            Sessions = [InfusionSession.Completed(start, start + Duration.FromHours(1))],
            Scores =
            [
                ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, 8), start),
                ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, 2), start + Duration.FromDays(1)),
            ],
        });
        Assert.Equal(ResponseOutcome.NotYetEvaluable, response.Outcome);
        Assert.Equal((CancellationFeeOutcome.NotPublished, Money.Usd(0)), Clinic.NoShow());
        Assert.Equal((CancellationFeeOutcome.NotPublished, Money.Usd(0)), Clinic.PatientCancels("2026-06-15 10:00", "2026-06-15 09:00"));
    }

    [Theory]
    [InlineData("good", MaintenanceBasis.ResponseGrade, "2026-04-30")]
    [InlineData("partial", MaintenanceBasis.ResponseGrade, "2026-02-28")]
    [InlineData("unclear", MaintenanceBasis.NotPublished, null)]
    public void The_grade_of_response_sets_the_date(string grade, MaintenanceBasis basis, string? date)
    {
        MaintenanceInCourse course = new()
        {
            IsReached = true,
            Note = new() { ResponseGrade = grade },
            LastCompleted = Shape.Date("2026-01-31"),
        };
        MaintenanceRules rules = Clinic.Rules.Maintenance;
        Assert.Equal(
            (basis, date is null ? null : Shape.Date(date)), (rules.DecideRecommendation(course).Outcome, rules.RecommendedDate(course)));
    }

    [Fact]
    public void A_time_that_came_twice_is_not_asked_about_where_it_cannot_matter()
    {
        // In the night to November 1 the clock shows 01:30 twice.
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Compliant), Tea("2026-11-01 08:00"));
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Compliant), Tea("2026-11-01 01:15"));
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Compliant), Tea("2026-11-01 00:30"));

        (DecisionStatus Status, FastingOutcome Outcome) Tea(string appointment)
        {
            Decision<FastingOutcome> decision = Clinic.Rules.Fasting.DecidePlan(new()
            {
                Appointment = Clinic.At(appointment),
                Intakes = [Intake.Of("tea", Clinic.At("2026-11-01 01:30"))],
                IntakesCompleteness = ListCompleteness.Complete,
            });
            return (decision.Status, decision.Outcome);
        }
    }
}
