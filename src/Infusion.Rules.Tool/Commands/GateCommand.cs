using Infusion.Rules.Reports;
using System.CommandLine;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules gate</c>: a change does what it declares, and nothing else.</summary>
internal static class GateCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        Undeclared effects fail, and so do declarations of what does not happen.

        Exit code: 0 it holds, 1 it fails, 2 a file cannot be read, 3 a decision
        is above the cell budget.

        Examples:
          infusion-rules gate --old samples/change/first.json --new samples/change/next.json --changes samples/change/declared
          infusion-rules gate --old samples/change/first.json --new samples/change/next.json --changes samples/change/declared --cases-old samples/change/cases-before --cases-new samples/change/cases-after --format markdown
        """;

    public static Command Create(TextWriter output)
    {
        var old = Arguments.PolicyOption("--old", "the policy before the change");
        var @new = Arguments.PolicyOption("--new", "the policy with the change");
        var changes = new Option<string>("--changes")
        {
            Description = "the folder of declared changes, JSON files",
            Required = true,
            HelpName = "DIR",
        };
        var oldCases = new Option<string?>("--cases-old") { Description = "the case files before the change", HelpName = "DIR" };
        var newCases = new Option<string?>("--cases-new")
        {
            Description = "the case files with the change; edited expectations are listed",
            HelpName = "DIR",
        };
        var template = new Option<string?>("--template")
        {
            Description = "a file for the declarations this change needs, with empty reasons to fill in",
            HelpName = "FILE",
        };
        var asOf = Arguments.AsOf();
        var budget = Arguments.Budget();
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Junit);
        var file = Arguments.Output();
        var command = new Command("gate", "Holds a change to its word: what it declares against what it does.")
        {
            old,
            @new,
            changes,
            oldCases,
            newCases,
            template,
            asOf,
            budget,
            format,
            file,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(oldCases) is null != result.GetValue(newCases) is null)
            {
                result.AddError("--cases-old and --cases-new go together.");
            }
        });
        command.SetAction(parsed =>
        {
            InfusionRules before = PolicyInput.Read(parsed.GetRequiredValue(old), parsed.GetValue(asOf));
            InfusionRules after = PolicyInput.Read(parsed.GetRequiredValue(@new), parsed.GetValue(asOf));
            var declared = ChangesInput.Read(parsed.GetRequiredValue(changes));
            var edited = parsed.GetValue(oldCases) is { } was && parsed.GetValue(newCases) is { } @is
                ? ExpectationDiff.Between(after, CaseFiles.Folder(was, before), CaseFiles.Folder(@is, after))
                : [];
            DiffReport diff = PolicyDiff.Compare(before.Policy, after.Policy, new() { CellBudget = parsed.GetValue(budget) });
            GateReport gate = ChangeGate.Judge(diff, declared, edited);
            if (parsed.GetValue(template) is { } path)
            {
                ReportFile.Save(path, VerificationJson.Write(ChangeGate.Template(diff)) + "\n");
            }

            ReportFile.To(parsed.GetValue(file), output, writer =>
            {
                switch (parsed.GetValue(format))
                {
                    case ReportFormat.Json:
                        writer.Write(VerificationJson.Write(gate) + "\n");
                        break;
                    case ReportFormat.Markdown:
                        writer.Write(MarkdownReport.Of(gate));
                        break;
                    case ReportFormat.Junit:
                        writer.Write(JUnitReport.Of(gate));
                        break;
                    default:
                        GateText.Write(gate, diff, ReportConsole.On(writer));
                        break;
                }
            }, GateText.Verdict(gate));
            return gate.Outcome switch
            {
                GateOutcome.Holds => ExitCode.Holds,
                GateOutcome.Undecided => ExitCode.Undecided,
                _ => ExitCode.Fails,
            };
        });
        return command;
    }
}
