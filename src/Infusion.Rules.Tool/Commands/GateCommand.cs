using Infusion.Rules.Cases;
using Infusion.Rules.Policies;
using System.Collections.Immutable;
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
        A change declares every value it changes and what that does, bound to the
        content of both versions. What is not declared fails, and so does what is
        declared and does not happen. Declarations of other steps are history.
        Two books are held version by version; a folder that is not there declares
        nothing. --template writes what is to be declared; the reason is yours.

        Exit code: 0 it holds, 1 it fails, 2 a file cannot be read, 3 a decision
        is above the cell budget.

        Examples:
          infusion-rules gate --old samples/change/first.json --new samples/change/next.json --changes samples/change/declared
          infusion-rules gate --old samples/change/first.json --new samples/change/next.json --changes samples/change/declared --cases-old samples/change/cases-before --cases-new samples/change/cases-after --format markdown
        """;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var old = Arguments.PolicyOption("--old", "the policy before the change");
        var @new = Arguments.PolicyOption("--new", "the policy with the change");
        var changes = new Option<string>("--changes")
        {
            Description = "the folder of declared changes, a JSON file for each step; one that is not there declares nothing",
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
            Description = "a file for the declaration this change needs, with an empty reason to fill in; a book that needs several gets "
                + "FILE-1 and so on",
            HelpName = "FILE",
        };
        var asOf = Arguments.AsOf();
        var budget = Arguments.Budget();
        var format = Arguments.Format(
            ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Html, ReportFormat.Junit, ReportFormat.Sarif,
            ReportFormat.Github);
        var html = Arguments.Html();
        var all = Arguments.All();
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
            all,
            format,
            html,
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
            ReportFormat shown = Arguments.FormatOf(parsed, format, html);
            (PolicyBook before, PolicyBook after, PolicyFiles files) = PolicyInput.Pair(
                parsed.GetRequiredValue(old), parsed.GetRequiredValue(@new), parsed.GetValue(asOf));
            ImmutableArray<DeclaredStep> declared = ChangesInput.Read(parsed.GetRequiredValue(changes));
            ImmutableArray<EditedExpectation> edited = parsed.GetValue(oldCases) is { } was && parsed.GetValue(newCases) is { } @is
                ? Edited(
                    was, PolicyInput.Last(parsed.GetRequiredValue(old), before), @is,
                    PolicyInput.Last(parsed.GetRequiredValue(@new), after))
                : [];
            GateReport gate = ChangeGate.Judge(before, after, declared, edited, new() { CellBudget = parsed.GetValue(budget) });
            string[] written = parsed.GetValue(template) is { } path ? [.. Written(path, ChangeGate.Template(gate))] : [];
            ReportFile.To(parsed.GetValue(file), output, writer =>
            {
                switch (shown)
                {
                    case ReportFormat.Json:
                        writer.Write(VerificationJson.Write(gate) + "\n");
                        break;
                    case ReportFormat.Markdown:
                        writer.Write(ChangeOutput.Markdown(gate));
                        break;
                    case ReportFormat.Html:
                        writer.Write(ChangeOutput.Page(gate));
                        break;
                    case ReportFormat.Junit:
                        writer.Write(JUnitReport.Of(gate));
                        break;
                    case ReportFormat.Sarif:
                        writer.Write(SarifReport.Of("gate", ChangeRows.Of(gate, files)));
                        break;
                    case ReportFormat.Github:
                        writer.Write(GitHubAnnotations.Of(ChangeRows.Of(gate, files)));
                        break;
                    default:
                        ChangeOutput.Write(gate, parsed.GetValue(all), writer);
                        break;
                }
            }, GateSummary.Verdict(gate));
            if (parsed.GetValue(template) is not null)
            {
                error.WriteLine(written.Length == 0 ? "Nothing is left to declare; no file was written."
                    : $"Written: {string.Join(", ", written)}. Fill in the reason, and put it into {parsed.GetRequiredValue(changes)}.");
            }

            return gate.Outcome switch
            {
                GateOutcome.Holds => ExitCode.Holds,
                GateOutcome.Undecided => ExitCode.Undecided,
                _ => ExitCode.Fails,
            };
        });
        return command;
    }

    private static IEnumerable<string> Written(string path, ImmutableArray<DeclaredStep> steps)
    {
        for (int place = 0; place < steps.Length; place++)
        {
            string file = steps.Length == 1 ? path
                : Path.Combine(
                    Path.GetDirectoryName(path) ?? "",
                    FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)}-{place + 1}{Path.GetExtension(path)}"));
            ReportFile.Save(file, steps[place].ToJson());
            yield return file;
        }
    }

    // As with declarations, a folder that is not there has no case; but where neither is, the path is wrong.
    private static ImmutableArray<EditedExpectation> Edited(string was, InfusionRules before, string @is, InfusionRules after) =>
        !Directory.Exists(was) && !Directory.Exists(@is)
            ? throw new BadInputException($"{was}: there is no such folder, nor {@is}.")
            : ExpectationDiff.Between(after, Cases(was, before), Cases(@is, after));

    private static IReadOnlyDictionary<string, ExpectedCases> Cases(string folder, InfusionRules rules) =>
        Directory.Exists(folder) ? CaseFiles.Folder(folder, rules) : new Dictionary<string, ExpectedCases>();
}
