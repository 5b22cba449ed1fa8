using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using static Infusion.Rules.Reports.HtmlMarkup;

namespace Infusion.Rules.Reports;

/// <summary>Draws a figure, and writes beside it the table that says the same.</summary>
/// <remarks>Across, everything is placed in percent of the width, so that letters keep their size on a phone; what would stand on top of
/// one another there is placed for a narrow drawing and for a wide one, of which the page shows the one that fits.</remarks>
internal static class HtmlFigure
{
    private const int Narrow = 300;
    private const int Wide = 640;
    private const int RowHeight = 23;
    private const decimal Margin = 4m;

    public static XElement Of(Figure figure, int place, (string Anchor, string Text)[] sections)
    {
        string anchor = FormattableString.Invariant($"figure-{place + 1}");
        IEnumerable<object?> content = figure switch
        {
            Figure.Times times => [Both(figure, width => Draw(times, width)), Legend(times), Data(figure, TableOf(times))],
            Figure.Scores scores => [Both(figure, width => Draw(scores, width)), Legend(scores), Data(figure, TableOf(scores))],
            Figure.Rows rows => [TableOf(rows, sections)],
            _ => [],
        };
        string look = figure switch { Figure.Scores => "figure small", Figure.Rows => "figure rows", _ => "figure" };
        return Element("figure", Attribute("class", look),
            Attribute("aria-labelledby", anchor),
            Element("figcaption", Element("h3", Attribute("id", anchor), figure.Title), Element("p", figure.Says)),
            content);
    }

    private static IEnumerable<XElement> Both(Figure figure, Func<int, (int Height, IEnumerable<XElement> Parts)> draw) =>
        new[] { (Class: "narrow", Width: Narrow), (Class: "wide", Width: Wide) }.Select(one =>
        {
            (int height, IEnumerable<XElement> parts) = draw(one.Width);
            return Element("svg", Attribute("class", one.Class), Attribute("role", "img"), Attribute("width", "100%"),
                Attribute("height", height),
                Attribute("aria-label", $"{figure.Title}. {figure.Says} The table after the picture says the same."), parts);
        });

    private static XElement Data(Figure figure, XElement table)
    {
        table.AddFirst(Element("caption", figure.Title));
        return Element("details", Attribute("class", "data"), Element("summary", "The same as a table"), table);
    }

    // ---- Times

    private static (int Height, IEnumerable<XElement> Parts) Draw(Figure.Times figure, int width)
    {
        decimal Across(Instant at) => Place(at, figure.From, figure.To, Margin, 100 - Margin);
        var parts = new List<XElement>();
        int top = figure.Now is null ? 4 : 22;
        int first = top;
        foreach (FigureLane lane in figure.Lanes)
        {
            top += Name(lane, top + 13, width, parts);
            foreach (FigureSpan span in lane.Spans)
            {
                (decimal from, decimal to) = (Across(Later(span.From, figure.From)), Across(Earlier(span.To, figure.To)));
                parts.Add(Element("rect", Attribute("class", "bar " + span.Bar.ToString().ToLowerInvariant()),
                    Attribute("x", Percent(from)), Attribute("y", top), Attribute("height", 12),
                    Attribute("width", Percent(Math.Max(to - from, .6m))),
                    Attribute("rx", 3),
                    Element("title", $"{span.What}: {span.When}")));
            }

            top += lane.Spans.IsEmpty ? 0 : 20;
            int rows = 0;
            var taken = new List<(decimal At, int Row)>();
            foreach (FigureMark mark in lane.Marks)
            {
                decimal across = Across(mark.At);
                int row = Enumerable.Range(0, lane.Marks.Length)
                    .First(row => taken.TrueForAll(other => other.Row != row
                        || Math.Abs(other.At - across) * width / 100 >= RowHeight - 1));
                taken.Add((across, row));
                rows = Math.Max(rows, row + 1);
                parts.Add(Shape(mark.Shape, across, top + 11 + (row * RowHeight), mark.Short, $"{mark.What}, {mark.When}: {mark.State}"));
            }

            top += (rows * RowHeight) + 6;
        }

        int bottom = top;
        parts.Insert(0, Element("line", Attribute("class", "axis"), Attribute("x1", Percent(0)), Attribute("x2", Percent(100)),
            Attribute("y1", bottom), Attribute("y2", bottom)));
        parts.InsertRange(1, figure.Ticks.SelectMany(tick => Tick(tick, Across(tick.At), first, bottom)));
        if (figure.Now is { } now)
        {
            decimal across = Across(now.At);
            parts.Insert(0, Element("line", Attribute("class", "now"), Attribute("x1", Percent(across)), Attribute("x2", Percent(across)),
                Attribute("y1", 17), Attribute("y2", bottom)));
            parts.Add(Text(across, 12, now.Text, "now " + Side(across)));
        }

        return (bottom + 22, parts);
    }

