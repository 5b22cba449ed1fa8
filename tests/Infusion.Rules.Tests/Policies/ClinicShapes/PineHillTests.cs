using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
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
/// "Four to six infusions on Tuesdays and Thursdays; we look after the second. Then a booster after two weeks, after four, and from then on
/// every six. Your first miss is free, the second costs a hundred dollars, from
/// the third on you pay the full price; never when you were ill."
/// </summary>
public class PineHillTests
{
    internal static ClinicPolicy Policy => Handbook.Of("pine-hill", "Pine Hill", "Australia/Sydney") with
    {
        Protocols = ProtocolsOf(Protocol("tuesday-thursday", 50) with
        {
            InductionSessions = SessionCount.Between(4, 6),
            PermittedWeekdays = [IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday],
            EvaluateAfterSessions = SessionCount.Exactly(2),
        }),
        Maintenance = new()
        {
            Earliest = Period.FromWeeks(2),
            Latest = Period.FromMonths(3),
            OrdinalIntervals = [Period.FromWeeks(2), Period.FromWeeks(4), Period.FromWeeks(6)],
        },
        Eligibility = Numbers.Eligibility! with { ConsultationPrice = Money.Of(0, "AUD") },
        Fees = FeesOf(Aud(0)) with
        {
            NoticeTiers = [new(Duration.FromHours(24), Flat(Aud(100)))],
            NoShow = Flat(Aud(100)),
            Repeat = new(3, Percent(100)),
            GraceMisses = 1,
            WaiverReasons = ["illness"],
        },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData(0, CancellationFeeOutcome.WithinGrace, 0)]
    [InlineData(1, CancellationFeeOutcome.Charged, 100)]
    [InlineData(2, CancellationFeeOutcome.Charged, 640)]
    [InlineData(7, CancellationFeeOutcome.Charged, 640)]
    public void What_a_miss_costs_depends_on_how_many_there_were(int earlier, CancellationFeeOutcome outcome, int dollars)
    {
        Assert.Equal((outcome, Aud(dollars)), Clinic.NoShow(earlier, Aud(640)));
        Assert.Equal((outcome, Aud(dollars)), Clinic.PatientCancels("2026-06-16 10:00", "2026-06-15 10:01", earlier, Aud(640)));
        Assert.Equal(
            (CancellationFeeOutcome.NoFee, Aud(0)), Clinic.PatientCancels("2026-06-16 10:00", "2026-06-15 10:00", earlier, Aud(640)));
        Assert.Equal(
            (CancellationFeeOutcome.Waived, Aud(0)),
            Clinic.PatientCancels("2026-06-16 10:00", "2026-06-15 10:01", earlier, Aud(640), "illness"));
    }

    [Fact]
    public void How_often_it_happened_before_is_asked_and_another_excuse_is_asked_about()
    {
        Decision<CancellationFeeOutcome> unknown = Clinic.Rules.Fees.DecideCancellation(
            new() { Price = Aud(640), Cancellation = new() { By = AppointmentEnd.NoShow } });
        Assert.Equal(DecisionStatus.NeedsInformation, unknown.Status);
        Assert.Equal(["fee.earlier-misses"], unknown.Questions.Select(question => question.Fact));
        Decision<CancellationFeeOutcome> excused = Clinic.Rules.Fees.DecideCancellation(new()
        {
            Appointment = Clinic.At("2026-06-16 10:00"),
            Price = Aud(640),
            Cancellation = new()
            {
                By = AppointmentEnd.PatientCancelled,
                At = Clinic.At("2026-06-15 10:01"),
                EarlierMisses = 1,
                Waiver = "traffic",
            },
        });
        Assert.Equal([CancellationFeeOutcome.Charged, CancellationFeeOutcome.Waived], excused.Possible);
    }

    [Fact]
    public void Four_to_six_infusions_on_two_weekdays()
    {
        string[] dates = ["2026-06-02", "2026-06-04", "2026-06-09", "2026-06-11", "2026-06-16", "2026-06-18"];
        Assert.Equal(InductionOutcome.InProgress, Clinic.Induction([.. dates.Take(3)]).Outcome);
        Assert.Equal(InductionOutcome.MinimumReached, Clinic.Induction([.. dates.Take(4)]).Outcome);
        Assert.Equal(InductionOutcome.Complete, Clinic.Induction(dates).Outcome);
        Assert.All(Clinic.Sessions(dates), session => Assert.Empty(session.Certain));
        Assert.Equal([SessionFinding.WeekdayNotPermitted], Clinic.Sessions("2026-06-03")[0].Certain);
    }

    [Theory]
    [InlineData(1, "2026-07-02")]
    [InlineData(2, "2026-07-16")]
    [InlineData(3, "2026-07-30")]
    [InlineData(9, "2026-07-30")]
    public void Each_booster_has_its_own_interval(int ordinal, string date)
    {
        MaintenanceInCourse course = new()
        {
            IsReached = true,
            Note = new() { Ordinal = ordinal },
            LastCompleted = Shape.Date("2026-06-18"),
        };
        MaintenanceRules rules = Clinic.Rules.Maintenance;
        Assert.Equal(
            (MaintenanceBasis.Ordinal, Shape.Date(date)), (rules.DecideRecommendation(course).Outcome, rules.RecommendedDate(course)));
    }

    // In Sydney the clocks go back in the night to April 5, 2026.
    [Theory]
    [InlineData("2026-04-04 11:00", CancellationFeeOutcome.NoFee)]
    [InlineData("2026-04-04 11:00:01", CancellationFeeOutcome.Charged)]
    public void A_day_of_25_hours_counts_25(string at, CancellationFeeOutcome expected) =>
        Assert.Equal(expected, Clinic.PatientCancels("2026-04-05 10:00", at, earlierMisses: 1).Outcome);

    private static Money Aud(decimal amount) => Money.Of(amount, "AUD");
}
