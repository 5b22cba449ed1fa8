using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Expected cases that are whole records.</summary>
public sealed class RecordCaseTests
{
    private const string Record = """
        records:
          - name: water an hour before
            record:
              id: water
              asOf: 2026-06-15T09:00
              visits:
                - id: visit
                  appointment: 2026-06-15T09:00
                  intakesAreComplete: yes
                  intakes: [{ what: water, at: 2026-06-15T08:00 }, { what: toast, at: 2026-06-15T04:00 }]
            expected:

        """;

    [Theory]
    [InlineData("{ decision: fasting.plan, visit: visit, outcome: Violation }")]
    [InlineData("{ decision: fasting.plan, outcome: Violation, rules: [fasting.clear-liquids] }")]
    [InlineData("{ decision: fasting.plan, values: { fasting.earliest-appointment: 2026-06-15T10:00 } }")]
    [InlineData("{ decision: fasting.plan, values: { fasting.earliest-appointment: 2026-06-15T14:00:00Z } }")]
    [InlineData("{ decision: fasting.intake, subject: water, values: { fasting.short-by: PT1H }, facts: { fasting.elapsed: PT1H } }")]
    [InlineData("{ decision: fasting.intake, subject: toast, outcome: Compliant, values: { fasting.short-by: none } }")]
    [InlineData("{ decision: fasting.intake, subject: [water, toast], without: ClinicianDecision }")]
    [InlineData("{ decision: visit.driving, absent: yes }")]
    [InlineData("{ decision: visit.inbound-ride, visit: visit, open: yes }")]
    [InlineData("{ decision: fasting.plan, at: 2026-06-15T07:00, open: yes }")]
    public void What_is_so_passes(string expected) => Assert.Equal((ExitCode.Holds, ""), Run(expected, out _));

