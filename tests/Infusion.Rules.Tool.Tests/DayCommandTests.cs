using System.Text.Json;

namespace Infusion.Rules.Tool.Tests;

public class DayCommandTests
{
    private const string Morning = "2026-03-16";

    private static string Shipped => ToolRun.File("samples/Infusion.Rules.Sample/cases");

    [Fact]
    public void A_day_is_one_line_a_visit_by_its_time_with_what_to_ask_and_whom()
    {
        ToolRun run = ToolRun.Of("day", "published", Shipped, "--on", Morning);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        Assert.Contains(
            "09:00 ASK mixed, visit 5; arrive 08:45, chair 09:00 to 11:30, no driving restriction on the way here, ride home not known",
            run.Flat, StringComparison.Ordinal);
        Assert.Contains(
            "09:00 mixed, visit 5 - Ask the patient, until 09:00: Is this everything that was eaten and drunk? The answer goes to "
            + "visits[visit-5].intakesAreComplete.",
            run.Flat, StringComparison.Ordinal);
        Assert.Contains(
            "10:00 GO non-responder, visit 5; arrive 09:45, chair 10:00 to 12:30, no driving restriction on the way here, "
            + "ride home not known",
            run.Flat, StringComparison.Ordinal);
        Assert.Contains("Day 2 visits: 1 go, 1 ask, 0 stop.",
            run.Flat, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 100 && line.TrimEnd() == line, line));
    }

    [Fact]
    public void What_stops_a_visit_is_a_sentence_with_its_rule()
    {
        using var folder = new ScratchFolder();
        string text = File.ReadAllText(Path.Combine(Shipped, "mixed.json"));
        Assert.Contains("\"2026-03-15T20:00\"", text, StringComparison.Ordinal);
        folder.Write("late.json", text.Replace("\"2026-03-15T20:00\"", "\"2026-03-16T06:00\"", StringComparison.Ordinal));
        ToolRun run = ToolRun.Of("day", "published", folder.Root, "--on", Morning);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("09:00 STOP mixed, visit 5;", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Why: The fast is violated,", run.Flat, StringComparison.Ordinal);
        Assert.Contains("[day.fast; R49]", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contradiction_is_named_at_both_places()
    {
        using var folder = new ScratchFolder();
        folder.Write("twice.json", """
            {
              "format": 1, "id": "twice", "asOf": "2026-06-15T08:00",
              "visits": [{
                "id": "visit-1", "appointment": "2026-06-15T10:00",
                "intakes": [{ "noneSince": "2026-06-15T05:00", "noneSinceSaidAt": "2026-06-15T07:50" }, { "what": "toast", "at": "2026-06-15T07:00" }]
              }]
            }
            """);
        ToolRun run = ToolRun.Of("day", "published", folder.Root, "--on", "2026-06-15");
        Assert.Contains("The record contradicts itself:", run.Flat, StringComparison.Ordinal);
        Assert.Contains("$.visits[0].intakes[0]", run.Flat, StringComparison.Ordinal);
        Assert.Contains("$.visits[0].intakes[1]", run.Flat, StringComparison.Ordinal);
        string decided = ToolRun.Of("decide", "published", folder.PathOf("twice.json")).Flat;
        Assert.Contains("It contradicts itself.", decided, StringComparison.Ordinal);
        Assert.Contains("Void or correct the wrong one: $.visits[0].intakes[", decided, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_without_a_visit_says_so()
    {
        ToolRun run = ToolRun.Of("day", "published", Shipped, "--on", "2026-07-01");
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("No visit is booked on this day in 3 records.", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named_with_every_place_and_hides_no_other()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.json", "{ \"format\": 1, \"id\": \"a\", \"asOf\": \"today\", \"visit\": [] }");
        folder.Write("b/b.json", "{ \"format\": 1, \"id\": 7, \"asOf\": \"2026-06-15T08:00\" }");
        ToolRun none = ToolRun.Of("day", "published", folder.Root, "--on", Morning);
        Assert.Equal((ExitCode.BadInput, ""), (none.Code, none.Output));
        folder.Write("good.json", File.ReadAllText(Path.Combine(Shipped, "mixed.json")));
        ToolRun run = ToolRun.Of("day", "published", folder.Root, "--on", Morning);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("2 files could not be read", run.Flat, StringComparison.Ordinal);
        Assert.Matches(@"a\.json:1:\d+: \$\.asOf: ", run.Flat);
        Assert.Matches(@"a\.json:1:\d+: \$\.visit: ", run.Flat);
        Assert.Matches(@"b\.json:1:\d+: \$\.id: ", run.Flat);
        Assert.Contains("09:00 ASK mixed, visit 5;", run.Flat, StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(
            ToolRun.Of("day", "published", folder.Root, "--on", Morning, "--format", "json").Output);
        Assert.Equal(2, document.RootElement.GetProperty("unread").GetArrayLength());
        Assert.Equal(1, document.RootElement.GetProperty("visits").GetArrayLength());
    }

    [Fact]
    public void A_folder_without_a_record_is_bad_input()
    {
        using var folder = new ScratchFolder();
        folder.Write("notes.txt", "nothing");
        ToolRun run = ToolRun.Of("day", "published", folder.Root, "--on", Morning);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("there is no record in this folder", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "there is no such folder", ToolRun.Of("day", "published", folder.PathOf("none"), "--on", Morning).Error,
            StringComparison.Ordinal);
        Assert.Contains("--on", ToolRun.Of("day", "published", Shipped).Error, StringComparison.Ordinal);
        Assert.Contains(
            "allowed: a date such as", ToolRun.Of("day", "published", Shipped, "--on", "Monday").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_is_data_too()
    {
        using JsonDocument document = JsonDocument.Parse(
            ToolRun.Of("day", "published", Shipped, "--on", Morning, "--format", "json").Output);
        Assert.Equal((1, 3), (document.RootElement.GetProperty("format").GetInt32(), document.RootElement.GetProperty("records").GetInt32()));
        JsonElement[] visits = [.. document.RootElement.GetProperty("visits").EnumerateArray()];
        Assert.Equal(["Ask", "Go"], visits.Select(visit => visit.GetProperty("action").GetString()));
        Assert.Equal("2026-03-16T13:00:00Z", visits[0].GetProperty("chairFrom").GetString());
        Assert.Equal("visits[visit-5].intakesAreComplete", visits[0].GetProperty("askFirst")[0].GetProperty("path").GetString());
    }
}
