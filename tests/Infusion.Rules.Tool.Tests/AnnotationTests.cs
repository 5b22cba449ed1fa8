using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Findings as other programs show them: SARIF, and the annotations of GitHub Actions.</summary>
public sealed class AnnotationTests
{
    // The limit stands in line 3 from its column 72.
    private const string Evening = """
        {
          "format": 2, "id": "evening", "version": "1", "name": "Evening", "timeZone": "America/Chicago",
          "fasting": { "kinds": [{ "id": "food", "name": "Food", "limits": [{ "until": "20:00" }] }] }
        }
        """;

    [Fact]
    public void Sarif_names_the_rule_the_file_and_the_line()
    {
        using var folder = new ScratchFolder();
        string evening = folder.Write("an evening.json", Evening);
        ToolRun run = ToolRun.Of("check", evening, "--format", "sarif");
        Assert.Equal(ExitCode.Fails, run.Code);
        JsonNode log = JsonNode.Parse(run.Output)!;
        Assert.Equal("2.1.0", log["version"]!.GetValue<string>());
        JsonNode only = Assert.Single(log["runs"]![0]!["results"]!.AsArray())!;
        Assert.Equal(("IR0012", "error"), (only["ruleId"]!.GetValue<string>(), only["level"]!.GetValue<string>()));
        Assert.Equal("IR0012", log["runs"]![0]!["tool"]!["driver"]!["rules"]![0]!["id"]!.GetValue<string>());
        Assert.StartsWith(
            "# IR0012: A limit that holds nobody",
            log["runs"]![0]!["tool"]!["driver"]!["rules"]![0]!["help"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        JsonNode place = only["locations"]![0]!["physicalLocation"]!;
        Assert.EndsWith("/an%20evening.json", place["artifactLocation"]!["uri"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(3, place["region"]!["startLine"]!.GetValue<int>());
        Assert.Equal("{ \"until\"", Evening.Split('\n')[2][(place["region"]!["startColumn"]!.GetValue<int>() - 1)..][..9]);
    }

    [Fact]
    public void What_is_accepted_is_suppressed_and_what_is_clean_has_no_result()
    {
        using var folder = new ScratchFolder();
        string reviewed = folder.Write("reviewed.json", """
            { "format": 1, "accepted": [{ "code": "IR0012", "table": "fasting.intake", "subject": "fasting.food", "reason": "None." }] }
            """);
        string evening = folder.Write("evening.json", Evening);
        ToolRun run = ToolRun.Of("check", evening, "--accepted", reviewed, "--format", "sarif");
        Assert.Equal(ExitCode.Holds, run.Code);
        JsonNode result = Assert.Single(JsonNode.Parse(run.Output)!["runs"]![0]!["results"]!.AsArray())!;
        Assert.Equal("accepted", result["suppressions"]![0]!["status"]!.GetValue<string>());
        Assert.Equal("", ToolRun.Of("check", evening, "--accepted", reviewed, "--format", "github").Output);
        Assert.Empty(JsonNode.Parse(ToolRun.Of("check", "published", "--format", "sarif").Output)!["runs"]![0]!["results"]!.AsArray());
    }

    [Fact]
    public void An_annotation_is_one_line_whatever_the_names_in_it()
    {
        ReportRow row = new(new("R1", "a: b, c", "h"), "100 %\r\nof :::error:: it", new DocumentPlace("a,b:c%.json", 3, 7));
        Assert.Equal(
            "::error file=a%2Cb%3Ac%25.json,line=3,col=7,title=R1%3A a%3A b%2C c::100 %25 of : : :error: : it\n",
            GitHubAnnotations.Of([row]));
        Assert.Equal("100 % of : : :error: : it", row.Message);
        Assert.Equal("1 2 3", (row with { Message = "1\n2\u20283" }).Message);
        Assert.Equal(
            "::notice title=R1%3A a%3A b%2C c::x\n",
            GitHubAnnotations.Of([row with { At = null, Message = "x", Level = ReportLevel.Note }]));
    }

    [Theory]
    [InlineData("policy/clinic.json", "policy/clinic.json")]
    [InlineData("./policy/clinic.json", "policy/clinic.json")]
    [InlineData("our policies/50%.json", "our%20policies/50%25.json")]
    [InlineData("/a b/clinic.json", "file:///a%20b/clinic.json")]
    public void A_file_is_named_so_that_a_program_finds_it(string file, string uri) => Assert.Equal(
        uri,
        JsonNode.Parse(SarifReport.Of("check", [new(new("R1", "t", "h"), "m", new DocumentPlace(file, 1, 1))]))!
            ["runs"]![0]!["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>());
}
