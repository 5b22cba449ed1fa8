using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Fasting;

/// <summary>What holds of eating and drinking during an infusion, and for some time after its end.</summary>
public sealed class DuringAndAfterTests
{
    private const string Snacks = """
        { "id": "anything", "name": "Food and drinks", "duringInfusion": "not-allowed" },
        { "id": "snack", "name": "Light snacks", "duringInfusion": "allowed" },
        { "id": "alcohol", "name": "Alcoholic drinks", "limits": [{ "before": "PT24H" }], "afterEnd": "PT24H" }
        """;

    private static Instant Start => Local("2026-06-15 10:00").Earliest;

    private static Instant End => Local("2026-06-15 10:40").Earliest;

    private static Visit Given => new() { Appointment = Moment.At(Start), Start = Moment.At(Start), End = Moment.At(End) };

    private static InfusionRules Clinic => Rules(Snacks, "anything");

    [Theory]
    [InlineData("toast", "start", 0, DuringAndAfterOutcome.Kept)]
    [InlineData("toast", "start", 1, DuringAndAfterOutcome.NotAllowedDuring)]
    [InlineData("toast", "end", -1, DuringAndAfterOutcome.NotAllowedDuring)]
    [InlineData("toast", "end", 0, DuringAndAfterOutcome.NotPublished)]
    [InlineData("anything", "start", 1, DuringAndAfterOutcome.NotAllowedDuring)]
    [InlineData("snack", "start", 1, DuringAndAfterOutcome.Kept)]
    [InlineData("snack", "end", -1, DuringAndAfterOutcome.Kept)]
    [InlineData("snack", "end", 0, DuringAndAfterOutcome.NotPublished)]
    [InlineData("alcohol", "start", 0, DuringAndAfterOutcome.Kept)]
    [InlineData("alcohol", "start", 1, DuringAndAfterOutcome.NotAllowedDuring)]
    [InlineData("alcohol", "end", 0, DuringAndAfterOutcome.TooSoonAfter)]
    [InlineData("alcohol", "a day after", -1, DuringAndAfterOutcome.TooSoonAfter)]
    [InlineData("alcohol", "a day after", 0, DuringAndAfterOutcome.Kept)]
    [InlineData("alcohol", "a day after", 1, DuringAndAfterOutcome.Kept)]
    [InlineData("oral-medicine", "start", 1, DuringAndAfterOutcome.NotPublished)]
    public void Nothing_but_a_snack_during_and_no_alcohol_for_a_day_after(
        string what, string anchor, long nanoseconds, DuringAndAfterOutcome expected)
    {
        Instant at = anchor switch
        {
            "start" => Start,
            "end" => End,
            _ => End + Duration.FromHours(24),
        };

        Assert.Equal(expected, Judged(Clinic, Given, what, at + Duration.FromNanoseconds(nanoseconds)).Outcome);
    }

    [Theory]
    [InlineData("toast", "2026-06-15 10:20", "fasting.anything.during-infusion", "Food and drinks are not allowed during the infusion")]
    [InlineData("snack", "2026-06-15 10:20", "fasting.snack.during-infusion", "Light snacks are allowed during the infusion")]
    [InlineData(
        "alcohol", "2026-06-15 11:00", "fasting.alcohol.after-end",
        "Alcoholic drinks begin again no earlier than 24 h after the infusion's end")]
    public void Its_rule_is_the_kinds_with_the_kinds_source(string what, string at, string id, string says)
    {
        Rule rule = Judged(Clinic, Given, what, Local(at).Earliest).DecidingRules.Single();

        Assert.Equal(
            (id, says, Provenance.ClinicPolicy, "clinic-policy"), (rule.Id, rule.Says, rule.Provenance, rule.Citations.Single()));
    }

