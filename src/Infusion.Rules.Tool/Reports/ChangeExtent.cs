using Infusion.Rules.Reports;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>How much of a change a report says.</summary>
/// <param name="IsFull">Whether it says everything, the tables too.</param>
/// <param name="Told">How many decisions tell their patient.</param>
/// <param name="Shown">How many have both answers.</param>
/// <param name="Named">How many are named.</param>
/// <param name="Values">How many changed values are listed.</param>
internal sealed record ChangeExtent(bool IsFull, int Told, int Shown, int Named, int Values)
{
    private const int Lines = 60;
    private const int LinesOfOneMoreValue = 2;
    private const int LeastShown = 2;
    private const int LeastNamed = 5;
    private const int LeastValues = 20;

    /// <summary>Everything.</summary>
    public static ChangeExtent Full { get; } = new(true, int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue);

    /// <summary>As much as fits: first the patients of what matters least go, then its answers, then what matters least itself.</summary>
    /// <param name="diffs">The differences.</param>
    /// <param name="more">How many lines the report has beside the differences.</param>
    /// <param name="make">Makes the report.</param>
    /// <param name="fits">Whether a report fits into so many lines.</param>
    public static Report Fitted(DiffReport[] diffs, int more, Func<ChangeExtent, Report> make, Func<Report, int, bool> fits)
    {
        int decisions = diffs.Select(static diff => diff.Decisions.Count(static one => !one.IsEquivalent)).DefaultIfEmpty(0).Max();
        int values = diffs.Select(static diff => diff.Parameters.Length).DefaultIfEmpty(0).Max();
        int deciding = diffs.Sum(ChangeValues.Count);
        int lines = Lines + more + (LinesOfOneMoreValue * Math.Max(0, deciding - diffs.Length));
        var extent = new ChangeExtent(false, decisions, decisions, decisions, values);
        while (true)
        {
            Report report = make(extent);
            ChangeExtent less = extent.Less();
            if (less == extent || fits(report, lines))
            {
                return report;
            }

            extent = less;
        }
    }

    /// <summary>What is left out.</summary>
    /// <param name="count">How many.</param>
    /// <param name="what">Of what.</param>
    /// <param name="names">Their names; empty for none.</param>
    public static ReportItem Left(int count, string what, string names = "") => new()
    {
        Title = $"{Wording.Count(count, what)} more, none of them more important",
        Says = $"{names}the page (--html) and --format json have them",
    };

    /// <summary>A text in one line, and no longer than there is room for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many letters there is room for, where not everything is said.</param>
    public string Clipped(string text, int most)
    {
        string line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return IsFull || line.Length <= most ? line : line[..(most - 1)] + "…";
    }

    private ChangeExtent Less() =>
        Told > 1 ? this with { Told = Told - 1 }
        : Shown > LeastShown ? this with { Shown = Shown - 1 }
        : Named > LeastNamed ? this with { Named = Named - 1 }
        : Values > LeastValues ? this with { Values = Values - 1 }
        : Shown > 0 ? this with { Told = 0, Shown = Shown - 1 }
        : Named > 0 ? this with { Named = Named - 1 }
        : Values > 0 ? this with { Values = Values - 1 }
        : this;
}
