using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Visits;

/// <summary>An infusion with a start and no end, and what the patient as a whole may do.</summary>
public class SessionInProgressTests
{
    private static VisitRules Rules => VisitScenarioTests.Rules;

    private static Instant Start => Local("2026-06-15 10:00").Earliest;

    private static Visit Begun => new() { Start = Start, WalksSteadily = true, RideArranged = true };

    [Property(MaxTest = 300)]
    public void While_no_sign_says_that_it_is_over_only_what_follows_from_its_start_is_settled(int minutes)
    {
        Instant now = Start + Duration.FromMinutes(Math.Abs(minutes % 10_000));

        // Whenever it ended, that was not before its start.
        static DecisionStatus Settled(bool isSettled) => isSettled ? DecisionStatus.Determined : DecisionStatus.NeedsInformation;
        Assert.Equal(
            (Settled(now < Start + Duration.FromHours(24)), DrivingOutcome.Restricted),
            (Rules.DecideDriving(Begun, now).Status, Rules.DecideDriving(Begun, now).Outcome));
        Assert.Equal(Settled(now < Start + Duration.FromHours(4)), Rules.DecideResidualEffects(Begun, now).Status);
        Assert.NotEqual(ReleaseOutcome.Release, Rules.DecideRelease(Begun, now).Outcome);
        Assert.Null(Rules.RestrictedUntil(Begun));
        Assert.Null(Rules.EarliestRelease(Begun));
        Assert.Equal(
            now >= Start + Duration.FromHours(24),
            Rules.DecideDriving(Begun, now).Questions.Select(question => question.Fact).Contains("visit.since-end"));
    }

    [Property(MaxTest = 300)]
    public void It_ended_at_the_latest_at_the_first_sign_and_is_judged_as_every_end_until_then(ushort over, ushort other, ushort asked)
    {
        Instant sign = Start + Duration.FromMinutes((over % 600) + 1);
        Instant later = sign + Duration.FromMinutes(other % 600);
        Instant now = sign + Duration.FromMinutes(asked % 3000);
        Visit between = Begun with { End = Moment.Between(Start, sign) };
        Visit[] signed =
        [
            Begun with { Left = sign }, Begun with { NextStart = sign }, Begun with { Left = sign, NextStart = later },
            Begun with { Left = later, NextStart = sign },
        ];
        foreach (Visit visit in signed)
        {
            Assert.Equal(Rules.DecideDriving(between, now).Outcomes, Rules.DecideDriving(visit, now).Outcomes);
            Assert.Equal(Rules.DecideResidualEffects(between, now).Outcomes, Rules.DecideResidualEffects(visit, now).Outcomes);
            Assert.Equal(Rules.DecideRelease(between, now).Outcomes, Rules.DecideRelease(visit, now).Outcomes);
            Assert.Equal(Rules.RestrictedUntil(between), Rules.RestrictedUntil(visit));
            Assert.Equal(Ride(between, now).Outcomes, Ride(visit, now).Outcomes);
        }
    }

    [Fact]
    public void The_start_of_a_visit_is_a_sign_that_the_infusion_before_was_over()
    {
        VisitInCourse course = new()
        {
            Visit = new() { Appointment = Local("2026-06-16 10:00"), Start = Local("2026-06-15 12:00") },
            CompletedBefore = 1,
            Previous = Begun,
        };
        DecisionDocument ride = Rules.DecideInboundRide(course, Local("2026-06-20 10:00").Earliest).ToDocument();
        Assert.Equal(Local("2026-06-16 12:00").Earliest, ride.ValueAt("visit.inbound-ride-until"));
        Assert.Equal(nameof(TimeBasis.Computed), ride.Value("visit.basis"));
    }

    [Theory]
    [InlineData("2026-06-15 12:00", "2026-06-16 14:00")]
    [InlineData("2026-06-15 14:00", "2026-06-16 14:00")]
    [InlineData("2026-06-15 17:30", "2026-06-16 17:30")]
    public void An_end_that_is_not_recorded_is_taken_to_be_the_later_of_the_planned_one_and_now(string now, string until)
    {
        VisitInCourse At(string departure) => new()
        {
            Visit = new() { Appointment = Local("2026-06-16 19:00"), Departure = Local(departure) },
            CompletedBefore = 1,
            Previous = Begun with { Protocol = ProtocolId.FourHour },
        };
        Instant asked = Local(now).Earliest;
        VisitInCourse after = At(until);
        VisitInCourse before = after with { Visit = after.Visit with { Departure = Local(until).Earliest - Duration.Epsilon } };
        Assert.Equal(InboundRideOutcome.NotNeeded, Rules.DecideInboundRide(after, asked).Outcome);
        Assert.Equal(InboundRideOutcome.InboundRideNeeded, Rules.DecideInboundRide(before, asked).Outcome);
        Assert.Equal(
            Local(until).Earliest, Rules.DecideInboundRide(before, asked).ToDocument().ValueAt("visit.inbound-ride-until.estimate"));
    }

