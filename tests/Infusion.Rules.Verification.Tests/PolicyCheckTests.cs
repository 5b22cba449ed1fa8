using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using NodaTime;

namespace Infusion.Rules.Verification.Tests;

public class PolicyCheckTests
{
    private static Fact<bool> Asked { get; } = Fact.YesNo("asked", "asked", "Asked?");

    private static Fact<int> Count { get; } = Fact.Count("count", "count", "How many?", "things", 0, 9);

    private static Rule Otherwise { get; } = Row(Light.Green, "otherwise", Condition.Always);

    [Fact]
    public void A_sound_table_is_clean()
    {
        CheckReport report = PolicyCheck.Run(
            [Table(HitPolicy.Priority, Otherwise, Row(Light.Red, "few", Asked.Is(true) & Count.LessThan(3)))]);
        Assert.True(report.IsClean, string.Join("\n", report.Findings));
    }

    [Fact]
    public void A_gap_is_found() =>
        Only(
            CheckCode.Gap, Table(HitPolicy.Priority, Row(Light.Red, "few", Count.LessThan(3)), Row(Light.Yellow, "asked", Asked.Is(true))));

    [Fact]
    public void An_overlap_is_found() =>
        Only(CheckCode.Overlap,
            Table(HitPolicy.Unique, Row(Light.Red, "few", Count.LessThan(3)), Row(Light.Yellow, "asked", Asked.Is(true)),
            Row(Light.Green, "many", Count.AtLeast(3) & Asked.Is(false))));

    [Fact]
    public void An_overlap_of_equal_outcomes_is_found_too() =>
        Only(CheckCode.Overlap, Table(HitPolicy.Unique, Row(Light.Red, "few", Count.LessThan(3)), Row(Light.Red, "asked", Asked.Is(true)),
            Row(Light.Green, "many", Count.AtLeast(3) & Asked.Is(false))));

    [Fact]
    public void A_masked_rule_is_found() =>
        Only(CheckCode.MaskedRule, Table(HitPolicy.Priority, Otherwise, Row(Light.Red, "few", Count.LessThan(3)),
            Row(Light.Yellow, "masked", Count.LessThan(3) & Asked.Is(true)), Row(Light.Orange, "asked", Asked.Is(true))));

    [Fact]
    public void A_dead_rule_is_found() =>
        Only(CheckCode.DeadRule,
            Table(HitPolicy.Priority, Otherwise, Row(Light.Red, "few", Count.LessThan(3)), Row(Light.Orange, "asked", Asked.Is(true)),
            Row(Light.Yellow, "dead", Count.LessThan(3) & Count.AtLeast(3))));

    [Fact]
    public void A_dead_fact_is_found() =>
        Only(
            CheckCode.DeadFact,
            Table(
                HitPolicy.Priority, Otherwise,
                Row(Light.Red, "few", (Count.LessThan(3) & Asked.Is(true)) | (Count.LessThan(3) & Asked.Is(false)))));

    [Fact]
    public void A_dead_constant_is_found() =>
        Only(CheckCode.DeadConstant, Table(HitPolicy.Priority, Otherwise, Row(Light.Orange, "asked", Asked.Is(true)),
            Row(Light.Red, "few", Count.LessThan(2) | (Count.AtLeast(2) & Count.LessThan(5)))));

    [Fact]
    public void An_outcome_that_turns_back_is_found() =>
        Only(CheckCode.NotMonotone, Table(HitPolicy.Priority, Otherwise, Row(Light.Orange, "asked", Asked.Is(true)),
            Row(Light.Red, "between", Count.AtLeast(2) & Count.LessThan(5))));

    [Fact]
    public void Constraints_that_leave_nothing_are_found() =>
        Only(CheckCode.NothingPossible, Table(HitPolicy.Priority, [Otherwise, Row(Light.Red, "few", Count.LessThan(3) & Asked.Is(true))],
            [new Constraint("never", Asked.Is(true) | Asked.Is(false), "Nothing can be")]));

    [Fact]
    public void A_constraint_that_excludes_nothing_is_found() =>
        Only(CheckCode.EmptyConstraint, Table(HitPolicy.Priority, [Otherwise, Row(Light.Red, "few", Count.LessThan(3) & Asked.Is(true))],
            [new Constraint("empty", Count.LessThan(3) & Count.AtLeast(3), "It excludes nothing")]));

