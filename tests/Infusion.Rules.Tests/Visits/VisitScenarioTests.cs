using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Visits;

/// <summary>Scenarios S5 to S9, and the visit parts of S24 and S25.</summary>
public class VisitScenarioTests
{
    internal static VisitRules Rules => With(PublishedVisits.Policy);

    internal static VisitRules With(VisitPolicy policy) =>
        new(policy, [], [new(ProtocolId.FourHour, Duration.FromHours(4))], Zone, InfusionRules.Published.Version);

    [Theory]
    [InlineData("2026-03-07 14:30", "2026-03-08T19:30:00Z", "2026-03-08 15:30")]
    [InlineData("2026-10-31 14:30", "2026-11-01T18:30:00Z", "2026-11-01 13:30")]
    [InlineData("2026-06-15 14:05", "2026-06-16T18:05:00Z", "2026-06-16 14:05")]
    public void S5_S6_S7_the_restriction_runs_24_elapsed_hours_from_the_end(string end, string until, string local)
    {
        Visit facts = new() { End = Local(end) };
        Assert.Equal(Utc(until), Rules.RestrictedUntil(facts));
        Assert.Equal(Local(local).Earliest, Utc(until));
        Assert.Equal(DrivingOutcome.RestrictionElapsed, Rules.DecideDriving(facts, Utc(until)).Outcome);
        Assert.Equal(DrivingOutcome.Restricted, Rules.DecideDriving(facts, Utc(until) - Duration.FromSeconds(1)).Outcome);
        Assert.Equal(DrivingOutcome.Restricted, Rules.DecideDriving(facts, Utc(until) - Duration.Epsilon).Outcome);
    }

    [Fact]
    public void S5_at_the_same_clock_time_the_next_day_it_is_23_hours_and_still_restricted() => Assert.Equal(
        DrivingOutcome.Restricted,
        Rules.DecideDriving(new() { End = Local("2026-03-07 14:30") }, Local("2026-03-08 14:30").Earliest).Outcome);

    [Fact]
    public void S7_neither_the_start_nor_the_departure_starts_the_clock()
    {
        Visit facts = new() { Start = Local("2026-06-15 10:05"), End = Local("2026-06-15 14:05") };
        Assert.Equal(Local("2026-06-16 14:05").Earliest, Rules.RestrictedUntil(facts));
        Assert.Equal(
            Local("2026-06-15 18:05").Earliest,
            Rules.DecideResidualEffects(facts, default).ToDocument().ValueAt("visit.residual-effects-until"));
        Assert.Equal(ResidualEffectsOutcome.Possible, Rules.DecideResidualEffects(facts, Local("2026-06-15 18:04:59").Earliest).Outcome);
        Assert.Equal(
            ResidualEffectsOutcome.PublishedTimePassed, Rules.DecideResidualEffects(facts, Local("2026-06-15 18:05").Earliest).Outcome);
    }

    [Fact]
    public void S7_without_a_recorded_end_it_is_unknown_and_never_elapsed()
    {
        Visit facts = new() { Appointment = Local("2026-06-15 10:00"), Start = Local("2026-06-15 10:05") };
        Decision<DrivingOutcome> decision = Rules.DecideDriving(facts, Local("2026-07-15 10:00").Earliest);
        Assert.Equal((DecisionStatus.NeedsInformation, DrivingOutcome.Restricted), (decision.Status, decision.Outcome));
        Assert.Null(Rules.RestrictedUntil(facts));
        Assert.Equal(["visit.since-end"], decision.Questions.Select(question => question.Fact));
        Assert.Equal(DecisionStatus.NeedsInformation, decision.ToDocument().Status);
    }

    [Fact]
    public void S7_an_abort_is_an_end() => Assert.Equal(
        Local("2026-06-16 11:10").Earliest,
        Rules.RestrictedUntil(new Visit { Start = Local("2026-06-15 10:05"), End = Local("2026-06-15 11:10") }));

