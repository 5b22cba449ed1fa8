using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Visits;

public class VisitPolicyTests
{
    private static VisitPolicy Published => PublishedVisits.Policy;

    [Theory]
    [InlineData("2026-06-15 14:00", "2026-06-16T12:00:00Z")]
    [InlineData("2026-06-15 23:30", "2026-06-16T12:00:00Z")]
    [InlineData("2026-06-16 00:00", "2026-06-17T12:00:00Z")]
    [InlineData("2026-03-07 14:00", "2026-03-08T12:00:00Z")]
    [InlineData("2026-10-31 14:00", "2026-11-01T13:00:00Z")]
    public void Until_the_next_day_at_eight(string end, string until) =>
        AssertUntil(new DrivingLimit.NextDay(new LocalTime(8, 0), null), end, until);

    [Theory]
    [InlineData("2026-03-07 14:00", "2026-03-08T07:00:00Z")]
    [InlineData("2026-10-31 14:00", "2026-11-01T07:30:00Z")]
    public void A_skipped_clock_time_ends_with_the_gap_and_after_a_repeated_hour_it_is_the_clocks(string end, string until) => AssertUntil(
        new DrivingLimit.NextDay(new LocalTime(2, 30), null), end, until);

    [Fact]
    public void A_repeated_clock_time_ends_the_second_time() =>
        AssertUntil(new DrivingLimit.NextDay(new LocalTime(1, 30), null), "2026-10-31 14:00", "2026-11-01T06:30:00Z");

    [Theory]
    [InlineData("2026-06-15 14:00", "2026-06-16T12:00:00Z")]
    [InlineData("2026-06-15 18:00", "2026-06-16T16:00:00Z")]
    public void Until_the_next_day_and_at_least_18_hours(string end, string until) =>
        AssertUntil(new DrivingLimit.NextDay(new LocalTime(8, 0), Duration.FromHours(18)), end, until);

    [Fact]
    public void The_next_day_alone_is_refused() => Assert.Throws<ArgumentException>(() => new DrivingLimit.NextDay(null, null));

    [Fact]
    public void Recovery_may_depend_on_the_length_and_on_who_comes_along()
    {
        VisitRules rules = VisitScenarioTests.With(Published with
        {
            RecoveryVariants =
            [
                new(Duration.FromMinutes(30), Duration.FromMinutes(45), infusionBelow: Duration.FromHours(2)),
                new(Duration.FromHours(2), Duration.FromHours(3), accompanied: false),
            ],
        });
        Visit longOne = VisitScenarioTests.Recovering(true, true) with { Accompanied = true };
        Visit shortOne = longOne with { Start = Local("2026-06-15 13:05") };
        Assert.Equal(Local("2026-06-15 15:05").Earliest, rules.EarliestRelease(longOne));
        Assert.Equal(Local("2026-06-15 14:35").Earliest, rules.EarliestRelease(shortOne));
        Assert.Equal(Local("2026-06-15 16:05").Earliest, rules.EarliestRelease(shortOne with { Accompanied = false }));
        Assert.Equal(Local("2026-06-15 16:05").Earliest, rules.EarliestRelease(longOne with { Accompanied = null }));
        Assert.Equal(ReleaseOutcome.Release, rules.DecideRelease(shortOne, Local("2026-06-15 14:35").Earliest).Outcome);
        Assert.Equal(
            ReleaseOutcome.Hold,
            rules.DecideRelease(shortOne with { WalksSteadily = false }, Local("2026-06-15 14:49:59").Earliest).Outcome);
        Assert.Equal(
            ReleaseOutcome.ContinueMonitoring,
            rules.DecideRelease(shortOne with { WalksSteadily = false }, Local("2026-06-15 14:50").Earliest).Outcome);
        Assert.Equal(Local("2026-06-15 14:50").Earliest, rules.Timeline(new() { Visit = shortOne }).Find("planned-release")?.At);
    }

