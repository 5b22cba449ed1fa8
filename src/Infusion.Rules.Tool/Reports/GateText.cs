using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Spectre.Console;

namespace Infusion.Rules.Tool.Reports;

/// <summary>A gate for a person to read.</summary>
internal static class GateText
{
    /// <summary>Writes the gate's report, and for each failure the smallest patient that shows it.</summary>
    public static void Write(GateReport gate, DiffReport diff, IAnsiConsole console)
    {
        var page = new Page(console);
        page.Write($"{diff.New} against {diff.Old}", style: "bold");
        page.Write(Verdict(gate), style: "bold");
        if (!gate.Failures.IsEmpty)
        {
            page.Heading("What is wrong");
        }

        int number = 0;
        foreach (GateFailure failure in gate.Failures)
        {
            page.Write($"{failure.Says}.", 2, FormattableString.Invariant($"{++number}. "));
            foreach (Witness witness in Witnesses(diff, failure).Take(1))
            {
                page.Write(Wording.Plain(witness.Says), 5);
                foreach (Witness cause in witness.Because.Take(1))
                {
                    page.Write($"Because: {Wording.Plain(cause.Says)}", 5);
                }
            }
        }

        if (!gate.Confirmed.IsEmpty)
        {
            page.Heading("Declared, and so it is");
            foreach (DeclaredChange change in gate.Confirmed)
            {
                page.Write($"{change}. {change.Reason}", 2, "- ");
            }
        }

        if (!gate.Edited.IsEmpty)
        {
            page.Heading("Expected outcomes edited with this change");
            foreach (EditedExpectation edit in gate.Edited)
            {
                page.Write($"{edit.Says}.", 2, "- ");
            }
        }

        page.Blank();
        page.Write(CheckText.Cells(diff.CellsCovered, diff.CellsEvaluated));
    }

    /// <summary>The outcome in one line.</summary>
    public static string Verdict(GateReport gate) => gate.Outcome switch
    {
        GateOutcome.Holds when gate.Confirmed.IsEmpty => "The gate holds: nothing changes, and nothing is declared.",
        GateOutcome.Holds =>
            $"The gate holds: {Wording.Count(gate.Confirmed.Length, "declared change")}, each just as declared, and no other.",
        GateOutcome.Undecided => "Undecided: some decision needs more cells than the budget allows, and nothing was sampled instead.",
        _ => $"The gate fails: {Wording.Count(gate.Failures.Length, "problem")}.",
    };

    private static IEnumerable<Witness> Witnesses(DiffReport diff, GateFailure failure) =>
        diff.Tables.Where(table => table.Id == failure.Decision).SelectMany(table => table.Witnesses)
            .Where(witness => witness.Axis == failure.Axis);
}