    [Fact]
    public void A_stale_acceptance_is_found() => Assert.Equal(
        [CheckCode.StaleAcceptance],
        PolicyCheck.Run(
        [
            Table(HitPolicy.Priority, Otherwise, Row(Light.Red, "few", Count.LessThan(3)), Row(Light.Orange, "asked", Asked.Is(true))),
        ],
            new() { Accepted = [new(CheckCode.Gap, "fixture", "fixture", "It was there once")] }).Findings.Select(finding => finding.Code));

    // What speaks of something else accepts nothing, and is stale itself.
    [Fact]
    public void An_acceptance_speaks_of_one_code_one_table_and_one_subject_and_says_why()
    {
        DecisionTable gap = Table(HitPolicy.Priority, Row(Light.Red, "few", Count.LessThan(3)), Row(Light.Yellow, "asked", Asked.Is(true)));
        CheckFinding found = Assert.Single(PolicyCheck.Run([gap]).Findings);
        var own = new AcceptedFinding(found.Code, found.Table, found.Subject, "It is meant");
        Assert.Equal([found.Subject], PolicyCheck.Run([gap], new() { Accepted = [own] }).Accepted.Select(finding => finding.Subject));
        Assert.All(
            new[]
            {
                own with { Code = CheckCode.Overlap }, own with { Table = "other" }, own with { Subject = "other" },
                own with { Reason = " " },
            },
            other =>
            {
                CheckReport report = PolicyCheck.Run([gap], new() { Accepted = [other] });
                Assert.Empty(report.Accepted);
                Assert.Equal([found.Code, CheckCode.StaleAcceptance], report.Findings.Select(finding => finding.Code));
            });
    }

    [Fact]
    public void A_table_above_the_budget_is_a_finding_and_not_clean()
    {
        CheckReport report = PolicyCheck.Run([Table(HitPolicy.Priority, Otherwise)], new() { CellBudget = 0 });
        Assert.Equal([CheckCode.OverBudget], report.Findings.Select(finding => finding.Code));
        Assert.True(report.IsUndecided);
    }

    [Fact]
    public void Nothing_checked_is_not_clean() => Assert.False(PolicyCheck.Run([]).IsClean);

    [Fact]
    public void The_published_policy_is_clean()
    {
        CheckReport report = PolicyCheck.Run(InfusionRules.Published);
        Assert.True(
            report.IsClean,
            string.Join("\n", report.Findings.Select(finding => finding + " [" + string.Join("; ", finding.Witness) + "]")));
        Assert.Equal(InfusionRules.Published.Tables.Length, report.Tables.Length);
    }

