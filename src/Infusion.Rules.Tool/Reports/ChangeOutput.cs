using System.Collections.Immutable;
using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Spectre.Console;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Writes what a change changes, and what a gate says of it, on a terminal, as Markdown and as a page.</summary>
internal static class ChangeOutput
{
    /// <summary>Markdown has fewer letters than this, so that a comment on a change takes it.</summary>
    public const int MostLetters = 65_000;

    private const string Find = "Find decisions and values";

    /// <summary>Writes the differences on a console.</summary>
    /// <param name="periods">The differences.</param>
    /// <param name="isAll">Whether everything is written that a page has.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">How wide the console is; <c>null</c> for its own width.</param>
    public static void Write(ImmutableArray<DiffPeriod> periods, bool isAll, TextWriter writer, int? width = null)
    {
        bool isFirst = true;
        foreach (DiffPeriod period in periods)
        {
            if (!isFirst)
            {
                writer.WriteLine();
            }

            isFirst = false;
            Write(Diffs(period), 0, extent => ChangeReport.Of(period, extent), isAll, writer, width);
        }
    }

    /// <summary>The first lines of the differences.</summary>
    public static string Verdict(ImmutableArray<DiffPeriod> periods) => string.Join('\n', periods.SelectMany(static period =>
        ChangeReport.Of(period, ChangeExtent.Full).First).Select(static line => line.Text));

    /// <summary>Writes a gate on a console.</summary>
    public static void Write(GateReport gate, bool isAll, TextWriter writer, int? width = null) =>
        Write(Diffs(gate), GateSummary.LinesOf(gate), extent => GateSummary.Of(gate, extent), isAll, writer, width);

    /// <summary>Writes the differences as Markdown.</summary>
    public static string Markdown(ImmutableArray<DiffPeriod> periods) => string.Join('\n', periods.Select(period =>
        Markdown(Diffs(period), 0, extent => ChangeReport.Of(period, extent), MostLetters / periods.Length)));

    /// <summary>Writes a gate as Markdown.</summary>
    public static string Markdown(GateReport gate) => Markdown(
        Diffs(gate), GateSummary.LinesOf(gate), extent => GateSummary.Of(gate, extent), MostLetters);

    /// <summary>Writes the differences as one page.</summary>
    public static string Page(ImmutableArray<DiffPeriod> periods)
    {
        Report[] reports = [.. periods.Select(static period => ChangeReport.Of(period, ChangeExtent.Full))];
        return HtmlReport.Write(reports.Length == 1 ? reports[0] : new(
            "What changes, by the dates of the visits", "",
            [.. reports.SelectMany(static report => report.First.Select(line => line with { Text = $"{report.Under} {line.Text}" }))],
            [
                .. reports.SelectMany(static report =>
                    report.Sections.Select(section => section with { Title = $"{section.Title} ({report.Under.TrimEnd('.')})" })),
            ],
            string.Join(' ', reports.Select(static report => report.Note))), [], Find);
    }

    /// <summary>Writes a gate as one page.</summary>
    public static string Page(GateReport gate) => HtmlReport.Write(GateSummary.Of(gate, ChangeExtent.Full), [], Find);

    private static DiffReport[] Diffs(DiffPeriod period) => period.Report is { } report ? [report] : [];

    private static DiffReport[] Diffs(GateReport gate) => [.. gate.Steps.Select(static step => step.Difference).OfType<DiffReport>()];

    private static void Write(
        DiffReport[] diffs, int more, Func<ChangeExtent, Report> make, bool isAll, TextWriter writer, int? width)
    {
        IAnsiConsole console = ReportConsole.On(writer, width);
        TerminalReport.Write(isAll ? make(ChangeExtent.Full) : ChangeExtent.Fitted(
            diffs, more, make, (report, lines) => Lines(report, console.Profile.Width) <= lines), console);
    }

    private static int Lines(Report report, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        TerminalReport.Write(report, ReportConsole.On(text, width));
        return text.ToString().Count(static letter => letter == '\n');
    }

    private static string Markdown(DiffReport[] diffs, int more, Func<ChangeExtent, Report> make, int letters) =>
        MarkdownText.Write(ChangeExtent.Fitted(diffs, more, make, (report, lines) =>
            MarkdownText.Write(report) is var text && text.Length < letters && text.Count(static letter => letter == '\n') <= lines));
}