    [Fact]
    public void At_exactly_24_hours_the_published_restriction_has_elapsed_and_nothing_more_is_said()
    {
        Decision<DrivingOutcome> decision = Rules.DecideDriving(
            new() { End = Local("2026-06-15 14:05") }, Local("2026-06-16 14:05").Earliest);
        Assert.Equal("the published 24-hour restriction has elapsed", decision.DecidingRules.Single().Says);
        Assert.DoesNotContain("safe", decision.ToDocument().ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("2026-06-15 14:50", true, true, ReleaseOutcome.Hold, ReleaseFinding.MinimumRecovery)]
    [InlineData("2026-06-15 15:04:59", true, true, ReleaseOutcome.Hold, ReleaseFinding.MinimumRecovery)]
    [InlineData("2026-06-15 15:05", true, true, ReleaseOutcome.Release, null)]
    [InlineData("2026-06-15 15:34:59", false, true, ReleaseOutcome.Hold, ReleaseFinding.CriteriaNotMet)]
    [InlineData("2026-06-15 15:35", false, true, ReleaseOutcome.ContinueMonitoring, ReleaseFinding.CriteriaNotMet)]
    [InlineData("2026-06-15 23:35", false, true, ReleaseOutcome.ContinueMonitoring, ReleaseFinding.CriteriaNotMet)]
    [InlineData("2026-06-15 15:15", true, false, ReleaseOutcome.Hold, ReleaseFinding.RideNotArranged)]
    public void S8_the_recovery_gate(string now, bool walks, bool ride, ReleaseOutcome outcome, ReleaseFinding? hold)
    {
        Decision<ReleaseOutcome> decision = Rules.DecideRelease(Recovering(walks, ride), Local(now).Earliest);
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
        Assert.Equal(hold is { } one ? [one] : Array.Empty<ReleaseFinding>(), Holds(Recovering(walks, ride), Local(now).Earliest));
        Assert.Equal(Local("2026-06-15 15:05").Earliest, Rules.EarliestRelease(Recovering(walks, ride)));
    }

    [Theory]
    [InlineData(DischargeScale.Padss, 9, ReleaseOutcome.Release)]
    [InlineData(DischargeScale.Padss, 8, ReleaseOutcome.Hold)]
    public void S8d_a_policy_may_ask_for_a_discharge_score(DischargeScale scale, int score, ReleaseOutcome outcome)
    {
        VisitRules rules = With(PublishedVisits.Policy with { DischargeScore = new(scale, 9) });
        Decision<ReleaseOutcome> decision = rules.DecideRelease(
            Recovering(true, true) with { DischargeScore = score }, Local("2026-06-15 15:10").Earliest);
        Assert.Equal(outcome, decision.Outcome);
        Decision<ReleaseOutcome> unknown = rules.DecideRelease(Recovering(true, true), Local("2026-06-15 15:10").Earliest);
        Assert.Equal((DecisionStatus.NeedsInformation, ReleaseOutcome.Hold), (unknown.Status, unknown.Outcome));
    }

    [Fact]
    public void S8e_arranging_a_ride_is_what_gives_a_release_and_waiting_is_no_action()
    {
        Assert.Equal(
            "arrange a ride",
            Rules.DecideRelease(Recovering(true, false), Local("2026-06-15 15:15").Earliest).WhatWouldGive(ReleaseOutcome.Release)
                .ToString());
        Assert.Empty(
            Rules.DecideRelease(Recovering(true, true), Local("2026-06-15 14:50").Earliest).WhatWouldGive(ReleaseOutcome.Release).Steps);
    }

    [Fact]
    public void A_taxi_is_a_ride_and_going_alone_is_an_advisory()
    {
        Decision<ReleaseOutcome> decision = Rules.DecideRelease(
            Recovering(true, true) with { Accompanied = false }, Local("2026-06-15 15:05").Earliest);
        Assert.Equal((DecisionStatus.Determined, ReleaseOutcome.Release), (decision.Status, decision.Outcome));
        Decision<ReleaseFinding> findings = Rules.DecideReleaseFindings(
            Recovering(true, true) with { Accompanied = false }, Local("2026-06-15 15:05").Earliest);
        Assert.Equal([ReleaseFinding.Unaccompanied], findings.Certain);
        Rule advisory = findings.DecidingRules.Single();
        Assert.Equal("visit.accompaniment", advisory.Id);
        Assert.Equal(["R68", "C8"], advisory.Citations);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, null)]
    [InlineData(null, null)]
    public void Unknown_criteria_or_ride_never_release(bool? walks, bool? ride)
    {
        Decision<ReleaseOutcome> decision = Rules.DecideRelease(Recovering(walks, ride), Local("2026-06-15 16:05").Earliest);
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.NotEqual(ReleaseOutcome.Release, decision.Outcome);
        Assert.NotEmpty(decision.Questions);
    }

