using Infusion.Rules.Reports;
using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;
using Spectre.Console;

namespace Infusion.Rules.Tool.Reports;

/// <summary>A check for a person to read.</summary>
internal static class CheckText
{
    public static void Write(ImmutableArray<CheckReport> reports, IAnsiConsole console)
    {
        var page = new Page(console);
        bool isFirst = true;
        foreach (CheckReport report in reports)
        {
            if (!isFirst)
            {
                page.Blank();
            }

            isFirst = false;
            One(report, page);
        }
    }

    /// <summary>The sentence under every proof.</summary>
    public static string Cells(BigInteger covered, long evaluated) => FormattableString.Invariant(
        $"{covered:#,0} combinations of facts covered by evaluating {evaluated:#,0} cells; nothing was sampled. Cells are not patients.");

    private static void One(CheckReport report, Page page)
    {
        page.Write($"Check of {report.Checked}: {Verdict(report)}", style: "bold");
        foreach (IGrouping<string, CheckFinding> table in report.Findings.GroupBy(finding => finding.Table))
        {
            page.Heading($"{DecisionWords.TitleOf(table.Key)} [{table.Key}]");
            foreach (CheckFinding finding in table)
            {
                page.Write(Wording.Sentence(Wording.Capital(finding.Says)), 2, $"{finding.Id}  ");
                if (!finding.Witness.IsEmpty)
                {
                    page.Write($"For example: {string.Join("; ", finding.Witness)}.", 10);
                }

                if (!finding.Consequences.IsEmpty)
                {
                    page.Write($"Without effect for this reason: {string.Join(", ", finding.Consequences)}.", 10);
                }

                if (finding.At is { } place)
                {
                    page.Write($"{place}: {finding.Path}", 10);
                }
            }
        }

        if (!report.Accepted.IsEmpty)
        {
            page.Heading("Reviewed and accepted");
            foreach (CheckFinding finding in report.Accepted)
            {
                page.Write(Wording.Sentence($"{finding.Table}: {finding.Says}"), 2, $"{finding.Id}  ");
            }
        }

        page.Blank();
        page.Write(Cells(report.CellsCovered, report.CellsEvaluated));
    }

    private static string Verdict(CheckReport report) => report.IsClean
        ? $"nothing found in {Wording.Count(report.Tables.Length, "table")}."
        : $"{Wording.Count(report.Findings.Length, "finding")} in {Wording.Count(report.Tables.Length, "table")}."
            + (report.IsUndecided ? " Some table is above the cell budget, and nothing is known of it." : "");
}
