using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Repository;

/// <summary>Each fenced snippet of the README stands in a region here, line for line, and runs.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_fasting_snippet_prints_what_its_comments_say()
    {
        using var output = new StringWriter();
        RunFasting(output);
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Violation", lines[0]);
        Assert.EndsWith("1 h 30 min, limit 2 h, 30 min below it [fasting.clear-liquids, R44]", lines[1], StringComparison.Ordinal);
        Assert.Equal("2026-06-15T14:30:00Z", lines[2]);
    }

    [Fact]
    public void Every_snippet_of_the_readme_is_the_code_that_runs()
    {
        string readme = File.ReadAllText(Path.Combine(Evidence.Root, "README.md")).ReplaceLineEndings("\n");
        string source = File.ReadAllText(Path.Combine(
            Evidence.Root, "tests", "Infusion.Rules.Tests", "Repository", "ReadmeTests.cs")).ReplaceLineEndings("\n");
        MatchCollection snippets = Snippet().Matches(readme);
        Assert.NotEmpty(snippets);
        foreach (Match snippet in snippets)
        {
            Match region = Regex.Match(source, $"#region {snippet.Groups["name"].Value}\n(?<code>.*?)\n *#endregion", RegexOptions.Singleline);
            Assert.True(region.Success, $"No region is named {snippet.Groups["name"].Value}.");
            string code = string.Join('\n', region.Groups["code"].Value.Split('\n').Select(line => line.Length > 8 ? line[8..] : line.Trim()));
            Assert.Equal(code, snippet.Groups["code"].Value);
        }
    }

    private static void RunFasting(TextWriter Console)
    {
        #region fasting
        InfusionRules rules = InfusionRules.Published;
        Instant appointment = Instant.FromUtc(2026, 6, 15, 14, 0); // 10:00 on the clinic's clock
        var visit = new Visit
        {
            Appointment = appointment,
            Intakes = [Intake.Of("water", appointment - Duration.FromMinutes(90))],
            IntakesCompleteness = ListCompleteness.Complete,
        };
        Decision<FastingOutcome> decision = rules.Fasting.DecidePlan(visit);
        Console.WriteLine(decision.Outcome);                         // Violation
        Console.WriteLine(decision.ToDocument().Summary);            // ... 1 h 30 min, limit 2 h, 30 min below it [fasting.clear-liquids, R44]
        Console.WriteLine(rules.Fasting.EarliestAppointment(visit)); // 2026-06-15T14:30:00Z
        #endregion
    }

    [GeneratedRegex("<!-- snippet: (?<name>[a-z-]+) -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
