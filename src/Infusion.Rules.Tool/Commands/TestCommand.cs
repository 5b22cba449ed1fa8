using Infusion.Rules.Reports;
using System.CommandLine;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules test</c>: cases whose outcomes an expert wrote down.</summary>
internal static class TestCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        Cases are JSON, YAML or CSV files: rows of single tables, and whole records.
        Mutants, policies that are wrong in one value, are tried only where they are
        required; that takes half a minute. A missing case at a boundary is shown ready
        to be filled in; --fill writes whole records that reach what is missing, with what
        the policy decides of them, to a YAML file, and names what none reaches.

        Exit code: 0 every case comes out as expected and every requirement is reached,
        1 not so, 2 a file cannot be read.

        Examples:
          infusion-rules test published samples/cases/fasting.yaml
          infusion-rules test published samples/cases --require boundary=100% --require rules=100%
          infusion-rules test published samples/cases --require mutants=95%
        """;

    public static Command Create(TextWriter output)
    {
        var policy = Arguments.Policy();
        var cases = new Argument<string[]>("CASES") { Description = "case files, or folders of them", Arity = ArgumentArity.OneOrMore };
        var asOf = Arguments.AsOf();
        var require = new Option<CoverageRequirement[]>("--require")
        {
            Description = $"a share the cases must reach, compared exactly: {CoverageRequirement.Allowed}",
            HelpName = "SHARE",
            CustomParser = static result =>
            {
                var requirements = new List<CoverageRequirement>();
                foreach (string text in result.Tokens.Select(token => token.Value))
                {
                    if (CoverageRequirement.TryParse(text, out CoverageRequirement requirement))
                    {
                        requirements.Add(requirement);
                    }
                    else
                    {
                        result.AddError($"--require: found '{text}'; allowed: {CoverageRequirement.Allowed}.");
                    }
                }

                return [.. requirements];
            },
        };
        var fill = new Option<string?>("--fill")
        {
            Description = "a YAML file to write the missing cases to, each with an outcome to fill in",
            HelpName = "FILE",
        };
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Junit);
        var file = Arguments.Output();
        var command = new Command(
            "test",
            "Tests a policy with expected cases, and says which rules and limits no case reaches.")
        {
            policy, cases, asOf, require, fill, format, file,
        };
        command.SetAction(parsed =>
        {
            InfusionRules rules = PolicyInput.Read(parsed.GetRequiredValue(policy), parsed.GetValue(asOf));
            string? missing = parsed.GetValue(fill);
            TestReport report = CaseTest.Run(
                rules, CaseFiles.Read(parsed.GetRequiredValue(cases), rules, missing is not null), parsed.GetValue(require) ?? []);
            if (missing is not null)
            {
                ReportFile.Save(missing, MissingCases.Of(CaseFill.Of(rules, report.Coverage), rules));
            }

            ReportFile.To(
                parsed.GetValue(file), output, writer => Write(report, rules, parsed.GetValue(format), writer),
                $"{report.Passed} as expected.");
            return report.Holds ? ExitCode.Holds : ExitCode.Fails;
        });
        return command;
    }

    private static void Write(TestReport report, InfusionRules rules, ReportFormat format, TextWriter writer)
    {
        switch (format)
        {
            case ReportFormat.Json:
                writer.Write(VerificationJson.Write(report) + "\n");
                break;
            case ReportFormat.Markdown:
                writer.Write(MarkdownReport.Of(report));
                break;
            case ReportFormat.Junit:
                writer.Write(JUnitReport.Of(report));
                break;
            default:
                TestText.Write(report, rules, ReportConsole.On(writer));
                break;
        }
    }
}
