using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Spectre.Console;

namespace Infusion.Rules.Tool.Reports;

/// <summary>A gate for a person to read.</summary>
internal sealed class GateText
{
    private const int Most = 60;

    private readonly Page _page;

    private GateText(Page page) => _page = page;

    /// <summary>Writes the gate's report, and for each effect that fails the smallest patient that shows it.</summary>
    public static void Write(GateReport gate, IAnsiConsole console)
    {
        var text = new GateText(new Page(console));
        text._page.Write($"{gate.New} against {gate.Old}", style: "bold");
        text._page.Write(Verdict(gate), style: "bold");
        foreach (GateStep step in gate.Steps)
        {
            text.Step(step);
        }

        if (!gate.Edited.IsEmpty)
        {
            text._page.Heading("Expected outcomes edited with this change");
            foreach (EditedExpectation edit in gate.Edited)
            {
                text._page.Write($"{edit.Says}.", 2, "- ");
            }
        }

        text._page.Blank();
        if (gate.History > 0)
        {
            text._page.Write($"{Wording.Count(gate.History, "declaration")} of other steps beside: history.");
        }

        DiffReport[] diffs = [.. gate.Steps.Select(step => step.Difference).OfType<DiffReport>()];
        text._page.Write(CheckText.Cells(
            diffs.Aggregate(System.Numerics.BigInteger.Zero, (sum, diff) => sum + diff.CellsCovered),
            diffs.Sum(diff => diff.CellsEvaluated)));
    }

    /// <summary>The outcome in one line.</summary>
    public static string Verdict(GateReport gate)
    {
        int values = gate.Steps.Sum(step => step.Values.Length);
        int effects = gate.Steps.Sum(step => step.Effects.Length);
        return gate.Outcome switch
        {
            GateOutcome.Holds when gate.Steps.IsEmpty => "The gate holds: nothing changes.",
            GateOutcome.Holds => $"The gate holds: {Wording.Count(values, "value")} changed, {Wording.Count(effects, "effect")}, "
                + "each just as declared, and no other.",
            GateOutcome.Undecided => "Undecided: some decision needs more cells than the budget allows, and nothing was sampled instead.",
            _ => $"The gate fails: {Wording.Count(gate.Failures.Length, "problem")}.",
        };
    }

    private void Step(GateStep step)
    {
        _page.Heading(step.ToString());
        if (!step.Failures.IsEmpty)
        {
            _page.Write("What is wrong", 2);
            int number = 0;
            Some(step.Failures, failure =>
            {
                _page.Write($"{failure.Says}.", 2, FormattableString.Invariant($"{++number}. "));
                foreach (Witness witness in Witnesses(step, failure).Take(1))
                {
                    _page.Write(Wording.Plain(witness.Says), 5);
                    foreach (Witness cause in witness.Because.Take(1))
                    {
                        _page.Write($"Because: {Wording.Plain(cause.Says)}", 5);
                    }
                }
            });
        }

        if (!step.Confirmed.IsEmpty)
        {
            _page.Write($"Declared in {step.File}, and so it is", 2);
            Some(step.Confirmed, subject => _page.Write(subject, 2, "- "));
        }

        if (!string.IsNullOrWhiteSpace(step.Reason))
        {
            _page.Write(step.Reason, 2, "Reason: ");
        }

        if (step.Proposal.Length > 0)
        {
            _page.Write(step.Proposal, 2);
        }
    }

    private void Some<T>(IReadOnlyCollection<T> all, Action<T> write)
    {
        foreach (T one in all.Take(Most))
        {
            write(one);
        }

        if (all.Count > Most)
        {
            _page.Write($"and {all.Count - Most} more; --format json has them", 2, "- ");
        }
    }

    private static IEnumerable<Witness> Witnesses(GateStep step, GateFailure failure) => failure.Effect is not { } effect ? []
        : (step.Difference?.Tables ?? []).Where(table => table.Id == effect.Decision).SelectMany(table => table.Witnesses)
            .Where(witness => witness.Axis == effect.Axis);
}
