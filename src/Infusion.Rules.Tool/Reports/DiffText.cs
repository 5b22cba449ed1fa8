using Infusion.Rules.Reports;
using System.Collections.Immutable;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;
using Spectre.Console;
using Region = Infusion.Rules.Verification.Region;

namespace Infusion.Rules.Tool.Reports;

/// <summary>A difference for a person to read.</summary>
internal sealed class DiffText
{
    private const int ShortTexts = 50;

    private readonly Page _page;

    private DiffText(Page page) => _page = page;

    /// <summary>Writes every period.</summary>
    public static void Write(ImmutableArray<DiffPeriod> periods, IAnsiConsole console)
    {
        var text = new DiffText(new Page(console));
        bool isFirst = true;
        foreach (DiffPeriod period in periods)
        {
            if (!isFirst)
            {
                text._page.Blank();
            }

            isFirst = false;
            if (period.Dates.Length > 0)
            {
                text._page.Write($"Visits {period.Dates}", style: "bold underline");
            }

            if (period.Report is { } report)
            {
                text.One(report);
            }
            else
            {
                text._page.Write($"{Wording.Capital(period.Missing ?? "")}. This cannot be compared.");
            }
        }
    }

    /// <summary>One line on what differs.</summary>
    public static string Verdict(DiffReport report)
    {
        int tables = report.Decisions.Count(decision => !decision.IsEquivalent);
        return report.IsEquivalent
            ? $"Every case is decided as before, in the same words ({Wording.Count(report.Decisions.Length, "decision")})."
            : report.IsUndecided ? "Undecided: some decision needs more cells than the budget allows, and nothing was sampled instead."
            : tables == 0 ? $"No decision table changes; a value beside them does.{Person(report)}"
            : $"{Wording.Count(tables, "decision")} of {report.Decisions.Length} change{(tables == 1 ? "s" : "")}{May(report)}; "
                + "all others are as before."
                + Person(report);
    }

    private static string May(DiffReport report) =>
        report.Decisions.Count(static decision => !decision.IsEquivalent && decision.Witnesses.IsEmpty) is > 0 and var may
            ? $", {may} of them perhaps"
            : "";

    private static string Person(DiffReport report) =>
        report.FailsClosed ? " Some changes have no direction and need a person to look at them." : "";

    private void One(DiffReport report)
    {
        _page.Write($"{report.New} against {report.Old}", style: "bold");
        _page.Write(Verdict(report));
        foreach (TableDiff table in report.Tables.Where(table => !table.IsEquivalent))
        {
            Table(table);
        }

        Parameters(report.Parameters);
        _page.Blank();
        _page.Write(CheckText.Cells(report.CellsCovered, report.CellsEvaluated));
    }

    private void Table(TableDiff table)
    {
        AxisDiff[] axes = [.. table.Axes.Where(axis => axis.Class != ChangeClass.Equivalent)];
        _page.Heading($"{DecisionWords.TitleOf(table.Id)}: {table.Decides} [{table.Id}]");
        if (axes.All(axis => axis.Class == ChangeClass.Undecided))
        {
            _page.Write("Undecided: nothing is known of it.", 2, style: "blue");
        }
        else
        {
            foreach (AxisDiff axis in axes)
            {
                _page.Write(Meaning(axis.Axis, axis.Class), 2, style: "blue");
            }
        }

        foreach (string reason in axes.Where(axis => axis.Class is ChangeClass.Incomparable or ChangeClass.Undecided)
                     .SelectMany(axis => axis.Reasons).Distinct(StringComparer.Ordinal))
        {
            _page.Write(IsId(reason) ? reason : $"{Wording.Capital(reason.TrimEnd('.'))}.", 2, "- ");
        }

        foreach (Witness witness in table.Witnesses)
        {
            _page.Write(Wording.Plain(witness.Says), 2, "- ");
            foreach (Witness cause in witness.Because)
            {
                _page.Write($"Because: {Wording.Plain(cause.Says)}", 4);
            }
        }

        foreach (Region region in table.Regions.Where(region => !IsSaid(table, region)))
        {
            _page.Write($"{Wording.Plain(region.Says)}.", 2, "- ");
        }

        foreach (Triplet triplet in table.Triplets)
        {
            Around(triplet);
        }

        Texts(table);
    }

    private void Around(Triplet triplet)
    {
        string context = triplet.Context.IsEmpty ? "" : $" ({string.Join("; ", triplet.Context)})";
        _page.Write($"Around {triplet.Boundary} of {triplet.Name}{context}:", 2);
        int width = triplet.Points.Max(point => point.Value.Length);
        foreach (TripletPoint point in triplet.Points)
        {
            (string before, string after) = (Outcome(point.Before), Outcome(point.After));
            _page.Write(before == after ? $"{after}, as before" : $"before {before}, now {after}", 4, $"{point.Value.PadLeft(width)}  ");
        }
    }

