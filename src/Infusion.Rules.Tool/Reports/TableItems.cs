using Infusion.Rules.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>A table that changed, cell by cell, as a page folds it: its cases, its limits and its texts.</summary>
/// <remarks>What a condition is made of is said by the sentence of its rule.</remarks>
internal static class TableItems
{
    /// <summary>A table.</summary>
    public static ReportItem Of(TableDiff table) => new()
    {
        Title = ChangeWords.NameOf(table.Id),
        Says = $"{table.Decides}; {CheckText.Cells(table.CellsCovered, table.CellsEvaluated)}",
        Because = [new("", table.Id)],
        Folded =
        [
            .. table.Axes.Where(static axis => axis.Class is ChangeClass.Incomparable or ChangeClass.Undecided).SelectMany(axis =>
                axis.Reasons.Select(reason => Line(ChangeWords.Of(axis.Axis, axis.Class), reason))),
            .. table.Witnesses.Select(Case),
            .. table.Regions.Select(static region => Line("", $"{Wording.Plain(region.Says)}.")),
            .. table.Triplets.Select(Around),
            .. table.Rules.Where(static change => change.Part is not ("condition" or "outcome" or "terms")).Select(Rule),
        ],
    };

    private static ReportItem Line(string title, string says) => new() { Title = Wording.Capital(title), Says = says };

    private static ReportItem Case(Witness witness) => new()
    {
        Title = "",
        Says = Wording.Plain(witness.Says),
        Because = [.. witness.Because.Select(static cause => new ReportReason($"Because: {Wording.Plain(cause.Says)}"))],
    };

    private static ReportItem Around(Triplet triplet) => new()
    {
        Title = $"Around {triplet.Boundary} of {triplet.Name}",
        Says = string.Join("; ", triplet.Context),
        Because = [.. triplet.Points.Select(static point => new ReportReason(point.Before == point.After
            ? $"{point.Value}: {point.After}, as before."
            : $"{point.Value}: before {point.Before}, now {point.After}."))],
    };

    private static ReportItem Rule(RuleChange change) => new()
    {
        Title = Wording.Capital(change.Part),
        Says = "",
        Because = [new("", change.Id)],
        Change = new(Text(change.Before), Text(change.After)),
    };

    private static string Text(string? text) => string.IsNullOrEmpty(text) ? "none" : Wording.Plain(text);
}
