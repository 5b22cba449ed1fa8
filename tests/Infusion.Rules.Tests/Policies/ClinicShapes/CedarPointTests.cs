using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Visits;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "Arrive 15 minutes early. Somebody you know must pick you up: no taxi, no ride-share. No driving before nine the next morning, and not
/// within 18 hours. An adult waits with you, takes you home and stays for twelve hours. If nobody can take you home we cancel, and that costs $100."
/// </summary>
public class CedarPointTests
{
    internal static ClinicPolicy Policy => Handbook.Of("cedar-point", "Cedar Point", "America/Phoenix") with
    {
        Visits = Numbers.Visits! with
        {
            FirstArrivalLead = Duration.FromMinutes(15),
            LaterArrivalLead = Duration.FromMinutes(15),
            Escort = new() { MinimumAge = 18, StaysFor = Duration.FromHours(12), StaysDuringVisit = true },
            Ride = new() { Taxi = TaxiAcceptance.NotAccepted },
            Driving = new DrivingLimit.NextDay(Time(9), Duration.FromHours(18)),
        },
        Fees = FeesOf(Money.Usd(0)) with { ReasonCharges = [new(CancellationReason.NoRide, Flat(Money.Usd(100)))] },
    };

    private static Shape Clinic => new(Policy);

    private static Visit Ready => VisitScenarioTests.Cleared(new()
    {
        Start = Clinic.At("2026-06-15 11:00"),
        End = Clinic.At("2026-06-15 12:00"),
        WalksSteadily = true,
        RideArranged = true,
        RideIsTaxi = false,
        Accompanied = true,
        EscortAge = 18,
        EscortStays = true,
    });

    [Theory]
    [InlineData(0, "2026-06-15 09:45", ArrivalOutcome.OnTime)]
    [InlineData(0, "2026-06-15 09:45:01", ArrivalOutcome.Late)]
    [InlineData(3, "2026-06-15 09:45", ArrivalOutcome.OnTime)]
    public void Every_arrival_is_15_minutes_early(int completed, string arrival, ArrivalOutcome expected) =>
        Assert.Equal(expected, Clinic.Rules.Visits.DecideArrival(new()
        {
            Visit = new() { Appointment = Clinic.At("2026-06-15 10:00"), Arrival = Clinic.At(arrival) },
            CompletedBefore = completed,
        }).Outcome);

    [Fact]
    public void Somebody_known_takes_the_patient_home()
    {
        Assert.Equal(ReleaseOutcome.Release, Release(Ready).Outcome);
        Assert.Equal([ReleaseFinding.TaxiNotAccepted], Holds(Ready with { RideIsTaxi = true }));
        Assert.Equal([ReleaseFinding.NoEscort], Holds(Ready with { Accompanied = false }));
        Assert.Equal([ReleaseFinding.EscortTooYoung], Holds(Ready with { EscortAge = 17 }));
        Assert.Equal([ReleaseFinding.EscortDoesNotStay], Holds(Ready with { EscortStays = false }));
        Assert.Equal([ReleaseFinding.RideNotArranged], Holds(Ready with { RideArranged = false, RideIsTaxi = true }));
        Assert.Equal(ReleaseOutcome.Hold, Release(Ready with { RideIsTaxi = true }).Outcome);
        Assert.Equal(ReleaseOutcome.Hold, Release(Ready with { Accompanied = false }).Outcome);
    }

    [Fact]
    public void What_kind_of_ride_it_is_must_be_known()
    {
        Decision<ReleaseOutcome> unknown = Release(Ready with { RideIsTaxi = null });
        Assert.Equal((DecisionStatus.NeedsInformation, ReleaseOutcome.Hold), (unknown.Status, unknown.Outcome));
        Assert.Equal(["visit.ride-is-taxi"], unknown.Questions.Select(question => question.Fact));
        Counterfactual action = Release(Ready with { RideIsTaxi = true }).WhatWouldGive(ReleaseOutcome.Release);
        Assert.Equal("arrange a ride that is no taxi", action.ToString());
    }

    [Theory]
    [InlineData("2026-06-15 12:00", "2026-06-16 09:00")]
    [InlineData("2026-06-15 15:00", "2026-06-16 09:00")]
    [InlineData("2026-06-15 16:30", "2026-06-16 10:30")]
    public void The_later_of_nine_and_18_hours_counts(string end, string until)
    {
        Visit facts = new() { Start = Clinic.At("2026-06-15 11:00"), End = Clinic.At(end) };
        Assert.Equal(
            DrivingOutcome.Restricted, Clinic.Rules.Visits.DecideDriving(facts, Clinic.Instant(until) - Duration.FromSeconds(1)).Outcome);
        Assert.Equal(DrivingOutcome.RestrictionElapsed, Clinic.Rules.Visits.DecideDriving(facts, Clinic.Instant(until)).Outcome);
        Assert.Equal(Clinic.Instant(until), Clinic.Rules.Visits.RestrictedUntil(Clinic.Instant(end)));
    }

    [Fact]
    public void No_ride_costs_a_hundred_and_blood_pressure_nothing_that_is_published()
    {
        Assert.Equal(
            Money.Usd(100),
            Clinic.Fee(new() { Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.NoRide } }).Amount);
        Assert.Equal((CancellationFeeOutcome.NotPublished, Money.Usd(0)),
            Clinic.Fee(new() { Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.BloodPressure } }));
    }

    private static Decision<ReleaseOutcome> Release(Visit facts) =>
        Clinic.Rules.Visits.DecideRelease(facts, Clinic.Instant("2026-06-15 14:00"));

    private static IEnumerable<ReleaseFinding> Holds(Visit facts) => Clinic.Holds(facts, Clinic.Instant("2026-06-15 14:00"));
}
