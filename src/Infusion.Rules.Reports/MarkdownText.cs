using System.Text;
using Infusion.Rules.Words;

namespace Infusion.Rules.Reports;

/// <summary>Writes a report as Markdown, for a message, a ticket or a chart note.</summary>
public static class MarkdownText
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The text, with \n between its lines.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        string under = report.Under.Length == 0 ? "" : $"{ShownText.Markdown(report.Under)}\n\n";
        var text = new StringBuilder($"# {ShownText.Markdown(report.Title)}\n\n{under}");
        foreach (ReportLine line in report.First)
        {
            text.Append($"- **{ShownText.Markdown(line.Label)}**: {ShownText.Markdown(line.Text)}\n");
        }

        foreach (ReportSection section in report.Sections)
        {
            text.Append($"\n## {ShownText.Markdown(section.Title)}\n\n");
            foreach (ReportItem item in section.Items)
            {
                Item(text, item, "");
            }
        }

        return text.Append($"\n{ShownText.Markdown(report.Note)}\n").ToString();
    }

    private static void Item(StringBuilder text, ReportItem item, string indent)
    {
        string mark = item.Mark is { Length: 0 } ? ""
            : item.Mark is { } word ? $"({ShownText.Markdown(word)}) "
            : item.IsOpen ? "(open) "
            : item.Attention switch
            {
                Attention.Stop => "(stop) ",
                Attention.Clinician => "(clinician) ",
                _ => "",
            };
        string title = item.Title.Length == 0 ? "" : $"**{ShownText.Markdown(item.Title)}**{(item.Says.Length == 0 ? "" : ": ")}";
        text.Append($"{indent}- {mark}{title}{ShownText.Markdown(item.Says)}\n");
        foreach (ReportReason reason in item.Because)
        {
            string source = reason.Source.Length == 0 ? "" : $"({ShownText.Markdown(reason.Source)})";
            string says = reason.IsCode ? ShownText.MarkdownCode(reason.Text) : ShownText.Markdown(reason.Text);
            text.Append($"{indent}  - {$"{says} {source}".Trim()}\n");
        }

        if (item.Change is { } change)
        {
            (string before, string now) = (Wording.Sentence(change.Before), Wording.Sentence(change.Now));
            text.Append($"{indent}  - Before: {ShownText.Markdown(before)} Now: **{ShownText.Markdown(now)}**\n");
        }

        foreach (ReportItem within in item.Within.Concat(item.Folded))
        {
            Item(text, within, indent + "  ");
        }
    }
}
