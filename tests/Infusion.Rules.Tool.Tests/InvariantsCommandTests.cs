using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infusion.Rules.Cases;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Statements that hold in every version: the ones that ship, and what is said of those that do not hold or cannot be
/// read.</summary>
public class InvariantsCommandTests
{
    private const string One = """
        invariants:
          - id: recovery
            says: Nobody is released within 30 minutes.
            decision: visit.release
            when: { fact: visit.since-end, lessThan: PT30M }
            never: Release

        """;

    // What these clinics publish otherwise, and may.
    private static readonly Dictionary<string, string[]> _otherwise = new(StringComparer.Ordinal)
    {
        ["cedar-point"] = ["no-driving-for-a-day", "no-driving-to-the-next-visit"],
        ["fair-field"] = ["release-after-recovery"],
        ["north-ridge"] = ["no-driving-for-a-day", "no-driving-to-the-next-visit", "clear-liquids-two-hours"],
        ["river-house"] = ["clear-liquids-two-hours"],
        ["old-mill"] = ["release-after-recovery", "no-driving-for-a-day", "no-driving-to-the-next-visit"],
    };

    private static string[] Kinds => ["solid", "non-clear-liquid", "clear-liquid"];

    private static string Starter => ToolRun.File("samples/invariants/safety.yaml");

    private static InfusionRules Published => InfusionRules.Published;

