using System.Text.Json;
using Infusion.Rules.Tests.Courses;

namespace Infusion.Rules.Tool.Tests;

public class DecideCommandTests
{
    private static readonly string[] Parts =
        ["Visit ", "Next ", "Owed ", "Stage ", "What is next, and why", "The patient", "The course", "What is owed, and why", "Visits that are over"];

    private static string Shipped(string record) => ToolRun.File($"samples/Infusion.Rules.Sample/cases/{record}.json");

    [Fact]
    public void The_head_says_where_the_patient_is_what_is_next_and_what_is_owed_before_any_decision()
    {
        string text = ToolRun.Of("decide", "published+consensus-2018", Shipped("responder")).Flat;
        Assert.Contains(
            "Next Book a maintenance infusion (the desk) from Fri 20 Mar 2026 to Wed 20 May 2026.",
            text, StringComparison.Ordinal);
        Assert.Contains("Open referral credits: 25.00 USD.", text, StringComparison.Ordinal);
        int[] places =
        [
            .. Parts.Select(words => text.IndexOf(words, StringComparison.Ordinal)),
        ];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void Every_record_is_shown_the_contradictory_ones_too()
    {
        using var folder = new ScratchFolder();
        int contradictory = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var history = Histories.Inconsistent(seed);
            string file = folder.Write(FormattableString.Invariant($"{seed}/record.json"), history.Json);
            ToolRun text = ToolRun.Of("decide", "published", file, "--all");
            Assert.Equal((ExitCode.Holds, ""), (text.Code, text.Error));
            Assert.Equal(
                !history.Review.Contradictions.IsEmpty, text.Flat.Contains("Record It contradicts itself", StringComparison.Ordinal));
            contradictory += history.Review.Contradictions.IsEmpty ? 0 : 1;
            Assert.Equal(ExitCode.Holds, ToolRun.Of("decide", "published", file, "--format", "json").Code);
            string day = HistoryDay(history);
            string only = Path.GetDirectoryName(file)!;
            Assert.Equal(ExitCode.Holds, ToolRun.Of("day", "published", only, "--on", day).Code);
            Assert.Equal(ExitCode.Holds, ToolRun.Of("day", "published", only, "--on", day, "--format", "json").Code);
        }

        Assert.InRange(contradictory, 10, 39);
    }

