using System.Text;
using Infusion.Rules.Words;

namespace Infusion.Rules.Reports;

/// <summary>Writes a report as Markdown, for a message, a ticket or a chart note.</summary>
public static class MarkdownText
{
    // Whatever Markdown reads as its own; what somebody wrote is shown as it was written.
    private const string Special = "\\`*_{}[]<>#|~";

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text, with \n between its lines.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder($"# {Escaped(report.Title)}\n\n{(report.Under.Length == 0 ? "" : Escaped(report.Under) + "\n\n")}");
        foreach (ReportLine line in report.First)
        {
            text.Append($"- **{Escaped(line.Label)}**: {Escaped(line.Text)}\n");
        }

        foreach (ReportSection section in report.Sections)
        {
            text.Append($"\n## {Escaped(section.Title)}\n\n");
            foreach (ReportItem item in section.Items)
            {
                Item(text, item, "");
            }
        }

        return text.Append($"\n{Escaped(report.Note)}\n").ToString();
    }

    private static void Item(StringBuilder text, ReportItem item, string indent)
    {
        string mark = item.Mark is { } word ? word.Length == 0 ? "" : $"({word}) " : item.IsOpen ? "(open) " : item.Attention switch
        {
            Attention.Stop => "(stop) ",
            Attention.Clinician => "(clinician) ",
            _ => "",
        };
        string title = item.Title.Length == 0 ? "" : $"**{Escaped(item.Title)}**{(item.Says.Length == 0 ? "" : ": ")}";
        text.Append($"{indent}- {mark}{title}{Escaped(item.Says)}\n");
        foreach (ReportReason reason in item.Because)
        {
            string source = reason.Source.Length == 0 ? "" : $"({Escaped(reason.Source)})";
            string says = reason.IsCode && !reason.Text.Contains('`', StringComparison.Ordinal) ? $"`{reason.Text}`" : Escaped(reason.Text);
            text.Append($"{indent}  - {$"{says} {source}".Trim()}\n");
        }

        if (item.Change is { } change)
        {
            (string before, string now) = (Wording.Sentence(change.Before), Wording.Sentence(change.Now));
            text.Append($"{indent}  - Before: {Escaped(before)} Now: **{Escaped(now)}**\n");
        }

        foreach (ReportItem within in item.Within.Concat(item.Folded))
        {
            Item(text, within, indent + "  ");
        }
    }

    private static string Escaped(string text) =>
        string.Concat(text.Select(static letter => Special.Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : $"{letter}"));
}
