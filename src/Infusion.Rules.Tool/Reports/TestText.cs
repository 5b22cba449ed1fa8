using Infusion.Rules.Words;
using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Spectre.Console;

namespace Infusion.Rules.Tool.Reports;

/// <summary>What came of expected cases, for a person to read.</summary>
internal static class TestText
{
    public static void Write(TestReport report, InfusionRules rules, IAnsiConsole console)
    {
        var page = new Page(console);
        CoverageReport coverage = report.Coverage;
        page.Write($"Cases of {report.Tested}: {report.Passed} as expected.", style: "bold");
        foreach (IGrouping<string, CaseResult> file in report.Cases.Where(one => !one.Passed).GroupBy(one => one.File))
        {
            page.Heading(file.Key);
            foreach (CaseResult one in file)
            {
                page.Write($"{one.Title}, {one.Name}:{(one.Failures is [var only] ? $" {only}" : "")}", 2);
                foreach (string failure in one.Failures.Skip(one.Failures.Length == 1 ? 1 : 0))
                {
                    page.Write(failure, 4);
                }
            }
        }

        page.Heading("Rules");
        page.Write($"Applied in some case: {coverage.Applied}.", 2);
        Name(page, "Never applied", coverage.Rules.Where(rule => rule is { IsNeverReached: false, Applied: 0 }));
        Name(page, "Never failed to apply", coverage.Rules.Where(rule => rule is { IsNeverReached: false, DidNotApply: 0, Unknown: 0 }));
        Name(page, "Never reached", coverage.Rules.Where(rule => rule.IsNeverReached));
        foreach (RuleCoverage rule in coverage.Rules.Where(rule => !rule.IsNeverReached))
        {
            page.Write(rule.ToString(), 4);
        }

        page.Heading("Boundaries");
        page.Write($"Below, at or above a limit where it decides: {coverage.Boundary}.", 2);
        if (!coverage.Missing.IsEmpty)
        {
            page.Write("No case is at these. Fill in what the rulebook says:", 2);
            page.Blank();
            foreach (BoundaryObligation missing in coverage.Missing)
            {
                foreach (string line in MissingCases.Of(missing, rules).TrimEnd('\n').Split('\n'))
                {
                    console.Profile.Out.Writer.WriteLine(ShownText.Line(line));
                }
            }
        }

        page.Heading("Comparisons");
        page.Write($"Decide a rule alone, as met and as not met: {coverage.Mcdc}.", 2);
        if (report.Mutants is { } mutants)
        {
            page.Heading("Mutants");
            page.Write($"Wrong policies that some case notices: {mutants.Killed}.", 2);
            foreach (PolicyEdit survivor in mutants.Survivors)
            {
                page.Write($"No case notices {survivor}.", 2);
            }
        }

        if (!report.Required.IsEmpty)
        {
            page.Heading("Required");
            foreach (CoverageRequirement requirement in report.Required)
            {
                page.Write($"{requirement.Says(report)}.", 2);
            }
        }
    }

    private static void Name(Page page, string heading, IEnumerable<RuleCoverage> rules)
    {
        RuleCoverage[] list = [.. rules];
        if (list.Length > 0)
        {
            page.Write($"{heading}: {string.Join(", ", list.Select(rule => rule.Rule))}.", 2);
        }
    }
}
