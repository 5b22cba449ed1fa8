using System.Text.Json.Nodes;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Tool.Tests;

/// <summary>A change passes only with a declaration of exactly what it is, bound to both contents.</summary>
public class GateTests
{
    private static string First => ToolRun.File("samples/change/first.json");

    private static string Next => ToolRun.File("samples/change/next.json");

    private static string Declared => ToolRun.File("samples/change/declared");

    [Fact]
    public void It_holds_for_what_is_declared_and_lists_edited_expectations()
    {
        ToolRun run = Gate(
            First, Next, Declared, "--cases-old", ToolRun.File("samples/change/cases-before"), "--cases-new",
            ToolRun.File("samples/change/cases-after"));
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("The gate holds: 3 values changed, 23 effects", run.Flat, StringComparison.Ordinal);
        Assert.Contains(
            "\"water 90 minutes before\": it expected fast not met and now expects fast met (relaxes).", run.Flat, StringComparison.Ordinal);
        Assert.DoesNotContain("water 3 hours before", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_that_neither_side_has_are_a_wrong_path_and_of_one_side_are_new()
    {
        Assert.Equal(ExitCode.BadInput, Gate(First, Next, Declared, "--cases-old", "none", "--cases-new", "none").Code);
        ToolRun run = Gate(First, Next, Declared, "--cases-old", "none", "--cases-new", ToolRun.File("samples/change/cases-after"));
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("water 90 minutes before", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_declares_nothing()
    {
        Assert.Equal(ExitCode.Holds, Gate(First, First, "no-such-folder").Code);
        ToolRun run = Gate(First, Next, "no-such-folder");
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("No file declares the step from sample-clinic 1 to sample-clinic 2; none is declared at all", run.Flat, StringComparison.Ordinal);
        Assert.StartsWith("The gate fails: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Not declared: 3 values and 23 effects.", run.Flat, StringComparison.Ordinal);
        Assert.Contains("fasting.kinds[clear-liquid].limits[0].before: PT2H -> PT1H", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_is_what_holds_once_it_has_a_reason_in_words()
    {
        using var folder = new ScratchFolder();
        string template = folder.PathOf("changes/step.json");
        ToolRun run = Gate(First, Next, folder.PathOf("changes"), "--template", template);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("Fill in the reason", run.Error, StringComparison.Ordinal);
        string text = File.ReadAllText(template);
        foreach (string reason in new[] { "", "-", "...", "TODO", "1 2 3 4", "yes yes yes" })
        {
            File.WriteAllText(template, text.Replace("\"reason\": \"\"", $"\"reason\": \"{reason}\"", StringComparison.Ordinal));
            ToolRun wordless = Gate(First, Next, folder.PathOf("changes"));
            Assert.Equal(ExitCode.Fails, wordless.Code);
            Assert.Contains("The gate fails: 1 problem.", wordless.Flat, StringComparison.Ordinal);
            Assert.Contains("says why in no words", wordless.Flat, StringComparison.Ordinal);
        }

        File.WriteAllText(template, Reasoned(text));
        Assert.Equal(ExitCode.Holds, Gate(First, Next, folder.PathOf("changes")).Code);
    }

    // Each edit of an honest declaration is a failure that names it.
    [Theory]
    [InlineData("before: PT2H -> PT1H", "before: PT2H -> PT30M", "PT2H -> PT1H, and", "declares PT2H -> PT30M")]
    [InlineData("limits[0].before: PT2H", "limits[1].before: PT2H", "limits[1].before: PT2H -> PT1H, and that does not happen", "does not declare it")]
    [InlineData("\"class\": \"relaxes\"", "\"class\": \"tightens\"", "Intake: caution relaxes, and", "declares that it tightens [fasting.intake]")]
    [InlineData("\"axis\": \"caution\"", "\"axis\": \"patient-cost\"", "Intake: caution relaxes, and", "nothing of the kind happens")]
    [InlineData("\"decision\": \"fasting.intake\"", "\"decision\": \"fasting.intakes\"", "nothing of the kind happens", "was fasting.intake meant?")]
    [InlineData("\"version\": \"2\"", "\"version\": \"3\"", "calls it sample-clinic 3, and it is sample-clinic 2", "1 problem")]
    public void A_declaration_of_something_else_fails(string was, string now, string says, string andSays)
    {
        using var folder = new ScratchFolder();
        string text = File.ReadAllText(Path.Combine(Declared, "clear-liquids.json"));
        int at = text.IndexOf(was, StringComparison.Ordinal);
        folder.Write("step.json", string.Concat(text.AsSpan(0, at), now, text.AsSpan(at + was.Length)));
        ToolRun run = Gate(First, Next, folder.Root);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains(says, run.Flat, StringComparison.Ordinal);
        Assert.Contains(andSays, run.Flat, StringComparison.Ordinal);
    }

    // A second declaration of the same path or the same axis hides nothing.
    [Theory]
    [InlineData("values", "\"fasting.kinds[clear-liquid].limits[0].before: PT2H -> PT30M\"")]
    [InlineData("values", "\"fees.rescheduleDays: 2 -> 3\"")]
    [InlineData("effects", """{ "decision": "fasting.intake", "axis": "caution", "class": "tightens" }""")]
    [InlineData("effects", """{ "decision": "fasting.asa", "axis": "caution", "class": "relaxes" }""")]
    public void One_thing_more_is_declared_in_vain(string list, string item)
    {
        using var folder = new ScratchFolder();
        JsonNode step = JsonNode.Parse(File.ReadAllText(Path.Combine(Declared, "clear-liquids.json")))!;
        step[list]!.AsArray().Add(JsonNode.Parse(item));
        folder.Write("step.json", step.ToJsonString());
        ToolRun run = Gate(First, Next, folder.Root);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("The gate fails: 1 problem.", run.Flat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("values")]
    [InlineData("effects")]
    public void Each_thing_that_is_left_out_is_undeclared(string list)
    {
        using var folder = new ScratchFolder();
        JsonNode step = JsonNode.Parse(File.ReadAllText(Path.Combine(Declared, "clear-liquids.json")))!;
        JsonArray things = step[list]!.AsArray();
        int count = things.Count;
        Assert.True(count > 1);
        JsonNode kept = things[count / 2]!;
        foreach (JsonNode? thing in things.Where(thing => thing != kept).ToArray())
        {
            things.Remove(thing);
        }

        folder.Write("step.json", step.ToJsonString());
        ToolRun run = Gate(First, Next, folder.Root);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains($"The gate fails: {count - 1} problem{(count == 2 ? "" : "s")}.", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void One_minute_does_not_pass_under_a_declaration_of_one_hour()
    {
        using var folder = new ScratchFolder();
        string minute = folder.Write("minute.json", Edited(Next, node => Limit(node, "clear-liquid")["before"] = "PT1M"));
        ToolRun run = Gate(First, minute, Declared);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("of another content", run.Flat, StringComparison.Ordinal);
        Assert.Contains("before: PT2H -> PT1M, and", run.Flat, StringComparison.Ordinal);
        Assert.Contains("declares PT2H -> PT1H", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_rule_relaxed_on_the_same_table_is_an_undeclared_value()
    {
        using var folder = new ScratchFolder();
        string both = folder.Write("both.json", Edited(Next, node => Limit(node, "solid")["before"] = "PT3H"));
        ToolRun run = Gate(First, both, Declared);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("fasting.kinds[solid].limits[0].before: PT", run.Flat, StringComparison.Ordinal);
        Assert.Contains("does not declare it", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_happened_is_history_and_fails_nothing()
    {
        ToolRun run = Gate(Next, Next, Declared);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("1 declaration of other steps beside: history.", run.Flat, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fails, Gate(Next, First, Declared).Code);
    }

    [Fact]
    public void Two_declarations_of_one_step_are_refused_by_name()
    {
        using var folder = new ScratchFolder();
        string text = File.ReadAllText(Path.Combine(Declared, "clear-liquids.json"));
        folder.Write("a.json", text);
        folder.Write("b.json", text);
        ToolRun run = Gate(First, Next, folder.Root);
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("declare the same step; keep one of them", run.Flat, StringComparison.Ordinal);
        Assert.Contains("The gate fails: 1 problem.", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_content_needs_another_version_number()
    {
        using var folder = new ScratchFolder();
        string same = folder.Write("same.json", Edited(Next, node => node["version"] = "1"));
        Assert.Equal(ExitCode.Fails, Gate(First, same, folder.PathOf("changes"), "--template", folder.PathOf("changes/step.json")).Code);
        Reason(folder.PathOf("changes/step.json"));
        ToolRun run = Gate(First, same, folder.PathOf("changes"));
        Assert.Equal(ExitCode.Fails, run.Code);
        Assert.Contains("The gate fails: 1 problem.", run.Flat, StringComparison.Ordinal);
        Assert.Contains("the version number is still 1; give it a new one", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_number_alone_is_nothing_to_declare()
    {
        using var folder = new ScratchFolder();
        string renumbered = folder.Write("new.json", Edited(First, node => node["version"] = "1.0.1"));
        Assert.Equal(ExitCode.Holds, Gate(First, renumbered, "no-such-folder").Code);
    }

    [Theory]
    [InlineData("1.2.3", "PT1H", "after 1.2.3 comes 2.0.0")]
    [InlineData("1.2.3", "PT3H", "A minor change: nothing becomes less cautious: after 1.2.3 comes 1.3.0.")]
    [InlineData("2026.3.1", "PT1H", "A major change: something becomes less cautious, or has no direction.")]
    [InlineData("2026-03-01", "PT1H", "A major change: something becomes less cautious, or has no direction.")]
    public void The_next_version_number_is_proposed(string version, string before, string says)
    {
        using var folder = new ScratchFolder();
        string old = folder.Write("old.json", Smallest(version, "PT2H"));
        ToolRun run = Gate(old, folder.Write("new.json", Smallest("next", before)), "no-such-folder");
        Assert.Contains(says, run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void Books_are_held_version_by_version_for_exactly_their_dates()
    {
        using var folder = new ScratchFolder();
        folder.Write("first.json", File.ReadAllText(First));
        folder.Write("next.json", File.ReadAllText(Next));
        string old = Book(folder, "old.json", ("first", "2026-01-01", null));
        string @new = Book(folder, "new.json", ("first", "2026-01-01", "2026-07-01"), ("next", "2026-07-01", null));
        string changes = folder.PathOf("changes");
        ToolRun open = Gate(old, @new, changes, "--template", folder.PathOf("changes/step.json"));
        Assert.Equal(ExitCode.Fails, open.Code);
        Assert.Contains("sample-clinic 1 to sample-clinic 2, from 2026-07-01", open.Flat, StringComparison.Ordinal);
        Reason(folder.PathOf("changes/step.json"));
        Assert.Equal(ExitCode.Holds, Gate(old, @new, changes).Code);
        Assert.Equal(ExitCode.Holds, Gate(@new, @new, changes).Code);

        string earlier = Book(folder, "earlier.json", ("first", "2026-01-01", "2026-06-01"), ("next", "2026-06-01", null));
        ToolRun moved = Gate(old, earlier, changes);
        Assert.Equal(ExitCode.Fails, moved.Code);
        Assert.Contains("on other dates", moved.Flat, StringComparison.Ordinal);

        // A date of validity that moves, alone: the later version takes the place of the earlier one for a month.
        ToolRun dates = Gate(@new, earlier, changes, "--template", folder.PathOf("changes/dates.json"));
        Assert.Equal(ExitCode.Fails, dates.Code);
        Assert.Contains("from 2026-06-01 to 2026-07-01", dates.Flat, StringComparison.Ordinal);
        Reason(folder.PathOf("changes/dates.json"));
        Assert.Equal(ExitCode.Holds, Gate(@new, earlier, changes).Code);
    }

    [Fact]
    public void A_version_that_is_new_or_gone_is_declared_too()
    {
        using var folder = new ScratchFolder();
        folder.Write("first.json", File.ReadAllText(First));
        folder.Write("next.json", File.ReadAllText(Next));
        string one = Book(folder, "one.json", ("first", "2026-01-01", "2026-07-01"));
        string two = Book(folder, "two.json", ("first", "2026-01-01", "2026-07-01"), ("next", "2026-07-01", null));
        foreach ((string before, string after, string says) in new[]
                 {
                     (one, two, "no version to sample-clinic 2, from 2026-07-01"), (two, one, "sample-clinic 2 to no version, from 2026-07-01"),
                 })
        {
            string step = folder.PathOf("changes/step.json");
            ToolRun run = Gate(before, after, folder.PathOf("changes"), "--template", step);
            Assert.Equal(ExitCode.Fails, run.Code);
            Assert.Contains(says, run.Flat, StringComparison.Ordinal);
            Reason(step);
            Assert.Equal(ExitCode.Holds, Gate(before, after, folder.PathOf("changes")).Code);
        }
    }

    [Fact]
    public void Several_steps_get_a_file_each()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.json", Edited(First, node => node["version"] = "a"));
        folder.Write("b.json", Edited(Next, node => node["version"] = "b"));
        folder.Write("c.json", Edited(First, node => (node["version"], Limit(node, "solid")["before"]) = ("c", "PT5H")));
        folder.Write("d.json", Edited(Next, node => (node["version"], Limit(node, "solid")["before"]) = ("d", "PT5H")));
        string old = Book(folder, "old.json", ("a", "2026-01-01", "2026-07-01"), ("b", "2026-07-01", null));
        string @new = Book(folder, "new.json", ("c", "2026-01-01", "2026-07-01"), ("d", "2026-07-01", null));
        Gate(old, @new, folder.PathOf("changes"), "--template", folder.PathOf("changes/step.json"));
        Assert.Equal(2, Directory.GetFiles(folder.PathOf("changes")).Length);
        Assert.All(Directory.GetFiles(folder.PathOf("changes")), Reason);
        ToolRun run = Gate(old, @new, folder.PathOf("changes"));
        Assert.Equal(ExitCode.Holds, run.Code);
    }

    [Theory]
    [InlineData("text", "1 decision may change in a way that no record shows: Protocol (Day of a session)")]
    [InlineData("markdown", "1 decision may change in a way that no record shows: Protocol (Day of a session)")]
    [InlineData("junit", "Day of a session: information demand may change, and nothing declares it as may-change: the tables leave it "
        + "possible, and no record that was tried shows it")]
    public void What_may_change_is_explained_where_it_is_not_declared(string format, string says)
    {
        using var folder = new ScratchFolder();
        string longer = folder.Write("longer.json", File.ReadAllText(First).Replace(
            "\"windowDays\": {\n          \"value\": 7", "\"windowDays\": {\n          \"value\": 8", StringComparison.Ordinal));
        Assert.Contains(says, Gate(First, longer, "none", "--format", format).Flat, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    [InlineData("junit")]
    public void Every_report_shows_the_values(string format)
    {
        foreach (string changes in new[] { Declared, "no-such-folder" })
        {
            string said = Gate(First, Next, changes, "--format", format).Flat.Replace("&gt;", ">", StringComparison.Ordinal)
                .Replace("\\u003E", ">", StringComparison.Ordinal);
            Assert.Contains("fasting.kinds[clear-liquid].limits[0].before: PT2H -> PT1H", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"format\": 1,", "", "$.format")]
    [InlineData("\"format\": 1,", "\"format\": 2,", "format 2")]
    [InlineData("\"axis\": \"caution\"", "\"axis\": \"cuation\"", "did you mean \"caution\"?")]
    [InlineData("\"class\": \"relaxes\"", "\"class\": \"undecided\"", "allowed: one of tightens, relaxes")]
    [InlineData("\"values\":", "\"vlaues\":", "did you mean \"values\"?")]
    [InlineData("\"reason\":", "\"reason\": \"\", \"reason\":", "step.json:13:17: $.reason")]
    [InlineData("\"hash\": \"sha256:", "\"hash\": \"sha1:", "64 small hexadecimal digits")]
    [InlineData("\"decision\": \"fasting.intake\",", "", "$.effects[0].decision")]
    public void A_file_that_cannot_be_read_is_refused_at_its_place(string was, string now, string says)
    {
        using var folder = new ScratchFolder();
        string text = File.ReadAllText(Path.Combine(Declared, "clear-liquids.json"));
        int at = text.IndexOf(was, StringComparison.Ordinal);
        folder.Write("step.json", string.Concat(text.AsSpan(0, at), now, text.AsSpan(at + was.Length)));
        ToolRun run = Gate(First, First, folder.Root);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Matches("step\\.json:[0-9]+:[0-9]+: \\$", run.Error);
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    // What .ci/run runs, and what it would say of a relaxation that nobody declares.
    [Fact]
    public void The_gate_of_this_repository_holds_and_a_seeded_relaxation_turns_it_red()
    {
        string released = ToolRun.File(".ci/gate/released.json");
        string published = ToolRun.File("src/Infusion.Rules/Policies/BuiltIn/virginia-infusion-therapies.json");
        string changes = ToolRun.File(".ci/gate/changes");
        Assert.Equal(ExitCode.Holds, Gate(released, published, changes).Code);

        using var folder = new ScratchFolder();
        string json = ClinicPolicy.Parse(File.ReadAllText(published)).ToJson();
        int at = json.IndexOf("PT2H", json.IndexOf("\"fasting.clear-liquids\"", StringComparison.Ordinal), StringComparison.Ordinal);
        string seeded = folder.Write("seeded.json", json[..at] + "PT1H" + json[(at + 4)..]);
        ToolRun red = Gate(released, seeded, changes);
        Assert.Equal(ExitCode.Fails, red.Code);
        Assert.Contains("limits[0].before: PT2H -> PT1H, and", red.Flat, StringComparison.Ordinal);
    }

    private static ToolRun Gate(string old, string @new, string changes, params string[] more) =>
        ToolRun.Of(["gate", "--old", old, "--new", @new, "--changes", changes, .. more]);

    private static string Edited(string file, Action<JsonNode> edit)
    {
        JsonNode node = JsonNode.Parse(File.ReadAllText(file))!;
        edit(node);
        return node.ToJsonString();
    }

    private static JsonNode Limit(JsonNode policy, string kind) =>
        policy["fasting"]!["kinds"]!.AsArray().Single(one => one!["id"]!.GetValue<string>() == kind)!["limits"]![0]!;

    private static string Smallest(string version, string before) => $$"""
        {
          "format": 2, "id": "small", "version": "{{version}}", "name": "Small", "timeZone": "America/Chicago",
          "fasting": { "kinds": [{ "id": "food", "name": "Food", "limits": [{ "before": "{{before}}" }] }] }
        }
        """;

    private static string Book(ScratchFolder folder, string name, params (string File, string From, string? To)[] versions) =>
        folder.Write(name, $$"""
            { "format": 1, "versions": [{{string.Join(", ", versions.Select(version =>
                $$"""{ "file": "{{version.File}}.json", "from": "{{version.From}}"{{(version.To is null ? "" : $", \"to\": \"{version.To}\"")}} }"""))}}] }
            """);

    private static void Reason(string file) => File.WriteAllText(file, Reasoned(File.ReadAllText(file)));

    private static string Reasoned(string text) =>
        text.Replace("\"reason\": \"\"", "\"reason\": \"The physicians agreed in March.\"", StringComparison.Ordinal);
}
