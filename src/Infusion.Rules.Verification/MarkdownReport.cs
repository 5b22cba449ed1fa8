using System.Collections.Immutable;
using System.Text;
using Infusion.Rules.Words;

namespace Infusion.Rules.Verification;

/// <summary>Writes reports as Markdown that fits a pull-request comment.</summary>
public static class MarkdownReport
{
    private const int MostLines = 40;
    private const int LongestLine = 400;

    /// <summary>Writes a difference.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(DiffReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"## {Escaped(report.New)} against {Escaped(report.Old)}");
        Line(text, "");
        Line(text, report.IsEquivalent ? "Every case is decided as before, in the same words."
            : report.IsUndecided ? "**Undecided**: some table needs more cells than the budget allows. Nothing was sampled instead."
            : report.FailsClosed ? "**Some differences have no direction** and need a person to look at them."
            : "Every difference is listed, each with its direction.");
        Line(text, "");
        TableDiff[] changed = [.. report.Tables.Where(table => !table.IsEquivalent)];
        if (changed.Length > 0)
        {
            Line(text, "| decision | axis | change |");
            Line(text, "| --- | --- | --- |");
            foreach ((TableDiff table, AxisDiff axis) in changed.SelectMany(table => table.Axes, (table, axis) => (table, axis))
                         .Where(row => row.axis.Class != ChangeClass.Equivalent))
            {
                Line(text, $"| {DecisionWords.TitleOf(table.Id)} (`{table.Id}`) | {ReportText.Of(axis.Axis)} | {ReportText.Verb(axis.Axis, axis.Class)} |");
            }
        }

        foreach (TableDiff table in changed)
        {
            Section(text, table);
        }

        Parameters(text, report.Parameters);
        Line(text, "");
        Line(
            text,
            FormattableString.Invariant(
                $"{report.CellsCovered} cells covered, {report.CellsEvaluated} evaluated. Cells are not patients."));
        return text.ToString();
    }

    /// <summary>Writes the difference of one period.</summary>
    /// <param name="period">The period.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(DiffPeriod period)
    {
        ArgumentNullException.ThrowIfNull(period);
        string heading = period.Dates.Length == 0 ? "" : $"# Visits {period.Dates}\n\n";
        return heading + (period.Report is { } report ? Of(report) : $"**Cannot be compared**: {Escaped(period.Missing ?? "")}.\n");
    }

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

    /// <summary>Writes a gate's report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The Markdown.</returns>
    public static string Of(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, $"## Gate: {ReportText.Words(report.Outcome.ToString())}");
        Line(text, "");
        Line(text, $"{Escaped(report.New)} against {Escaped(report.Old)}.");
        foreach (GateStep step in report.Steps)
        {
            Step(text, step);
        }

        if (!report.Edited.IsEmpty)
        {
            Line(text, "");
            Line(text, "Expected outcomes edited with this change:");
            Some(text, report.Edited.Select(static edit => edit.Says));
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

    private static void Step(StringBuilder text, GateStep step)
    {
        Line(text, "");
        Line(text, $"### {Escaped(step.ToString())}");
        if (!step.Failures.IsEmpty)
        {
            Line(text, "");
            Line(text, "What is wrong:");
            Some(text, step.Failures.Select(static failure => failure.Says + "."));
        }

        if (!step.Confirmed.IsEmpty)
        {
            Line(text, "");
            Line(text, "Declared, and so it is:");
            Some(text, step.Confirmed);
        }

        if (!string.IsNullOrWhiteSpace(step.Reason))
        {
            Line(text, "");
            Line(text, $"> {Escaped(Clipped(step.Reason!))}");
        }

        if (step.Proposal.Length > 0)
        {
            Line(text, "");
            Line(text, step.Proposal);
        }
    }

    // As much as a person reads and a comment holds; the JSON has all of it.
    private static void Some(StringBuilder text, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        foreach (string line in all.Take(MostLines))
        {
            Line(text, $"- {Escaped(Clipped(line))}");
        }

        if (all.Length > MostLines)
        {
            Line(text, FormattableString.Invariant($"- and {all.Length - MostLines} more; the JSON report has them"));
        }
    }

    private static string Clipped(string line) => line.Length <= LongestLine ? line : $"{line.Remove(LongestLine - 1)}…";

    private static void Section(StringBuilder text, TableDiff table)
    {
        Line(text, "");
        Line(text, $"### {DecisionWords.TitleOf(table.Id)}: {Escaped(table.Decides)} (`{table.Id}`)");
        foreach (Witness witness in table.Witnesses)
        {
            Line(text, $"- {Escaped(witness.Says)}");
            foreach (Witness cause in witness.Because)
            {
                Line(text, $"  - because: {Escaped(cause.Says)}");
            }
        }

        foreach (AxisDiff axis in table.Axes.Where(axis => axis.Class is ChangeClass.Incomparable or ChangeClass.Undecided))
        {
            foreach (string reason in axis.Reasons)
            {
                Line(text, $"- {ReportText.Of(axis.Axis)}: {Escaped(reason)}");
            }
        }

        if (!table.Regions.IsEmpty)
        {
            Line(text, "");
            Line(text, "Where it differs:");
            foreach (Region region in table.Regions)
            {
                Line(text, $"- {Escaped(region.Says)}");
            }
        }

        if (!table.Triplets.IsEmpty)
        {
            Line(text, "");
            Line(text, "| limit | value | before | now |");
            Line(text, "| --- | --- | --- | --- |");
            foreach (Triplet triplet in table.Triplets)
            {
                string context = triplet.Context.IsEmpty ? "" : $" ({string.Join("; ", triplet.Context)})";
                foreach (TripletPoint point in triplet.Points)
                {
                    Line(
                        text,
                        $"| {Escaped(triplet.Name + " at " + triplet.Boundary + context)} | {Escaped(point.Value)} | "
                        + $"{Escaped(point.Before)} | {Escaped(point.After)} |");
                }
            }
        }

        if (!table.Rules.IsEmpty)
        {
            Line(text, "");
            foreach (RuleChange change in table.Rules)
            {
                Line(text, $"- `{change.Id}`, {change.Part}: {Escaped(change.Before ?? "none")} -> {Escaped(change.After ?? "none")}");
            }
        }
    }

    private static void Parameters(StringBuilder text, ImmutableArray<ParameterChange> parameters)
    {
        if (parameters.IsEmpty)
        {
            return;
        }

        Line(text, "");
        Line(text, "### Values of the policy");
        foreach (ParameterChange change in parameters)
        {
            string basis = change.Basis switch
            {
                ParameterBasis.Tables => "judged by the tables",
                ParameterBasis.Identity => "identifies the document",
                ParameterBasis.ToConfirm => $"**citation to be confirmed**: {Escaped(string.Join(", ", change.ToConfirm))}",
                ParameterBasis.Declared => ReportText.Of(change.Axis ?? ChangeAxis.Caution, change.Class),
                _ => "**no declared meaning; fails closed**",
            };
            Line(text, $"- `{change.Path}`: {Escaped(change.Before ?? "not set")} -> {Escaped(change.After ?? "not set")} ({basis})");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Escaped(string text) =>
        text.Replace("|", "\\|").Replace("<", "&lt;").Replace("\n", " ").Replace("\r", " ").Replace("@", "@\u200b");
}