    [Fact]
    public void An_infusion_that_was_broken_off_ended_then()
    {
        Visit aborted = Given with { End = Moment.At(Start + Duration.FromMinutes(10)), IsAborted = true };
        Instant again = Start + Duration.FromMinutes(10) + Duration.FromHours(24);

        Assert.Equal(DuringAndAfterOutcome.NotPublished, Judged(Clinic, aborted, "toast", Start + Duration.FromMinutes(10)).Outcome);
        Assert.Equal(DuringAndAfterOutcome.TooSoonAfter, Judged(Clinic, aborted, "alcohol", again - Duration.Epsilon).Outcome);
        Assert.Equal(DuringAndAfterOutcome.Kept, Judged(Clinic, aborted, "alcohol", again).Outcome);
    }

    [Fact]
    public void While_the_end_is_not_known_it_is_asked()
    {
        Decision<DuringAndAfterOutcome> toast = Judged(Clinic, Given with { End = null }, "toast", Start + Duration.FromMinutes(20));

        Assert.Equal(DecisionStatus.NeedsInformation, toast.Status);
        Assert.Equal([DuringAndAfterOutcome.NotPublished, DuringAndAfterOutcome.NotAllowedDuring], toast.Possible);
        Assert.Equal([Visit.Fields.End.Ask], toast.Questions.Select(question => question.Ask));
    }

    [Fact]
    public void Alcohol_soon_after_the_start_is_never_kept_whenever_the_infusion_ended()
    {
        InfusionRules both = Rules(
            """{ "id": "alcohol", "name": "Alcoholic drinks", "duringInfusion": "not-allowed", "afterEnd": "PT24H" }""");
        Visit running = Given with { End = null };
        Instant day = Start + Duration.FromHours(24);

        Assert.Equal(
            [DuringAndAfterOutcome.TooSoonAfter, DuringAndAfterOutcome.NotAllowedDuring],
            Judged(both, running, "alcohol", day - Duration.Epsilon).Possible);
        Assert.Equal(
            [DuringAndAfterOutcome.Kept, DuringAndAfterOutcome.TooSoonAfter, DuringAndAfterOutcome.NotAllowedDuring],
            Judged(both, running, "alcohol", day).Possible);
    }

    [Fact]
    public void Without_a_start_the_start_is_asked()
    {
        Decision<DuringAndAfterOutcome> toast = Judged(
            Clinic, new() { Appointment = Moment.At(Start) }, "toast", Start + Duration.FromMinutes(20));

        Assert.Equal(DecisionStatus.NeedsInformation, toast.Status);
        Assert.Contains(Visit.Fields.Start.Ask, toast.Questions.Select(question => question.Ask));
    }

    [Theory]
    [InlineData(10, 30, true)]
    [InlineData(-5, 30, false)]
    [InlineData(10, 45, false)]
    public void A_time_between_two_is_open_where_both_sides_of_a_limit_are_in_it(int from, int to, bool isDetermined)
    {
        Decision<DuringAndAfterOutcome> toast = Decided(
            Clinic, Given, "toast", Moment.Between(Start + Duration.FromMinutes(from), Start + Duration.FromMinutes(to)));

        Assert.Equal(isDetermined, toast.Status == DecisionStatus.Determined);
        Assert.Equal(DuringAndAfterOutcome.NotAllowedDuring, toast.Outcome);
    }

    [Fact]
    public void What_was_taken_without_a_time_is_open_unless_nothing_was_taken_since_the_start()
    {
        Intake toast = Intake.Of("toast", null);

        Assert.Equal(
            DecisionStatus.NeedsInformation,
            Clinic.Fasting.DecideDuringAndAfter(Given with { Intakes = [toast] }).Single().Status);
        Assert.Equal(
            DuringAndAfterOutcome.Kept,
            Clinic.Fasting.DecideDuringAndAfter(Given with { Intakes = [toast, Intake.None(null, Moment.At(Start))] }).Single().Outcome);
    }

    [Fact]
    public void A_policy_that_says_nothing_of_it_decides_nothing() => Assert.Empty(
        InfusionRules.Published.Fasting.DecideDuringAndAfter(Given with { Intakes = [Intake.Of("toast", Moment.At(End))] }));