    // The name of a lane, and beside it, or below where there is no room, its note.
    private static int Name(FigureLane lane, int baseline, int width, List<XElement> parts)
    {
        bool isBeside = (lane.Name.Length * 8) + (lane.Note.Length * 7) + 12 <= width;
        XElement name = Text(0, baseline, lane.Name, "lane");
        parts.Add(name);
        if (lane.Note.Length > 0)
        {
            XElement note = Element("tspan", Attribute("class", "note"), isBeside ? Attribute("dx", 9) : Attribute("x", 0), lane.Note);
            note.Add(isBeside ? null : Attribute("dy", 17));
            name.Add(note);
        }

        return isBeside ? 22 : 39;
    }

    private static IEnumerable<XElement> Tick(FigureTick tick, decimal across, int top, int bottom) =>
    [
        Element("line", Attribute("class", "grid"), Attribute("x1", Percent(across)), Attribute("x2", Percent(across)),
            Attribute("y1", top), Attribute("y2", bottom + 4)),
        Text(across, bottom + 17, tick.Text, "tick " + Side(across)),
    ];

    private static XElement Shape(FigureShape shape, decimal across, int middle, string inside, string title)
    {
        string look = shape.ToString().ToLowerInvariant();
        var parts = new List<XElement> { Element("title", title) };
        if (shape == FigureShape.Diamond)
        {
            parts.Add(Element("path", Attribute("d", "M0 -9 9 0 0 9 -9 0z")));
        }
        else
        {
            parts.Add(Element("circle", Attribute("r", 9.5m)));
        }

        if (shape == FigureShape.Half)
        {
            parts.Add(Element("path", Attribute("class", "part"), Attribute("d", "M0 -9.5a9.5 9.5 0 0 0 0 19z")));
        }

        if (inside.Length > 0)
        {
            parts.Add(Element("text", Attribute("y", 4), inside));
        }

        if (shape == FigureShape.Crossed)
        {
            parts.Add(Element("path", Attribute("class", "cross"), Attribute("d", "M-9 9 9 -9")));
        }

        // What is inside is drawn in pixels around a middle that is given in percent.
        return Element("svg", Attribute("x", Percent(across)), Attribute("y", middle), Attribute("width", 1), Attribute("height", 1),
            Attribute("overflow", "visible"), Attribute("class", "spot"), Element("g", Attribute("class", $"shape {look}"), parts));
    }

    private static XElement? Legend(Figure.Times figure)
    {
        (FigureShape Shape, string State)[] used =
            [.. figure.Lanes.SelectMany(static lane => lane.Marks).Select(static mark => (mark.Shape, mark.State)).Distinct()];
        return used.Length == 0 ? null : Element("ul", Attribute("class", "legend"), Attribute("aria-hidden", "true"),
            used.Select(static one => Element("li",
                Element("svg", Attribute("width", 22), Attribute("height", 22), Shape(one.Shape, 50, 11, "", one.State)),
                Element("span", one.State))));
    }

    private static XElement TableOf(Figure.Times figure) => Table(
        ["What", "When", "State"],
        [
            .. figure.Lanes.SelectMany(static lane => lane.Spans.Select(span => new FigureRow([span.What, span.When, ""]))
                .Concat(lane.Marks.Select(static mark => new FigureRow([mark.What, mark.When, mark.State])))),
            .. figure.Now is { } now ? [new FigureRow(["Judged", now.Text, ""])] : (FigureRow[])[],
        ]);

    // ---- Scores

    private static (int Height, IEnumerable<XElement> Parts) Draw(Figure.Scores figure, int width)
    {
        const int top = 16;
        const int bottom = 176;
        decimal Across(Instant at) => Place(at, figure.From, figure.To, 12m, 86m);
        int Down(decimal points) =>
            bottom - (int)Math.Round((points - figure.Lowest) * (bottom - top) / (figure.Highest - figure.Lowest));
        var parts = new List<XElement>
        {
            Text(0, top + 4, figure.Highest.ToString(CultureInfo.InvariantCulture), "tick start"),
            Text(0, bottom + 4, figure.Lowest.ToString(CultureInfo.InvariantCulture), "tick start"),
            Level("grid", top), Level("axis", bottom),
        };
        parts.AddRange(figure.Ticks.SelectMany(tick => Tick(tick, Across(tick.At), bottom, bottom)));
        int free = int.MinValue;
        foreach (FigureLevel level in figure.Levels.OrderByDescending(static level => level.Points))
        {
            int down = Down(level.Points);
            parts.Add(Level("level " + LookOf(level), down));

            // Beside its line, or below the number of the level above it.
            free = Math.Max(free, down + 4);
            parts.Add(Text(92, free, Points(level.Points), "tick"));
            free += 14;
        }

        for (int place = 1; place < figure.Points.Length; place++)
        {
            (FigureScore before, FigureScore score) = (figure.Points[place - 1], figure.Points[place]);
            parts.Add(Element("line", Attribute("class", "run"),
                Attribute("x1", Percent(Across(before.At))), Attribute("y1", Down(before.Points)),
                Attribute("x2", Percent(Across(score.At))), Attribute("y2", Down(score.Points))));
        }

        decimal written = -100;
        foreach (FigureScore score in figure.Points)
        {
            decimal across = Across(score.At);
            parts.Add(Element("circle", Attribute("class", "score"), Attribute("cx", Percent(across)), Attribute("cy", Down(score.Points)),
                Attribute("r", 5),
                Element("title", $"{score.When}: {Points(score.Points)}{(score.What.Length == 0 ? "" : $", {score.What}")}")));
            if ((across - written) * width / 100 >= 22)
            {
                parts.Add(Text(across, Down(score.Points) - 10, Points(score.Points), "value"));
                written = across;
            }
        }

        return (bottom + 24, parts);

        static XElement Level(string look, int down) => Element("line", Attribute("class", look),
            Attribute("x1", "7%"), Attribute("x2", "91%"), Attribute("y1", down), Attribute("y2", down));
    }

