using System.Collections.Immutable;
using System.CommandLine;
using Infusion.Rules.Documents;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules check</c>: gaps, overlaps, and rules, facts and limits without effect.</summary>
internal static class CheckCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        Of a book every version is checked. Nothing is sampled.

        Exit code: 0 nothing found, 1 something found, 2 a file cannot be read,
        3 a decision is above the cell budget.

        Examples:
          infusion-rules check published
          infusion-rules check samples/change --format markdown
          infusion-rules check samples/change --format sarif --output check.sarif
        """;

    public static Command Create(TextWriter output)
    {
        var policies = Arguments.Policies();
        var asOf = Arguments.AsOf();
        var accepted = new Option<string?>("--accepted")
        {
            Description = "a JSON file of findings that were reviewed and stand, each with its reason",
            HelpName = "FILE",
        };
        var budget = Arguments.Budget();
        var format = Arguments.Format(
            ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Junit, ReportFormat.Sarif, ReportFormat.Github);
        var file = Arguments.Output();
        var command = new Command(
            "check",
            "Finds cases without an answer, contradictions, and rules and limits without effect.") { policies, asOf, accepted, budget,
            format, file };
        command.SetAction(parsed =>
        {
            string[] given = parsed.GetRequiredValue(policies);
            ImmutableArray<AcceptedFinding> reviewed = parsed.GetValue(accepted) is { } path ? AcceptedInput.Read(path) : [];
            ImmutableArray<(InfusionRules Rules, LocatedDocument? Document)> inputs = PolicyInput.ReadEvery(given, parsed.GetValue(asOf));
            ImmutableArray<CheckReport> reports =
            [
                .. inputs.Select(
                    one => PolicyCheck.Run(
                        one.Rules, new() { CellBudget = parsed.GetValue(budget), Accepted = reviewed, Document = one.Document })),
            ];
            int findings = reports.Sum(report => report.Findings.Length);
            ReportFile.To(
                parsed.GetValue(file), output, writer => Write(reports, parsed.GetValue(format), writer),
                $"{Wording.Count(findings, "finding")}.");
            return reports.All(report => report.IsClean) ? ExitCode.Holds
                : reports.All(report => report.Findings.All(finding => IsOpen(report, finding))) ? ExitCode.Undecided
                : ExitCode.Fails;
        });
        return command;
    }

    // Of a table above the budget nothing is known, and so not whether a reviewed finding still occurs.
    private static bool IsOpen(CheckReport report, CheckFinding finding) => finding.Code == CheckCode.OverBudget
        || (finding.Code == CheckCode.StaleAcceptance
            && report.Findings.Any(other => other.Code == CheckCode.OverBudget && other.Table == finding.Table));

    private static void Write(ImmutableArray<CheckReport> reports, ReportFormat format, TextWriter writer)
    {
        switch (format)
        {
            case ReportFormat.Json:
                writer.Write(VerificationJson.Write(reports) + "\n");
                break;
            case ReportFormat.Markdown:
                writer.Write(string.Join('\n', reports.Select(MarkdownReport.Of)));
                break;
            case ReportFormat.Junit:
                writer.Write(JUnitReport.Of(reports));
                break;
            case ReportFormat.Sarif:
                writer.Write(SarifReport.Of("check", reports.SelectMany(ReportRow.Of)));
                break;
            case ReportFormat.Github:
                writer.Write(GitHubAnnotations.Of(reports.SelectMany(ReportRow.Of)));
                break;
            default:
                CheckText.Write(reports, ReportConsole.On(writer));
                break;
        }
    }
}
