using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "Nothing to eat after midnight. Nothing to drink after midnight either if you come in the morning; in the afternoon, clear liquids until
/// eight. A sip of water with a medicine: ask us. No driving until eight the next morning."
/// </summary>
public class NorthRidgeTests
{
    internal static ClinicPolicy Policy => Handbook.Of("north-ridge", "North Ridge", "America/Denver") with
    {
        Fasting = FastingOf(
            Kind("food", "Food and drinks that are not clear", new IntakeLimit.Clock(LocalTime.Midnight)),
            Kind("clear-liquid", "Clear liquids",
                new IntakeLimit.Clock(LocalTime.Midnight, sessionsBefore: Time(12)),
                new IntakeLimit.Clock(Time(8), sessionsFrom: Time(12)))) with
        {
            OralMedicineWindow = Duration.FromHours(8),
        },
        Visits = Numbers.Visits! with { Driving = new DrivingLimit.NextDay(Time(8), null) },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("2026-06-15 10:00", "food", "2026-06-15 00:00")]
    [InlineData("2026-06-15 15:00", "food", "2026-06-15 00:00")]
    [InlineData("2026-06-15 11:59", "clear-liquid", "2026-06-15 00:00")]
    [InlineData("2026-06-15 12:00", "clear-liquid", "2026-06-15 08:00")]
    [InlineData("2026-03-08 10:00", "food", "2026-03-08 00:00")]
    [InlineData("2026-11-01 15:00", "clear-liquid", "2026-11-01 08:00")]
    public void The_cut_off_is_a_time_on_the_clock_by_half_day(string appointment, string kind, string cutOff)
    {
        Assert.Equal(cutOff, Clinic.CutOff(kind, appointment));
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan(appointment, kind, cutOff));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan(appointment, kind, cutOff + ":01"));
    }

    [Fact]
    public void What_is_unlisted_is_not_let_through_after_midnight()
    {
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 10:00", "chewing gum", "2026-06-15 00:00"));
        Assert.Equal(FastingOutcome.ClinicianDecision, Clinic.Plan("2026-06-15 10:00", "chewing gum", "2026-06-15 00:00:01"));
        Assert.Equal(FastingOutcome.ClinicianDecision, Clinic.Plan("2026-06-15 10:00", IntakeKind.OralMedicine, "2026-06-15 07:00"));
    }

    [Theory]
    [InlineData("clear-liquid", "2026-06-15 10:00", "2026-06-15 07:00", "2026-06-15 12:00")]
    [InlineData("clear-liquid", "2026-06-15 10:00", "2026-06-15 08:01", "2026-06-16 00:00")]
    [InlineData("food", "2026-06-15 10:00", "2026-06-15 07:00", "2026-06-16 00:00")]
    public void The_earliest_appointment_after_a_violation_may_be_in_the_afternoon(
        string kind, string appointment, string at, string earliest)
    {
        Decision<FastingOutcome> decision = Clinic.Fast(appointment, kind, at);
        Assert.Equal(FastingOutcome.Violation, decision.Outcome);
        Assert.Equal(earliest, Clinic.Clock(Assert.IsType<Instant>(decision.ToDocument().ValueAt("fasting.earliest-appointment"))));
    }

    [Theory]
    [InlineData("2026-06-15 12:00", "2026-06-16 08:00")]
    [InlineData("2026-06-15 16:30", "2026-06-16 08:00")]
    [InlineData("2026-03-07 12:00", "2026-03-08 08:00")]
    [InlineData("2026-10-31 12:00", "2026-11-01 08:00")]
    public void Driving_is_restricted_until_eight_the_next_morning(string end, string until)
    {
        Shape clinic = Clinic;
        Visit facts = new() { Start = Moment.At(clinic.Instant(end) - Duration.FromHours(1)), End = clinic.At(end) };
        Decision<DrivingOutcome> before = clinic.Rules.Visits.DecideDriving(facts, clinic.Instant(until) - Duration.FromSeconds(1));
        Decision<DrivingOutcome> at = clinic.Rules.Visits.DecideDriving(facts, clinic.Instant(until));
        Assert.Equal((DrivingOutcome.Restricted, DrivingOutcome.RestrictionElapsed), (before.Outcome, at.Outcome));
        Assert.Equal(until, clinic.Clock(Assert.IsType<Instant>(clinic.Rules.Visits.RestrictedUntil(facts))));
    }
}
