using System.Text;
using Infusion.Rules.Words;

namespace Infusion.Rules.Verification;

/// <summary>Writes reports as Markdown that fits a pull-request comment.</summary>
public static class MarkdownReport
{
    /// <summary>Writes what came of expected cases.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(TestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"## Cases of {ShownText.Markdown(report.Tested)}");
        Line(text, "");
        Line(text, $"{report.Passed} as expected.");
        if (report.Cases.Any(one => !one.Passed))
        {
            Line(text, "");
            foreach (CaseResult one in report.Cases.Where(one => !one.Passed))
            {
                Line(text, $"- {ShownText.MarkdownCode(one.File)}, {ShownText.MarkdownCode(one.About)}, **{ShownText.Markdown(one.Name)}**: {ShownText.Markdown(string.Join(" ", one.Failures))}");
            }
        }

        Line(text, "");
        text.Append(Of(report.Coverage));
        if (report.Mutants is { } mutants)
        {
            Line(text, "");
            Line(text, "## Mutants");
            Line(text, "");
            Line(text, $"{mutants.Killed} make some case fail.");
            foreach (PolicyEdit survivor in mutants.Survivors)
            {
                Line(text, $"- No case notices {ShownText.Markdown(survivor.ToString())}");
            }
        }

        foreach (CoverageRequirement required in report.Required)
        {
            Line(text, "");
            string strong = required.Holds(report) ? "" : "**";
            Line(text, $"{strong}{ShownText.Markdown(required.Says(report))}{strong}.");
        }

        return text.ToString();
    }

    /// <summary>Writes a check.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"## Check of {ShownText.Markdown(report.Checked)}");
        Line(text, "");
        Line(text, report.IsClean ? FormattableString.Invariant($"No finding in {report.Tables.Length} tables.")
            : FormattableString.Invariant($"{report.Findings.Length} finding(s) in {report.Tables.Length} tables."));
        Line(text, "");
        foreach (CheckFinding finding in report.Findings)
        {
            Line(text, $"- **{finding.Id}** {ShownText.MarkdownCode(finding.Table)}: {ShownText.Markdown(finding.Says)}."
                + (finding.At is { } place ? $" {ShownText.MarkdownCode(place.ToString())}, {ShownText.MarkdownCode(finding.Path)}." : "")
                + (finding.Consequences.IsEmpty
                    ? ""
                    : $" Without effect for this reason: {string.Join(", ", finding.Consequences.Select(ShownText.MarkdownCode))}.")
                + (finding.Witness.IsEmpty ? "" : $" For example: {ShownText.Markdown(string.Join("; ", finding.Witness))}."));
        }

        foreach (CheckFinding finding in report.Accepted)
        {
            Line(text, $"- {finding.Id} {ShownText.MarkdownCode(finding.Table)}, accepted: {ShownText.Markdown(finding.Says)}.");
        }

        Line(text, FormattableString.Invariant($"{report.CellsCovered} cells covered, {report.CellsEvaluated} evaluated."));
        return text.ToString();
    }

    /// <summary>Writes what came of invariants: what does not hold first.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(InvariantReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"## Invariants of {ShownText.Markdown(report.Proved)}");
        Line(text, "");
        Line(text, FormattableString.Invariant($"{report.Count(InvariantStatus.Holds)} of {report.Invariants.Length} hold."));
        Line(text, "");
        foreach (InvariantResult one in report.Invariants.OrderBy(static one => one.Status == InvariantStatus.Holds))
        {
            string verdict = one.Status == InvariantStatus.Holds
                ? FormattableString.Invariant($"holds ({one.CellsCovered} cells covered, {one.CellsEvaluated} evaluated)")
                : $"**{ReportText.Words(one.Status.ToString())}**: {ShownText.Markdown(one.Because)}";
            Line(text, $"- {ShownText.MarkdownCode(one.Id)} {ShownText.Markdown(one.Says)} {verdict}");
            if (one.Status != InvariantStatus.Holds)
            {
                Line(text, $"  - {ShownText.Markdown(one.Claim)} ({ShownText.MarkdownCode(one.Decision)})");
            }
        }

        return text.ToString();
    }

    /// <summary>Writes a coverage report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(CoverageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, "## Coverage");
        Line(text, "");
        Line(text, FormattableString.Invariant($"{report.Rows} rows. Rules applied: {report.Applied}. Boundaries: {report.Boundary}. ")
            + $"Comparisons: {report.Mcdc}.");
        Line(text, "");
        Line(text, "| rule | applied | did not apply | unknown |");
        Line(text, "| --- | --- | --- | --- |");
        foreach (RuleCoverage rule in report.Rules)
        {
            Line(text, rule.IsNeverReached ? $"| {ShownText.MarkdownCode(rule.Rule)} | never reached | | |"
                : FormattableString.Invariant($"| {ShownText.MarkdownCode(rule.Rule)} | {rule.Applied} | {rule.DidNotApply} | {rule.Unknown} |"));
        }

        if (!report.Missing.IsEmpty)
        {
            Line(text, "");
            Line(text, "Missing cases, ready for an expected outcome:");
            foreach (BoundaryObligation missing in report.Missing)
            {
                Line(text, $"- {ShownText.Markdown(missing.ToString())}: {ShownText.Markdown(string.Join("; ", missing.Case))}");
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
