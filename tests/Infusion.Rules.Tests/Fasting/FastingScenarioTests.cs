using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Fasting;

/// <summary>Scenarios S1 to S4, and the fasting parts of S24 and S25.</summary>
public class FastingScenarioTests
{
    internal static FastingRules Rules => new(PublishedFasting.Policy, Zone, InfusionRules.Published.Version);

    [Fact]
    public void S1_the_cut_offs_are_four_and_two_hours_before()
    {
        FastingCutOff[] cutOffs = [.. Rules.CutOffs(Utc("2026-06-15T14:00:00Z"))];
        Assert.Equal(Utc("2026-06-15T10:00:00Z"), cutOffs.Single(cutOff => cutOff.Kind.Id == "solid").At);
        Assert.Equal(Utc("2026-06-15T12:00:00Z"), cutOffs.Single(cutOff => cutOff.Kind.Id == "clear-liquid").At);
    }

    [Fact]
    public void S1a_exactly_on_both_cut_offs_is_compliant()
    {
        Decision<FastingOutcome> decision = Plan("2026-06-15 10:00", ("toast", "2026-06-15 06:00:00"), ("water", "2026-06-15 08:00:00"));
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Compliant), (decision.Status, decision.Outcome));
    }

    [Theory]
    [InlineData("toast", "2026-06-15 06:00:01", FastingOutcome.Violation, 1)]
    [InlineData("latte", "2026-06-15 07:00", FastingOutcome.Violation, 3600)]
    [InlineData("black coffee", "2026-06-15 07:59", FastingOutcome.Compliant, null)]
    [InlineData("water", "2026-06-15 08:00:01", FastingOutcome.Violation, 1)]
    [InlineData("alcohol", "2026-06-15 07:00", FastingOutcome.Violation, 3600)]
    [InlineData("water", "2026-06-15 10:00:00", FastingOutcome.Violation, 7200)]
    [InlineData("water", "2026-06-15 10:00:01", FastingOutcome.Compliant, null)]
    [InlineData("oral-medicine", "2026-06-15 08:30", FastingOutcome.ClinicianDecision, null)]
    [InlineData("oral-medicine", "2026-06-15 08:00", FastingOutcome.Compliant, null)]
    [InlineData("chewing gum", "2026-06-15 06:00:01", FastingOutcome.ClinicianDecision, null)]
    [InlineData("chewing gum", "2026-06-15 06:00", FastingOutcome.Compliant, null)]
    public void S1_one_intake_before_ten_o_clock(string kind, string at, FastingOutcome outcome, int? shortBySeconds)
    {
        Decision<FastingOutcome> decision = Plan("2026-06-15 10:00", (kind, at));
        Assert.Equal((DecisionStatus.Determined, outcome), (decision.Status, decision.Outcome));
        Duration? expected = shortBySeconds is { } seconds ? Duration.FromSeconds(seconds) : null;
        Assert.Equal(expected, decision.ToDocument().Parts[0].Elapsed("fasting.short-by"));
    }

    [Theory]
    [InlineData("toast", "2026-06-15 06:00:01", true)]
    [InlineData("toast", "2026-06-15 06:00:00", false)]
    [InlineData("oral-medicine", "2026-06-15 08:30", false)]
    public void Only_a_violation_permits_the_clinic_to_cancel(string kind, string at, bool permits)
    {
        Visit visit = Facts("2026-06-15 10:00", (kind, at));

        Assert.Equal(permits, Rules.DecideFindings(visit).Has(FastingFinding.CancellationPermitted));
        Assert.Equal(
            permits, Rules.DecidePlan(visit).ToDocument().Parts.Any(part => part.Rules.Any(rule => rule.Id == "fasting.violation")));
    }

    [Fact]
    public void A_violation_that_is_only_possible_permits_nothing_yet() =>
        Assert.Empty(Rules.DecideFindings(new Visit { Appointment = Local("2026-06-15 10:00") }).Certain);

    [Fact]
    public void S2_spring_forward_counts_elapsed_hours()
    {
        FastingCutOff[] cutOffs = [.. Rules.CutOffs(Local("2026-03-08 05:00").Earliest)];
        Assert.Equal(Utc("2026-03-08T05:00:00Z"), cutOffs[0].At);
        Assert.Equal(Utc("2026-03-08T07:00:00Z"), cutOffs[2].At);
        Decision<FastingOutcome> decision = Plan("2026-03-08 05:00", ("solid", "2026-03-08 00:30"));
        Assert.Equal(FastingOutcome.Violation, decision.Outcome);
        Assert.Equal(Duration.FromMinutes(30), decision.ToDocument().Parts[0].Elapsed("fasting.short-by"));
    }

    [Fact]
    public void S3_a_cut_off_that_naively_falls_into_the_gap_is_an_instant()
    {
        FastingCutOff[] cutOffs = [.. Rules.CutOffs(Local("2026-03-08 06:00").Earliest)];
        Assert.Equal(Utc("2026-03-08T06:00:00Z"), cutOffs[0].At);
        Assert.Equal(Utc("2026-03-08T08:00:00Z"), cutOffs[2].At);
    }

    [Fact]
    public void S3_a_skipped_time_is_an_error() => Assert.Throws<SkippedTimeException>(() => Local("2026-03-08 02:30"));

    [Fact]
    public void S4_fall_back_counts_elapsed_hours()
    {
        Assert.Equal(Utc("2026-11-01T05:30:00Z"), Rules.CutOffs(Local("2026-11-01 04:30").Earliest)[0].At);
        Assert.Equal(Utc("2026-11-01T07:30:00Z"), Rules.CutOffs(Local("2026-11-01 04:30").Earliest)[2].At);
        Assert.Equal(Utc("2026-11-01T06:00:00Z"), Rules.CutOffs(Local("2026-11-01 05:00").Earliest)[0].At);
    }

    [Fact]
    public void S4b_a_repeated_time_asks_which_when_the_readings_differ()
    {
        Decision<FastingOutcome> decision = Plan("2026-11-01 05:00", ("solid", "2026-11-01 01:30"));
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal([FastingOutcome.Compliant, FastingOutcome.Violation], decision.Possible);
        Assert.Equal(FastingOutcome.Violation, decision.Outcome);
        Assert.Equal(["first", "second"], decision.Questions.Single().Choices);
    }

    [Fact]
    public void S4b_a_repeated_time_asks_nothing_when_the_readings_agree()
    {
        Decision<FastingOutcome> decision = Plan("2026-11-01 05:00", ("solid", "2026-11-01 01:00"));
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Compliant), (decision.Status, decision.Outcome));
        Assert.Empty(decision.Questions);
    }

    [Fact]
    public void S24_an_early_start_violates_what_the_plan_allowed()
    {
        Visit facts = Facts("2026-06-15 10:00", ("solid", "2026-06-15 05:45")) with { Start = Local("2026-06-15 09:30") };
        Assert.Equal(FastingOutcome.Compliant, Rules.DecidePlan(facts).Outcome);
        Decision<FastingOutcome> atStart = Rules.DecideAtStart(facts);
        Assert.Equal((DecisionStatus.Determined, FastingOutcome.Violation), (atStart.Status, atStart.Outcome));
        Assert.Equal(Duration.FromMinutes(15), atStart.ToDocument().Parts[0].Elapsed("fasting.short-by"));
    }

    [Fact]
    public void A_late_start_keeps_the_appointment_as_the_anchor()
    {
        Visit facts = Facts("2026-06-15 10:00", ("solid", "2026-06-15 06:30")) with { Start = Local("2026-06-15 10:45") };
        Assert.Equal(FastingOutcome.Violation, Rules.DecideAtStart(facts).Outcome);
    }

    [Fact]
    public void An_intake_between_appointment_and_start_is_a_violation_and_one_after_the_start_is_ignored()
    {
        Visit between = Facts("2026-06-15 10:00", ("water", "2026-06-15 10:10")) with { Start = Local("2026-06-15 10:30") };
        Assert.Equal(FastingOutcome.Violation, Rules.DecideAtStart(between).Outcome);
        Visit after = Facts("2026-06-15 10:00", ("water", "2026-06-15 10:40")) with { Start = Local("2026-06-15 10:30") };
        Assert.Equal(
            (DecisionStatus.Determined, FastingOutcome.Compliant), (Rules.DecideAtStart(after).Status, Rules.DecideAtStart(after).Outcome));
        DecisionDocument late = Rules.DecideAtStart(after).ToDocument().Parts.First(part => part.Decision == "fasting.intake");
        Assert.Equal((DecisionStatus.Determined, nameof(IntakeTiming.AfterStart)), (late.Status, late.Outcome));
        Assert.Equal(["fasting.after-start"], late.Rules.Select(rule => rule.Id));
    }

    [Theory]
    [InlineData("toast", "2026-06-15 05:00", AsaOutcome.Short, 60)]
    [InlineData("burger", "2026-06-15 03:00", AsaOutcome.MoreTimeMayBeNeeded, 60)]
    [InlineData("milk", "2026-06-15 05:30", AsaOutcome.Short, 90)]
    [InlineData("toast", "2026-06-15 04:00", AsaOutcome.Met, null)]
    public void S25_the_guideline_is_shown_beside_a_compliant_fast(string food, string at, AsaOutcome outcome, int? shortByMinutes)
    {
        Visit facts = Facts("2026-06-15 10:00", (food, at));
        Assert.Equal(FastingOutcome.Compliant, Rules.DecidePlan(facts).Outcome);
        Decision<AsaOutcome> advisory = Rules.DecideAsa(facts).Single();
        Duration? expected = shortByMinutes is { } minutes ? Duration.FromMinutes(minutes) : null;
        ExplanationLine? line = advisory.Facts.SingleOrDefault(fact => fact.LimitCode is not null && fact.Value.Low < fact.LimitCode);
        Assert.Equal(outcome, advisory.Outcome);
        Assert.Equal(expected, line is null ? null : Duration.FromNanoseconds(line.LimitCode!.Value - line.Value.Low));
    }

    [Fact]
    public void The_earliest_appointment_is_the_last_window_to_end()
    {
        Visit visit = Facts("2026-06-15 10:00", ("water", "2026-06-15 08:30"), ("solid", "2026-06-15 07:15"));
        Assert.Equal(Local("2026-06-15 11:15").Earliest, Rules.EarliestAppointment(visit));
        Visit moved = Facts("2026-06-15 11:15", ("water", "2026-06-15 08:30"), ("solid", "2026-06-15 07:15"));
        Assert.Equal(FastingOutcome.Compliant, Rules.DecidePlan(moved).Outcome);
        Visit tooEarly = Facts("2026-06-15 11:14", ("water", "2026-06-15 08:30"), ("solid", "2026-06-15 07:15"));
        Assert.Equal(FastingOutcome.Violation, Rules.DecidePlan(tooEarly).Outcome);
    }

    [Fact]
    public void An_empty_complete_list_is_compliant_and_an_empty_partial_one_is_unknown()
    {
        Visit complete = Facts("2026-06-15 10:00");
        Assert.Equal(
            (DecisionStatus.Determined, FastingOutcome.Compliant), (Rules.DecidePlan(complete).Status, Rules.DecidePlan(complete).Outcome));
        Decision<FastingOutcome> partial = Rules.DecidePlan(complete with { IntakesCompleteness = ListCompleteness.Partial });
        Assert.Equal((DecisionStatus.NeedsInformation, FastingOutcome.Violation), (partial.Status, partial.Outcome));
        Assert.NotEmpty(partial.Questions);
    }

    [Fact]
    public void One_short_intake_settles_a_partial_list()
    {
        Visit facts = Facts("2026-06-15 10:00", ("solid", "2026-06-15 09:00")) with { IntakesCompleteness = ListCompleteness.Partial };
        Assert.Equal(
            (DecisionStatus.Determined, FastingOutcome.Violation), (Rules.DecidePlan(facts).Status, Rules.DecidePlan(facts).Outcome));
    }

    [Fact]
    public void Nothing_at_all_since_the_strictest_cut_off_settles_all_but_a_sip_with_a_medicine()
    {
        Instant cutOff = Local("2026-06-15 06:00").Earliest;
        Visit facts = new() { Appointment = Local("2026-06-15 10:00"), Intakes = [Intake.None(null, cutOff)] };
        Assert.Equal([FastingOutcome.Compliant, FastingOutcome.ClinicianDecision], Rules.DecidePlan(facts).Possible);
        Visit asked = facts with { Intakes = [Intake.None(null, cutOff), Intake.None("oral-medicine", cutOff)] };
        Assert.Equal(
            (DecisionStatus.Determined, FastingOutcome.Compliant), (Rules.DecidePlan(asked).Status, Rules.DecidePlan(asked).Outcome));
        Visit complete = facts with { IntakesCompleteness = ListCompleteness.Complete };
        Assert.Equal(
            (DecisionStatus.Determined, FastingOutcome.Compliant), (Rules.DecidePlan(complete).Status, Rules.DecidePlan(complete).Outcome));
        Visit later = complete with { Intakes = [Intake.None(null, cutOff + Duration.FromSeconds(1))] };
        Assert.Equal(DecisionStatus.NeedsInformation, Rules.DecidePlan(later).Status);
        Assert.Equal(["When did the last intake end?"], Rules.DecidePlan(later).Questions.Select(question => question.Ask));
    }

    [Fact]
    public void A_repeated_appointment_time_is_judged_by_the_earlier_reading()
    {
        Decision<FastingOutcome> decision = Plan("2026-11-01 01:30", ("solid", "2026-10-31 22:00"));
        Assert.Equal((DecisionStatus.NeedsInformation, FastingOutcome.Violation), (decision.Status, decision.Outcome));
        Assert.Equal([FastingOutcome.Compliant, FastingOutcome.Violation], decision.Possible);
    }

    [Fact]
    public void The_summary_names_limit_margin_rule_and_citation_in_one_line()
    {
        string summary = Plan("2026-06-15 10:00", ("water", "2026-06-15 08:30")).ToDocument().Summary;
        Assert.Equal(
            "Fast not met: time before the appointment or an earlier start: 1 h 30 min; at least 2 h needed, 30 min short "
                + "[fasting.clear-liquids, R44]",
            summary);
    }

    [Fact]
    public void A_decision_at_start_needs_a_start() =>
        Assert.Throws<ArgumentException>(() => Rules.DecideAtStart(Facts("2026-06-15 10:00")));

    internal static Visit Facts(string appointment, params (string Kind, string At)[] intakes) => new()
    {
        Appointment = Local(appointment),
        Intakes = [.. intakes.Select(intake => Intake.Of(intake.Kind, Local(intake.At)))],
        IntakesCompleteness = ListCompleteness.Complete,
    };

    private static Decision<FastingOutcome> Plan(string appointment, params (string Kind, string At)[] intakes) =>
        Rules.DecidePlan(Facts(appointment, intakes));
}
