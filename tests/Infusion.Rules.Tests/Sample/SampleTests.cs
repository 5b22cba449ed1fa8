using Infusion.Rules.Courses;
using Infusion.Rules.Fees;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using Infusion.Rules.Sample;
using Infusion.Rules.Tests.Courses;
using Infusion.Rules.Tests.Records;
using Infusion.Rules.Tests.Repository;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;

namespace Infusion.Rules.Tests.Sample;

/// <summary>The page a newcomer sees first, as it is committed.</summary>
public sealed class SampleTests
{
    // The most lines that a tired reader is given before the matters begin.
    private const int MostFirstLines = 15;

    private static readonly string[] _parts =
    [
        "Visit  ", "Missing  ", "Next  ", "Owed  ", "Stage  ", "Questions, and where", "What is next, and why", "\nVisit 5, ",
        "The patient", "The course", "What is owed, and why", "Visits that are over",
    ];

    private const char Escape = '\u001b';

    private static readonly string[] _shipped = ["responder", "non-responder", "mixed"];

    [Theory]
    [InlineData("terminal-80.txt", "responder", 80)]
    [InlineData("terminal-120.txt", "responder", 120)]
    [InlineData("plain-80.txt", "responder", 80)]
    [InlineData("plain-120.txt", "responder", 120)]
    [InlineData("plain-non-responder.txt", "non-responder", 100)]
    [InlineData("plain-mixed.txt", "mixed", 100)]
    public void The_committed_capture_is_what_the_sample_shows(string name, string record, int width)
    {
        bool isPlain = name.StartsWith("plain", StringComparison.Ordinal);
        string shown = isPlain ? Plain(Review(record), width) : Colour(Review(record), width);
        string path = RepositoryFiles.PathOf("samples/Infusion.Rules.Sample/captures/" + name);
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1")
        {
            File.WriteAllText(path, shown);
        }

        Assert.Equal(File.ReadAllText(path), shown);
        Assert.Equal(!isPlain, shown.Contains(Escape, StringComparison.Ordinal));
        Assert.All(shown.Split('\n'), line => Assert.True(WithoutCodes(line).Length <= width, $"too wide: {line}"));
        Assert.True(!isPlain || shown.All(char.IsAscii), "a letter that not every terminal shows");
    }

    [Fact]
    public void What_a_tired_reader_needs_stands_in_the_first_lines()
    {
        Assert.All(_shipped, record =>
        {
            string[] first = [.. Plain(Review(record), 80).Split('\n').TakeWhile(line => line.Length > 0)];
            Assert.InRange(first.Length, 5, MostFirstLines);
        });
    }

    [Fact]
    public void Every_matter_that_says_why_has_its_rule()
    {
        string[] ids = [.. InfusionRules.Published.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id)];
        string shown = string.Concat(_shipped.Select(record => Plain(Review(record), 120)));

