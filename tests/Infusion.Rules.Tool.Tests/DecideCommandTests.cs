using System.Text.Json;

namespace Infusion.Rules.Tool.Tests;

public class DecideCommandTests
{
    private static readonly string[] Parts =
        ["Stage: maintenance", "What is next", "What is owed", "The patient", "Visit 1, Mon", "After the visits"];

    private static string Shipped(string record) => ToolRun.File($"samples/Infusion.Rules.Sample/cases/{record}.json");

    [Fact]
    public void The_head_says_where_the_patient_is_what_is_next_and_what_is_owed_before_any_decision()
    {
        string text = ToolRun.Of("decide", "published+consensus-2018", Shipped("responder")).Flat;
        Assert.Contains(
            "Book maintenance (the desk), from Fri 20 Mar 2026 to Wed 20 May 2026. The next maintenance infusion may be booked. "
            + "[course.next.maintenance; R39, R42]",
            text, StringComparison.Ordinal);
        Assert.Contains("Open referral credits: 25.00 USD. [referral.credit]", text, StringComparison.Ordinal);
        int[] places =
        [
            .. Parts.Select(words => text.IndexOf(words, StringComparison.Ordinal)),
        ];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void What_is_over_is_short_unless_all_of_it_is_asked_for()
    {
        ToolRun brief = ToolRun.Of("decide", "published", Shipped("responder"));
        ToolRun full = ToolRun.Of("decide", "published", Shipped("responder"), "--full");
        Assert.True(brief.Output.Split('\n').Length * 2 < full.Output.Split('\n').Length, "short is not short");
        Assert.DoesNotContain("Driving restriction end: Tue 13 Jan", brief.Flat, StringComparison.Ordinal);
        Assert.Contains("Driving restriction end: Tue 13 Jan", full.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_instant_is_another_day_of_the_course()
    {
        string[] instants = ["2026-01-13T12:00", "2026-01-13T12:00:00-05:00", "2026-01-13T17:00Z"];
        string[] outputs = [.. instants.Select(at => ToolRun.Of("decide", "published", Shipped("responder"), "--at", at).Output)];
        Assert.Single(outputs.Distinct());
        Assert.Contains("judged Tue 13 Jan 2026, 12:00", outputs[0], StringComparison.Ordinal);
        Assert.Contains("Stage: initiation", outputs[0], StringComparison.Ordinal);
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
        string[] gaps = [.. run.Output.Split('\n').Where(line => line.StartsWith("  - Visit ", StringComparison.Ordinal))];
        Assert.Equal(12, gaps.Length);
        Assert.Equal(1, run.Output.Split("Not on record of what is over").Length - 1);
        using JsonDocument document = JsonDocument.Parse(ToolRun.Of("decide", "published", record, "--format", "json").Output);
        Assert.NotEmpty(document.RootElement.GetProperty("documentationGaps").EnumerateArray());
        Assert.DoesNotContain(
            document.RootElement.GetProperty("questions").EnumerateArray(),
            question => question.GetProperty("path").GetString()!.StartsWith("visits[visit-1]", StringComparison.Ordinal));
        int visitsAt = run.Output.IndexOf("Visit 1, ", StringComparison.Ordinal);
        int courseAt = run.Output.IndexOf("After the visits", StringComparison.Ordinal);
        Assert.DoesNotContain("To ask", run.Output[visitsAt..courseAt], StringComparison.Ordinal);
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
