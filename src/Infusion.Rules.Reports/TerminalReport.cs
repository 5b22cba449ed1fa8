using Infusion.Rules.Words;
using Spectre.Console;

namespace Infusion.Rules.Reports;

/// <summary>Writes a report on a terminal, or as plain text, at the console's width.</summary>
public static class TerminalReport
{
    private const int LabelWidth = 11;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="console">Where to.</param>
    public static void Write(Report report, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(console);
        var page = new Page(console);
        page.Write(report.Title, style: "bold");
        foreach (ReportLine line in report.First)
        {
            page.Write(line.Text, 0, line.Label.PadRight(LabelWidth), StyleOf(line.Attention));
        }

        if (report.Under.Length > 0)
        {
            page.Write(report.Under, style: "grey");
        }

        foreach (ReportSection section in report.Sections)
        {
            page.Heading(section.Title);
            foreach (ReportItem item in section.Items)
            {
                Item(page, item, 2);
            }
        }

        page.Blank();
        page.Write(report.Note, style: "grey");
    }

    private static void Item(Page page, ReportItem item, int indent)
    {
        string mark = item.IsOpen ? "? " : item.Attention switch
        {
            Attention.Stop => "X ",
            Attention.Clinician => "! ",
            _ => "- ",
        };
        string style = item.IsOpen ? "yellow" : StyleOf(item.Attention);
        string between = item.Title.Length == 0 || item.Says.Length == 0 ? "" : ": ";
        page.Write($"{item.Title}{between}{item.Says}", indent, mark, style);
        foreach (ReportReason reason in item.Because)
        {
            string source = reason.Source.Length == 0 ? "" : $"[{reason.Source}]";
            page.Write($"{reason.Text} {source}".Trim(), indent + 4);
        }

        if (item.Change is { } change)
        {
            page.Write($"Before: {Wording.Sentence(change.Before)} Now: {Wording.Sentence(change.Now)}", indent + 4);
        }

        foreach (ReportItem within in item.Within.Concat(item.Folded))
        {
            Item(page, within, indent + 4);
        }
    }

    private static string StyleOf(Attention attention) => attention switch
    {
        Attention.Stop => "bold red",
        Attention.Clinician => "yellow",
        _ => "",
    };
}
