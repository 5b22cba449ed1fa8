namespace Infusion.Rules.Tool.Tests;

public class InputTests
{
    private static string Published => File.ReadAllText(ToolRun.File("samples/change/first.json"));

    [Fact]
    public void Every_problem_of_a_policy_is_named_with_its_place()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("broken.json", Published
            .Replace("\"last-completed-infusion\"", "\"last-complete-infusion\"", StringComparison.Ordinal)
            .Replace("\"before\": \"PT2H\"", "\"before\": \"2 hours\"", StringComparison.Ordinal)
            .Replace("\"rescheduleDays\": 1", "\"rescheduleDay\": 1", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("check", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Empty(run.Output);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length >= 3, run.Error);
        Assert.All(lines, line => Assert.Matches(@"broken\.json:\d+:\d+: \$\.", line));
        Assert.Contains(
            lines,
            line =>
                line.Contains("$.fasting.kinds[2].limits[0].before", StringComparison.Ordinal)
                && line.Contains("allowed: a duration", StringComparison.Ordinal));
        Assert.Contains(
            lines,
            line =>
                line.Contains("rescheduleDay", StringComparison.Ordinal)
                && line.Contains("did you mean \"rescheduleDays\"?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("check", "no-such-policy.json")]
    [InlineData("diff", "published", "no-such-policy.json")]
    [InlineData("diff", "published")]
    [InlineData("decide", "published", "no-such-case.json")]
    [InlineData("gate", "--old", "published", "--new", "published")]
    [InlineData("rules", "published", "--format", "junit")]
    [InlineData("rules", "published", "--format", "JSON")]
    [InlineData("diff", "published", "published", "--as-of", "01/02/2026")]
    [InlineData("diff", "published", "published", "--budget", "0")]
    [InlineData("prove")]
    [InlineData]
    public void What_cannot_be_read_ends_with_two_and_a_complaint(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public void Old_and_new_cases_go_together()
    {
        ToolRun run = ToolRun.Of(
            "gate", "--old", "published", "--new", "published", "--changes", ToolRun.File("samples/change/declared"), "--cases-old",
            ToolRun.File("samples/change/cases-before"));
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("--cases-old and --cases-new go together", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_picks_the_version_of_a_book()
    {
        string book = ToolRun.File("samples/change");
        Assert.StartsWith("sample-clinic 1:", ToolRun.Of("rules", book, "--as-of", "2026-06-30").Output, StringComparison.Ordinal);
        Assert.StartsWith("sample-clinic 2:", ToolRun.Of("rules", book, "--as-of", "2026-07-01").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_book_without_a_date_asks_for_one()
    {
        ToolRun run = ToolRun.Of("rules", ToolRun.File("samples/change"));
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("--as-of", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_before_the_book_is_refused()
    {
        ToolRun run = ToolRun.Of("rules", ToolRun.File("samples/change"), "--as-of", "2025-12-31");
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("no version holds on 2025-12-31", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"2026-02-01\"", "\"2026-03-01\"", "No version is valid from 2026-02-01 to 2026-03-01")]
    [InlineData("\"2026-03-01\"", "\"2026-02-01\"", "overlap")]
    [InlineData("\"2025-12-01\"", "\"2026-02-01\"", "a version that holds on no date")]
    [InlineData("\"soon\"", "\"2026-02-01\"", "book.json:3:")]
    public void A_book_that_is_none_says_why(string firstEnds, string secondBegins, string says)
    {
        using var folder = new ScratchFolder();
        folder.Write("a.json", Published);
        folder.Write("b.json", File.ReadAllText(ToolRun.File("samples/change/next.json")));
        folder.Write("book.json", $$"""
            {
              "format": 1,
              "versions": [{ "file": "a.json", "from": "2026-01-01", "to": {{firstEnds}} }, { "file": "b.json", "from": {{secondBegins}} }]
            }
            """);
        ToolRun run = ToolRun.Of("check", folder.Root);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_book_is_no_policy()
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("check", folder.Root);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("book.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_a_case_is_named_with_its_place()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("case.json", """
            {
              "format": 1,
              "id": "a",
              "asOf": "2026-02-30T12:00",
              "visit": []
            }
            """);
        ToolRun run = ToolRun.Of("decide", "published", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("case.json:4:11: $.asOf", run.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean \"visits\"?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_changes_in_another_kind_of_file_are_not_passed_over()
    {
        using var folder = new ScratchFolder();
        folder.Write("change.yaml", "changes: []");
        ToolRun run = ToolRun.Of("gate", "--old", "published", "--new", "published", "--changes", folder.Root);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("change.yaml", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "accepted": [] }""", "1:1: $.format: the property \"format\" is missing")]
    [InlineData("""{ "format": 2, "accepted": [] }""", "1:13: $.format: found format 2")]
    [InlineData("""{ "format": 1 }""", "1:1: $.accepted: the property \"accepted\"")]
    [InlineData("""{ "format": 1, "accepted": [null] }""", "1:29: $.accepted[0]: found null")]
    [InlineData("""{ "format": 1, "accepted": [], "accepted": [] }""", "1:32: $.accepted: found \"accepted\" again")]
    [InlineData(
        """{ "format": 1, "accepted": [{ "code": "IR0005", "table": null, "subject": "b", "reason": "c" }] }""",
        "1:58: $.accepted[0].table: found null")]
    [InlineData(
        """{ "format": 1, "accepted": [{ "code": "IR005", "table": "a", "subject": "b", "reason": "c" }] }""",
        "did you mean \"IR0005\"?")]
    [InlineData(
        """{ "format": 1, "accepted": [{ "code": "4", "table": "a", "subject": "b", "reason": "c" }] }""",
        "1:39: $.accepted[0].code: found ")]
    [InlineData(
        """{ "format": 1, "accepted": [{ "code": "IR0005", "table": "a", "subject": "b", "reason": "" }] }""",
        "$.accepted[0].reason: found an empty string")]
    [InlineData(
        """{ "format": 1, "accepted": [{ "code": "IR0005", "table": "a", "subject": "b" }] }""",
        "$.accepted[0].reason: the property \"reason\"")]
    public void Every_problem_of_accepted_findings_is_named_with_its_place(string json, string says)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("accepted.json", json);
        ToolRun run = ToolRun.Of("check", "published", "--accepted", path);
        Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.StartsWith($"{path}:", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"class\": ", "\"class\": \"relaxes\", \"class\": ", "found \"class\" again")]
    [InlineData("\"class\": \"", "\"class\": \"0\", \"x\": \"", "$.effects[0].class: found ")]
    [InlineData("\"class\": \"", "\"class\": \"Relaxes\", \"x\": \"", "did you mean \"relaxes\"?")]
    [InlineData("\"class\": \"", "\"class\": null, \"x\": \"", "$.effects[0].class: found null")]
    [InlineData("\"format\": 1,", "", "the property \"format\" is missing")]
    [InlineData("\"effects\": [", "\"effects\": null, \"x\": [", "$.effects: found null")]
    [InlineData("\"values\": [", "\"values\": [null, ", "$.values[0]: found null")]
    public void Every_problem_of_declared_changes_is_named_with_its_place(string from, string to, string says)
    {
        using var folder = new ScratchFolder();
        string declared = File.ReadAllText(ToolRun.File("samples/change/declared/clear-liquids.json"));
        int at = declared.IndexOf(from, StringComparison.Ordinal);
        string path = folder.Write("change.json", declared[..at] + to + declared[(at + from.Length)..]);
        ToolRun run = ToolRun.Of("gate", "--old", "published", "--new", "published", "--changes", folder.Root);
        Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.StartsWith($"{path}:", run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }
}
