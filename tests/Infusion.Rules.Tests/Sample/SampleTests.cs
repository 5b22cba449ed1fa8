using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using Infusion.Rules.Sample;
using Infusion.Rules.Tests.Records;
using Infusion.Rules.Tests.Repository;
using Spectre.Console;

namespace Infusion.Rules.Tests.Sample;

/// <summary>The page a newcomer sees first, as it is committed.</summary>
public sealed class SampleTests
{
    private const char Escape = '\u001b';

    [Theory]
    [InlineData("terminal-80.txt", 80)]
    [InlineData("terminal-120.txt", 120)]
    [InlineData("plain-80.txt", 80)]
    [InlineData("plain-120.txt", 120)]
    public void The_committed_capture_is_what_the_sample_shows(string name, int width)
    {
        bool isPlain = name.StartsWith("plain", StringComparison.Ordinal);
        string shown = isPlain ? Screen.Plain(Write, width) : Screen.Colour(Write, width);
        string path = RepositoryFiles.PathOf("samples/Infusion.Rules.Sample/captures/" + name);
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_CAPTURE") == "1")
        {
            File.WriteAllText(path, shown);
        }

        Assert.Equal(File.ReadAllText(path), shown);
        Assert.Equal(!isPlain, shown.Contains(Escape, StringComparison.Ordinal));
        Assert.All(shown.Split('\n'), line => Assert.True(WithoutCodes(line).Length <= width, $"too wide: {line}"));
        Assert.True(!isPlain || shown.All(char.IsAscii), "a letter that not every terminal shows");
    }

    [Fact]
    public void Every_line_that_says_something_has_its_rule()
    {
        string[] ids = [.. InfusionRules.Published.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id)];
        string shown = Screen.Plain(Write, 120);

        foreach (string id in new[]
                 {
                     "consultation.free-call", "eligibility.candidate", "consultation.accepted", "protocol.four-hour", "fasting.solids",
                     "fasting.violation",
                     "visit.recovery-minimum", "visit.driving", "fee.fasting-cancellation", "response.threshold.pain-nrs",
                     "maintenance.window",
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
        int code = SampleApp.Run([file], error);
        File.Delete(file);

        Assert.Equal(2, code);
        int line = 1 + RecordFiles.Crps[..RecordFiles.Crps.IndexOf("\"RSD\"", StringComparison.Ordinal)].Count(letter => letter == '\n');
        Assert.Contains($"line {line},", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("$.rout", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"route\"", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_two() =>
        Assert.Equal(2, SampleApp.Run([Path.GetTempPath() + "no-such-case.json"], TextWriter.Null));

    [Fact]
    public void Nothing_on_the_page_calls_anything_safe_or_cured()
    {
        string shown = Screen.Plain(Write, 120) + Screen
            .Plain(console => new RecordPage(SampleClinic.Rules, Review("depression.json"), console).Write(), 120);

        Assert.DoesNotContain(" safe", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("cured", shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("stop ", shown, StringComparison.OrdinalIgnoreCase);
    }

    private static void Write(IAnsiConsole console) => new RecordPage(SampleClinic.Rules, Review("crps.json"), console).Write();

    private static CourseReview Review(string file)
    {
        InfusionRules rules = SampleClinic.Rules;
        return rules.Review(PatientRecord.Parse(file == "crps.json" ? RecordFiles.Crps : RecordFiles.Depression, rules.TimeZone));
    }

    private static string WithoutCodes(string line) => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9;]*m", "");
}
