using System.Text.Json.Nodes;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Documents as the commands write them, by their published schemas.</summary>
public sealed class ReportDocumentTests
{
    private static string First => ToolRun.File("samples/change/first.json");

    private static string Next => ToolRun.File("samples/change/next.json");

    [Fact]
    public void A_difference_has_its_decisions_with_records_that_decide_reads()
    {
        JsonNode document = Written("diff", First, Next);
        Assert.Empty(Problems("diff", document));
        JsonNode[] decisions = [.. document["periods"]![0]!["report"]!["decisions"]!.AsArray().OfType<JsonNode>()];
        JsonNode[] witnesses = [.. decisions.SelectMany(static one => one["witnesses"]!.AsArray()).OfType<JsonNode>()];
        Assert.NotEmpty(witnesses);
        using var folder = new ScratchFolder();
        foreach (string record in witnesses.Select(static one => one["record"]!.GetValue<string>()).Distinct().Take(3))
        {
            string file = folder.Write("record.json", record);
            Assert.All([First, Next], policy => Assert.Equal("", ToolRun.Of("decide", policy, file).Error));
        }

        Assert.All(Mistakes(), mistake =>
        {
            JsonNode wrong = document.DeepClone();
            JsonNode report = wrong["periods"]![0]!["report"]!;
            mistake(report, report["decisions"]!.AsArray().First(static one => one!["witnesses"]!.AsArray().Count > 0)!);
            Assert.Single(Problems("diff", wrong));
        });
    }

    [Fact]
    public void Other_documents_are_those_of_their_schemas()
    {
        using var folder = new ScratchFolder();
        folder.Write("first.json", File.ReadAllText(First));
        string book = folder.Write("book.json", """{ "format": 1, "versions": [{ "file": "first.json", "from": "2026-01-01" }] }""");
        string ended = folder.Write(
            "ended.json", """{ "format": 1, "versions": [{ "file": "first.json", "from": "2026-01-01", "to": "2026-07-01" }] }""");
        string cases = ToolRun.File("samples/cases/fasting.yaml");
        (string Command, string[] Arguments)[] runs =
        [
            ("diff", [book, ended]),
            ("gate", ["--old", First, "--new", Next, "--changes", "none"]),
            ("gate", ["--old", First, "--new", Next, "--changes", ToolRun.File("samples/change/declared")]),
            ("gate", ["--old", book, "--new", ended, "--changes", "none"]),
            ("test", ["published", cases]),
            ("test", [Next, cases, "--require", "rules=100%"]),
            ("check", [First]),
            ("rules", []),
        ];
        Assert.All(runs, static run => Assert.Empty(Problems(run.Command, Written(run.Command, run.Arguments))));
    }

    private static IEnumerable<Action<JsonNode, JsonNode>> Mistakes() =>
    [
        static (report, _) => report.AsObject().Remove("decisions"),
        static (_, decision) => decision["witnesses"]![0]!.AsObject().Remove("record"),
        static (_, decision) => decision["witnesses"]![0]!["class"] = "Worse",
        static (_, decision) => decision["witnesses"]![0]!["story"] = "a day",
        static (_, decision) => decision["says"] = "more than it has",
    ];

    private static JsonNode Written(string command, params string[] arguments) =>
        JsonNode.Parse(ToolRun.Of([command, .. arguments, "--format", "json"]).Output)!;

    private static string[] Problems(string command, JsonNode document) =>
        SchemaProblems.Of(JsonNode.Parse(File.ReadAllText(ToolRun.File($"docs/schemas/{command}.schema.json")))!, document);
}
