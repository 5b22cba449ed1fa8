using System.Collections.Immutable;
using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Reports;

/// <summary>What a gate says of a change, as a report: its verdict, what is wrong with its numbers, and then the change itself.</summary>
internal static class GateSummary
{
    private const int MostOnScreen = 12;
    private const int LinesOfOne = 3;

    /// <summary>The report.</summary>
    public static Report Of(GateReport gate, ChangeExtent extent)
    {
        DiffReport[] diffs = [.. gate.Steps.Select(static step => step.Difference).OfType<DiffReport>()];
        return new(
            Verdict(gate), $"From {gate.Old} to {gate.New}.",
            [.. Problems(gate), .. diffs.SelectMany(static diff => ChangeHead.Of(diff))],
            [.. gate.Steps.SelectMany(step => Sections(step, gate.Steps.Length > 1, extent)), .. Edited(gate)],
            string.Join(' ', diffs.Select(diff => ChangeReport.Note(diff, extent)).Append(
                gate.History == 0 ? "" : $"{Wording.Count(gate.History, "declaration")} of other steps beside: history.")).Trim());
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

    /// <summary>How many lines what is wrong takes beside the change itself.</summary>
    public static int LinesOf(GateReport gate) => LinesOfOne * gate.Steps.Sum(static step => Math.Min(MostOnScreen, Listed(step).Count()));

    private static IEnumerable<ReportLine> Problems(GateReport gate)
    {
        foreach (IGrouping<GateProblem, GateFailure> same in gate.Failures.GroupBy(static one => one.Problem))
        {
            int effects = same.Count(static one => one.Effect is not null);
            int values = same.Count() - effects;
            yield return new("Gate", same.Key switch
            {
                GateProblem.Undeclared => $"Not declared: {Both(values, effects)}.",
                GateProblem.DeclaredOtherwise => $"Declared otherwise than it is: {Both(values, effects)}.",
                GateProblem.DeclaredInVain => $"Declared, and it does not happen: {Both(values, effects)}.",
                GateProblem.Undecided => $"Not proved: {Both(values, effects)}.",
                _ => Wording.Capital(same.First().Says) + ".",
            }, Attention.Stop, "Fails");
        }
    }

    // Where nothing at all is declared, the change itself is the list.
    private static IEnumerable<GateFailure> Listed(GateStep step) =>
        step.Failures.Count(static one => one.Problem == GateProblem.Undeclared) == step.Values.Length + step.Effects.Length ? []
        : step.Failures.Where(static one => one.Problem is GateProblem.Undeclared or GateProblem.DeclaredOtherwise
            or GateProblem.DeclaredInVain or GateProblem.Undecided);

    private static string Both(int values, int effects) => string.Join(" and ", new[]
    {
        values == 0 ? "" : Wording.Count(values, "value"), effects == 0 ? "" : Wording.Count(effects, "effect"),
    }.Where(static part => part.Length > 0));

    private static IEnumerable<ReportSection> Sections(GateStep step, bool isOneOfSeveral, ChangeExtent extent)
    {
        string of = isOneOfSeveral || step.Dates is not null ? $" ({step})" : "";
        ReportItem[] wrong =
            [.. Listed(step).OrderBy(static one => one.Effect is not null).ThenBy(Rank).Select(one => Wrong(one, step))];
        int most = extent.IsFull ? int.MaxValue : MostOnScreen;
        if (wrong.Length > 0)
        {
            yield return new($"What is wrong{of}", Some(wrong, most));
        }

        ReportItem[] declared =
        [
            .. string.IsNullOrWhiteSpace(step.Reason) ? [] : new[] { new ReportItem { Title = "Reason", Says = step.Reason } },
            .. step.Proposal.Length == 0 ? [] : new[] { new ReportItem { Title = "Version", Says = step.Proposal } },
            .. step.Confirmed.IsEmpty ? [] : new[]
            {
                new ReportItem
                {
                    Title = "Just as declared",
                    Says = Both(step.Confirmed.Count(step.Values.Contains), step.Confirmed.Count(one => !step.Values.Contains(one))),
                    Folded = extent.IsFull
                        ? [.. step.Confirmed.Select(static subject => new ReportItem { Title = "", Says = subject })]
                        : [],
                },
            },
        ];
        if (declared.Length > 0)
        {
            yield return new((step.File is null ? "The step" : $"Declared in {step.File}") + of, [.. declared]);
        }

        foreach (ReportSection section in step.Difference is { } diff ? ChangeReport.Sections(diff, extent) : [])
        {
            yield return section with { Title = section.Title + of };
        }
    }

    private static ImmutableArray<ReportItem> Some(ReportItem[] items, int most) => items.Length <= most ? [.. items] :
    [
        .. items.Take(most),
        new() { Title = $"{items.Length - most} more", Says = "the page (--html) and --format json have them" },
    ];

    private static ChangeClass Rank(GateFailure failure) =>
        failure.Effect is not { Axis: ChangeAxis.Caution } effect ? ChangeClass.Undecided
        : effect.Class == ChangeClass.Relaxes ? ChangeClass.Equivalent
        : effect.Class;

    private static ReportItem Wrong(GateFailure failure, GateStep step) => failure.Effect is not { } effect
        ? new()
        {
            Title = step.Difference?.Parameters.FirstOrDefault(one =>
                failure.Subject.StartsWith(one.Path + ": ", StringComparison.Ordinal))?.Place ?? "",
            Says = Wording.Sentence(failure.Says),
        }
        : new()
        {
            Title = ChangeWords.NameOf(effect.Decision),
            Says = $"{ChangeWords.Of(effect.Axis, effect.Class)}: {failure.Problem switch
            {
                GateProblem.Undeclared => "not declared",
                GateProblem.DeclaredOtherwise => "declared otherwise",
                GateProblem.DeclaredInVain => "declared, and it does not happen",
                _ => "not proved",
            }}",
            Because = [new(Wording.Sentence(failure.Says))],
        };

    private static IEnumerable<ReportSection> Edited(GateReport gate)
    {
        if (!gate.Edited.IsEmpty)
        {
            yield return new("Expected outcomes edited with this change",
                [.. gate.Edited.Select(static edit => new ReportItem { Title = "", Says = $"{edit.Says}." })]);
        }
    }
}