    [Fact]
    public void Several_hold_reasons_are_all_collected() => Assert.Equal(
        [ReleaseFinding.MinimumRecovery, ReleaseFinding.CriteriaNotMet, ReleaseFinding.RideNotArranged],
        Holds(Recovering(false, false), Local("2026-06-15 14:10").Earliest));

    [Theory]
    [InlineData(0, "2026-06-15 09:30", 360, 330)]
    [InlineData(1, "2026-06-15 09:45", 345, 315)]
    public void S9_chair_time(int completed, string arrival, int planned, int earliest)
    {
        VisitTimeline timeline = Rules.Timeline(Plan(completed));
        Assert.Equal(Local(arrival).Earliest, timeline.Find("arrival")?.At);
        Assert.Equal(Local("2026-06-15 15:00").Earliest, timeline.Find("earliest-release")?.At);
        Assert.Equal(Local("2026-06-15 15:30").Earliest, timeline.Find("planned-release")?.At);
        Assert.Equal(Duration.FromMinutes(planned), timeline.PlannedStay);
        Assert.Equal(Duration.FromMinutes(earliest), timeline.EarliestStay);
        Assert.All(timeline.Entries, entry => Assert.Equal(TimeBasis.Planned, entry.Basis));
    }

    [Fact]
    public void The_timeline_is_in_order_and_names_a_rule_for_every_time()
    {
        VisitTimeline timeline = Rules.Timeline(
            Plan(0),
            new("clear-liquids-cut-off", Local("2026-06-15 08:00").Earliest, "fasting.clear-liquids"),
            new("solids-cut-off", Local("2026-06-15 06:00").Earliest, "fasting.solids"));
        Assert.Equal(
            ["solids-cut-off", "clear-liquids-cut-off", "arrival", "start", "end", "earliest-release", "planned-release",
                "residual-effects-until",
                "driving-restriction-end"],
            timeline.Entries.Select(entry => entry.Name));
        Assert.All(timeline.Entries, entry => Assert.NotEmpty(entry.Rule));
        Assert.Equal(18, timeline.ToDocument().Values.Length);
        Assert.Equal(DecisionStatus.Determined, timeline.ToDocument().Status);
        Assert.Equal(timeline, Rules2(timeline));
    }

    [Fact]
    public void A_recorded_start_and_end_replace_the_planned_ones()
    {
        VisitTimeline started = Rules.Timeline(With(Plan(0), visit => visit with { Start = Local("2026-06-15 10:05") }));
        Assert.Equal(new("start", Local("2026-06-15 10:05").Earliest, TimeBasis.Recorded, "visit.timeline"), started.Find("start"));
        Assert.Equal(new("end", Local("2026-06-15 14:05").Earliest, TimeBasis.Planned, "visit.timeline"), started.Find("end"));
        VisitTimeline aborted = Rules.Timeline(
            With(Plan(0), visit => visit with { Start = Local("2026-06-15 10:05"), End = Local("2026-06-15 11:10") }));
        Assert.Equal(
            new("driving-restriction-end", Local("2026-06-16 11:10").Earliest, TimeBasis.Computed, "visit.driving"),
            aborted.Find("driving-restriction-end"));
    }

    [Fact]
    public void Without_a_planned_length_the_timeline_says_what_is_missing()
    {
        VisitTimeline timeline = Rules.Timeline(Plan(0) with { PlannedInfusion = null });
        Assert.Null(timeline.Find("end"));
        Assert.Null(timeline.PlannedStay);
        Assert.Equal(["visit.planned-infusion"], timeline.Missing);
    }

    [Fact]
    public void S24_a_ride_is_needed_to_an_appointment_inside_the_restriction()
    {
        VisitInCourse facts = new()
        {
            Visit = new() { Appointment = Local("2026-06-16 10:00") },
            CompletedBefore = 1,
            Previous = new() { End = Local("2026-06-15 14:00") },
        };
        Decision<InboundRideOutcome> decision = Rides(facts);
        Assert.Equal((DecisionStatus.Determined, InboundRideOutcome.InboundRideNeeded), (decision.Status, decision.Outcome));
        Assert.Equal(Local("2026-06-16 14:00").Earliest, decision.ToDocument().ValueAt("visit.inbound-ride-until"));
        Assert.Equal("required arrival; travel before it was not judged", decision.ToDocument().Value("visit.judged"));
        Assert.Equal(nameof(TimeBasis.Recorded), decision.ToDocument().Value("visit.basis"));
    }

