using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Changes as other programs show them, each beside the line of the value in the new policy.</summary>
public sealed class ChangeRowsTests
{
    private static string First => ToolRun.File("samples/change/first.json");

    private static string Next => ToolRun.File("samples/change/next.json");

    private static string[] Diff(string old, string @new) => ["diff", old, @new];

    private static string[] Gate(string old, string @new, string changes) =>
        ["gate", "--old", old, "--new", @new, "--changes", changes];

    [Fact]
    public void A_difference_has_a_result_for_each_changed_value_and_for_each_decision_and_axis()
    {
        JsonNode report = JsonNode.Parse(ToolRun.Of([.. Diff(First, Next), "--format", "json"]).Output)!["periods"]![0]!["report"]!;
        string[] values =
        [
            .. report["parameters"]!.AsArray().Where(static one => Text(one!["basis"]) != "Identity").Select(static one =>
                $"{Text(one!["path"])}: {Wording.Plain(Text(one["before"]))} -> {Wording.Plain(Text(one["after"]))}."),
        ];
        string[] decisions =
        [
            .. report["decisions"]!.AsArray().SelectMany(static decision => decision!["axes"]!.AsArray()
                .Where(static axis => Text(axis!["class"]) != "Equivalent")
                .Select(axis => $"{Kebab(Text(axis!["axis"]))} {Text(decision["id"])}")),
        ];
        Assert.True(values.Length > 2 && decisions.Length > 10);
        JsonNode[] results = Results(Diff(First, Next));
        Assert.Equal(
            values.Concat(decisions).Order(StringComparer.Ordinal),
            results.Select(static one => Text(one["ruleId"]) == "value"
                ? Text(one["message"]!["text"])
                : $"{Text(one["ruleId"])} {Regex.Match(Text(one["message"]!["text"]), "\\[([a-z.-]+)\\]").Groups[1].Value}")
                .Order(StringComparer.Ordinal));
        Assert.All(results.Where(static one => Text(one["ruleId"]) != "value"), static one => Assert.Contains(
            "Changed here: 2 h -> 1 h.", Text(one["message"]!["text"]), StringComparison.Ordinal));
        Assert.All(results, static one => Assert.Equal(LevelOf(one), Text(one["level"])));
    }

    [Fact]
    public void A_changed_value_is_shown_where_it_stands()
    {
        string[] lines = File.ReadAllLines(Next);
        JsonNode[] values = [.. Results(Diff(First, Next)).Where(static one => Text(one["ruleId"]) == "value")];
        Assert.Contains("PT1H", values.Select(one => TextAt(lines, one)));
        Assert.All(values, one => Assert.EndsWith(
            $" -> {Wording.Plain(TextAt(lines, one))}.", Text(one["message"]!["text"]), StringComparison.Ordinal));
        JsonNode[] decisions = [.. Results(Diff(First, Next)).Where(static one => Text(one["ruleId"]) != "value")];
        Assert.All(decisions, one => Assert.Equal("PT1H", TextAt(lines, one)));
    }

