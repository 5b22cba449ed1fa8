using System.Text.Json.Nodes;
using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tool.Writing;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tool.Tests;

public class NewCommandTests
{
    private const string Kept = "";

    // The name, the short name, the version and the zone; the page, where it is and when it was read.
    private static string[] Named => ["Harbour Clinic", "", "2026-06", "Chicago", "Patient page", "harbour.example", "2026-06-01"];

    private static string[] Unnamed => ["Harbour Clinic", "", "2026-06", "Chicago", ""];

    [Fact]
    public void With_nothing_answered_the_smallest_policy_is_written_and_every_decision_is_open()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, string text, ClinicPolicy policy) = Written(folder, [], []);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Equal(("our-clinic", "2026-06", "Our Clinic"), (policy.Id, policy.Version, policy.Name));
        JsonObject document = Document(text);
        Assert.Equal(["$schema", "format", "id", "version", "name", "timeZone"], document.Select(member => member.Key));
        Assert.All(
            Questions.Sections,
            section => Assert.Contains($"// Nothing is published on: {section.About}.", text, StringComparison.Ordinal));
        Assert.Contains(
            "Nothing with a time, a date or an amount: decisions will say that it is not published.", run.Flat, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Holds, ToolRun.Of("check", folder.PathOf("clinic.json")).Code);
    }

    [Fact]
    public void What_is_answered_is_in_the_file_and_nothing_else_is()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, string text, ClinicPolicy policy) = Written(
            folder, [],
            [.. Named, "8 h", "skip", "standard", "40 min", "4 to 6", "skip", "30 minutes", "", "", "", "", "24 hours", "skip"]);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        Assert.Equal("America/Chicago", policy.TimeZone);
        Assert.Equal("Patient page, harbour.example, read 2026-06-01.", Assert.Single(policy.Sources).Citation);
        IntakeKind solid = Assert.Single(policy.Fasting!.Kinds);
        Assert.Equal(("solid", Provenance.Published, "patient-page"), (solid.Id, solid.Provenance, Assert.Single(solid.Citations)));
        Assert.Equal(new DrivingLimit.Elapsed(Duration.FromHours(24)), policy.Visits!.Driving);
        Assert.Equal(new StatedBasis(Provenance.Published, ["patient-page"]), policy.Visits.Stated["driving"]);
        Assert.Equal(["driving", "firstArrivalLead"], policy.Visits.Stated.Names);
        Assert.Empty(policy.Protocols!.Protocols[0].Stated.Names);
        JsonObject document = Document(text);
        Assert.Equal(["firstArrivalLead", "driving"], document["visits"]!.AsObject().Select(member => member.Key));
        Assert.Equal(
            ["$schema", "format", "id", "version", "name", "timeZone", "sources", "protocols", "fasting", "visits"],
            document.Select(member => member.Key));
        Assert.DoesNotMatch(@"""[RC]\d+""", text);
    }

    [Fact]
    public void The_session_of_the_guide_is_what_is_shown()
    {
        using var folder = new ScratchFolder();
        string shown = File.ReadAllText(ToolRun.File("docs/policies.md")).ReplaceLineEndings("\n").Split("\n```\n")
            .Single(block => block.Contains("> 8 hours", StringComparison.Ordinal));
        (ToolRun run, _, _) = Written(folder, [], [.. Unnamed, "8 hours"]);
        Assert.Contains($"\n{shown}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void As_fasting_answers_come_in_the_cut_offs_of_tomorrows_appointments_are_those_of_the_rules()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, _, ClinicPolicy policy) = Written(
            folder, ["--from", "published"],
            [.. Unnamed, "20:00 the day before", "", "", "midnight if before 12:00; 08:00 if from 12:00"]);
        Assert.Contains("Appointment Tue 16 Jun 2026, 09:00: solids until Mon 15 Jun 2026, 20:00; ", run.Flat, StringComparison.Ordinal);
        Assert.Contains("clear liquids until 00:00. Appointment Tue 16 Jun 2026, 14:00: ", run.Flat, StringComparison.Ordinal);
        Assert.Contains("clear liquids until 08:00.", run.Flat, StringComparison.Ordinal);
        var rules = new InfusionRules(policy);
        Instant afternoon = new LocalDateTime(2026, 6, 16, 14, 0).InZoneStrictly(rules.TimeZone).ToInstant();
        Assert.Equal(
            new LocalDateTime(2026, 6, 16, 8, 0),
            rules.Fasting.CutOffs(afternoon).Single(cutOff => cutOff.Kind.Id == "clear-liquid").At.InZone(rules.TimeZone).LocalDateTime);
    }

    [Fact]
    public void A_wrong_answer_is_explained_and_asked_again()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, string text, _) = Written(
            folder, ["--from", "published"],
            [
                "", "", "", "Amerca/Chicago", "", "", "bananas", "5 h", "skip", Kept,
                "-", "quick", "1 h", "", "", "", "", "", "", "", "", "pain, mental-heath", "pain, mental-health",
            ]);
        Assert.Contains("did you mean \"America/Chicago\"?", run.Flat, StringComparison.Ordinal);
        Assert.Contains("That is not understood. Allowed: 6 hours before;", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Found \"mental-heath\"; did you mean \"mental-health\"?", run.Flat, StringComparison.Ordinal);
        JsonObject document = Document(text);
        Assert.Equal("PT5H", (string?)document["fasting"]!["kinds"]![0]!["limits"]![0]!["before"]);
        Assert.Equal(
            ["pain", "mental-health"],
            document["protocols"]!["protocols"]![0]!["serves"]!.AsArray().Select(one => (string?)one!["category"]));
    }

    [Fact]
    public void What_contradicts_an_earlier_answer_is_refused_in_the_words_of_the_question()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, string text, _) = Written(
            folder, ["--from", "published"], [.. Unnamed, "skip", Kept, "skip", "", "", "2 h", "1 h", "3 h"]);
        Assert.Contains(
            "Found a planned recovery below the minimum; allowed: at least \"How long a patient stays after the infusion, at least\".",
            run.Flat, StringComparison.Ordinal);
        Assert.Equal(("PT2H", "PT3H"), Recovery(Document(text)));

        static (string?, string?) Recovery(JsonObject document) =>
            ((string?)document["visits"]!["recoveryMinimum"], (string?)document["visits"]!["recoveryPlanned"]);
    }

    [Fact]
    public void Back_asks_the_question_before_again()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, string text, _) = Written(
            folder, [],
            [
                .. Unnamed, "skip", "back", "standard", "", "4", "7", "2", "", "", "2", "back", "back", "back", "back", "14", "", "", "",
                "2",
            ]);
        Assert.Contains("There is no question before this one in this section.", run.Flat, StringComparison.Ordinal);
        Assert.Contains("It does not fit an earlier answer; back: to the question before.", run.Flat, StringComparison.Ordinal);
        JsonNode protocol = Document(text)["protocols"]!["protocols"]![0]!;
        Assert.Equal((14, 2), ((int)protocol["windowDays"]!, (int)protocol["maximumInSevenDays"]!));
    }

    [Fact]
    public void Back_begins_what_an_empty_line_had_left_out()
    {
        using var folder = new ScratchFolder();
        (_, _, ClinicPolicy policy) = Written(
            folder, [],
            [
                .. Unnamed, "", "back", "8 h", "", "", "", "", "", "back", "Chewing gum", "0 min", "", "", "", "water", "solid", "skip",
            ]);
        Assert.Equal(["solid", "chewing-gum"], policy.Fasting!.Kinds.Select(kind => kind.Id));
        Assert.Equal(["water"], policy.Fasting.Foods.Select(food => food.Name));
    }

    [Fact]
    public void A_question_mark_explains_the_question()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, _, _) = Written(folder, ["--from", "published"], ["?", "", "", "", "?"]);
        Assert.Contains("As your patients know it. Allowed: your own words.", run.Flat, StringComparison.Ordinal);
        Assert.Contains("Every clock time is one of this clock", run.Flat, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_cites_nobody_elses_page()
    {
        using var folder = new ScratchFolder();
        (_, string own, ClinicPolicy policy) = Written(folder, ["--from", "published"], Named);
        Assert.DoesNotMatch(@"""[RC]\d+""", own);
        Assert.All(
            policy.Fasting!.Kinds,
            kind => Assert.Equal((Provenance.Published, "patient-page"), (kind.Provenance, Assert.Single(kind.Citations))));
        Assert.Equal(["patient-page"], policy.Visits!.Stated["driving"]!.Citations);
        Assert.All(policy.Fasting.AsaAdvisory, window => Assert.Equal(Provenance.Literature, window.Provenance));
        (_, string none, ClinicPolicy unnamed) = Written(folder, ["--from", "published", "--force"], Unnamed);
        Assert.DoesNotMatch(@"""[RC]\d+""", none);
        Assert.All(unnamed.Fasting!.Kinds, kind => Assert.Equal(Provenance.ClinicPolicy, kind.Provenance));
        Assert.Empty(unnamed.Visits!.Stated.Names);
    }

    [Fact]
    public void A_copy_under_its_own_name_keeps_its_sources_and_everything_else()
    {
        using var folder = new ScratchFolder();
        string sample = ToolRun.File("samples/policies/cedar-point.json");
        (_, _, ClinicPolicy policy) = Written(folder, ["--from", sample], []);
        Assert.Equal(ClinicPolicy.Parse(File.ReadAllText(sample)), policy);
    }

    [Fact]
    public void What_is_left_out_of_a_copy_takes_with_it_what_named_it()
    {
        using var folder = new ScratchFolder();
        (ToolRun run, string text, ClinicPolicy policy) = Written(
            folder, ["--from", "published"], [.. Unnamed, "", "", "", "-", "skip", "-"]);
        Assert.Contains(
            "So this is left out too: water, black coffee, clear tea, pulp-free juice, carbonated drink, clear carbohydrate drink.", run.Flat,
            StringComparison.Ordinal);
        Assert.Equal(["solid", "non-clear-liquid"], policy.Fasting!.Kinds.Select(kind => kind.Id));
        Assert.DoesNotContain("asaAdvisory", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_needs_another_is_left_out_without_it()
    {
        using var folder = new ScratchFolder();
        string[] fees = [.. Questions.Sections.TakeWhile(section => section.Name != "fees").Select(_ => "skip")];
        (ToolRun run, string text, _) = Written(folder, [], [.. Unnamed, .. fees, "", "24 h", "", "", "100 USD", "skip", ""]);
        Assert.Contains("The answers before need this one", run.Flat, StringComparison.Ordinal);
        Assert.Contains("The property \"charge\" (an object with amount, or with percentOfPrice, or with amountNotPublished, or with deposit) is missing. Left out: ", run.Flat, StringComparison.Ordinal);
        Assert.Equal(["noShow"], Document(text)["fees"]!.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Harbour Clinic\n\n\n")]
    public void When_the_answers_end_early_nothing_is_written(string answers)
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Answering(answers, "new", folder.PathOf("clinic.json"));
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Equal("The answers ended before the last question. Nothing is written.\n", run.Error);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_file_that_is_there_is_written_over_only_when_asked_and_before_anything_is_asked()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("clinic.json", "mine");
        ToolRun run = ToolRun.Answering(new('\n', 500), "new", path, "--from", "published");
        Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
        Assert.Contains("there is such a file already", run.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.Equal(ExitCode.Holds, ToolRun.Answering(new('\n', 500), "new", path, "--from", "published", "--force").Code);
        Assert.NotNull(ClinicPolicy.Parse(File.ReadAllText(path)));
    }

    [Fact]
    public void What_cannot_be_written_to_its_file_is_shown()
    {
        using var folder = new ScratchFolder();
        string path = Path.Combine(folder.Write("taken", ""), "clinic.json");
        ToolRun run = ToolRun.Answering(new('\n', 500), "new", path);
        Assert.Equal((ExitCode.BadInput, $"{path}: the file cannot be written.\n"), (run.Code, run.Error));
        Assert.Contains("\n  \"id\": \"our-clinic\",\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_says_what_was_asked_and_names_the_schema_beside_it()
    {
        using var folder = new ScratchFolder();
        (_, string text, _) = Written(folder, ["--from", "published"], [.. Unnamed, "skip", Kept, "skip", "-"]);
        Assert.StartsWith(
            "// The rules of Harbour Clinic, written by answering questions on Mon 15 Jun 2026.\n"
            + "{\n  \"$schema\": \"policy.schema.json\",\n",
            text, StringComparison.Ordinal);
        Assert.Contains("  // Eating and drinking before the infusion.\n  \"fasting\": {\n", text, StringComparison.Ordinal);
        Assert.Contains(
            "    // Not published: How long before the first appointment a patient arrives.\n", text, StringComparison.Ordinal);
        Assert.Contains("    // How long a patient does not drive.\n    \"driving\": {", text, StringComparison.Ordinal);
        Assert.Equal(
            File.ReadAllText(ToolRun.File("src/Infusion.Rules/Policies/policy.schema.json")),
            File.ReadAllText(folder.PathOf("policy.schema.json")));
    }

    [Fact]
    public void Every_question_is_of_a_property_there_is()
    {
        JsonNode schema = JsonNode.Parse(File.ReadAllText(ToolRun.File("src/Infusion.Rules/Policies/policy.schema.json")))!;
        int asked = 0;
        foreach (Section section in Questions.Sections)
        {
            foreach (Asked one in section.Asked)
            {
                switch (one)
                {
                    case Writing.Question question:
                        Has($"{section.Name}.{question.Place}");
                        break;
                    case Item item:
                        Has($"{section.Name}.{item.List}[].{item.Asks.Place}");
                        break;
                    case Items items:
                        Assert.All(items.Then.Prepend(items.First).Where(each => each.Place.Length > 0),
                            each => Has($"{section.Name}.{items.List}[].{each.Place}"));
                        break;
                }
            }
        }

        Assert.True(asked > 40, $"{asked} questions");

        void Has(string place)
        {
            asked++;
            JsonNode? at = place.Split('.').Aggregate(
                schema, (node, name) => name.EndsWith("[]", StringComparison.Ordinal)
                    ? Of(node, name[..^2])?["items"]!
                    : Of(node, name)!);
            Assert.True(at is not null, place);
        }

        // Of an object that is one of several cases, the first. A parameter is its value, or an object of the value and where it stands.
        static JsonNode? Of(JsonNode? node, string name) =>
            (node?["properties"] ?? node?["oneOf"]?[0]?["properties"])?[name] is { } property ? property["anyOf"]?[0] ?? property : null;
    }

    [Theory]
    [InlineData("6 hours before", """[{"before":"PT6H"}]""")]
    [InlineData("1 h 30 min", """[{"before":"PT1H30M"}]""")]
    [InlineData("90 minutes before the appointment", """[{"before":"PT90M"}]""")]
    [InlineData("0 min", """[{"before":"PT0M"}]""")]
    [InlineData("24 hours before and after", """[{"before":"PT24H","after":"PT24H"}]""")]
    [InlineData("Midnight", """[{"until":"00:00"}]""")]
    [InlineData("8 pm the evening before", """[{"until":"20:00","daysBefore":1}]""")]
    [InlineData("20:00 the day before", """[{"until":"20:00","daysBefore":1}]""")]
    [InlineData("midnight the night before", null)]
    [InlineData(
        "midnight if before 12:00; 8 am if from noon", """[{"until":"00:00","sessionsBefore":"12:00"},{"until":"08:00","sessionsFrom":"12:00"}]""")]
    [InlineData("4 hours; 2 hours if from 14:00", """[{"before":"PT4H"},{"before":"PT2H","sessionsFrom":"14:00"}]""")]
    [InlineData("6", null)]
    [InlineData("bananas", null)]
    [InlineData("midnight before and after", null)]
    [InlineData("6 hours the day before", null)]
    [InlineData("2 days", null)]
    [InlineData("25:00", null)]
    public void Until_when_something_may_be_taken_is_said_in_words(string says, string? json) =>
        Assert.Equal(json, Shape.Limits.Read(says)?.ToJsonString());

    [Theory]
    [InlineData("24 hours", """{"after":"PT24H"}""")]
    [InlineData("next day 08:00", """{"nextDay":{"from":"08:00"}}""")]
    [InlineData("the next morning at 8 am after 12 hours", """{"nextDay":{"from":"08:00","minimum":"PT12H"}}""")]
    [InlineData("next day after 12 h", """{"nextDay":{"minimum":"PT12H"}}""")]
    [InlineData("next day 99", null)]
    [InlineData("a while", null)]
    public void How_long_driving_waits_is_said_in_words(string says, string? json) =>
        Assert.Equal(json, Shape.Driving.Read(says)?.ToJsonString());

    [Theory]
    [InlineData("$75", """{"amount":"75.00","currency":"USD"}""")]
    [InlineData("49.50 eur", """{"amount":"49.50","currency":"EUR"}""")]
    [InlineData("50 %", """{"percentOfPrice":50}""")]
    [InlineData("amount not published", """{"amountNotPublished":true}""")]
    [InlineData("the deposit", """{"deposit":true}""")]
    [InlineData("may be the deposit", """{"deposit":true,"modality":"may"}""")]
    [InlineData("may be $75", """{"amount":"75.00","currency":"USD","modality":"may"}""")]
    [InlineData("may cost 50 %", """{"percentOfPrice":50,"modality":"may"}""")]
    [InlineData("may be an amount that is not published", """{"amountNotPublished":true,"modality":"may"}""")]
    [InlineData("may be", null)]
    [InlineData("75", null)]
    [InlineData("a lot", null)]
    public void A_charge_is_an_amount_with_its_currency_or_a_share(string says, string? json) =>
        Assert.Equal(json, Shape.Charge.Read(says)?.ToJsonString());

    [Theory]
    [InlineData("24 hours", "\"PT24H\"")]
    [InlineData("12:00 the day before", """{"by":"12:00","daysBefore":1}""")]
    [InlineData("noon the day before", """{"by":"12:00","daysBefore":1}""")]
    [InlineData("12:00", null)]
    [InlineData("24 hours before and after", null)]
    public void A_notice_is_a_length_of_time_or_a_clock_time_of_the_day_before(string says, string? json) =>
        Assert.Equal(json, Shape.Notice.Read(says)?.ToJsonString());

    [Theory]
    [InlineData("Monday to Friday", """["monday","tuesday","wednesday","thursday","friday"]""")]
    [InlineData("Mon, Wed", """["monday","wednesday"]""")]
    [InlineData("Mondays, Thursdays", """["monday","thursday"]""")]
    [InlineData("funday", """["funday"]""")]
    public void Weekdays_are_said_in_words(string says, string json) => Assert.Equal(json, Shape.Weekdays.Read(says)!.ToJsonString());

    [Theory]
    [InlineData("6", "6")]
    [InlineData("4 to 6", """{"minimum":4,"maximum":6}""")]
    [InlineData("4-6", """{"minimum":4,"maximum":6}""")]
    [InlineData("some", null)]
    public void A_number_of_sessions_may_be_a_range(string says, string? json) =>
        Assert.Equal(json, Shape.CountOrRange.Read(says)?.ToJsonString());

    [Theory]
    [InlineData("1 month", "P1M")]
    [InlineData("6 weeks", "P6W")]
    [InlineData("P10D", "P10D")]
    [InlineData("4 hours", null)]
    public void A_period_is_one_of_the_calendar(string says, string? period) => Assert.Equal(period, (string?)Shape.Period.Read(says));

    [Theory]
    [InlineData("2 to 3", 2, 3)]
    [InlineData("3", 3, 3)]
    public void The_response_is_looked_at_after_a_number_of_infusions_or_over_several(string says, int fewest, int most)
    {
        using var folder = new ScratchFolder();
        (ToolRun run, _, ClinicPolicy policy) = Written(
            folder, [], [.. Named, "skip", "standard", "40 min", "6", "", "", "", "", "", "", says, "skip"]);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        Assert.Equal(SessionCount.Between(fewest, most), Assert.Single(policy.Protocols!.Protocols).EvaluateAfterSessions);
    }

    // After the given answers every question gets an empty line.
    private static (ToolRun Run, string Text, ClinicPolicy Policy) Written(ScratchFolder folder, string[] options, string[] answers)
    {
        string path = folder.PathOf("clinic.json");
        ToolRun run = ToolRun.Answering(string.Join('\n', answers) + new string('\n', 500), ["new", path, .. options]);
        Assert.True(run.Code == ExitCode.Holds, run.Output + run.Error);
        string text = File.ReadAllText(path);
        return (run, text, ClinicPolicy.Parse(text));
    }

    private static JsonObject Document(string text) =>
        (JsonObject)JsonNode.Parse(text, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
}