    [Fact]
    public void Of_what_was_taken_during_and_after_an_infusion_only_what_is_not_kept_is_shown()
    {
        using var folder = new ScratchFolder();
        string policy = folder.Write("policy.json", """
            {
              "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
              "fasting": {
                "kinds": [
                  { "id": "anything", "name": "Food and drinks", "duringInfusion": "not-allowed" },
                  { "id": "snack", "name": "Light snacks", "duringInfusion": "allowed" }
                ],
                "unlistedCountsAs": "anything"
              }
            }
            """);
        string record = folder.Write("record.json", """
            {
              "format": 1, "id": "p", "asOf": "2026-06-15T11:30",
              "visits": [
                {
                  "id": "visit-1", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T10:40",
                  "intakes": [{ "what": "toast", "at": "2026-06-15T10:20" }, { "what": "snack", "at": "2026-06-15T10:25" }]
                }
              ]
            }
            """);
        string text = ToolRun.Of("decide", policy, record).Flat;

        Assert.Contains(
            "Clinician Visit 1, eating and drinking, during and after (toast): not allowed during the infusion.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("within what the clinic allows", text, StringComparison.Ordinal);
        Assert.Contains("within what the clinic allows", ToolRun.Of("decide", policy, record, "--all").Flat, StringComparison.Ordinal);
    }

    // The day of its last visit, or of the judging where it has none.
    private static string HistoryDay(History history) => History.TextOf(
        history.Record.Visits is [.., { Appointment: { } last }] ? last.Earliest : history.AsOf)[..10];

    [Fact]
    public void A_course_that_began_before_the_first_version_is_not_decided_and_says_so()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("old.json", """
            {
              "format": 1, "id": "old", "asOf": "2026-07-10T12:00", "protocol": "four-hour",
              "eligibility": { "verdict": "candidate", "verdictBy": "physician" },
              "visits": [
                { "id": "ancient", "appointment": "2025-12-05T10:00", "start": "2025-12-05T10:00", "end": "2025-12-05T14:00" },
                { "id": "july", "appointment": "2026-07-15T10:00" }
              ]
            }
            """);
        ToolRun run = ToolRun.Of("decide", ToolRun.File("samples/change/book.json"), file);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        Assert.Contains(
            "Stage: cannot be decided No version of the policy is in force on 2025-12-05.", run.Flat, StringComparison.Ordinal);
        Assert.DoesNotContain("contradict", run.Flat, StringComparison.Ordinal);
        Assert.Contains("July, Wed 15 Jul 2026, 10:00, by version 2", run.Flat, StringComparison.Ordinal);
        ToolRun day = ToolRun.Of("day", ToolRun.File("samples/change/book.json"), folder.Root, "--on", "2026-07-15");
        Assert.DoesNotContain("verdict", day.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_over_is_short_unless_all_of_it_is_asked_for()
    {
        ToolRun brief = ToolRun.Of("decide", "published", Shipped("responder"));
        ToolRun full = ToolRun.Of("decide", "published", Shipped("responder"), "--all");
        Assert.True(brief.Output.Split('\n').Length * 2 < full.Output.Split('\n').Length, "short is not short");
        Assert.DoesNotContain("Tue 13 Jan 2026, 13:00", brief.Flat, StringComparison.Ordinal);
        Assert.Contains("Tue 13 Jan 2026, 13:00", full.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_instant_is_another_day_of_the_course()
    {
        string[] instants = ["2026-01-13T12:00", "2026-01-13T12:00:00-05:00", "2026-01-13T17:00Z"];
        string[] outputs = [.. instants.Select(at => ToolRun.Of("decide", "published", Shipped("responder"), "--at", at).Output)];
        Assert.Single(outputs.Distinct());
        Assert.Contains("judged Tue 13 Jan 2026, 12:00", outputs[0], StringComparison.Ordinal);
        Assert.Contains("- Stage: induction", outputs[0], StringComparison.Ordinal);
        foreach (string wrong in new[] { "noon", "2026-03-08T02:30", "2026-11-01T01:30" })
        {
            ToolRun run = ToolRun.Of("decide", "published", Shipped("responder"), "--at", wrong);
            Assert.Equal(ExitCode.BadInput, run.Code);
            Assert.Contains("allowed: a time such as", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_visit_that_is_over_asks_nothing_and_what_it_lacks_is_one_line()
    {
        using var folder = new ScratchFolder();
        string visits = string.Join(",\n", Enumerable.Range(1, 12).Select(number => $$"""
            {
              "id": "visit-{{number}}", "appointment": "2026-03-{{number * 2:00}}T09:00", "start": "2026-03-{{number * 2:00}}T09:00",
              "end": "2026-03-{{number * 2:00}}T13:00"
            }
            """));
        string record = folder.Write("twelve.json", $$"""
            {
              "format": 1, "id": "twelve", "asOf": "2026-06-15T12:00", "protocol": "four-hour",
              "visits": [{{visits}}],
              "words": [{ "about": "maintenance", "at": "2026-03-20T09:00", "by": "physician" }]
            }
            """);
        ToolRun run = ToolRun.Of("decide", "published", record);
        string gaps = run.Output[run.Output.IndexOf("Not on record of what is over", StringComparison.Ordinal)..];
        Assert.Equal(12, gaps.Split('\n').Count(line => line.StartsWith("  - Visit ", StringComparison.Ordinal)));
        Assert.Equal(1, run.Output.Split("Not on record of what is over").Length - 1);
        using JsonDocument document = JsonDocument.Parse(ToolRun.Of("decide", "published", record, "--format", "json").Output);
        Assert.NotEmpty(document.RootElement.GetProperty("documentationGaps").EnumerateArray());
        Assert.DoesNotContain(
            document.RootElement.GetProperty("questions").EnumerateArray(),
            question => question.GetProperty("path").GetString()!.StartsWith("visits[visit-1]", StringComparison.Ordinal));
    }

    [Fact]
    public void The_head_is_data_too()
    {
        using JsonDocument document = JsonDocument.Parse(ToolRun.Of("decide", "published", Shipped("mixed"), "--format", "json").Output);
        JsonElement root = document.RootElement;
        Assert.Equal("Initiation", root.GetProperty("stage").GetProperty("outcome").GetString());
        JsonElement step = Assert.Single(root.GetProperty("nextSteps").EnumerateArray());
        Assert.Equal(("GiveInfusion", "visit-5"), (step.GetProperty("step").GetString(), step.GetProperty("visit").GetString()));
        JsonElement question = Assert.Single(root.GetProperty("questions").EnumerateArray());
        Assert.Equal("visits[visit-5].intakesAreComplete", question.GetProperty("path").GetString());
        Assert.Equal("Patient", question.GetProperty("by").GetString());
        Assert.Equal("2026-03-16T13:00:00Z", question.GetProperty("until").GetString());
        Assert.Empty(root.GetProperty("contradictions").EnumerateArray());
    }
}