    [Theory]
    [InlineData("{\"until\":\"20:00\"}", "holds no appointment before 20:00 on the same day; was daysBefore: 1 meant?")]
    [InlineData("{\"until\":\"08:00\"}", "holds no appointment before 08:00")]
    [InlineData("{\"until\":\"20:00\",\"sessionsFrom\":\"12:00\"},{\"until\":\"00:00\",\"sessionsBefore\":\"12:00\"}", "before 20:00")]
    [InlineData("{\"until\":\"20:00\"},{\"before\":\"PT4H\"}", "before 20:00")]
    [InlineData("{\"until\":\"20:00\"},{\"before\":\"PT2H\"}", "before 20:00")]
    [InlineData("{\"until\":\"20:00\",\"sessionsFrom\":\"20:00\"},{\"before\":\"PT4H\"}", "another limit of it ends earlier for each")]
    [InlineData("{\"until\":\"20:00\",\"sessionsFrom\":\"20:00\"},{\"before\":\"PT3H59M\"}", null)]
    [InlineData("{\"until\":\"10:00\",\"daysBefore\":1},{\"until\":\"00:00\"}", "holds no appointment: another limit")]
    [InlineData("{\"before\":\"PT2H\"},{\"before\":\"PT6H\"}", "\"2 h before\" of food holds no appointment: another limit")]
    [InlineData("{\"before\":\"PT6H\"},{\"before\":\"PT6H\"}", "\"6 h before\" of food holds no appointment: another limit")]
    [InlineData("{\"before\":\"PT24H\"},{\"before\":\"PT2H\",\"after\":\"PT24H\"}", null)]
    [InlineData("{\"before\":\"PT48H\"},{\"until\":\"00:00\",\"daysBefore\":1}", "\"until 00:00, 1 day before\" of food holds no")]
    [InlineData("{\"before\":\"PT47H59M\"},{\"until\":\"00:00\",\"daysBefore\":1}", null)]
    [InlineData("{\"until\":\"20:00\",\"daysBefore\":1}", null)]
    [InlineData("{\"until\":\"00:00\"}", null)]
    [InlineData("{\"until\":\"08:00\"},{\"before\":\"PT2H\"}", "holds no appointment before 08:00")]
    [InlineData("{\"until\":\"08:00\",\"sessionsFrom\":\"08:00\"},{\"before\":\"PT2H\"}", null)]
    [InlineData("{\"until\":\"00:00\",\"sessionsBefore\":\"12:00\"},{\"until\":\"08:00\",\"sessionsFrom\":\"12:00\"}", null)]
    public void A_cut_off_after_the_appointment_is_found(string limits, string? says)
    {
        ImmutableArray<CheckFinding> found = Idle("fasting", "kinds", "{\"id\":\"food\",\"name\":\"Food\",\"limits\":[" + limits + "]}");
        Assert.Equal(says is null ? 0 : 1, found.Length);
        Assert.All(found, finding => Assert.Contains(says!, finding.Says, StringComparison.Ordinal));
        Assert.All(found, finding => Assert.Equal(("fasting.intake", "fasting.food"), (finding.Table, finding.Subject)));
        Assert.All(
            found.Where(finding => finding.Says.Contains("before 20:00", StringComparison.Ordinal)),
            finding => Assert.Equal(["food", "19:59", "19:58"], finding.Witness.Select(fact => fact.After)));
    }

    [Fact]
    public void No_way_to_say_what_holds_during_and_after_an_infusion_holds_nobody()
    {
        IntakeAllowance?[] during = [null, IntakeAllowance.Allowed, IntakeAllowance.NotAllowed];
        Duration?[] after = [null, Duration.FromSeconds(1), Duration.FromHours(24)];
        IntakeKind[] Ways(string id) =>
        [
            .. from one in during
               from other in after
               select new IntakeKind(
                   id, $"fasting.{id}", id, [new IntakeLimit.Window(Duration.FromHours(4))], Provenance.ClinicPolicy, ["clinic-policy"],
                   duringInfusion: one, afterEnd: other),
        ];
        foreach ((IntakeKind food, IntakeKind wine) in from food in Ways("food") from wine in Ways("wine") select (food, wine))
        {
            foreach (string? unlisted in new[] { null, "food" })
            {
                ClinicPolicy policy = Variants.Published with
                {
                    Fasting = new() { Kinds = [food, wine], UnlistedCountsAs = unlisted },
                };
                DecisionTable table = new InfusionRules(policy).Table("fasting.during-and-after");

                Assert.True(PolicyCheck.Run([table]).Findings is [], $"{food}; {wine}; {unlisted}");
            }
        }
    }

    [Theory]
    [InlineData("\"inductionSessions\":3,\"maximumInSevenDays\":3", "seven-days")]
    [InlineData("\"minimumSpacingDays\":2,\"maximumInSevenDays\":4", "seven-days")]
    [InlineData("\"minimumSpacingDays\":2,\"maximumInSevenDays\":3", null)]
    [InlineData("\"windowDays\":7,\"maximumSpacingDays\":6", "maximum-spacing")]
    [InlineData("\"windowDays\":7,\"maximumSpacingDays\":5", null)]
    [InlineData("\"inductionSessions\":3,\"windowDays\":6,\"maximumSpacingDays\":2", "window")]
    [InlineData("\"inductionSessions\":3,\"windowDays\":5,\"maximumSpacingDays\":2", null)]
    [InlineData("\"maximumInSevenDays\":7", null)]
    public void A_limit_of_dates_that_the_others_keep_is_found(string limits, string? rule) => Assert.Equal(
        rule is null ? [] : [$"protocol.s.{rule}"],
        Idle("protocols", "protocols", "{\"id\":\"s\",\"plannedDuration\":\"PT40M\"," + limits + "}").Select(finding => finding.Subject));