    // Both times of three kinds in every way, with and without a kind for all else, at every limit and one nanosecond beside it.
    [Fact]
    public void Every_way_to_state_it_agrees_with_the_rules_written_out()
    {
        IntakeAllowance?[] during = [null, IntakeAllowance.Allowed, IntakeAllowance.NotAllowed];
        Duration?[] after = [null, Duration.FromHours(1), Duration.FromHours(24)];
        (IntakeAllowance? During, Duration? After)[] ways = [.. from one in during from other in after select (one, other)];
        Instant[] times =
        [
            .. new[] { Start, End, End + Duration.FromHours(1), End + Duration.FromHours(24) }
                .SelectMany(static time => new[] { time - Duration.Epsilon, time, time + Duration.Epsilon }),
        ];
        (long compared, long mismatches) = (0, 0);
        foreach ((IntakeAllowance? During, Duration? After) anything in ways)
        {
            foreach ((IntakeAllowance? During, Duration? After) snack in ways)
            {
                foreach ((IntakeAllowance? During, Duration? After) alcohol in ways)
                {
                    foreach (string? unlisted in new[] { null, "anything" })
                    {
                        var rules = new FastingRules(
                            new()
                            {
                                Kinds = [KindOf("anything", anything), KindOf("snack", snack), KindOf("alcohol", alcohol)],
                                UnlistedCountsAs = unlisted,
                            },
                            Zone, new("p", "1", "t"));
                        foreach (string what in new[] { "anything", "snack", "alcohol", "toast", IntakeKind.OralMedicine })
                        {
                            (IntakeAllowance? During, Duration? After) own = what switch
                            {
                                "anything" => anything,
                                "snack" => snack,
                                "alcohol" => alcohol,
                                _ => (null, null),
                            };
                            (IntakeAllowance? During, Duration? After) otherwise =
                                unlisted is null || what == IntakeKind.OralMedicine ? (null, null) : anything;
                            bool isStated = new[] { anything, snack, alcohol }.Any(one => one != (null, null));
                            foreach (Instant at in times)
                            {
                                ImmutableArray<Decision<DuringAndAfterOutcome>> judged =
                                    rules.DecideDuringAndAfter(Given with { Intakes = [Intake.Of(what, Moment.At(at))] });
                                compared++;
                                mismatches += !isStated ? judged.Length
                                    : judged.Single() is { Status: DecisionStatus.Determined } one
                                        && one.Outcome == Expected(own.During ?? otherwise.During, own.After ?? otherwise.After, at)
                                    ? 0 : 1;
                            }
                        }
                    }
                }
            }
        }

        Evidence.Write("fasting-during-and-after", compared, 9L * 9 * 9 * 2 * 5 * 12, mismatches);
    }

    [Theory]
    [InlineData("snack", "2026-06-15 04:00", FastingOutcome.Compliant)]
    [InlineData("snack", "2026-06-15 04:01", FastingOutcome.Violation)]
    [InlineData("toast", "2026-06-15 04:01", FastingOutcome.Violation)]
    public void Before_the_appointment_a_kind_without_limits_counts_as_what_is_unlisted_does(
        string what, string at, FastingOutcome expected)
    {
        InfusionRules rules = Rules(
            """
            { "id": "anything", "name": "Food and drinks", "limits": [{ "before": "PT6H" }], "duringInfusion": "not-allowed" },
            { "id": "snack", "name": "Light snacks", "duringInfusion": "allowed" }
            """, "anything");

        Assert.Equal(expected, Plan(rules, what, at));
        Assert.Equal(["anything"], rules.Fasting.CutOffs(Start).Select(cutOff => cutOff.Kind.Id));
    }

    [Theory]
    [InlineData("snack", "2026-06-14 10:00", FastingOutcome.Compliant)]
    [InlineData("snack", "2026-06-14 10:01", FastingOutcome.ClinicianDecision)]
    [InlineData("anything", "2026-06-14 10:01", FastingOutcome.ClinicianDecision)]
    [InlineData("toast", "2026-06-14 10:01", FastingOutcome.ClinicianDecision)]
    [InlineData("alcohol", "2026-06-14 10:01", FastingOutcome.Violation)]
    public void Without_limits_of_what_is_unlisted_a_clinician_judges_it(string what, string at, FastingOutcome expected) =>
        Assert.Equal(expected, Plan(Clinic, what, at));