        foreach (string id in new[]
                 {
                     "course.maintenance", "course.next.maintenance", "course.next.give", "eligibility.verdict",
                     "consultation.accepted", "protocol.four-hour", "fasting.compliant",
                     "visit.driving.elapsed", "fee.fasting-cancellation", "response.threshold.pain-nrs",
                     "maintenance.not-yet-due",
                     "course.not-a-cure", "referral.applied", "payment.self-pay",
                 })
        {
            Assert.Contains(id, ids);
            Assert.Contains(id, shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_that_is_no_case_ends_with_two_and_every_problem()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(
            file,
            RecordFiles.Crps.Replace("\"RSD\"", "7", StringComparison.Ordinal).Replace("\"route\"", "\"rout\"", StringComparison.Ordinal));
        var error = new StringWriter();
        int code = SampleApp.Run([file], TextWriter.Null, error);
        File.Delete(file);

        Assert.Equal(2, code);
        int line = 1 + RecordFiles.Crps[..RecordFiles.Crps.IndexOf("\"RSD\"", StringComparison.Ordinal)].Count(letter => letter == '\n');
        Assert.Contains($"line {line},", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("$.rout", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"route\"", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_two() =>
        Assert.Equal(2, SampleApp.Run([Path.GetTempPath() + "no-such-case.json"], TextWriter.Null, TextWriter.Null));

    [Fact]
    public void Help_names_every_option_and_every_record_that_ships()
    {
        var output = new StringWriter();
        Assert.Equal(0, SampleApp.Run(["mixed", "--help"], output, TextWriter.Null));
        Assert.All(["--as-of", "--help", .. _shipped], word => Assert.Contains(word, output.ToString(), StringComparison.Ordinal));
        Assert.All(_shipped, record => Assert.True(File.Exists(PathOf(record)), record));
        Assert.Equal(_shipped.Length, Directory.GetFiles(Path.GetDirectoryName(PathOf("mixed"))!).Length);
    }

    [Theory]
    [InlineData("--as-of")]
    [InlineData("--as-of", "Monday")]
    [InlineData("--when", "2026-03-05")]
    public void What_is_no_option_or_no_day_ends_with_two_and_what_is_allowed(params string[] arguments)
    {
        var error = new StringWriter();
        Assert.Equal(2, SampleApp.Run(arguments, TextWriter.Null, error));
        Assert.Contains("allowed:", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_begins_with_where_the_patient_is_and_ends_with_the_visits_and_the_charges()
    {
        string shown = Plain(Review("mixed"), 120);
        int[] places =
        [
            .. _parts.Select(words => shown.IndexOf(words, StringComparison.Ordinal)),
        ];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("responder", "2026-01-13T12:00", "Induction")]
    [InlineData("responder", "2026-03-16T08:00", "Maintenance")]
    [InlineData("non-responder", "2026-02-12T12:00", "Before the first completed infusion")]
    [InlineData("non-responder", "2026-03-09T12:00", "Likely no response")]
    public void Another_day_replays_the_course(string record, string at, string stage)
    {
        Instant instant = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(at).Value
            .InZoneStrictly(SampleClinic.Rules.TimeZone).ToInstant();
        CourseReview review = Review(record).At(instant);
        string shown = Plain(review, 120);
        Assert.Matches($"(?m)^Stage +{stage}", shown);
    }

    [Fact]
    public void The_shipped_histories_say_what_they_are_there_for()
    {
        CourseReview responder = Review("responder");
        Assert.Equal((CourseStage.Maintenance, NextStepKind.BookMaintenance), (responder.Stage.Outcome, responder.NextSteps.Single().Kind));
        Assert.Empty(responder.Questions);
        Assert.Empty(responder.DocumentationGaps);

        CourseReview other = Review("non-responder");
        Assert.Equal(CourseStage.DiscontinuationRecommended, other.Stage.Outcome);
        Assert.Equal(NextStepKind.GiveInfusion, other.NextSteps.Single().Kind);
        Assert.Empty(Review("mixed").DocumentationGaps);

        CourseReview mixed = Review("mixed");
        Assert.Equal(2, mixed.Series.Length);
        Assert.Contains(mixed.Visits, visit => visit.Fee is { Outcome: CancellationFeeOutcome.Charged });
    }

    [Fact]
    public void Nothing_on_the_page_calls_anything_safe_or_cured()
    {
        string shown = string.Concat(_shipped.Select(record => Plain(Review(record), 120)));

        Assert.DoesNotContain(" safe", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cured", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("stop ", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_record_has_a_page_the_contradictory_ones_too()
    {
        int contradictory = 0;
        for (int seed = 0; seed < 120; seed++)
        {
            CourseReview review = History.Rules.Review(
                (seed % 2 == 0 ? Histories.Inconsistent(seed) : Histories.Consistent(seed)).Record);
            string shown = Plain(review, 100);
            Assert.Equal(
                !review.Contradictions.IsEmpty, shown.Contains("Record     It contradicts itself", StringComparison.Ordinal));
            contradictory += review.Contradictions.IsEmpty ? 0 : 1;
        }

        Assert.InRange(contradictory, 20, 100);
    }

    private static string Plain(CourseReview review, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        TerminalReport.Write(CourseReport.Of(SampleClinic.Rules, review), ReportConsole.On(text, width));
        return text.ToString();
    }

    private static string Colour(CourseReview review, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        TerminalReport.Write(CourseReport.Of(SampleClinic.Rules, review), console);
        return text.ToString();
    }

    private static string PathOf(string record) => RepositoryFiles.PathOf($"samples/Infusion.Rules.Sample/cases/{record}.json");

    private static CourseReview Review(string record) =>
        SampleClinic.Rules.Review(PatientRecord.Parse(File.ReadAllText(PathOf(record)), SampleClinic.Rules.TimeZone));

    private static string WithoutCodes(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9;]*m", "");
}