    [Fact]
    public void An_error_is_what_the_command_fails_for_and_every_result_has_its_line_and_help()
    {
        using var folder = new ScratchFolder();
        string euro = folder.Write("in euro.json", File.ReadAllText(First)
            .Replace("\"currency\": \"USD\"", "\"currency\": \"EUR\"", StringComparison.Ordinal)
            .Replace("\"version\": \"1\"", "\"version\": \"1b\"", StringComparison.Ordinal));
        folder.Write("first.json", File.ReadAllText(First));
        string book = folder.Write("book.json", """{ "format": 1, "versions": [{ "file": "first.json", "from": "2026-01-01" }] }""");
        string ended = folder.Write(
            "ended.json", """{ "format": 1, "versions": [{ "file": "first.json", "from": "2026-01-01", "to": "2026-07-01" }] }""");
        (string[] Arguments, int Code)[] runs =
        [
            (Diff(First, First), ExitCode.Holds),
            (Diff(First, Next), ExitCode.Holds),
            (Diff(First, euro), ExitCode.Fails),
            (Diff(book, ended), ExitCode.Fails),
            (Gate(First, First, "none"), ExitCode.Holds),
            (Gate(First, Next, ToolRun.File("samples/change/declared")), ExitCode.Holds),
            (Gate(First, Next, "none"), ExitCode.Fails),
            (Gate(book, ended, "none"), ExitCode.Fails),
            ([.. Gate(First, Next, "none"), "--budget", "1"], ExitCode.Fails),
        ];
        Assert.All(runs, static run =>
        {
            (string[] arguments, int code) = run;
            ToolRun ran = ToolRun.Of([.. arguments, "--format", "sarif"]);
            Assert.Equal(code, ran.Code);
            JsonNode log = JsonNode.Parse(ran.Output)!["runs"]![0]!;
            JsonNode[] results = [.. log["results"]!.AsArray().OfType<JsonNode>()];
            Assert.Equal(code == ExitCode.Fails, results.Any(static one => Text(one["level"]) == "error"));
            Assert.All(results, static one =>
            {
                JsonNode place = Assert.Single(one["locations"]!.AsArray())!["physicalLocation"]!;
                Assert.EndsWith(".json", Text(place["artifactLocation"]!["uri"]), StringComparison.Ordinal);
                Assert.True(place["region"]!["startLine"]!.GetValue<int>() > 0);
                Assert.DoesNotContain('\n', Text(one["message"]!["text"]));
            });
            JsonNode[] rules = [.. log["tool"]!["driver"]!["rules"]!.AsArray().OfType<JsonNode>()];
            Assert.All(rules, static rule => Assert.NotEmpty(Text(rule["help"]!["text"])));
            Assert.Equal(
                rules.Select(static rule => Text(rule["id"])),
                results.Select(static one => Text(one["ruleId"])).Distinct().Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Each_annotation_is_a_line_with_one_message()
    {
        ToolRun run = ToolRun.Of([.. Gate(First, Next, "none"), "--format", "github"]);
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(Results(Gate(First, Next, "none")).Length, lines.Length);
        Assert.All(lines, static line => Assert.Matches("^::(error|warning|notice) file=[^:]*next\\.json,line=[1-9][0-9]*,col=[1-9][0-9]*,title=(?:(?!::).)*::(?:(?!::).)*$", line));
        Assert.Contains(lines, static line => line.Contains(
            "::Intake: caution relaxes, and nothing declares it [fasting.intake]. Changed here: 2 h -> 1 h. For example ",
            StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_lists_what_results_are_called()
    {
        string guide = File.ReadAllText(ToolRun.File("docs/ci.md"));
        Assert.All(ChangeRules.All, rule => Assert.Contains($"| `{rule.Id}` | {rule.Title} | {rule.Help} |", guide, StringComparison.Ordinal));
        Assert.Equal(ChangeRules.All.Length, ChangeRules.All.Select(static rule => rule.Id).Distinct().Count());
    }

    // What is less cautious or may change is a warning, and this difference has nothing worse.
    private static string LevelOf(JsonNode result) => Text(result["message"]!["text"]) is var says
        && (says.Contains(": caution relaxes", StringComparison.Ordinal) || says.Contains(" may change: ", StringComparison.Ordinal))
            ? "warning"
            : "note";

    private static JsonNode[] Results(string[] arguments) =>
    [
        .. JsonNode.Parse(ToolRun.Of([.. arguments, "--format", "sarif"]).Output)!["runs"]![0]!["results"]!.AsArray().OfType<JsonNode>(),
    ];

    private static string TextAt(string[] lines, JsonNode result)
    {
        JsonNode region = result["locations"]![0]!["physicalLocation"]!["region"]!;
        return lines[region["startLine"]!.GetValue<int>() - 1][(region["startColumn"]!.GetValue<int>() - 1)..].Split('"')[1];
    }

    private static string Kebab(string name) => Wording.Words(name).Replace(' ', '-');

    private static string Text(JsonNode? value) => value!.GetValue<string>();
}