    [Fact]
    public void The_limits_of_what_is_unlisted_go_with_a_kind_that_has_none()
    {
        InfusionRules rules = Rules(Snacks, "anything", """ "unlistedLimits": [{ "before": "PT2H" }], """);

        Assert.Equal(FastingOutcome.Compliant, Plan(rules, "snack", "2026-06-15 08:00"));
        Assert.Equal(FastingOutcome.ClinicianDecision, Plan(rules, "snack", "2026-06-15 08:01"));
    }

    [Fact]
    public void Where_no_kind_has_a_limit_no_fast_is_published() => Assert.Equal(
        FastingOutcome.NotPublished,
        Plan(
            Rules("""{ "id": "anything", "name": "Food and drinks", "duringInfusion": "not-allowed" }""", "anything"), "toast",
            "2026-06-15 09:59"));

    [Fact]
    public void What_was_not_allowed_permits_no_cancellation()
    {
        Visit visit = Given with { Intakes = [Intake.Of("toast", Moment.At(Start + Duration.FromMinutes(20)))] };

        Assert.Equal(DuringAndAfterOutcome.NotAllowedDuring, Clinic.Fasting.DecideDuringAndAfter(visit).Single().Outcome);
        Assert.Empty(Clinic.Fasting.DecideFindings(visit).Certain);
        Assert.Equal(
            FastingOutcome.Compliant, Clinic.Fasting.DecideAtStart(visit with { IntakesCompleteness = ListCompleteness.Complete }).Outcome);
    }

    [Theory]
    [InlineData(true, TimeBasis.Computed, "2026-06-16 10:30")]
    [InlineData(false, TimeBasis.Planned, "2026-06-16 10:40")]
    public void The_timeline_says_from_when_it_may_be_taken_again(bool isOver, TimeBasis basis, string at)
    {
        Visit visit = new()
        {
            Appointment = Moment.At(Start),
            Protocol = "mood",
            Start = isOver ? Moment.At(Start) : null,
            End = isOver ? Moment.At(End - Duration.FromMinutes(10)) : null,
        };
        TimelineEntry again = Reviewed(visit).Timeline!.Find("alcohol-allowed-from")!.Value;

        Assert.Equal((Local(at).Earliest, basis, "fasting.alcohol.after-end"), (again.At, again.Basis, again.Rule));
    }

    [Fact]
    public void A_review_has_a_decision_for_each_intake_once_the_infusion_has_started()
    {
        Visit planned = new()
        {
            Appointment = Moment.At(Start),
            Intakes = [Intake.Of("toast", Moment.At(Start + Duration.FromMinutes(20)))],
        };
        VisitReview given = Reviewed(planned with { Start = Moment.At(Start), End = Moment.At(End) });

        Assert.Empty(Reviewed(planned).FastingDuringAndAfter);
        Assert.Equal(DuringAndAfterOutcome.NotAllowedDuring, given.FastingDuringAndAfter.Single().Outcome);
        DecisionDocument document = given.ToDocuments().Single(one => one.Decision == "fasting.during-and-after");
        Assert.Equal(("toast", "NotAllowedDuring", "toast"), (document.Subject, document.Outcome, document.Value("fasting.intake")));
    }

    [Fact]
    public void While_the_infusion_runs_its_end_is_a_question_of_the_review() => Assert.Contains(
        Review(new()
        {
            Appointment = Moment.At(Start),
            Start = Moment.At(Start),
            Intakes = [Intake.Of("toast", Moment.At(Start + Duration.FromMinutes(20)))],
        }).Questions,
        question => question.Path == "visits[visit].end" && question.Decisions.Contains("fasting.during-and-after"));

    [Theory]
    [InlineData("""{ "id": "snack", "name": "Snacks" }""", "the property limits, duringInfusion or afterEnd is missing.")]
    [InlineData(
        """{ "id": "snack", "name": "Snacks", "duringInfusion": "never" }""",
        "found another word; allowed: one of allowed, not-allowed.")]
    [InlineData(
        """{ "id": "snack", "name": "Snacks", "afterEnd": "PT0S" }""",
        "found a shorter duration; allowed: a duration from PT1S to PT8784H.")]
    public void A_kind_that_says_nothing_or_something_else_is_refused(string kind, string message)
    {
        Assert.False(ClinicPolicy.TryParse(Json(kind), out _, out ImmutableArray<Problem> problems));
        Assert.Equal(message, Assert.Single(problems).Message);
    }

