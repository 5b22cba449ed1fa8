using System.Text;

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
        Line(text, $"## Cases of {Escaped(report.Tested)}");
        Line(text, "");
        Line(text, $"{report.Passed} as expected.");
        if (report.Cases.Any(one => !one.Passed))
        {
            Line(text, "");
            foreach (CaseResult one in report.Cases.Where(one => !one.Passed))
            {
                Line(text, $"- `{one.File}`, `{one.About}`, **{Escaped(one.Name)}**: {Escaped(string.Join(" ", one.Failures))}");
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
                Line(text, $"- No case notices {Escaped(survivor.ToString())}");
            }
        }

        foreach (CoverageRequirement required in report.Required)
        {
            Line(text, "");
            Line(text, $"{(required.Holds(report) ? "" : "**")}{required.Says(report)}{(required.Holds(report) ? "" : "**")}.");
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
        Line(text, $"## Check of {Escaped(report.Checked)}");
        Line(text, "");
        Line(text, report.IsClean ? FormattableString.Invariant($"No finding in {report.Tables.Length} tables.")
            : FormattableString.Invariant($"{report.Findings.Length} finding(s) in {report.Tables.Length} tables."));
        Line(text, "");
        foreach (CheckFinding finding in report.Findings)
        {
            Line(text, $"- **{finding.Id}** `{finding.Table}`: {Escaped(finding.Says)}."
                + (finding.At is { } place ? $" `{place}`, `{finding.Path}`." : "")
                + (finding.Consequences.IsEmpty ? "" : $" Without effect for this reason: `{string.Join("`, `", finding.Consequences)}`.")
                + (finding.Witness.IsEmpty ? "" : $" For example: {Escaped(string.Join("; ", finding.Witness))}."));
        }

        foreach (CheckFinding finding in report.Accepted)
        {
            Line(text, $"- {finding.Id} `{finding.Table}`, accepted: {Escaped(finding.Says)}.");
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
        Line(text, $"## Invariants of {Escaped(report.Proved)}");
        Line(text, "");
        Line(text, FormattableString.Invariant($"{report.Count(InvariantStatus.Holds)} of {report.Invariants.Length} hold."));
        Line(text, "");
        foreach (InvariantResult one in report.Invariants.OrderBy(static one => one.Status == InvariantStatus.Holds))
        {
            string verdict = one.Status == InvariantStatus.Holds
                ? FormattableString.Invariant($"holds ({one.CellsCovered} cells covered, {one.CellsEvaluated} evaluated)")
                : $"**{ReportText.Words(one.Status.ToString())}**: {Escaped(one.Because)}";
            Line(text, $"- `{one.Id}` {Escaped(one.Says)} {verdict}");
            if (one.Status != InvariantStatus.Holds)
            {
                Line(text, $"  - {Escaped(one.Claim)} (`{one.Decision}`)");
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
            Line(text, rule.IsNeverReached ? $"| `{rule.Rule}` | never reached | | |"
                : FormattableString.Invariant($"| `{rule.Rule}` | {rule.Applied} | {rule.DidNotApply} | {rule.Unknown} |"));
        }

        if (!report.Missing.IsEmpty)
        {
            Line(text, "");
            Line(text, "Missing cases, ready for an expected outcome:");
            foreach (BoundaryObligation missing in report.Missing)
            {
                Line(text, $"- {Escaped(missing.ToString())}: {Escaped(string.Join("; ", missing.Case))}");
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Escaped(string text) =>
        text.Replace("|", "\\|").Replace("<", "&lt;").Replace("\n", " ").Replace("\r", " ").Replace("@", "@\u200b");
}
