using System.Collections.Immutable;
using Infusion.Rules.Courses;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>The visits of a day as one page: a line a visit, the chairs over the day, and then what speaks against each.</summary>
public static class DayPage
{
    /// <summary>Writes the page of a day.</summary>
    /// <param name="report">The report of the day, as <see cref="DayReport"/> makes it.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="date">The day.</param>
    /// <param name="lines">Its visits.</param>
    /// <returns>The file.</returns>
    public static string Write(Report report, RulesBook rules, LocalDate date, ImmutableArray<DayLine> lines)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rules);
        lines = lines.IsDefault ? [] : lines;

        // The lines of the visits stand in the table; what is left is the sum of the day.
        Report page = report with { First = [.. report.First.Take(report.First.Length - lines.Length)] };
        return HtmlReport.Write(page, lines.IsEmpty ? [] : Figures(new(rules.TimeZone), date, lines));
    }

    private static IEnumerable<Figure> Figures(ClinicClock clock, LocalDate date, ImmutableArray<DayLine> lines)
    {
        string At(Instant? at) => at is { } known ? clock.At(known, date) : "not known";
        yield return new Figure.Rows
        {
            Title = "The visits",
            Says = "By their time. A person decides what becomes of a visit.",
            Columns = ["Time", "By the rules", "Patient and visit", "Arrive", "Chair", "The way here", "The way home"],
            Lines =
            [
                .. lines.Select(line => new FigureRow(
                    [
                        clock.At(line.Appointment.Earliest, date), DayReport.Word(line), DayReport.Name(line), At(line.Arrival),
                        line.ChairTo is { } to ? $"{At(line.ChairFrom)} to {At(to)}"
                            : line.ChairFrom is { } from ? $"from {At(from)}" : "not known",
                        Wording.Capital(DayReport.Ride(line)), Wording.Capital(DayReport.RideHome(line.Visit.Visit.RideArranged)),
                    ],
                    DayReport.AttentionOf(line), line.Action == DayOutcome.Go, DayReport.TitleOf(line, clock, date))),
            ],
        };
        DayLine[] seated = [.. lines.Where(static line => line.ChairFrom is not null && line.ChairTo > line.ChairFrom)];
        if (seated.Length == 0)
        {
            yield break;
        }

        Instant first = seated.Min(static line => line.ChairFrom!.Value);
        Instant last = seated.Max(static line => line.ChairTo!.Value);
        yield return new Figure.Times
        {
            Title = "The chairs",
            Says = "From the start to the planned release, as far as it is known.",
            From = first,
            To = last,
            Ticks = [.. clock.Hours(first, last)],
            Lanes =
            [
                .. seated.Select(line => new FigureLane($"{DayReport.Word(line)}: {DayReport.Name(line)}", [],
                [
                    new(line.ChairFrom!.Value, line.ChairTo!.Value, $"{At(line.ChairFrom)} to {At(line.ChairTo)}",
                        $"{DayReport.Word(line)}: {DayReport.Name(line)}",
                        line.Visit.Visit.Start is null ? FigureBar.Open : FigureBar.Full),
                ], $"{At(line.ChairFrom)} to {At(line.ChairTo)}")),
            ],
        };
    }
}
