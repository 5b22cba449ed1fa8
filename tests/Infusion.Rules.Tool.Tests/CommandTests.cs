using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Cases;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Tool.Tests;

public class CommandTests
{
    private static string First => ToolRun.File("samples/change/first.json");

    private static string Next => ToolRun.File("samples/change/next.json");

    private static string Tables => InfusionRules.Published.Tables.Length.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public void A_difference_says_first_what_becomes_less_cautious_and_its_tables_when_asked()
    {
        ToolRun run = ToolRun.Of("diff", First, Next);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.StartsWith(
            "What changes from sample-clinic 1 to sample-clinic 2 Caution LESS CAUTIOUS in 5 decisions: Fasting (Intake; "
            + "Fast before the appointment; Fast at the start; What follows), Day (This visit). Changes 8 of 64 decisions change: 5 less cautious,", run.Flat,
            StringComparison.Ordinal);
        Assert.Contains("Fasting: kind clear liquid, limit 1, before: 2 h, now 1 h", run.Flat, StringComparison.Ordinal);
        Assert.Contains("07:30 sets out, intake: water", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Before: Fast not met. Now: Fast met.", run.Flat, StringComparison.Ordinal);
        Assert.DoesNotContain("Around 1 h of", run.Flat, StringComparison.Ordinal);
        string shown = Regex.Match(File.ReadAllText(ToolRun.File("docs/ci.md")), "```text\n(.+?)```", RegexOptions.Singleline)
            .Groups[1].Value;
        Assert.True(shown.Length > 300 && run.Output.StartsWith(shown, StringComparison.Ordinal), run.Output);
        Assert.Matches("[1-9][0-9,]* combinations of facts covered by evaluating [1-9][0-9,]* cells; nothing was sampled", run.Flat);

        string all = ToolRun.Of("diff", First, Next, "--all").Flat;
        Assert.Contains(
            "A patient who had clear liquid 1 h 30 min before the appointment: now fast met (at least 1 h needed, 30 min to "
            + "spare); before, fast not met (at least 2 h needed, 30 min short).",
            all, StringComparison.Ordinal);
        Assert.Contains("Around 1 h of", all, StringComparison.Ordinal);
        Assert.Contains("Around 2 h of", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reformatted_file_is_equivalent()
    {
        using var folder = new ScratchFolder();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(First));
        string path = folder.Write("flat.json", JsonSerializer.Serialize(document.RootElement));
        ToolRun run = ToolRun.Of("diff", First, path);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("Every case is decided as before, in the same words", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_and_its_mirror_mirror_each_other()
    {
        Assert.Contains("5 less cautious", ToolRun.Of("diff", First, Next).Flat, StringComparison.Ordinal);
        string back = ToolRun.Of("diff", Next, First).Flat;
        Assert.Contains("5 more cautious", back, StringComparison.Ordinal);
        Assert.Contains("Nothing becomes less cautious.", back, StringComparison.Ordinal);
        Assert.Contains("Before: Fast met. Now: Fast not met.", back, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_without_a_direction_fails()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write(
            "zone.json", File.ReadAllText(First).Replace("America/New_York", "America/Chicago", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("diff", First, path);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("timeZone", run.Flat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("diff")]
    [InlineData("gate")]
    public void Above_the_budget_nothing_is_claimed(string command)
    {
        string[] arguments = command switch
        {
            "check" => ["check", "published"],
            "diff" => ["diff", First, First],
            _ => ["gate", "--old", First, "--new", Next, "--changes", ToolRun.File("samples/change/declared")],
        };
        ToolRun run = ToolRun.Of([.. arguments, "--budget", "1"]);
        Assert.Equal(ExitCode.Undecided, run.Code);
        Assert.DoesNotContain("as before, in the same words", run.Flat, StringComparison.Ordinal);
        Assert.Contains("budget", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Emitted_cases_read_back_and_decide_as_they_expect()
    {
        using var folder = new ScratchFolder();
        Assert.Equal(ExitCode.Holds, ToolRun.Of("diff", First, Next, "--emit-cases", folder.Root).Code);
        var rules = new InfusionRules(ClinicPolicy.Parse(File.ReadAllText(Next)));
        string[] files = Directory.GetFiles(folder.Root);
        Assert.Equal(4, files.Length);
        int expected = 0;
        foreach (TableCase row in files.SelectMany(file => ExpectedCases.Parse(File.ReadAllText(file), rules.Tables, rules.TimeZone).Rows))
        {
            var table = rules.Table(row.Table);
            if (row.Expected?.Outcome is { } outcome)
            {
                expected++;
                Assert.Equal(outcome, table.NameOf(table.Decide(row.RowFor(table).AsSpan()).MostCautious));
            }
        }

        Assert.True(expected >= 7, $"{expected} rows have an expected outcome.");
    }

    [Fact]
    public void Two_versions_of_a_book_are_compared_date_by_date()
    {
        ToolRun run = ToolRun.Of("diff", First, ToolRun.File("samples/change"));
        Assert.Contains("Visits from 2026-01-01 to 2026-07-01", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Visits from 2026-07-01", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Every case is decided as before", run.Flat, StringComparison.Ordinal);
        Assert.Contains("LESS CAUTIOUS in 5 decisions", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_that_asks_ends_with_its_question_mark()
    {
        JsonNode policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!;
        policy["fasting"]!["kinds"]!.AsArray().Add(
            JsonNode.Parse("""{ "id": "gum", "name": "Gum", "limits": [{ "until": "20:00" }] }"""));
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("check", folder.Write("gum.json", policy.ToJsonString()));
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("was daysBefore: 1 meant? If it is for later appointments only, sessionsFrom says so. For example:", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_policy_is_clean_and_says_what_was_covered()
    {
        ToolRun run = ToolRun.Of("check", "published");
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains($"nothing found in {Tables} tables", run.Flat, StringComparison.Ordinal);
        Assert.Matches("[1-9][0-9,]* combinations of facts covered", run.Flat);
    }

    [Fact]
    public void A_finding_that_nobody_accepted_fails_the_check()
    {
        using var folder = new ScratchFolder();
        string evening = folder.Write("evening.json", """
            {
              "format": 2, "id": "evening", "version": "1", "name": "Evening", "timeZone": "America/Chicago",
              "fasting": { "kinds": [{ "id": "food", "name": "Food", "limits": [{ "until": "20:00" }] }] }
            }
            """);
        ToolRun run = ToolRun.Of("check", evening);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("IR0012", run.Output, StringComparison.Ordinal);
        string reviewed = folder.Write("reviewed.json", """
            { "format": 1, "accepted": [{ "code": "IR0012", "table": "fasting.intake", "subject": "fasting.food", "reason": "Nobody comes before 20:00." }] }
            """);
        ToolRun accepted = ToolRun.Of("check", evening, "--accepted", reviewed);
        Assert.Equal(ExitCode.Holds, accepted.Code);
        Assert.Contains("Reviewed and accepted", accepted.Flat, StringComparison.Ordinal);
        string stale = folder.Write("stale.json", """
            { "format": 1, "accepted": [{ "code": "IR0001", "table": "fasting.intake", "subject": "fasting.intake", "reason": "It was there once." }] }
            """);
        Assert.Contains("IR0010", ToolRun.Of("check", "published", "--accepted", stale).Output, StringComparison.Ordinal);
        string unknown = folder.Write(
            "unknown.json", """{ "format": 1, "accepted": [{ "code": "IR1", "table": "a", "subject": "b", "reason": "c" }] }""");
        Assert.Equal(ExitCode.BadInput, ToolRun.Of("check", "published", "--accepted", unknown).Code);
    }

    [Fact]
    public void A_case_is_decided_with_rules_sentences_and_sources()
    {
        ToolRun run = ToolRun.Of("decide", "published", ToolRun.File("samples/change/water.json"));
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("Fast before the appointment: fast not met", run.Flat, StringComparison.Ordinal);
        Assert.Contains(
            "Rule: Clear liquids end at least 2 h before the appointment. [fasting.clear-liquids; R44, R46, R45]", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Time before the appointment or an earlier start: 1 h 30 min; at least 2 h needed, 30 min short", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Earliest time that meets the fast, by arithmetic alone: Tue 1 Sep 2026, 10:30.", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_open_is_asked_in_the_first_lines()
    {
        ToolRun run = ToolRun.Of("decide", "published", ToolRun.File("samples/change/water.json"));
        Assert.Contains(
            "Missing Visit 1: When did the patient arrive? (ask a nurse)", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_wrote_is_shown_as_it_was_written_and_a_name_of_the_library_in_words()
    {
        using var folder = new ScratchFolder();
        string record = folder.Write("record.json", """
            {
              "format": 1, "id": "written", "asOf": "2026-06-15T12:00",
              "visits": [{
                "id": "visit-1", "appointment": "2026-06-15T10:00", "intakesAreComplete": true,
                "intakes": [{ "what": "McFlurry", "at": "2026-06-15T05:30" }]
              }]
            }
            """);
        ToolRun run = ToolRun.Of("decide", "published", record);
        Assert.Contains("McFlurry at Mon 15 Jun 2026, 05:30: fast met", run.Flat, StringComparison.Ordinal);
        string crps = ToolRun.Of("decide", "published", ToolRun.File("samples/Infusion.Rules.Sample/cases/responder.json"), "--all").Flat;
        Assert.Contains("Who chooses: not required.", crps, StringComparison.Ordinal);
        Assert.Contains("Named protocol: four-hour.", crps, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_case_under_a_books_later_version_comes_out_otherwise()
    {
        string book = ToolRun.File("samples/change/book.json");
        string water = ToolRun.File("samples/change/water.json");
        Assert.Contains(
            "Fast before the appointment: fast not met", ToolRun.Of("decide", book, water, "--as-of", "2026-03-01").Flat, StringComparison.Ordinal);
        Assert.Contains(
            "Fast before the appointment: fast met", ToolRun.Of("decide", book, water, "--as-of", "2026-09-01").Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void By_a_book_a_visit_is_judged_by_the_version_of_its_date()
    {
        using var folder = new ScratchFolder();
        string book = ToolRun.File("samples/change/book.json");
        string text = File.ReadAllText(ToolRun.File("samples/change/water.json"));
        ToolRun after = ToolRun.Of("decide", book, folder.Write("after.json", text));
        Assert.Contains(
            "version 1 from Thu 1 Jan 2026 to Tue 30 Jun 2026; version 2 from Wed 1 Jul 2026", after.Flat, StringComparison.Ordinal);
        Assert.Contains("by version 2 - Times", after.Flat, StringComparison.Ordinal);
        Assert.Contains("Fast before the appointment: fast met", after.Flat, StringComparison.Ordinal);

        string early = text.Replace("2026-09-01", "2026-06-30", StringComparison.Ordinal);
        ToolRun before = ToolRun.Of("decide", book, folder.Write("before.json", early));
        Assert.Contains("by version 1 - Times", before.Flat, StringComparison.Ordinal);
        Assert.Contains("Fast before the appointment: fast not met", before.Flat, StringComparison.Ordinal);

        string ancient = text.Replace("2026-09-01", "2025-12-31", StringComparison.Ordinal);
        ToolRun never = ToolRun.Of("decide", book, folder.Write("never.json", ancient));
        Assert.Equal(ExitCode.BadInput, never.Code);
        Assert.Contains("No version of the policy is in force on 2025-12-31.", never.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, ToolRun.Of("day", book, folder.Root, "--on", "2026-09-01").Code);
    }

    [Fact]
    public void A_report_can_go_to_a_file()
    {
        using var folder = new ScratchFolder();
        string path = folder.PathOf("a/b/diff.json");
        ToolRun run = ToolRun.Of("diff", First, Next, "--format", "json", "--output", path);
        Assert.Contains("8 of 64 decisions change", run.Flat, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        Assert.Equal(1, document.RootElement.GetProperty("format").GetInt32());
    }

    [Fact]
    public void No_line_is_wider_than_the_screen_and_none_ends_with_a_blank()
    {
        string output = ToolRun.Of("diff", First, Next).Output + ToolRun
            .Of("decide", "published", ToolRun.File("samples/change/water.json")).Output + ToolRun.Of("rules").Output;
        Assert.All(output.Split('\n'), line => Assert.True(line.Length <= 100 && line.TrimEnd() == line, line));
    }

    [Fact]
    public void Every_phrase_is_of_a_fact_there_is()
    {
        string[] facts = [.. InfusionRules.Published.Tables.SelectMany(table => table.Facts).Select(fact => fact.Id)];
        Assert.All(Verification.Proof.FactPhrases.Facts, fact => Assert.Contains(fact, facts));
    }

    [Fact]
    public void An_overlay_is_taken_up_by_its_name_or_its_file()
    {
        using var folder = new ScratchFolder();
        string overlay = folder.Write("overlay.json", PolicyOverlay.Consensus2018.ToJson());
        string patient = ToolRun.File("samples/Infusion.Rules.Sample/cases/responder.json");

        ToolRun named = ToolRun.Of("decide", "published+consensus-2018", patient);
        Assert.Equal((ExitCode.Holds, ""), (named.Code, named.Error));
        Assert.Contains("version 1+consensus-2018", named.Flat, StringComparison.Ordinal);
        Assert.Equal(named.Output, ToolRun.Of("decide", $"published+{overlay}", patient).Output);

        ToolRun misspelt = ToolRun.Of("decide", "published+consensus-2081", patient);
        Assert.Equal(ExitCode.BadInput, misspelt.Code);
        Assert.Contains(
            "consensus-2081: there is no such overlay; allowed: careful-clinic-2026, consensus-2018, glp1-2024, label-use, "
            + "or the file of an overlay.", misspelt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dates_are_compared_in_words()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write(
            "weeks.json", File.ReadAllText(First).Replace("\"earliest\": \"P1M\"", "\"earliest\": \"P4W\"", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("diff", First, path);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("some times come earlier or are shorter", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Maintenance: earliest: 1 month, now 4 weeks", run.Flat, StringComparison.Ordinal);
        Assert.Contains(
            "last completed infusion + 1 month, now last completed infusion + 28 days", ToolRun.Of("diff", First, path, "--all").Flat,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P1M before, P28D now", "1 month before, 28 days now")]
    [InlineData("PT1H30M", "1 h 30 min")]
    [InlineData("PHQ-9 and P of PTSD-5", "PHQ-9 and P of PTSD-5")]
    public void Iso_durations_are_said_in_words(string text, string says) => Assert.Equal(says, Reports.Wording.Plain(text));
}
