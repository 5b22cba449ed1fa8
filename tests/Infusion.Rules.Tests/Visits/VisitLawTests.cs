using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Visits;

public class VisitLawTests
{
    private static VisitRules Rules => VisitScenarioTests.Rules;

    [Fact]
    public void Every_quarter_hour_of_ten_years_agrees_with_the_frameworks_time_zone()
    {
        VisitRules rules = Rules;
        TimeZoneInfo newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var local = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        var last = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        long space = (last - local).Ticks / TimeSpan.FromMinutes(15).Ticks;
        long compared = 0;
        long mismatches = 0;
        long skipped = 0;
        for (; local < last; local = local.AddMinutes(15))
        {
            compared++;
            var text = new LocalDateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute);
            if (newYork.IsInvalidTime(local))
            {
                skipped++;
                mismatches += Throws(text) ? 0 : 1;
                continue;
            }

            // The oracle works in UTC ticks of the framework's clock, from the later reading of a repeated time.
            bool isRepeated = newYork.IsAmbiguousTime(local);
            long latest = local.Ticks - (isRepeated ? newYork.GetAmbiguousTimeOffsets(local).Min() : newYork.GetUtcOffset(local)).Ticks;
            long earliest = local.Ticks - (isRepeated ? newYork.GetAmbiguousTimeOffsets(local).Max() : newYork.GetUtcOffset(local)).Ticks;
            Moment at = Moment.FromLocal(text, Zone);
            long until = latest + (24L * 60 * 60 * 10_000_000);
            Visit facts = new() { Start = Moment.At(OfTicks(earliest - 36_000_000_000)), End = at };
            bool agrees = rules.DecideDriving(facts, OfTicks(until)) is
            {
                Status: DecisionStatus.Determined,
                Outcome: DrivingOutcome.RestrictionElapsed,
            }
                && rules.RestrictedUntil(facts) == OfTicks(until)
                && rules.DecideDriving(facts, OfTicks(until - 1)).Outcome == DrivingOutcome.Restricted;
            foreach ((int completed, long lead) in new[] { (0, 18_000_000_000L), (1, 9_000_000_000L) })
            {
                Moment required = Moment.At(OfTicks(earliest - lead));
                Visit visit = new() { Appointment = at, Arrival = required };
                Visit late = visit with { Arrival = Moment.At(required.Earliest + Duration.FromTicks(1)) };
                agrees &= rules.DecideArrival(new() { Visit = visit, CompletedBefore = completed }).Outcome == ArrivalOutcome.OnTime
                    && rules.RequiredArrival(at.Earliest, completed) == required.Earliest
                    && rules.DecideArrival(new() { Visit = late, CompletedBefore = completed }).Outcome == ArrivalOutcome.Late;
            }

            mismatches += agrees ? 0 : 1;
        }

