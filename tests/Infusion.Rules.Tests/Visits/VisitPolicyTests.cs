using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
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
        VisitFacts longOne = VisitScenarioTests.Recovering(true, true) with { Accompanied = true };
        VisitFacts shortOne = longOne with { InfusionStart = Local("2026-06-15 13:05") };
        Assert.Equal(Local("2026-06-15 15:05").Earliest, rules.Release(longOne, default).EarliestRelease);
        Assert.Equal(Local("2026-06-15 14:35").Earliest, rules.Release(shortOne, default).EarliestRelease);
        Assert.Equal(Local("2026-06-15 16:05").Earliest, rules.Release(shortOne with { Accompanied = false }, default).EarliestRelease);
        Assert.Equal(Local("2026-06-15 16:05").Earliest, rules.Release(longOne with { Accompanied = null }, default).EarliestRelease);
        Assert.Equal(ReleaseOutcome.Release, rules.Release(shortOne, Local("2026-06-15 14:35").Earliest).Outcome);
        Assert.Equal(ReleaseOutcome.Hold, rules.Release(shortOne with { WalksSteadily = false }, Local("2026-06-15 14:49:59").Earliest).Outcome);
        Assert.Equal(ReleaseOutcome.ContinueMonitoring, rules.Release(shortOne with { WalksSteadily = false }, Local("2026-06-15 14:50").Earliest).Outcome);
        Assert.Equal(Local("2026-06-15 14:50").Earliest, rules.Timeline(shortOne).Find("planned-release")?.At);
    }

    [Fact]
    public void Negative_times_and_impossible_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { FirstArrivalLead = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { LaterArrivalLead = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { RecoveryMinimum = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => Published with { ResidualEffects = -Duration.Epsilon });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DrivingLimit.Elapsed(-Duration.Epsilon));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RecoveryVariant(Duration.FromHours(2), Duration.FromHours(1), accompanied: true));
        Assert.Throws<ArgumentException>(() => new RecoveryVariant(Duration.FromHours(1), Duration.FromHours(1)));
        Assert.Throws<ArgumentException>(() => VisitScenarioTests.With(Published with { RecoveryPlanned = Duration.FromMinutes(59) }));
        Assert.Throws<ArgumentException>(() => VisitScenarioTests.With(Published with { Checklist = [ChecklistItem.IvPlaced, ChecklistItem.IvPlaced] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DischargeCriterion(DischargeScale.Padss, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BloodPressureLimit(0, 90));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VisitFacts { PlannedInfusion = Duration.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VisitFacts { CompletedSessions = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VisitFacts { DischargeScore = 11 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BloodPressureFacts { Systolic = 401 });
        Assert.Throws<ArgumentOutOfRangeException>(() => VisitScenarioTests.Rules.RequiredArrival(default, -1));
    }

    [Fact]
    public void An_end_before_the_start_is_invalid_and_named()
    {
        VisitRules rules = VisitScenarioTests.Rules;
        VisitFacts facts = VisitScenarioTests.Recovering(true, true) with { InfusionEnd = Local("2026-06-15 10:04:59") };
        Instant now = Local("2026-06-20 10:00").Earliest;
        Assert.Equal(DecisionStatus.Invalid, rules.Driving(facts, now).Status);
        Assert.Equal(DecisionStatus.Invalid, rules.Release(facts, now).Status);
        Assert.Equal("Invalid", rules.Driving(facts, now).ToDocument().Outcome);
        Assert.Throws<ArgumentException>(() => rules.Timeline(facts));
    }

    [Fact]
    public void Side_effects_are_compared_with_the_catalogue()
    {
        VisitRules rules = VisitScenarioTests.Rules;
        SideEffectFacts nausea = new() { Effect = "Nausea", PresentAt = Local("2026-06-15 18:05"), InfusionEnd = Local("2026-06-15 14:05") };
        Assert.Equal((SideEffectOutcome.Listed, false), (rules.SideEffect(nausea).Outcome, rules.SideEffect(nausea).GoesToClinician));
        Assert.Contains("never means ignore", rules.SideEffect(nausea).Explanation.Rules.Single().Says, StringComparison.Ordinal);
        SideEffectDecision late = rules.SideEffect(nausea with { PresentAt = Local("2026-06-15 18:05:01") });
        Assert.Equal((SideEffectOutcome.BeyondPublishedDuration, true), (late.Outcome, late.GoesToClinician));
        SideEffectDecision rash = rules.SideEffect(new() { Effect = "rash" });
        Assert.Equal((DecisionStatus.Determined, SideEffectOutcome.Unlisted, true), (rash.Status, rash.Outcome, rash.GoesToClinician));
        Assert.Equal(SideEffectOutcome.Listed, rules.SideEffect(new() { Effect = "dissociation", HasEnded = false }).Outcome);
        Assert.Equal(DecisionStatus.NeedsInformation, rules.SideEffect(new() { Effect = "nausea" }).Status);
    }

    [Fact]
    public void The_checklist_is_ordered_and_unknown_is_not_done_nor_missing()
    {
        ChecklistDecision decision = VisitScenarioTests.Rules.Checklist(new() { ChartReview = true, QuestionsAnswered = true, IvPlaced = false });
        Assert.Equal([ChecklistItem.IvPlaced], decision.Missing);
        Assert.Equal([ChecklistItem.BladderEmptied, ChecklistItem.MonitorAttached], decision.NotRecorded);
        Assert.Equal(ChecklistItem.BladderEmptied, decision.Next);
        Assert.False(decision.IsComplete);
        Assert.True(VisitScenarioTests.Rules.Checklist(
            new() { ChartReview = true, QuestionsAnswered = true, BladderEmptied = true, IvPlaced = true, MonitorAttached = true }).IsComplete);
    }

    [Fact]
    public void Vital_signs_and_conduct_say_what_is_missing()
    {
        VisitRules rules = VisitScenarioTests.Rules;
        VitalSignsDecision vitals = rules.VitalSigns(new() { Phase = VisitPhase.During, HeartRateRecorded = true, BloodPressureRecorded = false });
        Assert.Equal([VitalSign.BloodPressure], vitals.Missing);
        Assert.Equal([VitalSign.OxygenSaturation], vitals.NotRecorded);
        Assert.Null(vitals.Interval);
        Assert.Equal("NotPublished", vitals.ToDocument().Values.Single().Value);
        ConductDecision conduct = rules.Conduct(new()
        {
            AccommodationsOffered = false,
            WalkedDuringInfusion = true,
            ClinicianAvailable = false,
            EmergencyPhysicianResponsible = true,
        });
        Assert.Equal(
            [ConductFinding.AccommodationsNotOffered, ConductFinding.WalkedDuringInfusion, ConductFinding.NoClinicianAvailable], conduct.Findings);
        Assert.Equal(Provenance.Inferred, rules.ConductTable.Rules.Single(rule => rule.Id == "visit.staffing.available").Provenance);
    }

    [Fact]
    public void Texts_name_known_facts_and_no_values_and_avoid_the_words_to_avoid()
    {
        Assert.Equal("visit facts: infusion start, infusion end, walking, ride", VisitScenarioTests.Recovering(true, true).ToString());
        Assert.All(VisitScenarioTests.Rules.Tables.SelectMany(table => table.Rules), rule =>
        {
            Assert.DoesNotContain("safe", rule.Says, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("cured", rule.Says, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("stop", rule.Says, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(Published, PublishedVisits.Policy);
        Assert.True(default(DrivingDecision).IsDefault);
    }

    [Fact]
    public void Every_elapsed_number_is_a_term_of_its_rule()
    {
        string[] terms = [.. VisitScenarioTests.Rules.Tables.SelectMany(table => table.Rules).SelectMany(rule => rule.Terms).Select(term => term.ToString()!)];
        Assert.Superset(
            new HashSet<string>(["appointment - 30 min", "appointment - 15 min", "infusion end + 1 h", "infusion end + 1 h 30 min", "infusion end + 4 h",
                "infusion end + 24 h", "infusion start + 20 min"]),
            terms.ToHashSet());
    }

    private static void AssertUntil(DrivingLimit limit, string end, string until)
    {
        VisitRules rules = VisitScenarioTests.With(Published with { Driving = limit });
        VisitFacts facts = new() { InfusionEnd = Local(end) };
        Assert.Equal(Utc(until), rules.Driving(facts, default).RestrictedUntil);
        Assert.Equal(DrivingOutcome.RestrictionElapsed, rules.Driving(facts, Utc(until)).Outcome);
        Assert.Equal(DrivingOutcome.Restricted, rules.Driving(facts, Utc(until) - Duration.Epsilon).Outcome);
        for (int minutes = 0; minutes < 3000; minutes += 10)
        {
            Instant now = Local(end).Earliest + Duration.FromMinutes(minutes);
            Assert.Equal(now < Utc(until) ? DrivingOutcome.Restricted : DrivingOutcome.RestrictionElapsed, rules.Driving(facts, now).Outcome);
        }
    }
}
