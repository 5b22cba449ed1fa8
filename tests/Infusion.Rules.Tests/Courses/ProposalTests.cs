using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Records;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>Dates and times for the sessions that an induction still needs.</summary>
public sealed class ProposalTests
{
    private static readonly ImmutableArray<IsoDayOfWeek> _week =
        [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];

    private static BusinessCalendar Working => new()
    {
        Hours = [.. _week.Take(5).Select(day => new OpeningHours(day, new(8, 0), new(17, 0)))],
    };

    // The published protocol, those of other clinics, and one for each rule that those leave out.
    private static ImmutableArray<InfusionProtocol> Protocols { get; } =
    [
        InfusionRules.Published.Protocols.Find(ProtocolId.FourHour),
        Own("elm-court") with { InductionSessions = SessionCount.Exactly(3) },
        Own("lake-view") with { InductionSessions = SessionCount.Exactly(3), WindowDays = 8 },
        Own("stone-bridge"),
        Own("harbour-clinic") with { InductionSessions = SessionCount.Exactly(3), MaximumInSevenDays = 2 },
        Own("stone-bridge") with { MinimumSpacingDays = [], MaximumSpacingDays = null, IsOnConsecutiveDays = true },
        Own("stone-bridge") with
        {
            InductionSessions = SessionCount.Exactly(3), MinimumSpacingDays = [1], IsOnConsecutiveDays = true, MaximumSpacingDays = null,
            PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Friday, IsoDayOfWeek.Sunday],
        },
        Own("stone-bridge") with
        {
            InductionSessions = SessionCount.Exactly(3), MinimumSpacingDays = [], MaximumSpacingDays = null,
            MinimumSpacing = [Duration.FromHours(27), Duration.FromHours(48)],
        },
        Own("stone-bridge") with
        {
            InductionSessions = SessionCount.Exactly(3), MinimumSpacingDays = [], MaximumSpacingDays = null, WindowDays = null,
            Weeks = [new() { Weeks = 1, MinimumSessions = 2, MaximumSessions = 2 }, new() { MinimumSessions = 1, MaximumSessions = 1 }],
        },
    ];

    // Both changes of the clocks, and a week without one.
    private static ImmutableArray<LocalDate> Mornings { get; } = [new(2026, 3, 5), new(2026, 10, 29), new(2026, 6, 15)];

    [Fact]
    public void The_earliest_dates_are_those_found_by_trying_every_date_and_time()
    {
        (int proposed, int none, int booked, int changed) = (0, 0, 0, 0);
        for (int seed = 0; seed < 500; seed++)
        {
            DatePlan plan = PlanOf(new(seed));
            if (plan.Count < 1)
            {
                continue;
            }

            InductionProposal proposal = Propose(plan);
            Instant[] found = [.. proposal.Visits.Select(visit => visit.ChairFrom)];
            Instant[] expected = [.. plan.Earliest()];
            bool isBeyond = found.Length > 0 && DatePlan.DateOf(found[^1]) >= DatePlan.DateOf(plan.Now).PlusDays(DatePlan.Days);
            if (isBeyond)
            {
                // What lies beyond the dates that were tried is right if nothing among them comes before it.
                Assert.True(expected.Length == 0 || IsBefore(found, expected), $"{seed}: {plan}");
            }
            else
            {
                Assert.True(expected.SequenceEqual(found), $"{seed}: {string.Join(" ", expected)} but {proposal} of {plan}");
            }

            Assert.Equal(found.Length > 0 ? ProposalOutcome.Proposed : ProposalOutcome.NoDates, proposal.Outcome);
            Assert.Equal(found.Length == 0, !proposal.Limits.IsEmpty);
            proposed += found.Length > 0 && !isBeyond ? 1 : 0;
            none += found.Length == 0 ? 1 : 0;
            booked += found.Length > 0 && plan.Booked.Length > 0 ? 1 : 0;
            changed += found.Length > 0 && Zone.GetUtcOffset(plan.Now) != Zone.GetUtcOffset(found[^1]) ? 1 : 0;
        }

        Assert.True(proposed > 100 && none > 30 && booked > 30 && changed > 30, $"{proposed} {none} {booked} {changed}");
    }

    [Fact]
    public void What_takes_place_as_proposed_is_found_fault_with_by_no_rule()
    {
        int judged = 0;
        for (int seed = 1000; seed < 1200; seed++)
        {
            DatePlan plan = PlanOf(new(seed));
            if (plan.Count < 1 || Propose(plan) is not { Outcome: ProposalOutcome.Proposed } proposal)
            {
                continue;
            }

            InfusionRules rules = RulesOf(plan);
            CourseReview review = rules.Review(Taken(plan, proposal));
            SeriesReview series = Assert.Single(review.Series);
            var onDates = rules.Protocols.DecideSessions(series.InductionSeries)
                .ToDictionary(session => session.About!, session => session.Possible);
            Assert.Empty(review.Contradictions);
            Assert.Equal(InductionOutcome.Complete, series.Induction.Outcome);
            foreach (ProposedVisit visit in proposal.Visits)
            {
                VisitReview there = Assert.Single(review.Visits, other => other.Visit.Id == visit.Visit.Id);
                Assert.Empty(onDates[NodaTime.Text.LocalDatePattern.Iso.Format(visit.Date)]);
                Assert.True(visit.NeedsRide || there.InboundRide!.Value.Has(InboundRideOutcome.NotNeeded), $"{seed}: {visit}");
                Assert.True(plan.HasRide || !visit.NeedsRide, $"{seed}: {visit}");
                Assert.True(plan.IsWithinHours(visit.Arrival!.Value, visit.EarliestRelease!.Value), $"{seed}: {visit}");
                Assert.Equal(plan.ReleasedAfter(visit.ChairFrom), visit.EarliestRelease);
                Assert.Equal(ArrivalOutcome.OnTime, there.Arrival!.Value.Outcome);
                Assert.True((visit.Visit.Departure?.Earliest ?? visit.Arrival) >= plan.Now);
                judged++;
            }
        }

        Assert.True(judged > 100, $"{judged}");
    }

    [Fact]
    public void What_stands_in_the_way_is_named_with_what_there_would_be_without_it()
    {
        DatePlan plan = Plan() with { Closed = [.. Enumerable.Range(17, 5).Select(day => new LocalDate(2026, 6, day))] };
        InductionProposal proposal = Propose(plan);
        Assert.Equal(ProposalOutcome.NoDates, proposal.Outcome);
        Assert.Equal([ProposalLimitKind.ClosedDate, ProposalLimitKind.Protocol], proposal.Limits.Select(limit => limit.Kind));
        Assert.Equal("protocol.four-hour.window", proposal.Limits[1].Rule!.Id);
        Assert.Equal([new(2026, 6, 17), new(2026, 6, 18)], proposal.Limits[0].Otherwise.Select(visit => visit.Date));
        Assert.Equal([new(2026, 6, 22), new(2026, 6, 23)], proposal.Limits[1].Otherwise.Select(visit => visit.Date));
        InductionProposal tooShort = Propose(Plan() with
        {
            Hours = [.. _week.Select(day => (day, new LocalTime(8, 0), new LocalTime(12, 0)))],
        });
        Assert.Equal(ProposalLimitKind.OpeningHours, Assert.Single(tooShort.Limits).Kind);
    }

    [Fact]
    public void Without_a_ride_the_next_day_begins_when_the_restriction_is_over()
    {
        InductionProposal driven = Propose(Plan());
        Assert.Equal([Utc("2026-06-17T12:15:00Z"), Utc("2026-06-18T12:15:00Z")], driven.Visits.Select(visit => visit.ChairFrom));
        Assert.Equal([false, true], driven.Visits.Select(visit => visit.NeedsRide));
        InductionProposal alone = Propose(Plan() with { HasRide = false, Travel = Duration.FromMinutes(40) });
        Assert.Equal([Utc("2026-06-17T12:15:00Z"), Utc("2026-06-18T17:15:00Z")], alone.Visits.Select(visit => visit.ChairFrom));
        Assert.Equal(Utc("2026-06-18T16:20:00Z"), alone.Visits[1].Visit.Departure!.Value.Earliest);
        Assert.Contains(alone.Rules, rule => rule.Id == "protocol.four-hour.window" && rule.Citations.Contains("R20"));
        Assert.Contains(alone.Rules, rule => rule.Id == "course.next.book");
        Assert.Contains(alone.Visits[1].InboundRide.DecidingRules, rule => rule.Citations.Contains("R70"));
    }

    [Fact]
    public void Dates_are_proposed_only_where_the_course_has_another_infusion()
    {
        var seen = new HashSet<ProposalOutcome>();
        for (int seed = 0; seed < 400; seed++)
        {
            CourseReview review = seed < 200
                ? Histories.Consistent(seed).Review
                : Histories.Inconsistent(seed).Review;
            InductionProposal proposal = review.Propose(Working, hasRide: true);
            seen.Add(proposal.Outcome);
            Assert.Equal(proposal.Outcome == ProposalOutcome.Proposed, !proposal.Visits.IsEmpty);
            Assert.Equal(proposal.Outcome == ProposalOutcome.NoDates, !proposal.Limits.IsEmpty);
            switch (proposal.Outcome)
            {
                case ProposalOutcome.Proposed or ProposalOutcome.NoDates or ProposalOutcome.NothingOutstanding:
                    Assert.True(
                        review.Stage.Outcome is CourseStage.FirstTreatment or CourseStage.Initiation
                            || (review.Stage.Outcome == CourseStage.DiscontinuationRecommended
                                && review.Record.Words.Any(word => word.About == WordAbout.ReasonToContinue)),
                        review.Record.ToJson(Zone));
                    Assert.NotEmpty(proposal.Rules);
                    break;
                case ProposalOutcome.InMaintenance:
                    Assert.Equal(CourseStage.Maintenance, review.Stage.Outcome);

                    // Where readings differ in other steps none is certain, though all propose this one.
                    Assert.True(
                        review.Next.Status == DecisionStatus.Invalid || review.NextSteps
                            .Where(step => step.Kind == NextStepKind.BookMaintenance).SequenceEqual(Some(proposal.Maintenance)),
                        review.Record.ToJson(Zone));
                    break;
                case ProposalOutcome.NeedsInformation:
                    Assert.False(proposal.Questions.IsEmpty, review.Record.ToJson(Zone));
                    break;
                case ProposalOutcome.NotAllowed:
                    Assert.True(!proposal.Rules.IsEmpty || !proposal.Questions.IsEmpty, review.Record.ToJson(Zone));
                    break;
            }
        }

        Assert.True(seen.Count >= 6, string.Join(", ", seen));
    }

    [Fact]
    public void A_record_that_ships_gets_its_maintenance_window_or_its_reason()
    {
        CourseReview[] shipped =
        [
            .. RecordFiles.Shipped.Select(json => InfusionRules.Published.Review(PatientRecord.Parse(json, Zone))),
        ];
        InductionProposal maintenance = shipped[0].Propose(Working, hasRide: false);
        Assert.Equal(ProposalOutcome.InMaintenance, maintenance.Outcome);
        Assert.Equal(shipped[0].NextSteps.FirstOrDefault(step => step.Kind == NextStepKind.BookMaintenance), maintenance.Maintenance);
        Assert.Empty(maintenance.Visits);
    }

    [Theory]
    [InlineData(PhysicianVerdict.NotCandidate, ProposalOutcome.NotAllowed)]
    [InlineData(PhysicianVerdict.NotRecorded, ProposalOutcome.NotAllowed)]
    [InlineData(PhysicianVerdict.Candidate, ProposalOutcome.ProtocolNotKnown)]
    public void Without_a_candidate_verdict_and_a_protocol_nothing_is_proposed(PhysicianVerdict verdict, ProposalOutcome outcome)
    {
        InductionProposal proposal = InfusionRules.Published.Review(new()
        {
            Id = "new",
            AsOf = Utc("2026-06-15T12:00:00Z"),
            Consultation = new() { Held = true },
            Eligibility = new()
            {
                Verdict = verdict,
                VerdictBy = ClinicianRole.Physician,
                Conditions = [new() { Name = "depression" }],
                ConditionsCompleteness = ListCompleteness.Complete,
            },
        }).Propose(Working, hasRide: true);
        Assert.Equal(outcome, proposal.Outcome);
        Assert.NotEmpty(proposal.Rules);
    }

    [Fact]
    public void An_end_that_is_missing_or_an_appointment_that_passed_is_asked_about_first()
    {
        DatePlan plan = Plan();
        PatientRecord record = RecordOf(plan);
        InductionProposal running = RulesOf(plan).Review(record with
        {
            Visits = [record.Visits[0] with { End = null }],
        }).Propose(Working, hasRide: true);
        Assert.Equal(ProposalOutcome.NeedsInformation, running.Outcome);
        Assert.All(running.Questions, question => Assert.Equal("visits[completed-0].end", question.Path));
        Assert.NotEmpty(running.Questions);
        InductionProposal missed = RulesOf(plan).Review(record with
        {
            Visits = [record.Visits[0], new() { Entry = "missed", Appointment = plan.Now - Duration.FromHours(20) }],
        }).Propose(Working, hasRide: true);
        Assert.Equal((ProposalOutcome.NeedsInformation, "visits[missed]"), (missed.Outcome, Assert.Single(missed.Questions).Path));
    }

    [Fact]
    public void Hours_that_are_none_or_overlap_and_a_way_of_less_than_no_time_are_refused()
    {
        Assert.Contains(
            "At least one day", Assert.Throws<ArgumentException>(() => new BusinessCalendar { Hours = [] }).Message,
            StringComparison.Ordinal);
        OpeningHours morning = new(IsoDayOfWeek.Monday, new(8, 0), new(12, 0));
        Assert.Contains("overlap on Monday 11:00", Assert.Throws<ArgumentException>(() => new BusinessCalendar
        {
            Hours = [morning, new(IsoDayOfWeek.Monday, new(11, 0), LocalTime.Midnight)],
        }).Message, StringComparison.Ordinal);
        Assert.Equal(2, new BusinessCalendar { Hours = [morning, new(IsoDayOfWeek.Monday, new(12, 0), new(17, 0))] }.Hours.Length);
        CourseReview review = RulesOf(Plan()).Review(RecordOf(Plan()));
        Assert.Throws<ArgumentOutOfRangeException>(() => review.Propose(Working, hasRide: true, Duration.FromMinutes(-1)));
    }

    private static InfusionProtocol Own(string clinic) =>
        Assert.Single(ClinicPolicy.Parse(RepositoryFiles.Read($"samples/policies/{clinic}.json")).Protocols!.Protocols)
            with
        { EvaluateAfterSessions = SessionCount.Exactly(2) };

    private static ImmutableArray<NextStep> Some(NextStep? step) => step is null ? [] : [step];

    private static bool IsBefore(Instant[] one, Instant[] other) =>
        one.Zip(other).Where(pair => pair.First != pair.Second).Select(pair => pair.First < pair.Second).FirstOrDefault();

    // A first session on June 16, a day before the record is judged.
    private static DatePlan Plan() => new()
    {
        Now = Utc("2026-06-16T20:00:00Z"),
        Protocol = Protocols[0],
        Hours = [.. _week.Select(day => (day, new LocalTime(8, 0), new LocalTime(20, 0)))],
        Closed = [],
        Completed = [Utc("2026-06-15T12:00:00Z")],
        Booked = [],
        HasRide = true,
        Travel = null,
        IsNextDay = false,
    };

    private static DatePlan PlanOf(Random random)
    {
        bool Is(int percent) => random.Next(100) < percent;
        InfusionProtocol protocol = Protocols[random.Next(Protocols.Length)];
        LocalDate morning = Mornings[random.Next(Mornings.Length)].PlusDays(random.Next(3));
        Instant now = morning.AtStartOfDayInZone(Zone).ToInstant() + Duration.FromMinutes(random.Next(60 * 24));
        int stay = 30 + 60 + (int)protocol.PlannedDuration!.Value.TotalMinutes;
        (IsoDayOfWeek, LocalTime, LocalTime) HoursOn(IsoDayOfWeek day)
        {
            int from = random.Next(5) * 60;
            int to = from + stay + random.Next(-15, Is(20) ? 300 : 75);
            return (day, new LocalTime(from / 60, 0), new LocalTime(to / 60, to % 60));
        }

        LocalDate today = DatePlan.DateOf(now);
        LocalTime given = new(random.Next(1, 14), random.Next(60));
        Instant OnDay(int days) => today.PlusDays(days).At(given).InZoneLeniently(Zone).ToInstant();
        return new()
        {
            Now = now,
            Protocol = protocol,
            Hours = [.. _week.Where(_ => Is(75)).DefaultIfEmpty(IsoDayOfWeek.Monday).Select(HoursOn)],
            Closed = [.. Enumerable.Range(0, DatePlan.Days).Where(_ => Is(15)).Select(day => today.PlusDays(day))],
            Completed = Is(60) ? [OnDay(-random.Next(1, 4))] : [],
            Booked = Is(30) ? [OnDay(random.Next(1, 6))] : [],
            HasRide = Is(50),
            Travel = Is(50) ? Duration.FromMinutes(random.Next(90)) : null,
            IsNextDay = Is(40),
        };
    }

    private static InfusionRules RulesOf(DatePlan plan)
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        return new(published with
        {
            Protocols = published.Protocols! with { Protocols = [plan.Protocol] },
            Visits = published.Visits! with
            {
                FirstArrivalLead = plan.FirstLead,
                LaterArrivalLead = plan.LaterLead,
                RecoveryMinimum = Duration.FromMinutes(60),
                RecoveryPlanned = Duration.FromMinutes(60),
                Driving = plan.IsNextDay
                    ? new DrivingLimit.NextDay(new(8, 0), Duration.FromHours(18))
                    : new DrivingLimit.Elapsed(Duration.FromHours(24)),
            },
        });
    }

    private static InductionProposal Propose(DatePlan plan) => RulesOf(plan).Review(RecordOf(plan)).Propose(
        new()
        {
            Hours = [.. plan.Hours.Select(hours => new OpeningHours(hours.Day, hours.From, hours.To))],
            ClosedOn = plan.Closed,
        },
        plan.HasRide, plan.Travel);

    private static PatientRecord RecordOf(DatePlan plan) => new()
    {
        Id = "patient",
        AsOf = plan.Now,
        Consultation = new() { Held = true },
        Eligibility = new() { Verdict = PhysicianVerdict.Candidate, VerdictBy = ClinicianRole.Physician },
        Protocol = plan.Protocol.Id,
        Visits =
        [
            .. plan.Completed.Select((at, place) => Given($"completed-{place}", at, plan)),
            .. plan.Booked.Select((at, place) => new Visit { Entry = $"booked-{place}", Appointment = at }),
        ],
    };

    private static Visit Given(string id, Instant at, DatePlan plan) =>
        new() { Entry = id, Appointment = at, Start = at, End = at + plan.Protocol.PlannedDuration };

    private static PatientRecord Taken(DatePlan plan, InductionProposal proposal) => RecordOf(plan) with
    {
        AsOf = proposal.Visits.Select(visit => visit.ChairFrom).Concat(plan.Booked).Max() + Duration.FromDays(1),
        Visits =
        [
            .. plan.Completed.Select((at, place) => Given($"completed-{place}", at, plan)),
            .. plan.Booked.Select((at, place) => Given($"booked-{place}", at, plan)),
            .. proposal.Visits.Select(visit => visit.Visit with
            {
                Arrival = visit.Arrival,
                Start = visit.ChairFrom,
                End = visit.ChairFrom + plan.Protocol.PlannedDuration,
            }),
        ],
    };
}
