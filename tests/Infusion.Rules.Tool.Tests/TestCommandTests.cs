using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Expected cases: read from three formats alike, and never a pass over nothing.</summary>
public partial class TestCommandTests
{
    private const string Water = """
        decisions:
          - table: fasting.intake
            name: water exactly 2 h before
            facts: { fasting.kind: clear-liquid, fasting.elapsed: PT2H }
            expect: { outcome: Compliant }

        """;

    [Fact]
    public void The_published_policy_meets_every_case_and_every_boundary()
    {
        ToolRun run = ToolRun.Of(
            "test", "published", ToolRun.File("samples/cases"), "--require", "boundary=100%", "--require", "rules=100%");
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        (int reached, int all) = Boundaries(run);
        Assert.True(all > 0 && reached == all, run.Flat);
        Assert.Contains("(100 %), required 100 %: reached", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_one_boundary_case_out_is_not_a_hundred_percent()
    {
        using var folder = new ScratchFolder();
        foreach (string file in Directory.EnumerateFiles(ToolRun.File("samples/cases")))
        {
            string text = File.ReadAllText(file);
            folder.Write(
                Path.GetFileName(file),
                text.Replace(
                    "fasting.kind: solid, fasting.elapsed: PT4H }", "fasting.kind: solid, fasting.elapsed: PT5H }",
                    StringComparison.Ordinal));
        }

        ToolRun run = ToolRun.Of("test", "published", folder.Root, "--require", "boundary=100%");
        Assert.Equal(ExitCode.Fails, run.Code);
        (int reached, int all) = Boundaries(run);
        Assert.Equal(all - 1, reached);

        // What is shown is rounded down, so that what is not all never reads as a hundred, and what is shown is what is met.
        string percent = (reached * 1_000 / all / 10m).ToString("0.#", CultureInfo.InvariantCulture);
        Assert.Contains($"({percent} %), required 100 %: NOT reached", run.Flat, StringComparison.Ordinal);
        Assert.Contains("fasting.solids: fasting.elapsed at 4 h", run.Flat, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Holds, ToolRun.Of("test", "published", folder.Root, "--require", $"boundary={percent}%").Code);
    }

    [Fact]
    public void A_wrong_expectation_fails_with_a_sentence_that_names_the_case()
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of(
            "test", "published", folder.Write("a.yaml", Water.Replace("Compliant", "Violation", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains(
            "Intake, water exactly 2 h before: Expected fast not met, and it is fast met, because:", run.Flat,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules: [fasting.solids]", "[fasting.solids], and it is decided by An intake that ended by its cut-off meets the fast")]
    [InlineData("questions: [fasting.elapsed]", "Expected to ask")]
    public void Wrong_rules_and_questions_fail_too(string expect, string says)
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of(
            "test", "published", folder.Write("a.yaml", Water.Replace("outcome: Compliant", expect, StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains(says, run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_outcome_passes_only_with_its_questions()
    {
        using var folder = new ScratchFolder();
        string open = Water.Replace(
            ", fasting.elapsed: PT2H", "", StringComparison.Ordinal).Replace("Compliant", "Violation", StringComparison.Ordinal);
        ToolRun run = ToolRun.Of("test", "published", folder.Write("a.yaml", open));
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("not known yet: fast met, or a clinician decides about the fast, or fast not met", run.Flat, StringComparison.Ordinal);
        string asked = open.Replace(
            "outcome: Violation", "outcome: Violation, questions: [fasting.elapsed, fasting.basis, fasting.before-start]",
            StringComparison.Ordinal);
        Assert.Equal(ExitCode.Holds, ToolRun.Of("test", "published", folder.Write("a.yaml", asked)).Code);
    }

    [Fact]
    public void A_case_that_expects_nothing_fails()
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of(
            "test", "published",
            folder.Write("a.yaml", Water.Replace("    expect: { outcome: Compliant }\n", "", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("It expects nothing", run.Flat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fasting.elapsed", "fasting.elasped", 4, "did you mean \"fasting.elapsed\"?")]
    [InlineData("clear-liquid", "clear-liqiud", 4, "did you mean \"clear-liquid\"?")]
    [InlineData("Compliant", "Complaint", 5, "did you mean \"Compliant\"?")]
    [InlineData("expect:", "expects:", 5, "did you mean \"expect\"?")]
    [InlineData("fasting.intake", "fasting.intakes", 2, "did you mean \"fasting.intake\"?")]
    [InlineData("PT2H", "2 hours", 4, "fasting.elapsed")]
    [InlineData("decisions:", "desicions:", 1, "did you mean \"decisions\"?")]
    public void A_misspelt_name_is_bad_input_at_its_line(string from, string to, int line, string says)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("a.yaml", Water.Replace(from, to, StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(FormattableString.Invariant($"{path}:{line}:"), run.Error, StringComparison.Ordinal);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("decisions: [")]
    [InlineData("- a list")]
    [InlineData("")]
    [InlineData("decisions: []")]
    [InlineData("decisions: &a [*a]")]
    [InlineData("a: 1\na: 2")]
    public void What_is_no_case_file_is_bad_input(string yaml)
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("test", "published", folder.Write("a.yaml", yaml));
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("a.yaml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_case_file_is_bad_input()
    {
        using var folder = new ScratchFolder();
        folder.Write("notes.txt", "nothing");
        ToolRun run = ToolRun.Of("test", "published", folder.Root);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("there is no case file in this folder", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "there is no such file or folder", ToolRun.Of("test", "published", folder.PathOf("none")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, ToolRun.Of("test", "published", folder.PathOf("notes.txt")).Code);
    }

    [Theory]
    [InlineData("NotACure", "not a cure")]
    [InlineData("ClinicianDecision", "clinician decision")]
    [InlineData("clear-liquid", "clear liquid")]
    public void A_name_is_read_word_by_word(string name, string words) => Assert.Equal(words, Reports.Wording.Words(name));

    [Theory]
    [InlineData("boundary=101%")]
    [InlineData("boundary=0%")]
    [InlineData("boundary=99.99")]
    [InlineData("rule=100%")]
    public void A_requirement_that_is_none_is_bad_input(string requirement)
    {
        ToolRun run = ToolRun.Of("test", "published", ToolRun.File("samples/cases"), "--require", requirement);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("allowed: boundary=100%, rules=100%, mcdc=100%, mutants=100%", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_csv_and_json_of_the_same_cases_give_the_same_report()
    {
        string page = File.ReadAllText(ToolRun.File("docs/expert-cases.md"));
        using var folder = new ScratchFolder();
        string[] reports =
        [
            .. Snippet().Matches(page).Select(match =>
            {
                string path = folder.Write($"cases.{match.Groups["kind"].Value}", match.Groups["text"].Value);
                ToolRun run = ToolRun.Of("test", "published", path, "--format", "json");
                Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
                return run.Output.Replace(path.Replace('\\', '/'), "cases", StringComparison.Ordinal);
            }),
        ];
        Assert.Equal(2, reports.Length);
        Assert.Equal(reports[0], reports[1]);
        using var report = JsonDocument.Parse(reports[0]);
        Assert.Equal(3, report.RootElement.GetProperty("cases").GetArrayLength());
    }

    [Theory]
    [InlineData("fasting.elapsed,", "fasting.elasped,", 1, 25)]
    [InlineData("PT1H59M", "1h59", 3, 53)]
    [InlineData("Compliant,,", "Complaint,,", 2, 60)]
    [InlineData("water exactly 2 h before,", "", 2, 46)]
    public void A_mistake_in_csv_is_named_by_line_and_column(string from, string to, int line, int column)
    {
        string csv = Snippet().Matches(File.ReadAllText(ToolRun.File("docs/expert-cases.md")))
            .Single(match => match.Groups["kind"].Value == "csv").Groups["text"].Value;
        using var folder = new ScratchFolder();
        string path = folder.Write("a.csv", csv.Replace(from, to, StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.StartsWith(FormattableString.Invariant($"{path}:{line}:{column}:"), run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "a.csv", "name;table;outcome\nwater;fasting.intake;Compliant\n",
        "1:5: found columns that a semicolon parts; allowed: columns that a comma parts.")]
    [InlineData("a.yaml", "decisions: []\n---\ndecisions: []\n", "2:1: found a second document; allowed: one YAML mapping")]
    [InlineData("a.csv", "name,table\nwater,\"fasting\nwine,fasting\n", "a.csv:2:7: a quotation mark is opened and never closed.")]
    [InlineData("a.csv", "name,table\nwater,fas\"ting\nwine,fasting\n", "a.csv:2:10: a quotation mark stands where it cannot")]
    public void A_file_of_another_shape_is_named_as_what_it_is(string name, string text, string message)
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("test", "published", folder.Write(name, text));
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ fasting.kind: clear-liquid, fasting.elapsed: PT2H # two hours }", 5)]
    [InlineData("{ fasting.kind: clear-liquid, fasting.elapsed: [PT2H }", 4)]
    [InlineData("{ fasting.kind: clear-liquid, fasting.elapsed: \"PT2H }", 4)]
    [InlineData("{ fasting.kind: &kind clear-liquid, fasting.elapsed: PT2H }", 4)]
    [InlineData("{ fasting.kind: *kind, fasting.elapsed: PT2H }", 4)]
    [InlineData("{ fasting.kind: !!str clear-liquid, fasting.elapsed: PT2H }", 4)]
    [InlineData("{ fasting.kind: !<x clear-liquid }", 4)]
    [InlineData("{ ? [a] : clear-liquid }", 4)]
    [InlineData("{ fasting.kind: %clear }", 4)]
    [InlineData("}", 4)]
    [InlineData("- - -", 4)]
    public void Yaml_that_is_broken_or_too_clever_is_named_by_line_and_column(string facts, int line)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write(
            "a.yaml", Water.Replace("{ fasting.kind: clear-liquid, fasting.elapsed: PT2H }", facts, StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.Matches(FormattableString.Invariant($"^{Regex.Escape(path)}:[1-{line}]:[1-9][0-9]*: "), run.Error);
    }

    [Fact]
    public void Cutting_and_garbling_yaml_anywhere_gives_a_report_or_a_place()
    {
        using var folder = new ScratchFolder();
        string[] marks = ["", "#", " # ", "{", "}", "[", "]", ",", ": ", "\"", "'", "&a ", "*a ", "!", "%", "\t", "|", "? ", "- ", "\0"];
        foreach (string mark in marks)
        {
            for (int at = 0; at < Water.Length; at += 7)
            {
                string path = folder.Write("a.yaml", mark.Length == 0 ? Water[..at] : Water.Insert(at, mark));
                ToolRun run = ToolRun.Of("test", "published", path);
                Assert.True(
                    run.Code is ExitCode.Holds or ExitCode.Fails
                    || (run.Code == ExitCode.BadInput && run.Error.StartsWith(path + ":", StringComparison.Ordinal)),
                    $"{mark} at {at}: {run.Code} {run.Error}");
            }
        }
    }

    [Fact]
    public void Deep_yaml_is_refused_before_it_is_built()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("a.yaml", "decisions: " + new string('[', 100_000));
        Assert.StartsWith($"{path}:1:43: this is nested too deeply", ToolRun.Of("test", "published", path).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_csv_row_whose_name_begins_with_a_number_sign_is_run()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write(
            "a.csv", "name,table,fasting.kind,fasting.elapsed,outcome\nwater,fasting.intake,clear-liquid,PT2H,Compliant\n"
            + "#2 water 1 h before,fasting.intake,clear-liquid,PT1H,Compliant\n");
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("#2 water 1 h before", run.Flat, StringComparison.Ordinal);
        Assert.Equal(
            ExitCode.BadInput,
            ToolRun.Of("test", "published", folder.Write("a.csv", File.ReadAllText(path) + "# a remark\n")).Code);
    }

    [Theory]
    [InlineData("29.99999999999999999999999999999999", ExitCode.BadInput)]
    [InlineData("29.99999", ExitCode.BadInput)]
    [InlineData("3e1000", ExitCode.BadInput)]
    [InlineData("29.99995..30", ExitCode.BadInput)]
    [InlineData("1,5", ExitCode.BadInput)]
    [InlineData("30 %", ExitCode.BadInput)]
    [InlineData("30.0000000000000000000000000000000000", ExitCode.Holds)]
    [InlineData("29.9999", ExitCode.Fails)]
    public void A_number_is_read_digit_by_digit_and_never_rounded(string percent, int code)
    {
        using var folder = new ScratchFolder();
        ToolRun csv = ToolRun.Of("test", "published", folder.Write(
            "a.csv", "name,table,response.instrument,response.evaluation-status,response.baseline-zero,response.percent-drop,"
            + "response.since-end,outcome\n"
            + $"near 30,response.instrument,PainNrs,Reached,no,\"{percent}\",PT24H,Responder\n"));
        Assert.Equal(code, csv.Code);
        if (!percent.Contains("..", StringComparison.Ordinal))
        {
            ToolRun yaml = ToolRun.Of("test", "published", folder.Write(
                "a.yaml", "decisions:\n  - table: response.instrument\n    name: near 30\n    facts:\n      response.instrument: PainNrs\n"
                + "      response.evaluation-status: Reached\n      response.baseline-zero: no\n"
                + $"      response.percent-drop: {percent}\n      response.since-end: PT24H\n    expect: {{ outcome: Responder }}\n"));
            Assert.Equal(code, yaml.Code);
        }
    }

    // An empty folder is filled with records that come out as they say; what they reach and what is named are all there is.
    [Fact]
    public void What_is_missing_is_filled_with_records_that_hold_and_the_rest_is_named()
    {
        using var folder = new ScratchFolder();
        string missing = folder.PathOf("missing.yaml");
        string cases = Directory.CreateDirectory(folder.PathOf("cases")).FullName;
        ToolRun first = ToolRun.Of("test", "published", cases, "--fill", missing, "--require", "boundary=100%", "--require", "rules=100%");
        Assert.Equal("", first.Error);
        Assert.Equal(ExitCode.Fails, first.Code);

        ToolRun run = ToolRun.Of("test", "published", missing, "--require", "boundary=100%", "--require", "rules=100%");
        Assert.Equal("", run.Error);
        Assert.Matches(@"1: (\d+) of \1 \(100 %\) as expected", run.Flat);
        string[] unreached = [.. File.ReadAllLines(missing).Where(static line => line.StartsWith("# No record", StringComparison.Ordinal))];
        (int reached, int all) = Boundaries(run);
        Assert.Equal(all - reached, unreached.Count(static line => !line.EndsWith(" applies.", StringComparison.Ordinal)));
        Match rules = AppliedRules().Match(run.Flat);
        Assert.Equal(
            int.Parse(rules.Groups["all"].Value, CultureInfo.InvariantCulture)
                - int.Parse(rules.Groups["reached"].Value, CultureInfo.InvariantCulture),
            unreached.Count(static line => line.EndsWith(" applies.", StringComparison.Ordinal)));
        Assert.InRange(reached, all / 2, all);
        string filled = File.ReadAllText(missing);
        Assert.Contains("USD", filled, StringComparison.Ordinal);
        Assert.Matches(@"visit\.timeline\.end: ""20\d\d-", filled);
    }

    private static (int Reached, int All) Boundaries(ToolRun run)
    {
        Match line = Required().Match(run.Flat);
        return (
            int.Parse(line.Groups["reached"].Value, CultureInfo.InvariantCulture),
            int.Parse(line.Groups["all"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"boundary: (?<reached>\d+) of (?<all>\d+) ")]
    private static partial Regex Required();

    [GeneratedRegex("<!-- cases: (?<kind>\\w+) -->\n```\\w+\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"rules: (?<reached>\d+) of (?<all>\d+) ")]
    private static partial Regex AppliedRules();
}