    [Fact]
    public void S24_arriving_exactly_at_the_restrictions_end_is_not_flagged_unless_the_departure_is_before()
    {
        VisitInCourse facts = new()
        {
            Visit = new() { Appointment = Local("2026-06-16 14:15") },
            CompletedBefore = 1,
            Previous = new() { End = Local("2026-06-15 14:00") },
        };
        Assert.Equal(InboundRideOutcome.NotNeeded, Rides(facts).Outcome);
        Decision<InboundRideOutcome> departed = Rides(
            With(facts, visit => visit with { Departure = Local("2026-06-16 13:59:59") }));
        Assert.Equal(InboundRideOutcome.InboundRideNeeded, departed.Outcome);
        Assert.Equal("departure", departed.ToDocument().Value("visit.judged"));
        Assert.Equal(
            InboundRideOutcome.NotNeeded,
            Rides(With(facts, visit => visit with { Departure = Local("2026-06-16 14:00") })).Outcome);
        Decision<InboundRideOutcome> unknownSessions = Rides(facts with { CompletedBefore = null });
        Assert.Equal(
            (DecisionStatus.NeedsInformation, InboundRideOutcome.InboundRideNeeded), (unknownSessions.Status, unknownSessions.Outcome));
    }

    [Fact]
    public void A_planned_end_makes_an_inbound_ride_an_estimate_and_no_earlier_infusion_needs_none()
    {
        VisitInCourse facts = new()
        {
            Visit = new() { Appointment = Local("2026-06-16 10:00") },
            CompletedBefore = 1,
            Previous = new() { Start = Local("2026-06-15 10:00"), Protocol = ProtocolId.FourHour },
        };
        Assert.Equal(
            (nameof(TimeBasis.Planned), InboundRideOutcome.InboundRideNeeded),
            (Rides(facts).ToDocument().Value("visit.basis"), Rides(facts).Outcome));
        Assert.Equal(
            Local("2026-06-16 14:00").Earliest, Rides(facts).ToDocument().ValueAt("visit.inbound-ride-until.estimate"));
        Assert.Equal(
            InboundRideOutcome.NotNeeded,
            Rides(With(
                facts, visit => visit with { Appointment = Local("2026-06-16 15:00"), Departure = Local("2026-06-16 14:00") })).Outcome);
        VisitInCourse recorded = facts with { Previous = new() { End = Local("2026-06-15 14:00") } };
        Assert.Equal(nameof(TimeBasis.Recorded), Rides(recorded).ToDocument().Value("visit.basis"));
        Decision<InboundRideOutcome> first = Rides(
            new() { Visit = new() { Appointment = Local("2026-06-16 10:00") }, CompletedBefore = 0, HadInfusion = false });
        Assert.Equal((DecisionStatus.Determined, InboundRideOutcome.NotNeeded), (first.Status, first.Outcome));
        Assert.Equal(
            DecisionStatus.NeedsInformation,
            Rides(new() { Visit = new() { Appointment = Local("2026-06-16 10:00") }, CompletedBefore = 0 }).Status);
    }

    [Theory]
    [InlineData(0, "2026-06-15 10:10", ArrivalOutcome.Late, 40)]
    [InlineData(0, "2026-06-15 09:30", ArrivalOutcome.OnTime, null)]
    [InlineData(1, "2026-06-15 09:45", ArrivalOutcome.OnTime, null)]
    [InlineData(1, "2026-06-15 09:46", ArrivalOutcome.Late, 1)]
    [InlineData(2, "2026-06-15 09:30", ArrivalOutcome.OnTime, null)]
    public void S24_arrival_and_lateness(int completed, string arrival, ArrivalOutcome outcome, int? lateMinutes)
    {
        Decision<ArrivalOutcome> decision = Rules.DecideArrival(
            new() { Visit = new() { Appointment = Local("2026-06-15 10:00"), Arrival = Local(arrival) }, CompletedBefore = completed });
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
        Assert.Equal(
            lateMinutes is { } minutes ? Duration.FromMinutes(minutes) : (Duration?)null, decision.ToDocument().Elapsed("visit.late-by"));
    }