    [Theory]
    [InlineData("{ decision: fasting.plan, outcome: Compliant }", "Fast before the appointment: expected fast met, and it is fast not met, because: ")]
    [InlineData("{ decision: fasting.plan, open: yes }", "expected to be open, and it is fast not met, because: ")]
    [InlineData(
        "{ decision: fasting.plan, values: { fasting.earliest-appointment: 2026-06-15T10:01 } }",
        "[fasting.earliest-appointment]: expected 2026-06-15T10:01, and it is 2026-06-15T10:00:00-04, because: ")]
    [InlineData(
        "{ decision: fasting.intake, subject: water, values: { fasting.short-by: none } }",
        "Short by [fasting.short-by]: expected nothing, and it is PT1H, because: ")]
    [InlineData(
        "{ decision: fasting.intake, subject: water, facts: { fasting.elapsed: PT2H } }",
        "[fasting.elapsed]: expected 2 h, and it is 1 h")]
    [InlineData("{ decision: fasting.plan, absent: yes }", "expected no such decision, and there is one: ")]
    [InlineData("{ decision: fasting.intake, subject: burger, outcome: Compliant }", "this decision is about water; toast.")]
    [InlineData("{ decision: fasting.intake, subject: [toast, water], outcome: Compliant }", "Intake, water: expected fast met")]
    [InlineData("{ decision: visit.driving, outcome: Restricted }", "there is no such decision about this record at that time")]
    [InlineData("{ decision: fasting.plan, questions: [fasting.elapsed] }", "[fasting.elapsed], and it asks nothing.")]
    [InlineData("{ decision: fasting.plan, without: Violation }", "expected not to be fast not met, and it is fast not met")]
    [InlineData("{ decision: fasting.plan }", "it expects nothing")]
    public void What_is_not_so_fails_with_what_was_expected_what_was_found_and_why(string expected, string says)
    {
        Assert.Equal((ExitCode.Fails, ""), Run(expected, out string output));
        Assert.Contains(says, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ decision: fasting.plans, outcome: Violation }", "Did you mean \"fasting.plan\"?")]
    [InlineData("{ decision: fasting.plan, outcome: Violations }", "Did you mean \"Violation\"?")]
    [InlineData("{ decision: fasting.plan, outcomes: Violation }", "Did you mean \"outcome\"?")]
    [InlineData("{ decision: fasting.intake, facts: { fasting.elapse: PT2H } }", "Did you mean \"fasting.elapsed\"?")]
    [InlineData("{ decision: fasting.plan, at: 7 o'clock }", "allowed: a clinic-local time")]
    public void A_misspelt_expectation_is_bad_input_at_its_line(string expected, string says)
    {
        (int code, string error) = Run(expected, out _);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("water.yaml:12:", error, StringComparison.Ordinal);
        Assert.Contains(says, error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_requirement_that_is_not_reached_is_a_failure_in_the_junit_file_too()
    {
        ToolRun run = Of("{ decision: fasting.plan, outcome: Violation }", "--require", "rules=100%", "--format", "junit");
        Assert.Equal(ExitCode.Fails, run.Code);
        XElement suite = XDocument.Parse(run.Output).Root!;
        Assert.Equal("1", suite.Attribute("failures")!.Value);
        Assert.Contains("NOT reached", Assert.Single(suite.Descendants("failure")).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_requirement_of_comparisons_is_counted_exactly() =>
        Assert.Matches("mcdc: [1-9][0-9]* of [1-9][0-9,]* ", Of("{ decision: fasting.plan, outcome: Violation }", "--require", "mcdc=1%").Flat);

    [Fact]
    public void The_patient_of_the_guide_passes()
    {
        const string Mark = "<!-- record cases -->\n```yaml\n";
        string page = File.ReadAllText(ToolRun.File("docs/expert-cases.md"));
        int from = page.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        using var folder = new ScratchFolder();
        string file = folder.Write("guide.yaml", page[from..page.IndexOf("```", from, StringComparison.Ordinal)]);
        ToolRun run = ToolRun.Of("test", "published", file);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        Assert.Contains("1 of 1 (100 %) as expected", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_so_is_said_in_words_with_ids_only_behind_them()
    {
        string[] wrong =
        [
            "{ decision: fasting.plan, outcome: Compliant }",
            "{ decision: fasting.plan, open: yes }",
            "{ decision: fasting.plan, values: { fasting.earliest-appointment: none } }",
            "{ decision: fasting.intake, subject: water, facts: { fasting.elapsed: PT2H } }",
            "{ decision: fasting.plan, questions: [fasting.elapsed] }",
            "{ decision: fasting.plan, without: Violation }",
            "{ decision: fasting.plan, rules: [fasting.solids] }",
        ];
        JsonNode report = JsonNode.Parse(Of(string.Join("\n      - ", wrong), "--format", "json").Output)!;
        string[] failures = [.. report["cases"]![0]!["failures"]!.AsArray().Select(static one => one!.GetValue<string>())];
        Assert.Equal(wrong.Length, failures.Length);
        string[] ids =
        [
            "fasting.plan", "fasting.earliest-appointment", "Compliant", "Violation",
            .. InfusionRules.Published.Tables.SelectMany(static table => table.Rules.Select(static rule => rule.Id)
                .Concat(table.Facts.Select(static fact => fact.Id)).Append(table.Id)),
        ];
        Assert.All(failures, failure => Assert.DoesNotMatch(
            $"(?<![\\w.-])({string.Join('|', ids.Select(Regex.Escape))})(?![\\w-]|\\.\\w)", Regex.Replace(failure, "\\[[^\\]]*\\]", "")));
    }

    private static (int Code, string Error) Run(string expected, out string output)
    {
        ToolRun run = Of(expected);
        output = run.Flat;
        return (run.Code, run.Error);
    }

    private static ToolRun Of(string expected, params string[] more)
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("water.yaml", $"{Record}      - {expected}\n");
        return ToolRun.Of(["test", "published", file, .. more]);
    }
}