    public static TheoryData<string> Policies =>
        [
            .. Directory.EnumerateFiles(ToolRun.File("samples/policies"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Order(StringComparer.Ordinal),
        ];

    public static TheoryData<string> Ids => [.. Read(Starter, Published).All.Select(one => one.Id)];

    [Fact]
    public void The_published_policy_keeps_the_statements_that_ship()
    {
        ToolRun run = ToolRun.Of("invariants", "published", Starter);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        Assert.InRange(Ids.Count, 10, 40);
        Assert.Contains($"{Ids.Count} of {Ids.Count} hold.", run.Flat, StringComparison.Ordinal);
        InvariantReport report = PolicyInvariants.Prove(Published, Read(Starter, Published));
        (int held, int refuted) = (report.Count(InvariantStatus.Holds), report.Count(InvariantStatus.Refuted));
        Evidence.Write("verification-invariants", held, Ids.Count, refuted);
    }

    // A rule of the decision goes or comes to something else, and the statement falls with a case that the kernel decides so.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_statement_that_ships_can_fail(string id)
    {
        Invariants only = new() { All = [Read(Starter, Published).All.Single(one => one.Id == id)] };
        Invariant statement = only.All[0];
        DecisionTable table = Published.Tables.Single(one => one.Id == statement.Decision);
        int refuted = 0;
        foreach (DecisionTable changed in Changed(table))
        {
            InvariantResult result =
                PolicyInvariants.Prove(Published.Tables.Select(one => one.Id == table.Id ? changed : one), only).Invariants.Single();
            if (result.Status == InvariantStatus.Refuted)
            {
                refuted++;
                OutcomeSet found = changed.Decide(Row(changed, result).AsSpan());
                Assert.True(changed.Where(!statement.When).Decide(Row(changed, result).AsSpan()).IsInvalid, result.ToString());
                Assert.True(
                    statement.Always.IsEmpty
                        ? statement.Never.Any(name => found.Has(changed.Outcomes.IndexOf(name)))
                        : statement.Always.All(name => !found.Allows(changed.Outcomes.IndexOf(name))),
                    result.ToString());
            }
        }

        Assert.True(refuted > 0, $"Nothing refutes {id}.");
    }

    [Fact]
    public void A_shorter_time_in_the_policy_is_found_with_a_patient_in_the_gap()
    {
        InfusionRules shorter = Edited("\"recoveryMinimum\": \"PT1H\"", "\"recoveryMinimum\": \"PT45M\"");
        InvariantResult result = PolicyInvariants.Prove(shorter, Read(Starter, shorter)).Invariants
            .Single(one => one.Status != InvariantStatus.Holds);
        Assert.Equal("release-after-recovery", result.Id);
        Assert.Equal("Release", result.Outcome);
        WitnessFact since = Assert.Single(result.Witness, fact => fact.Id == "visit.since-end");
        Assert.InRange(since.AfterLow!.Value, 45 * 60_000_000_000L, (60 * 60_000_000_000L) - 1);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_sample_policies_keep_them_but_for_those_that_say_otherwise(string name)
    {
        var rules = new InfusionRules(ClinicPolicy.Parse(File.ReadAllText(ToolRun.File($"samples/policies/{name}.json"))));
        string text = File.ReadAllText(Starter);

        // What a clinic calls its foods is its own: of other names nothing is stated.
        DecisionTable intake = rules.Tables.Single(table => table.Id == "fasting.intake");
        foreach (string kind in Kinds.Except(intake.Facts.Single(fact => fact.Id == "fasting.kind").Names))
        {
            text = string.Join(
                "\n  - id: ", text.Split("\n  - id: ").Where(one => !Regex.IsMatch(one, $@"fasting\.kind, is:.*[ \[]{kind}\b")));
        }

        using var folder = new ScratchFolder();
        InvariantReport report = PolicyInvariants.Prove(rules, Read(folder.Write("safety.yaml", text), rules));
        Assert.True(report.Invariants.Length >= Ids.Count - 2);
        Assert.Equal(
            _otherwise.GetValueOrDefault(name, []),
            report.Invariants.Where(one => one.Status != InvariantStatus.Holds).Select(one => one.Id));
        Assert.All(
            report.Invariants.Where(one => one.Status != InvariantStatus.Holds),
            one => Assert.Equal(InvariantStatus.Refuted, one.Status));
    }

    [Fact]
    public void The_page_names_the_clinics_that_say_otherwise()
    {
        string page = File.ReadAllText(ToolRun.File("docs/invariants.md"));
        Assert.All(_otherwise, clinic => Assert.All(
            clinic.Value, id => Assert.Matches($@"\| `{id}` \|[^\n]*{clinic.Key}", page)));
    }

    [Fact]
    public void The_example_of_the_page_is_read_and_comes_out_as_the_page_says()
    {
        string page = File.ReadAllText(ToolRun.File("docs/invariants.md"));
        string example = Regex.Match(page, "```yaml\n(?<text>.*?)```", RegexOptions.Singleline).Groups["text"].Value;
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("invariants", "published", folder.Write("a.yaml", example));
        Assert.Equal((ExitCode.Fails, ""), (run.Code, run.Error));
        string shown = Regex.Match(page, "```text\n(?<text>.*?)```", RegexOptions.Singleline).Groups["text"].Value;
        Assert.Contains(
            string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_and_yaml_of_the_same_statement_come_to_the_same()
    {
        using var folder = new ScratchFolder();
        string json = """
            {
              "format": 1,
              "invariants": [
                {
                  "id": "recovery", "says": "Nobody is released within 30 minutes.", "decision": "visit.release",
                  "when": { "fact": "visit.since-end", "lessThan": "PT30M" }, "never": ["Release"]
                }
              ]
            }
            """;
        ToolRun yaml = ToolRun.Of("invariants", "published", folder.Write("a.yaml", One), "--format", "json");
        Assert.Equal(ExitCode.Holds, yaml.Code);
        Assert.Equal(yaml, ToolRun.Of("invariants", "published", folder.Write("a.json", json), "--format", "json"));
        using var document = JsonDocument.Parse(yaml.Output);
        JsonElement report = document.RootElement.GetProperty("reports")[0];
        Assert.Equal("Holds", report.GetProperty("invariants")[0].GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("lessThan: PT30M", "lessThan: PT90M", ExitCode.Fails, "Does not hold")]
    [InlineData("lessThan: PT30M", "lessThan: PT30M, atLeast: PT30M", ExitCode.BadInput, "nobody can meet its premise")]
    [InlineData("never: Release", "always: [Hold, ContinueMonitoring]", ExitCode.Holds, "1 of 1 hold")]
    [InlineData(
        "{ fact: visit.since-end, lessThan: PT30M }", "{ not: { fact: visit.since-end, atLeast: PT30M } }", ExitCode.Holds,
        "less than 30 min")]
    [InlineData(
        "{ fact: visit.since-end, lessThan: PT30M }",
        "{ any: [{ fact: visit.ride-arranged, is: no }, { fact: visit.criteria, is: NotMet }] }",
        ExitCode.Holds, "a ride is arranged: no, or the release criteria: the release criteria are not met")]
    public void A_statement_holds_is_refuted_or_says_nothing(string from, string to, int code, string says)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("a.yaml", One.Replace(from, to, StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("invariants", "published", path);
        Assert.Equal((code, ""), (run.Code, run.Error));
        Assert.Contains(says, run.Flat, StringComparison.Ordinal);
        string junit = ToolRun.Of("invariants", "published", path, "--format", "junit").Output;
        Assert.Equal(code != ExitCode.Holds, XDocument.Parse(junit).Descendants("failure").Any());
        Assert.Contains(code == ExitCode.Holds ? "1 of 1 hold" : "0 of 1 hold",
            ToolRun.Of("invariants", "published", path, "--format", "markdown").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Above_the_budget_it_is_undecided()
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("invariants", "published", folder.Write("a.yaml", One), "--budget", "1");
        Assert.Equal((ExitCode.Undecided, ""), (run.Code, run.Error));
    }

    [Fact]
    public void Of_a_book_and_of_several_policies_every_version_is_proved()
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of(
            "invariants", "published", ToolRun.File("samples/change"), folder.Write("a.yaml", One), "--format", "json");
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(3, document.RootElement.GetProperty("reports").GetArrayLength());
    }

    [Theory]
    [InlineData("decision: visit.release", "decision: visit.relaese", 4, "did you mean \"visit.release\"?")]
    [InlineData("visit.since-end", "visit.since-ned", 5, "did you mean \"visit.since-end\"?")]
    [InlineData("PT30M", "30 minutes", 5, "$.invariants[0].when.lessThan")]
    [InlineData("lessThan", "lessthan", 5, "did you mean \"lessThan\"?")]
    [InlineData("never: Release", "never: Realese", 6, "did you mean \"Release\"?")]
    [InlineData("never: Release", "newer: Release", 6, "did you mean \"never\"?")]
    [InlineData("never: Release", "never: []", 6, "an empty list")]
    [InlineData("lessThan: PT30M", "lessThan: { from: PT1M, to: PT2M }", 5, "one value")]
    [InlineData("fact: visit.since-end, lessThan: PT30M", "fact: visit.criteria, lessThan: Met", 5, "whose values have no order")]
    [InlineData("fact: visit.since-end, lessThan: PT30M", "fact: visit.criteria, is: Mett", 5, "did you mean \"Met\"?")]
    [InlineData("{ fact: visit.since-end, lessThan: PT30M }", "{ fact: visit.since-end }", 5, "no condition")]
    [InlineData("{ fact: visit.since-end, lessThan: PT30M }", "{ lessThan: PT30M }", 5, "a comparison without a fact")]
    [InlineData("{ fact: visit.since-end, lessThan: PT30M }", "[]", 5, "an empty list")]
    [InlineData("\n    never: Release", "", 2, "one of never and always")]
    [InlineData("never: Release", "never: Release\n    always: Hold", 2, "both never and always")]
    [InlineData("invariants:", "invariant:", 1, "did you mean \"invariants\"?")]
    public void What_cannot_be_read_is_bad_input_at_its_line(string from, string to, int line, string says)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("a.yaml", One.Replace(from, to, StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("invariants", "published", path);
        Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.Contains(FormattableString.Invariant($"{path}:{line}:"), run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_stands_once_and_a_month_that_began_has_the_limits_it_can_have()
    {
        using var folder = new ScratchFolder();
        ToolRun twice = ToolRun.Of(
            "invariants", "published", folder.Write("a.yaml", One + One[(One.IndexOf('\n', StringComparison.Ordinal) + 1)..]));
        Assert.Contains("each name once", twice.Error, StringComparison.Ordinal);
        string months = """
            invariants:
              - id: chronic
                says: Chronic pain began more than three months ago.
                decision: eligibility.condition
                when: { fact: eligibility.months-since-onset, lessThan: 3 }
                never: Listed
            """;
        ToolRun run = ToolRun.Of("invariants", "published", folder.Write("b.yaml", months));
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("atMost or moreThan", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_version_does_not_have_names_the_version()
    {
        ToolRun run = ToolRun.Of("invariants", "published", ToolRun.File("samples/policies/quiet-bay.json"), Starter);
        Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.All(run.Error.TrimEnd().Split('\n'), line => Assert.EndsWith(" (for quiet-bay 1)", line, StringComparison.Ordinal));
    }

    private static IEnumerable<DecisionTable> Changed(DecisionTable table)
    {
        Type outcomes = typeof(InfusionRules).Assembly.GetTypes().Single(
            type => type.IsEnum && Enum.GetNames(type).SequenceEqual(table.Outcomes));
        MethodInfo rewrite = typeof(InvariantsCommandTests).GetMethod(nameof(With), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(outcomes);
        return table.Rules.Select(rule => table.Without(rule.Id)).Concat(
            from rule in table.Rules
            from outcome in Enumerable.Range(0, table.Outcomes.Length).Except([rule.Outcome])
            select (DecisionTable)rewrite.Invoke(null, [table, rule, outcome])!);
    }

    // The table with a rule that comes to something else.
    private static DecisionTable With<TOutcome>(DecisionTable table, Rule changed, int outcome)
        where TOutcome : struct, Enum =>
        DecisionTable.Create<TOutcome>(
            table.Id, table.Decides, table.HitPolicy, table.Facts,
            table.Rules.Select(rule => Rule.For(
                Enum.GetValues<TOutcome>()[rule == changed ? outcome : rule.Outcome], rule.Id, rule.When, rule.Says, rule.Modality,
                rule.Provenance)),
            table.Impossible);

    private static FactValue[] Row(DecisionTable table, InvariantResult result) =>
    [
        .. table.Facts.Select(fact =>
            result.Witness.FirstOrDefault(known => known.Id == fact.Id) is { AfterLow: { } low, AfterHigh: { } high }
                ? FactValue.Between(low, high)
                : FactValue.Unknown),
    ];

    private static InfusionRules Edited(string from, string to)
    {
        string json = ClinicPolicy.VirginiaInfusionTherapies.ToJson();
        Assert.Contains(from, json, StringComparison.Ordinal);
        return new(ClinicPolicy.Parse(json.Replace(from, to, StringComparison.Ordinal)));
    }

    private static Invariants Read(string path, InfusionRules rules) => InvariantsInput.Read(path, [rules]).Single();
}