    // The difference of a date or an amount is in the witness already, and its range says no more.
    private static bool IsSaid(TableDiff table, Region region) =>
        region.Says.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var at
        && table.Witnesses.Any(witness => witness.Says.EndsWith(region.Says[at..] + ".", StringComparison.Ordinal));

    private static string Meaning(ChangeAxis axis, ChangeClass change) => (axis, change) switch
    {
        (ChangeAxis.Caution, ChangeClass.Tightens) => "Caution tightens: some answers are more cautious than before, none is less.",
        (ChangeAxis.Caution, ChangeClass.Relaxes) => "Caution relaxes: some answers are less cautious than before, none is more.",
        (ChangeAxis.Caution, ChangeClass.Mixed) => "Caution is mixed: some answers are more cautious than before, others less.",
        (ChangeAxis.PatientCost, ChangeClass.Tightens) => "Patient cost tightens: some patients pay more than before, none pays less.",
        (ChangeAxis.PatientCost, ChangeClass.Relaxes) => "Patient cost relaxes: some patients pay less than before, none pays more.",
        (ChangeAxis.PatientCost, ChangeClass.Mixed) => "Patient cost is mixed: some patients pay more than before, others less.",
        (ChangeAxis.InformationDemand, ChangeClass.Tightens) =>
            "Information demand tightens: some cases need facts they did not need before.",
        (ChangeAxis.InformationDemand, ChangeClass.Relaxes) => "Information demand relaxes: some cases need fewer facts than before.",
        (ChangeAxis.InformationDemand, ChangeClass.Mixed) =>
            "Information demand is mixed: some cases need more facts than before, others fewer.",
        (ChangeAxis.Schedule, ChangeClass.Tightens) =>
            "Schedule is later (tightens): dates and times are never earlier and sometimes later.",
        (ChangeAxis.Schedule, ChangeClass.Relaxes) =>
            "Schedule is earlier (relaxes): dates and times are never later and sometimes earlier.",
        (ChangeAxis.Schedule, ChangeClass.Mixed) => "Schedule is mixed: dates and times are sometimes earlier and sometimes later.",
        (_, ChangeClass.Incomparable) => $"{Name(axis)} is incomparable: what differs has no direction, and a person has to look at it.",
        (_, ChangeClass.Undecided) => $"{Name(axis)} is undecided: nothing is known of it.",
        _ => $"{Name(axis)} differs.",
    };

    // An id keeps its letters, wherever it stands.
    private static bool IsId(string reason) =>
        reason.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end && reason.AsSpan(0, end) is var id
        && id.Contains('.') && !id.Contains(' ');

    private static string Name(ChangeAxis axis) => Wording.Capital(Wording.Words(axis.ToString()));

    // The value stands beside it, so how far it is from the limit need not.
    private static string Outcome(string says)
    {
        int limit = says.LastIndexOf(" (", StringComparison.Ordinal);
        int margin = limit < 0 || !says.EndsWith(')') ? -1 : says.IndexOf(", ", limit, StringComparison.Ordinal);
        return margin < 0 ? says : says[..margin] + ")";
    }

    // What a condition is made of is said by the sentence of its rule.
    private void Texts(TableDiff table)
    {
        RuleChange[] changes = [.. table.Rules.Where(change => change.Part is not ("condition" or "outcome" or "terms"))];
        if (changes.Length == 0)
        {
            return;
        }

        _page.Write("In the text:", 2);
        foreach (RuleChange change in changes)
        {
            string before = string.IsNullOrEmpty(change.Before) ? "none" : change.Before;
            string after = string.IsNullOrEmpty(change.After) ? "none" : change.After;
            if (before.Length + after.Length <= ShortTexts)
            {
                _page.Write($"{change.Id}, {change.Part}: {before}, now {after}", 4);
                continue;
            }

            _page.Write($"{change.Id}, {change.Part}:", 4);
            _page.Write(before, 6, "before: ");
            _page.Write(after, 6, "now:    ");
        }
    }

    private void Parameters(ImmutableArray<ParameterChange> parameters)
    {
        if (parameters.IsEmpty)
        {
            return;
        }

        _page.Heading("Values of the policy");
        foreach (ParameterChange change in parameters)
        {
            string basis = change.Basis switch
            {
                ParameterBasis.Tables => "judged by the decisions above",
                ParameterBasis.Identity => "identifies the document",
                ParameterBasis.ToConfirm => $"citation to be confirmed: {string.Join(", ", change.ToConfirm)}",
                ParameterBasis.Declared => new ComputedChange("", change.Axis ?? ChangeAxis.Caution, change.Class).ToString()[2..],
                _ => "no decision shows what it does: a person has to look",
            };
            _page.Write(
                $"{change.Path}: {Wording.Plain(change.Before ?? "not set")}, now {Wording.Plain(change.After ?? "not set")} ({basis})", 2,
                "- ");
        }
    }
}