    [Fact]
    public void Negative_times_and_impossible_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { FirstArrivalLead = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { LaterArrivalLead = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { RecoveryMinimum = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { ResidualEffects = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DrivingLimit.Elapsed(-Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new RecoveryVariant(Duration.FromHours(2), Duration.FromHours(1), accompanied: true));
        Assert.Throws<ArgumentException>(() => new RecoveryVariant(Duration.FromHours(1), Duration.FromHours(1)));
        Assert.Throws<ArgumentException>(() => VisitScenarioTests.With(Published with { RecoveryPlanned = Duration.FromMinutes(59) }));
        Assert.Throws<ArgumentException>(
            () => VisitScenarioTests.With(Published with { Checklist = [ChecklistItem.IvPlaced, ChecklistItem.IvPlaced] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DischargeCriterion(DischargeScale.Padss, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BloodPressureLimit(0, 90));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VisitInCourse { Visit = new(), PlannedInfusion = Duration.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VisitInCourse { Visit = new(), CompletedBefore = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Visit { DischargeScore = 11 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BloodPressure { Systolic = 401 });
        Assert.Throws<ArgumentOutOfRangeException>(() => VisitScenarioTests.Rules.RequiredArrival(default, -1));
    }

    [Fact]
    public void An_end_before_the_start_is_invalid_and_named()
    {
        VisitRules rules = VisitScenarioTests.Rules;
        Visit facts = VisitScenarioTests.Recovering(true, true) with { End = Local("2026-06-15 10:04:59") };
        Instant now = Local("2026-06-20 10:00").Earliest;
        Assert.Equal(DecisionStatus.Invalid, rules.DecideDriving(facts, now).Status);
        Assert.Equal(DecisionStatus.Invalid, rules.DecideRelease(facts, now).Status);
        Assert.Equal("Invalid", rules.DecideDriving(facts, now).ToDocument().Outcome);
        Assert.Throws<ArgumentException>(() => rules.Timeline(new() { Visit = facts }));
    }

    [Fact]
    public void Side_effects_are_compared_with_the_catalogue()
    {
        VisitRules rules = VisitScenarioTests.Rules;
        Moment end = Local("2026-06-15 14:05");
        Decision<SideEffectOutcome> Judged(SideEffect effect, Moment? ended) =>
            rules.DecideSideEffects(new() { End = ended, SideEffects = [effect] }).Single();
        SideEffect nausea = new() { Effect = "Nausea", PresentAt = Local("2026-06-15 18:05") };
        Assert.Equal(SideEffectOutcome.Listed, Judged(nausea, end).Outcome);
        Assert.Contains("never means ignore", Judged(nausea, end).DecidingRules.Single().Says, StringComparison.Ordinal);
        Assert.Equal(
            SideEffectOutcome.BeyondPublishedDuration, Judged(nausea with { PresentAt = Local("2026-06-15 18:05:01") }, end).Outcome);
        Decision<SideEffectOutcome> rash = Judged(new() { Effect = "rash" }, null);
        Assert.Equal((DecisionStatus.Determined, SideEffectOutcome.Unlisted), (rash.Status, rash.Outcome));
        Assert.Equal(
            SideEffectOutcome.Listed, Judged(new() { Effect = "dissociation", PresentAt = Local("2026-06-15 12:00") }, end).Outcome);
        Assert.Equal(DecisionStatus.NeedsInformation, Judged(new() { Effect = "nausea" }, null).Status);
    }

    [Fact]
    public void The_checklist_is_ordered_and_unknown_is_not_done_nor_missing()
    {
        Decision<ChecklistItem> decision = VisitScenarioTests.Rules.DecideChecklist(
            new() { ChartReview = true, QuestionsAnswered = true, IvPlaced = false });
        Assert.Equal([ChecklistItem.IvPlaced], decision.Certain);
        Assert.Equal([ChecklistItem.BladderEmptied, ChecklistItem.IvPlaced, ChecklistItem.MonitorAttached], decision.Possible);
        Assert.Empty(VisitScenarioTests.Rules.DecideChecklist(
            new()
            {
                ChartReview = true,
                QuestionsAnswered = true,
                BladderEmptied = true,
                IvPlaced = true,
                MonitorAttached = true,
            }).Possible);
    }

    [Fact]
    public void Vital_signs_and_conduct_say_what_is_missing()
    {
        VisitRules rules = VisitScenarioTests.Rules;
        Decision<VitalSign> vitals = rules.DecideVitalSigns(
            new() { Phase = VisitPhase.During, HeartRateRecorded = true, BloodPressureRecorded = false });
        Assert.Equal([VitalSign.BloodPressure], vitals.Certain);
        Assert.Equal([VitalSign.BloodPressure, VitalSign.OxygenSaturation], vitals.Possible);
        Assert.Null(rules.Policy.VitalSignInterval);
        Assert.Equal("NotPublished", vitals.ToDocument().Values.Single().Value);
        Decision<ConductFinding> conduct = rules.DecideConduct(new()
        {
            AccommodationsOffered = false,
            WalkedDuringInfusion = true,
            ClinicianAvailable = false,
            EmergencyPhysicianResponsible = true,
        });
        Assert.Equal(
            [ConductFinding.AccommodationsNotOffered, ConductFinding.WalkedDuringInfusion, ConductFinding.NoClinicianAvailable],
            conduct.Certain);
        Assert.Equal(Provenance.Published, rules.ConductTable.Rules.Single(rule => rule.Id == "visit.staffing.available").Provenance);
    }

    [Fact]
    public void Texts_name_known_facts_and_no_values_and_avoid_the_words_to_avoid()
    {
        Assert.Equal("visit: id, start, end, walksSteadily, rideArranged",
            (VisitScenarioTests.Recovering(true, true) with
            {
                CriteriaMet = null,
                CriteriaMetBy = null,
                CriteriaMetAt = null,
                VitalSigns = [],
            }).ToString());
        Assert.All(VisitScenarioTests.Rules.Tables.SelectMany(table => table.Rules), rule =>
        {
            Assert.DoesNotContain("safe", rule.Says, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("cured", rule.Says, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("stop", rule.Says, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(Published, PublishedVisits.Policy);
        Assert.True(default(Decision<DrivingOutcome>).IsDefault);
    }

    [Fact]
    public void Every_elapsed_number_is_a_term_of_its_rule()
    {
        string[] terms =
        [
            .. VisitScenarioTests.Rules.Tables.SelectMany(table => table.Rules).SelectMany(rule => rule.Terms)
                .Select(term => term.ToString()!),
        ];
        Assert.Superset(
            new HashSet<string>(["appointment - 30 min", "appointment - 15 min", "infusion end + 1 h", "infusion end + 1 h 30 min", "infusion end + 4 h",
                "infusion end + 24 h", "infusion start + 20 min"]),
            terms.ToHashSet());
    }

    private static void AssertUntil(DrivingLimit limit, string end, string until)
    {
        VisitRules rules = VisitScenarioTests.With(Published with { Driving = limit });
        Visit facts = new() { End = Local(end) };
        Assert.Equal(Utc(until), rules.RestrictedUntil(facts));
        Assert.Equal(DrivingOutcome.RestrictionElapsed, rules.DecideDriving(facts, Utc(until)).Outcome);
        Assert.Equal(DrivingOutcome.Restricted, rules.DecideDriving(facts, Utc(until) - Duration.Epsilon).Outcome);
        for (int minutes = 0; minutes < 3000; minutes += 10)
        {
            Instant now = Local(end).Earliest + Duration.FromMinutes(minutes);
            Assert.Equal(
                now < Utc(until) ? DrivingOutcome.Restricted : DrivingOutcome.RestrictionElapsed, rules.DecideDriving(facts, now).Outcome);
        }
    }
}