    [Fact]
    public void An_arrival_30_minutes_ahead_is_on_time_whichever_session_it_is()
    {
        Decision<ArrivalOutcome> decision = Rules.DecideArrival(
            new() { Visit = new() { Appointment = Local("2026-06-15 10:00"), Arrival = Local("2026-06-15 09:30") } });
        Assert.Equal((DecisionStatus.Determined, ArrivalOutcome.OnTime), (decision.Status, decision.Outcome));
        Decision<ArrivalOutcome> between = Rules.DecideArrival(
            new() { Visit = new() { Appointment = Local("2026-06-15 10:00"), Arrival = Local("2026-06-15 09:40") } });
        Assert.Equal((DecisionStatus.NeedsInformation, ArrivalOutcome.Late), (between.Status, between.Outcome));
        Assert.Equal(["visit.completed-sessions"], between.Questions.Select(question => question.Fact));
        Assert.Null(between.ToDocument().Elapsed("visit.late-by"));
    }

    [Fact]
    public void S25_a_blood_pressure_without_a_clinics_limit_has_no_verdict()
    {
        Assert.Equal(BloodPressureOutcome.NotPublished, Rules.DecideBloodPressure(new() { Systolic = 162, Diastolic = 98 }).Outcome);
        VisitRules limited = With(PublishedVisits.Policy with { BloodPressure = new(160, 100) });
        Assert.Equal(BloodPressureOutcome.AboveClinicLimit, limited.DecideBloodPressure(new() { Systolic = 161, Diastolic = 98 }).Outcome);
        Assert.Equal(
            BloodPressureOutcome.WithinClinicLimit, limited.DecideBloodPressure(new() { Systolic = 160, Diastolic = 100 }).Outcome);
    }

    [Fact]
    public void A_repeated_end_counts_from_the_later_reading_until_it_is_settled()
    {
        Visit facts = new() { End = Local("2026-11-01 01:30") };
        Decision<DrivingOutcome> between = Rules.DecideDriving(facts, Utc("2026-11-02T06:00:00Z"));
        Assert.Equal((DecisionStatus.NeedsInformation, DrivingOutcome.Restricted), (between.Status, between.Outcome));
        Assert.Equal(["first", "second"], between.Questions.Single().Choices);
        Assert.Equal(Utc("2026-11-02T06:30:00Z"), Rules.RestrictedUntil(facts));
        Assert.Equal(DecisionStatus.Determined, Rules.DecideDriving(facts, Utc("2026-11-02T06:30:00Z")).Status);
        Assert.Equal(DrivingOutcome.Restricted, Rules.DecideDriving(facts, Utc("2026-11-02T05:29:59Z")).Outcome);
        Assert.Equal(DecisionStatus.Determined, Rules.DecideDriving(facts, Utc("2026-11-02T05:29:59Z")).Status);
    }

    internal static Visit Recovering(bool? walks, bool? ride) => Cleared(new()
    {
        Start = Local("2026-06-15 10:05"),
        End = Local("2026-06-15 14:05"),
        WalksSteadily = walks,
        RideArranged = ride,
    });

    /// <summary>The visit with vital signs after its end, and a clinician's word then that the release criteria are met.</summary>
    internal static Visit Cleared(Visit visit) => visit with
    {
        CriteriaMet = true,
        CriteriaMetBy = ClinicianRole.Nurse,
        CriteriaMetAt = visit.End?.Latest,
        VitalSigns =
        [
            new()
            {
                Phase = VisitPhase.After,
                TakenAt = visit.End?.Latest,
                HeartRateRecorded = true,
                BloodPressureRecorded = true,
                OxygenSaturationRecorded = true,
            },
        ],
    };

    private static VisitInCourse Plan(int completed) => new()
    {
        Visit = new() { Appointment = Local("2026-06-15 10:00") },
        CompletedBefore = completed,
        PlannedInfusion = Duration.FromHours(4),
    };

    private static VisitInCourse With(VisitInCourse course, Func<Visit, Visit> change) => course with { Visit = change(course.Visit) };

    // Judged while the infusion before was still planned or going on.
    private static Decision<InboundRideOutcome> Rides(VisitInCourse course) =>
        Rules.DecideInboundRide(course, Local("2026-06-15 12:00").Earliest);

    private static IEnumerable<ReleaseFinding> Holds(Visit visit, Instant now) =>
        Rules.DecideReleaseFindings(visit, now).Certain.Where(finding => finding != ReleaseFinding.Unaccompanied);

    private static VisitTimeline Rules2(VisitTimeline like) => Rules.Timeline(
        Plan(0),
        [.. like.Entries.Take(2).Select(entry => new TimelineCutOff(entry.Name, entry.At, entry.Rule))]);
}
