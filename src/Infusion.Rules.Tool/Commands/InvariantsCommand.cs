using System.Collections.Immutable;
using System.CommandLine;
using Infusion.Rules.Cases;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules invariants</c>: statements that hold in every version, proved or refuted with a case.</summary>
internal static class InvariantsCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        Of a book every version is proved. Every case is looked at; nothing is sampled.

        Exit code: 0 every statement holds, 1 one is refuted, 2 a file cannot be read or
        nobody can meet a premise, 3 a proof is above the cell budget.

        Examples:
          infusion-rules invariants published samples/invariants/safety.yaml
          infusion-rules invariants published samples/policies/lake-view.json samples/invariants/safety.yaml --format markdown
        """;

    public static Command Create(TextWriter output)
    {
        var policies = Arguments.Policies();
        policies.CustomParser = static result =>
        {
            // The last word is the file.
            int count = Math.Max(1, result.Tokens.Count - 1);
            string[] given = [.. result.Tokens.Take(count).Select(static token => token.Value)];
            result.OnlyTake(count);
            return given;
        };
        var file = new Argument<string>("FILE") { Description = "the statements, a JSON or YAML file" };
        var asOf = Arguments.AsOf();
        var budget = Arguments.Budget();
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Junit);
        var to = Arguments.Output();
        var command = new Command(
            "invariants", "Proves statements that hold in every version of a policy, or refutes each with a case.")
        {
            policies, file, asOf, budget, format, to,
        };
        command.SetAction(parsed =>
        {
            ImmutableArray<InfusionRules> versions =
                [.. PolicyInput.ReadEvery(parsed.GetRequiredValue(policies), parsed.GetValue(asOf)).Select(static one => one.Rules)];
            ImmutableArray<Invariants> stated = InvariantsInput.Read(parsed.GetRequiredValue(file), versions);
            ImmutableArray<InvariantReport> reports =
            [
                .. versions.Select((rules, place) => PolicyInvariants.Prove(rules, stated[place], parsed.GetValue(budget))),
            ];
            ReportFile.To(
                parsed.GetValue(to), output, writer => Write(reports, parsed.GetValue(format), writer),
                string.Join('\n', reports.Select(static report => $"{report}.")));
            return Any(InvariantStatus.Refuted) ? ExitCode.Fails
                : Any(InvariantStatus.Vacuous) ? ExitCode.BadInput
                : Any(InvariantStatus.Undecided) ? ExitCode.Undecided
                : ExitCode.Holds;

            bool Any(InvariantStatus status) => reports.Any(report => report.Count(status) > 0);
        });
        return command;
    }

    private static void Write(ImmutableArray<InvariantReport> reports, ReportFormat format, TextWriter writer)
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
            default:
                InvariantsText.Write(reports, ReportConsole.On(writer));
                break;
        }
    }
}
