using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "A heavy meal no later than six the evening before. In the morning: nothing
/// after midnight. In the afternoon: a light breakfast up to six hours
/// before. Water until two hours before. How long relief lasted says when you come back."
/// </summary>
public class SummitClinicTests
{
    internal static ClinicPolicy Policy => Handbook.Of("summit-clinic", "Summit Clinic", "America/Anchorage") with
    {
        Fasting = FastingOf(
            Kind("heavy-meal", "Heavy meals", new IntakeLimit.Clock(Time(18), daysBefore: 1)),
            Kind("light-meal", "Light meals",
                new IntakeLimit.Clock(LocalTime.Midnight, sessionsBefore: Time(12)),
                new IntakeLimit.Window(Duration.FromHours(6), sessionsFrom: Time(12))),
            Kind("water", "Water and clear liquids", Hours(2))) with
        {
            UnlistedLimits = [new IntakeLimit.Clock(LocalTime.Midnight)],
        },
        Maintenance = new()
        {
            Earliest = Period.FromWeeks(2),
            Latest = Period.FromMonths(3),
            ReliefIntervals = [new(0, Period.FromWeeks(2)), new(21, Period.FromMonths(1)), new(60, Period.FromMonths(2))],
        },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("2026-06-15 10:00", "heavy-meal", "2026-06-14 18:00")]
    [InlineData("2026-06-15 11:59", "light-meal", "2026-06-15 00:00")]
    [InlineData("2026-06-15 12:00", "light-meal", "2026-06-15 06:00")]
    [InlineData("2026-06-15 15:30", "light-meal", "2026-06-15 09:30")]
    [InlineData("2026-06-15 15:30", "water", "2026-06-15 13:30")]
    [InlineData("2026-03-08 15:30", "light-meal", "2026-03-08 09:30")]
    [InlineData("2026-03-08 10:00", "heavy-meal", "2026-03-07 18:00")]
    [InlineData("2026-11-01 05:00", "light-meal", "2026-11-01 00:00")]
    public void The_time_of_the_session_says_which_limit_holds(string appointment, string kind, string cutOff)
    {
        Assert.Equal(cutOff, Clinic.CutOff(kind, appointment));
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan(appointment, kind, cutOff));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan(appointment, kind, cutOff + ":01"));
    }

    [Theory]
    [InlineData("2026-06-15 05:00", "2026-06-15 12:00")]
    [InlineData("2026-06-15 06:30", "2026-06-15 12:30")]
    public void After_a_breakfast_the_earliest_appointment_is_exact(string breakfast, string earliest)
    {
        Decision<FastingOutcome> decision = Clinic.Fast("2026-06-15 10:00", "light-meal", breakfast);
        Assert.Equal(FastingOutcome.Violation, decision.Outcome);
        Assert.Equal(earliest, Clinic.Clock(Assert.IsType<Instant>(decision.ToDocument().ValueAt("fasting.earliest-appointment"))));
    }

    [Theory]
    [InlineData(0, "2026-02-14")]
    [InlineData(20, "2026-02-14")]
    [InlineData(21, "2026-02-28")]
    [InlineData(59, "2026-02-28")]
    [InlineData(60, "2026-03-31")]
    public void Relief_says_when_to_come_back(int days, string date) =>
        Assert.Equal(Shape.Date(date), Clinic.Rules.Maintenance.RecommendedDate(new()
        {
            IsReached = true,
            Note = new() { ReliefDays = days },
            LastCompleted = Shape.Date("2026-01-31"),
        }));
}
