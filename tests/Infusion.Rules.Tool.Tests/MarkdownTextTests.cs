using Infusion.Rules.Reports;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Tests;

public class MarkdownTextTests
{
    private static string Mixed => ToolRun.File("samples/Infusion.Rules.Sample/cases/mixed.json");

    [Fact]
    public void It_says_what_the_terminal_says()
    {
        string text = ToolRun.Of("decide", "published", Mixed, "--format", "markdown").Output;
        Assert.StartsWith("# Record mixed, judged Mon 16 Mar 2026, 08:00\n", text, StringComparison.Ordinal);
        Assert.Contains("\n- **Visit**: Visit 5, Mon 16 Mar 2026, 09:00: ASK FIRST.", text, StringComparison.Ordinal);
        Assert.Contains("\n## Visits that are over\n", text, StringComparison.Ordinal);
        Assert.Contains("(open) **Fast before the appointment**", text, StringComparison.Ordinal);
        Assert.EndsWith("the clinician decides.\n", text, StringComparison.Ordinal);
        Assert.StartsWith(
            "# Mon 16 Mar 2026",
            ToolRun.Of(
                "day", "published", Path.GetDirectoryName(Mixed)!, "--on", "2026-03-16", "--format", "markdown").Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "## Getting here and back",
            ToolRun.Of("decide", "published", Mixed, "--instructions", "visit-5", "--format", "markdown").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_wrote_is_no_markup()
    {
        var report = new Report("a*b", "c", [new("Visit", "<b> [x](y) `z`", Attention.Stop)], [], "note");
        Assert.Equal("# a\\*b\n\nc\n\n- **Visit**: \\<b\\> \\[x\\](y) \\`z\\`\n\nnote\n", MarkdownText.Write(report));
    }

    [Fact]
    public void What_stops_and_what_a_clinician_looks_at_is_said_in_words()
    {
        var item = new ReportItem { Title = "A", Says = "b", Attention = Attention.Stop, Because = [new("Why", "a.rule; R1")] };
        var report = new Report("t", "u", [], [new("S", [item, item with { Attention = Attention.Clinician, Within = [item] }])], "n");
        string text = MarkdownText.Write(report);
        Assert.Contains("- (stop) **A**: b\n  - Why (a.rule; R1)\n", text, StringComparison.Ordinal);
        Assert.Contains("- (clinician) **A**: b\n  - Why (a.rule; R1)\n  - (stop) **A**: b\n", text, StringComparison.Ordinal);
    }
}