    [Property(MaxTest = 300)]
    public void A_departure_after_the_arrival_is_invalid_exactly_where_either_one_left_out_makes_a_difference(
        short departs, short arrives, short appointed, bool hasArrival)
    {
        Instant end = Start + Duration.FromHours(4);
        Instant until = end + Duration.FromHours(24);
        Instant appointment = until + Duration.FromMinutes(appointed % 90);
        Instant? arrival = hasArrival ? until + Duration.FromMinutes(arrives % 90) : null;
        Instant departure = until + Duration.FromMinutes(departs % 90);
        Decision<InboundRideOutcome> decision = Rules.DecideInboundRide(new()
        {
            Visit = new() { Appointment = appointment, Arrival = arrival is { } at ? at : null, Departure = departure },
            CompletedBefore = 1,
            Previous = new() { Start = Start, End = end },
        }, until);
        bool byDeparture = departure < until;
        bool byArrival = appointment - Duration.FromMinutes(15) < until;
        bool isContradiction = departure > (arrival ?? appointment);
        Assert.Equal(isContradiction && byDeparture != byArrival, decision.Status == DecisionStatus.Invalid);
        if (decision.Status != DecisionStatus.Invalid)
        {
            Assert.Equal(byDeparture ? InboundRideOutcome.InboundRideNeeded : InboundRideOutcome.NotNeeded, decision.Outcome);
        }
    }

    [Property(MaxTest = 300)]
    public void A_patient_is_restricted_until_the_latest_end_over_all_infusions(byte[] ends, ushort asked, int order)
    {
        ArgumentNullException.ThrowIfNull(ends);
        if (ends.Length == 0)
        {
            return;
        }

        Visit[] visits =
        [
            .. ends.Take(12).Select((minutes, place) => new Visit
            {
                Start = Start + Duration.FromHours(place * 5),
                End = Start + Duration.FromHours(place * 5) + Duration.FromMinutes(minutes + 1),
            }),
        ];
        Instant latest = visits.Max(visit => Rules.RestrictedUntil(visit))!.Value;
        var random = new Random(order);
        Visit planned = new() { Appointment = latest };
        Visit[] shuffled = [.. visits.Append(planned).OrderBy(_ => random.Next())];
        Instant now = latest + Duration.FromMinutes((asked % 240) - 120);
        Decision<DrivingOutcome> decision = Rules.DecideDrivingOfPatient(shuffled, now)!.Value;
        Assert.Equal(now < latest ? DrivingOutcome.Restricted : DrivingOutcome.RestrictionElapsed, decision.Outcome);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        Assert.Equal(latest, decision.ToDocument().ValueAt("visit.driving-restriction-end"));
    }

    [Fact]
    public void One_infusion_in_progress_leaves_the_patient_open_and_a_later_start_bounds_it()
    {
        Visit first = new() { Start = Start, End = Start + Duration.FromHours(4) };
        Visit second = new() { Start = Start + Duration.FromDays(2) };
        Visit third = new() { Start = Start + Duration.FromDays(4), End = Start + Duration.FromDays(4) + Duration.FromHours(4) };
        Instant now = Start + Duration.FromDays(30);
        Decision<DrivingOutcome> open = Rules.DecideDrivingOfPatient([second, first], now)!.Value;
        Assert.Equal((DecisionStatus.NeedsInformation, DrivingOutcome.Restricted), (open.Status, open.Outcome));
        Assert.NotEmpty(open.Questions);
        Decision<DrivingOutcome> bounded = Rules.DecideDrivingOfPatient([third, second, first], now)!.Value;
        Assert.Equal((DecisionStatus.Determined, DrivingOutcome.RestrictionElapsed), (bounded.Status, bounded.Outcome));
        Assert.Null(Rules.DecideDrivingOfPatient([new Visit { Appointment = Start }], now));
    }

    private static Decision<InboundRideOutcome> Ride(Visit previous, Instant departure) => Rules.DecideInboundRide(
        new()
        {
            Visit = new() { Appointment = departure + Duration.FromHours(1), Departure = departure },
            CompletedBefore = 1,
            Previous = previous,
        },
        departure);
}