    // From 31 December, two months at a time, the seventh is on 28 December of the next year.
    [Theory]
    [InlineData("\"earliest\":\"P2M\",\"latest\":\"P3M\",\"maximumPerYear\":7", "maintenance.maximum-per-year")]
    [InlineData("\"earliest\":\"P2M\",\"latest\":\"P3M\",\"maximumPerYear\":6", null)]
    [InlineData("\"earliest\":\"P1M\",\"maximumPerYear\":13", "maintenance.maximum-per-year")]
    [InlineData("\"earliest\":\"P1M\",\"maximumPerYear\":12", null)]
    [InlineData("\"isOnDemand\":true,\"onDemandFrom\":\"P6M\",\"maximumPerYear\":3", "maintenance.maximum-per-year")]
    [InlineData("\"isOnDemand\":true,\"onDemandFrom\":\"P6M\",\"maximumPerYear\":2", null)]
    [InlineData("\"earliest\":\"P2M\",\"booster\":{\"sessions\":2,\"within\":\"P1W\"},\"maximumPerYear\":14", "maintenance.maximum-per-year")]
    [InlineData("\"earliest\":\"P2M\",\"booster\":{\"sessions\":2,\"within\":\"P1W\"},\"maximumPerYear\":13", null)]
    [InlineData("\"isIndividual\":true,\"maximumPerYear\":300", null)]
    public void A_most_in_a_year_that_the_window_does_not_reach_is_found(string maintenance, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Idle("maintenance", maintenance));

    [Theory]
    [InlineData("17:00", 0, true)]
    [InlineData("12:00", 0, true)]
    [InlineData("11:59", 0, false)]
    [InlineData("17:00", 1, false)]
    public void A_notice_by_the_afternoon_of_the_day_itself_is_found(string by, int daysBefore, bool isFound)
    {
        string[] found = Idle("fees", $$"""
            "noticeTiers": [
              { "lessThan": { "by": "{{by}}", "daysBefore": {{daysBefore}} }, "charge": { "amount": "50.00", "currency": "USD" } }]
            """);
        Assert.Equal(isFound, found is [var rule] && rule.StartsWith("fee.notice.after-", StringComparison.Ordinal));
        Assert.Equal(isFound ? 1 : 0, found.Length);
    }

    // The smallest policy with one section.
    private static string[] Idle(string section, string parameters) =>
    [
        .. PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(
            "{ \"format\": 2, \"id\": \"own\", \"version\": \"1\", \"name\": \"Own\", \"timeZone\": \"America/Chicago\", "
            + $"\"{section}\": {{ {parameters} }} }}"))).Findings
            .Where(static finding => finding.Code == CheckCode.IdleLimit).Select(static finding => finding.Subject),
    ];

    // The published policy with one list of a section replaced by one item.
    private static ImmutableArray<CheckFinding> Idle(string section, string list, string item)
    {
        JsonObject policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!.AsObject();
        JsonObject sectionOf = policy[section]!.AsObject();
        JsonObject one = JsonNode.Parse(item)!.AsObject();
        one["provenance"] = "clinic-policy";
        one["citations"] = new JsonArray("clinic-policy");
        sectionOf[list] = new JsonArray(one);
        sectionOf.Remove("foods");
        return
        [
            .. PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(policy.ToJsonString()))).Findings
                .Where(finding => finding.Code == CheckCode.IdleLimit),
        ];
    }

    private static void Only(CheckCode code, DecisionTable table) =>
        Assert.Equal([code], PolicyCheck.Run([table]).Findings.Select(finding => finding.Code).Distinct());

    private static DecisionTable Table(HitPolicy policy, params Rule[] rules) => Table(policy, rules, []);

    private static DecisionTable Table(HitPolicy policy, Rule[] rules, Constraint[] constraints) =>
        DecisionTable.Create<Light>("fixture", "a fixture", policy, [Asked, Count], rules, constraints);

    private static Rule Row(Light outcome, string id, Condition when) =>
        Rule.For(outcome, $"fixture.{id}", when, id, Modality.Informational, Provenance.Inferred, "R01");
}
