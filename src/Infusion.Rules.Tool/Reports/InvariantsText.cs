using System.Collections.Immutable;
using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Spectre.Console;

namespace Infusion.Rules.Tool.Reports;

/// <summary>What came of invariants, for a person to read: what does not hold first.</summary>
internal static class InvariantsText
{
    public static void Write(ImmutableArray<InvariantReport> reports, IAnsiConsole console)
    {
        var page = new Page(console);
        foreach (InvariantReport report in reports)
        {
            if (report != reports[0])
            {
                page.Blank();
            }

            page.Write($"Invariants of {report.Proved}: {Verdict(report)}", style: "bold");
            foreach (IGrouping<InvariantStatus, InvariantResult> status in report.Invariants.GroupBy(static one => one.Status)
                .OrderBy(static group => group.Key == InvariantStatus.Holds).ThenBy(static group => group.Key))
            {
                page.Heading(Heading(status.Key));
                foreach (InvariantResult one in status)
                {
                    One(one, page);
                }
            }
        }

        page.Blank();
        page.Write("Every combination of facts was looked at; nothing was sampled. Combinations are not patients.");
    }

    /// <summary>How many hold, in one sentence.</summary>
    public static string Verdict(InvariantReport report) => FormattableString.Invariant(
        $"{report.Count(InvariantStatus.Holds)} of {report.Invariants.Length} hold.");

    private static void One(InvariantResult one, Page page)
    {
        page.Write($"{Wording.Sentence(one.Says.TrimEnd('.'))} [{one.Id}]", 2, "- ");
        if (one.Status != InvariantStatus.Holds)
        {
            page.Write(one.Because, 4);
            page.Write($"Stated: {one.Claim}. [{one.Decision}]", 4, style: "grey");
            return;
        }

        page.Write(
            FormattableString.Invariant($"{one.Because} {one.CellsCovered:#,0} combinations of facts. ")
            + $"{one.Claim}. [{one.Decision}]", 4, style: "grey");
    }

    private static string Heading(InvariantStatus status) => status switch
    {
        InvariantStatus.Holds => "Holds",
        InvariantStatus.Refuted => "Does not hold",
        InvariantStatus.Vacuous => "Says nothing, because nobody can meet its premise",
        _ => "Undecided, because the proof is above the cell budget",
    };
}