    private static string LookOf(FigureLevel level) => level.Line.ToString().ToLowerInvariant();

    private static XElement? Legend(Figure.Scores figure) => figure.Levels.IsEmpty ? null
        : Element("ul", Attribute("class", "legend"), Attribute("aria-hidden", "true"), figure.Levels.Select(static level => Element("li",
            Element("svg", Attribute("width", 30), Attribute("height", 12), Element("line", Attribute("class", "level " + LookOf(level)),
                Attribute("x1", 1), Attribute("x2", 29), Attribute("y1", 6), Attribute("y2", 6))),
            Element("span", $"{level.What}: {Points(level.Points)}"))));

    private static XElement TableOf(Figure.Scores figure) => Table(
        ["What", "When", "Points"],
        [
            .. figure.Points.Select(static score => new FigureRow(
                [score.What.Length == 0 ? "Score" : Wording.Capital(score.What), score.When, Points(score.Points)])),
            .. figure.Levels.Select(static level => new FigureRow([Wording.Capital(level.What), "", Points(level.Points)])),
        ]);

    // ---- Tables

    private static XElement TableOf(Figure.Rows figure, (string Anchor, string Text)[] sections) =>
        Element("table", Attribute("class", "cards"), Attribute("role", "table"),
            Element("caption", Attribute("class", "unseen"), figure.Title),
            Element("thead", Attribute("role", "rowgroup"), Element("tr", Attribute("role", "row"), figure.Columns.Select(static column =>
                Element("th", Attribute("scope", "col"), Attribute("role", "columnheader"), column)))),
            Element("tbody", Attribute("role", "rowgroup"), figure.Lines.Select(line =>
            {
                string look = line.IsGood ? "go" : HtmlPage.Look(line.Attention);
                string? target = sections.FirstOrDefault(section => section.Text == line.Target).Anchor;
                return Element("tr", Attribute("role", "row"), Attribute("class", look), line.Cells.Select((cell, place) => place == 0
                    ? Element("th", Attribute("scope", "row"), Attribute("role", "rowheader"),
                        Element("span", Attribute("class", "time short"), cell))
                    : Element("td", Attribute("role", "cell"), Attribute("data-label", figure.Columns[place]),
                        cell.Length <= 14 ? Attribute("class", "short") : null, place switch
                        {
                            1 => look == "plain" ? Element("strong", cell) : HtmlPage.Mark(look, cell),
                            2 when target is not null => Element("a", Attribute("href", "#" + target), cell),
                            _ => cell,
                        })));
            })));

    private static XElement Table(ImmutableArray<string> columns, IEnumerable<FigureRow> rows) => Element("table",
        Element("thead", Element("tr", columns.Select(static column => Element("th", Attribute("scope", "col"), column)))),
        Element("tbody", rows.Select(static row => Element("tr", row.Cells.Select(static (cell, place) =>
            place == 0 ? Element("th", Attribute("scope", "row"), cell) : Element("td", cell))))));

    // ---- Places

    private static decimal Place(Instant at, Instant from, Instant to, decimal low, decimal high)
    {
        decimal part = (decimal)(at - from).TotalMinutes / Math.Max((decimal)(to - from).TotalMinutes, 1);
        return low + (Math.Clamp(part, 0, 1) * (high - low));
    }

    private static Instant Later(Instant one, Instant other) => Instant.Max(one, other);

    private static Instant Earlier(Instant one, Instant other) => Instant.Min(one, other);

    private static XElement Text(decimal across, int down, string text, string look) =>
        Element("text", Attribute("x", Percent(across)), Attribute("y", down), Attribute("class", look), text);

    private static string Side(decimal across) => across < 9 ? "start" : across > 91 ? "end" : "middle";

    private static string Percent(decimal across) => FormattableString.Invariant($"{across:0.##}%");

    private static string Points(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
