using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
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
/// "Depression: six infusions of 40 minutes, and you rest for 45. Pain: three
/// of four hours on three days in a row, and you rest for two hours.
/// You leave with a score of nine; in a taxi only when somebody is with you. No driving for twelve hours."
/// </summary>
public class OldMillTests
{
    internal static ClinicPolicy Policy => Handbook.Of("old-mill", "Old Mill", "Asia/Kolkata") with
    {
        Protocols = ProtocolsOf(
            Protocol("mood", 40) with
            {
                InductionSessions = SessionCount.Exactly(6),
                EvaluateAfterSessions = SessionCount.Exactly(6),
                MinimumRecovery = Duration.FromMinutes(45),
                Serves = [new(ConditionCategory.MentalHealth, Provenance.ClinicPolicy, ["clinic-policy"])],
            },
            Protocol("pain", 240) with
            {
                InductionSessions = SessionCount.Exactly(3),
                IsOnConsecutiveDays = true,
                WindowDays = 3,
                EvaluateAfterSessions = SessionCount.Exactly(3),
                MinimumRecovery = Duration.FromHours(2),
                PlannedRecovery = Duration.FromHours(3),
                Serves = [new(ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"])],
            }),
        Visits = Numbers.Visits! with
        {
            Driving = new DrivingLimit.Elapsed(Duration.FromHours(12)),
            DischargeScore = new(DischargeScale.Padss, 9),
            Ride = new() { Taxi = TaxiAcceptance.OnlyAccompanied },
        },
        Response = Numbers.Response! with
        {
            Criteria =
            [
                .. Numbers.Response!.Criteria.Select(static one =>
                    one.Instrument == Instrument.Phq9 ? one with { RecallPeriod = Duration.FromDays(14) } : one),
            ],
        },
        Eligibility = Numbers.Eligibility! with { ConsultationPrice = Money.Of(0, "INR") },
        Fees = FeesOf(Money.Of(2000, "INR")),
    };

    private static Shape Clinic => new(Policy);

    private static Visit Ready(string? protocol) => VisitScenarioTests.Cleared(new()
    {
        Protocol = protocol is null ? null : new ProtocolId(protocol),
        Start = Clinic.At("2026-06-15 11:00"),
        End = Clinic.At("2026-06-15 12:00"),
        WalksSteadily = true,
        DischargeScore = 9,
        RideArranged = true,
        RideIsTaxi = false,
        Accompanied = false,
    });

    [Theory]
    [InlineData("mood", "2026-06-15 12:45")]
    [InlineData("pain", "2026-06-15 14:00")]
    public void Each_protocol_has_its_own_recovery(string protocol, string earliest)
    {
        VisitRules visits = Clinic.Rules.Visits;
        Assert.Equal(
            ReleaseOutcome.Hold, visits.DecideRelease(Ready(protocol), Clinic.Instant(earliest) - Duration.FromSeconds(1)).Outcome);
        Decision<ReleaseOutcome> release = visits.DecideRelease(Ready(protocol), Clinic.Instant(earliest));
        Assert.Equal((ReleaseOutcome.Release, Clinic.Instant(earliest)), (release.Outcome, visits.EarliestRelease(Ready(protocol))));
    }

    [Fact]
    public void Without_the_protocol_the_longest_recovery_is_planned_and_the_protocol_is_asked()
    {
        Decision<ReleaseOutcome> release = Clinic.Rules.Visits.DecideRelease(Ready(null), Clinic.Instant("2026-06-15 13:00"));
        Assert.Equal((DecisionStatus.NeedsInformation, ReleaseOutcome.Hold), (release.Status, release.Outcome));
        Assert.Equal(["visit.protocol"], release.Questions.Select(question => question.Fact));
        Assert.Equal(Clinic.Instant("2026-06-15 14:00"), Clinic.Rules.Visits.EarliestRelease(Ready(null)));
    }

    [Theory]
    [InlineData("pain", "2026-06-15 14:59", ReleaseOutcome.Hold)]
    [InlineData("pain", "2026-06-15 15:00", ReleaseOutcome.ContinueMonitoring)]
    [InlineData("mood", "2026-06-15 13:29", ReleaseOutcome.Hold)]
    [InlineData("mood", "2026-06-15 13:30", ReleaseOutcome.ContinueMonitoring)]
    public void Monitoring_goes_on_from_the_planned_recovery_of_the_protocol(string protocol, string at, ReleaseOutcome expected) =>
        Assert.Equal(expected, Clinic.Rules.Visits.DecideRelease(Ready(protocol) with { DischargeScore = 8 }, Clinic.Instant(at)).Outcome);

    [Fact]
    public void A_taxi_takes_only_who_is_accompanied()
    {
        Instant now = Clinic.Instant("2026-06-15 16:00");
        Visit taxi = Ready("pain") with { RideIsTaxi = true };
        Assert.Equal([ReleaseFinding.TaxiNotAccepted], Clinic.Holds(taxi, now));
        Assert.Equal(ReleaseOutcome.Release, Clinic.Rules.Visits.DecideRelease(taxi with { Accompanied = true }, now).Outcome);
        Assert.True(Clinic.Rules.Visits.DecideReleaseFindings(Ready("pain"), now).Has(ReleaseFinding.Unaccompanied));
    }

    [Fact]
    public void Three_days_in_a_row_may_cross_a_weekend()
    {
        InductionSeries series = new()
        {
            Protocol = "pain",
            CompletedDates = [Shape.Date("2026-06-05"), Shape.Date("2026-06-06"), Shape.Date("2026-06-07")],
        };
        Assert.All(Clinic.Rules.Protocols.DecideSessions(series), session => Assert.Empty(session.Certain));
        InductionSeries late = series with
        {
            CompletedDates = [Shape.Date("2026-06-05"), Shape.Date("2026-06-06"), Shape.Date("2026-06-08")],
        };
        Assert.Equal(
            [SessionFinding.OutsideFirstWeek, SessionFinding.NotConsecutive], Clinic.Rules.Protocols.DecideSessions(late)[2].Certain);
    }

    [Fact]
    public void Each_condition_has_its_protocol()
    {
        Assert.Equal(
            [new ProtocolId("mood")], Clinic.Rules.Protocols.Named(new() { HasPain = false, HasMentalHealth = true, HasHeadache = false }));
        Assert.Equal(
            [new ProtocolId("pain")], Clinic.Rules.Protocols.Named(new() { HasPain = true, HasMentalHealth = false, HasHeadache = false }));
        Assert.Equal(Clinic.Instant("2026-06-16 00:00"), Clinic.Rules.Visits.RestrictedUntil(Clinic.Instant("2026-06-15 12:00")));
    }
}