        Assert.Equal(40, skipped);
        Evidence.Write("visit-quarter-hours", compared, space, mismatches);
    }

    [Fact]
    public void The_laws_hold_in_every_cell_of_every_table_of_the_room()
    {
        long compared = 0;
        long space = 0;
        foreach (DecisionTable table in Rules.Tables)
        {
            space += table.Partition.CellCount;
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
            {
                compared++;
                OutcomeSet verdict = table.Decide(row);
                (ulong possible, ulong certain, bool isInvalid) = BruteForce.Decide(table, row);
                Assert.Equal(isInvalid, verdict.IsInvalid);
                Assert.True(isInvalid || (verdict.Possible == possible && (!verdict.IsDetermined || verdict.Certain == certain)), table.Id);
                KernelLaws.AssertExplanation(table, row);
                KernelLaws.AssertQuestions(table, row, verdict);
                KernelLaws.AssertLearning(table, row, verdict);
                KernelLaws.AssertCounterfactuals(table, row, verdict);
            }
        }

        Evidence.Write("visit-kernel-laws", compared, space, 0);
    }

    [Fact]
    public void Every_table_is_complete_and_every_rule_decisive_and_every_id_stands_once()
    {
        VisitRules scored = VisitScenarioTests.With(
            PublishedVisits.Policy with { DischargeScore = new(DischargeScale.Padss, 9), BloodPressure = new(160, 100) });
        foreach (DecisionTable table in Rules.Tables.Concat(scored.Tables))
        {
            FactValue[][] rows = [.. table.Partition.Rows(withUnknown: false).Select(row => row.ToArray())];
            Assert.All(rows, row => Assert.True(table.Decide(row) is { IsInvalid: true } or { IsDetermined: true }, table.Id));
            Assert.All(table.Rules, rule => Assert.True(
                rows.Any(row => table.Decide(row) != table.Without(rule.Id).Decide(row)), $"{rule.Id} changes no cell of {table.Id}."));
        }

        string[] ids = [.. Rules.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Empty(((
            string[])["visit.timeline", "visit.arrival", "visit.accommodations", "visit.checklist", "visit.no-walking", "visit.vital-signs",
            "visit.music", "visit.staffing", "visit.side-effects", "visit.continue-monitoring", "visit.recovery-minimum",
            "visit.release-criteria",
            "visit.residual-effects", "visit.accompaniment", "visit.ride", "visit.driving", "visit.inbound-ride",
            "visit.medication-for-side-effects"]).Except(ids));
    }

    [Property(MaxTest = 500)]
    public void Time_passing_never_brings_a_restriction_or_a_minimum_back(int minutes, byte more)
    {
        Visit facts = VisitScenarioTests.Recovering(true, true);
        Instant now = Local("2026-06-15 14:05").Earliest + Duration.FromMinutes(minutes % 3000);
        Instant later = now + Duration.FromMinutes(more);
        Assert.True(Rules.DecideDriving(facts, later).Outcome <= Rules.DecideDriving(facts, now).Outcome);
        Assert.True(Rules.DecideRelease(facts, later).Outcome <= Rules.DecideRelease(facts, now).Outcome);
        Assert.True(Rules.DecideResidualEffects(facts, later).Outcome <= Rules.DecideResidualEffects(facts, now).Outcome);
    }

    [Property(MaxTest = 500)]
    public void Learning_the_end_within_an_interval_never_enlarges_what_is_possible(ushort from, byte width, byte place, ushort asked)
    {
        Instant start = Local("2026-06-15 14:05").Earliest;
        Instant low = start + Duration.FromMinutes(from % 300);
        Instant high = low + Duration.FromMinutes(width);
        Instant exact = low + Duration.FromMinutes(width == 0 ? 0 : place % (width + 1));
        Visit facts = new() { End = Moment.Between(low, high), WalksSteadily = true, RideArranged = true };
        Visit learned = facts with { End = Moment.At(exact) };
        Instant now = start + Duration.FromMinutes(asked % 2400);
        Assert.Equal(0UL, Rules.DecideDriving(learned, now).Outcomes.Possible & ~Rules.DecideDriving(facts, now).Outcomes.Possible);
        Assert.Equal(0UL, Rules.DecideRelease(learned, now).Outcomes.Possible & ~Rules.DecideRelease(facts, now).Outcomes.Possible);
    }

    public static TheoryData<DrivingLimit, int, int> Restrictions => new()
    {
        { new DrivingLimit.Elapsed(Duration.FromHours(24)), 30, 15 },
        { new DrivingLimit.NextDay(new LocalTime(2, 30), null), 30, 15 },
        { new DrivingLimit.NextDay(new LocalTime(1, 30), Duration.FromHours(14)), 60, 60 },
        { new DrivingLimit.NextDay(null, Duration.FromHours(18)), 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Restrictions), DisableDiscoveryEnumeration = true)]
    public void A_ride_is_needed_exactly_when_the_way_begins_before_the_restriction_ends(DrivingLimit limit, int first, int later)
    {
        VisitRules rules = VisitScenarioTests.With(PublishedVisits.Policy with
        {
            Driving = limit,
            FirstArrivalLead = Duration.FromMinutes(first),
            LaterArrivalLead = Duration.FromMinutes(later),
        });
        var random = new Random(20260615);
        int needed = 0;
        for (int trial = 0; trial < 4_000; trial++)
        {
            // The two nights on which the clocks change, and the days around them.
            Instant start = Local(
                random.Next(2) == 0 ? "2026-03-06 12:00" : "2026-10-30 12:00").Earliest + Duration.FromMinutes(15 * random.Next(192));
            Instant end = start + (random.Next(2) == 0 ? Duration.FromHours(4) : Duration.FromMinutes(random.Next(300)));
            bool isRecorded = random.Next(2) == 0 || end - start != Duration.FromHours(4);
            // An end that is not on record is the later of the planned one and now.
            Instant now = end + Duration.FromMinutes(random.Next(-600, 600));
            Instant until = rules.RestrictedUntil(isRecorded ? end : Instant.Max(end, now))!.Value;
            int completed = random.Next(2);
            Instant travel = until + Duration.FromMinutes(random.Next(-90, 91)) + Duration.FromSeconds(random.Next(-1, 2));
            bool hasDeparture = random.Next(2) == 0;
            Instant appointment = travel + Duration.FromMinutes(completed == 0 ? first : later);
            Decision<InboundRideOutcome> decision = rules.DecideInboundRide(new()
            {
                Visit = new() { Appointment = appointment, Departure = hasDeparture ? travel : null },
                CompletedBefore = completed,
                Previous = new() { Start = start, End = isRecorded ? end : null, Protocol = ProtocolId.FourHour },
            }, isRecorded ? travel + Duration.FromDays(random.Next(-9, 9)) : now);
            Assert.Equal(travel < until ? InboundRideOutcome.InboundRideNeeded : InboundRideOutcome.NotNeeded, decision.Outcome);
            Assert.Equal(DecisionStatus.Determined, decision.Status);
            needed += travel < until ? 1 : 0;
        }

        Assert.InRange(needed, 1_000, 3_000);
    }

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        VisitRules rules = Rules;
        Visit facts = VisitScenarioTests.Recovering(true, true) with
        {
            Accompanied = true,
            DischargeScore = 9,
            Appointment = Local("2026-06-15 10:00"),
            Arrival = Local("2026-06-15 09:40"),
        };
        VisitInCourse course = new() { Visit = facts, CompletedBefore = 1 };
        Instant now = Local("2026-06-15 15:05").Earliest;
        Assert.Equal(0, Allocation.Of(() => rules.DecideArrival(course).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideRelease(facts, now).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideDriving(facts, now).Outcome));
    }

    private static bool Throws(LocalDateTime local)
    {
        try
        {
            Moment.FromLocal(local, Zone);
            return false;
        }
        catch (SkippedTimeException)
        {
            return true;
        }
    }

    private static Instant OfTicks(long utcTicks) => Instant.FromUnixTimeTicks(utcTicks - DateTime.UnixEpoch.Ticks);
}