    [Fact]
    public void In_code_such_a_kind_is_refused_as_well()
    {
        Assert.Throws<ArgumentException>(() => new IntakeKind("snack", "fasting.snack", "Snacks", [], Provenance.ClinicPolicy, ["c"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IntakeKind(
            "snack", "fasting.snack", "Snacks", [], Provenance.ClinicPolicy, ["c"], afterEnd: Duration.Zero));
    }

    [Fact]
    public void What_a_file_says_of_it_is_written_as_it_is_read()
    {
        ClinicPolicy policy = ClinicPolicy.Parse(Json(Snacks, "anything"));
        IntakeKind alcohol = policy.Fasting!.Kinds[2];

        Assert.Equal((null, Duration.FromHours(24)), (alcohol.DuringInfusion, alcohol.AfterEnd));
        Assert.Equal("alcohol: 24 h before, 24 h after its end", alcohol.ToString());
        Assert.Equal("snack: allowed during the infusion", policy.Fasting.Kinds[1].ToString());
        Assert.Equal(policy, ClinicPolicy.Parse(policy.ToJson()));
    }

    private static DuringAndAfterOutcome Expected(IntakeAllowance? during, Duration? after, Instant at)
    {
        if (at <= Start)
        {
            return DuringAndAfterOutcome.Kept;
        }

        if (at < End)
        {
            return during switch
            {
                null => DuringAndAfterOutcome.NotPublished,
                IntakeAllowance.Allowed => DuringAndAfterOutcome.Kept,
                _ => DuringAndAfterOutcome.NotAllowedDuring,
            };
        }

        return after is not { } wait ? DuringAndAfterOutcome.NotPublished
            : at < End + wait ? DuringAndAfterOutcome.TooSoonAfter
            : DuringAndAfterOutcome.Kept;
    }

    // What states neither has a limit, so that it is a kind at all.
    private static IntakeKind KindOf(string id, (IntakeAllowance? During, Duration? After) way) => new(
        id, $"fasting.{id}", id, way == (null, null) ? [new IntakeLimit.Window(Duration.FromHours(2))] : [], Provenance.ClinicPolicy,
        ["clinic-policy"], duringInfusion: way.During, afterEnd: way.After);

    private static string Json(string kinds, string? unlisted = null, string more = "") => $$"""
        {
          "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
          "protocols": { "protocols": [{ "id": "mood", "plannedDuration": "PT40M" }] },
          "fasting": {
            {{(unlisted is null ? "" : $"\"unlistedCountsAs\": \"{unlisted}\",")}} {{more}}
            "kinds": [{{kinds}}]
          }
        }
        """;

    private static InfusionRules Rules(string kinds, string? unlisted = null, string more = "") =>
        new(ClinicPolicy.Parse(Json(kinds, unlisted, more)));

    private static FastingOutcome Plan(InfusionRules rules, string what, string at) => rules.Fasting.DecidePlan(new()
    {
        Appointment = Moment.At(Start),
        Intakes = [Intake.Of(what, Local(at))],
        IntakesCompleteness = ListCompleteness.Complete,
    }).Outcome;

    private static Decision<DuringAndAfterOutcome> Decided(InfusionRules rules, Visit visit, string what, Moment at) =>
        rules.Fasting.DecideDuringAndAfter(visit with { Intakes = [Intake.Of(what, at)] }).Single();

    private static Decision<DuringAndAfterOutcome> Judged(InfusionRules rules, Visit visit, string what, Instant at) =>
        Decided(rules, visit, what, Moment.At(at));

    private static CourseReview Review(Visit visit) =>
        Clinic.Review(new PatientRecord { Id = "p", AsOf = Local("2026-06-15 11:00").Earliest, Visits = [visit] });

    private static VisitReview Reviewed(Visit visit) => Review(visit).Visits.Single();
}
