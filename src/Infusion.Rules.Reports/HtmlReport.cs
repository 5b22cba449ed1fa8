using System.Collections.Immutable;
using System.Xml.Linq;
using Infusion.Rules.Words;
using static Infusion.Rules.Reports.HtmlMarkup;

namespace Infusion.Rules.Reports;

/// <summary>Writes a report as one self-contained page: on a screen, a phone and paper, in light and dark.</summary>
/// <remarks>The page asks nothing of a network, and is whole without the script of its box for finding. What stops, what a
/// clinician looks at and what is missing has a shape
/// and a word beside its colour; every picture has a table that says the same.</remarks>
/// <example><code>
/// CourseReview review = rules.Review(record);
/// File.WriteAllText("course.html", HtmlReport.Write(CourseReport.Of(rules, review), CourseFigures.Of(rules, review)));
/// </code></example>
public static class HtmlReport
{
    /// <summary>Writes a report as a page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="figures">The pictures that stand between the first lines and the matters; often none.</param>
    /// <param name="find">The label of a box that filters the matters; empty for none.</param>
    /// <returns>The file.</returns>
    public static string Write(Report report, IEnumerable<Figure> figures, string find = "")
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(find);
        Figure[] drawn = [.. figures];
        (string Anchor, string Text)[] sections =
            [.. report.Sections.Select(static (section, place) => (SectionAnchor(place), section.Title))];
        (string Anchor, string Text)[] contents =
        [
            .. report.First.IsEmpty ? [] : new[] { ("first", "At a glance") },
            .. drawn.Length == 0 ? [] : new[] { ("pictures", TitleOf(drawn)) },
            .. sections,
        ];
        XElement[] body =
        [
            Element("header", Attribute("class", "top"),
                Element("h1", report.Title),
                report.Under.Length == 0 ? null : Element("p", Attribute("class", "under"), report.Under)),
            Element("div", Attribute("class", "page"),
                HtmlPage.Contents(contents),
                Element("main", Attribute("id", "main"), Attribute("tabindex", "-1"),
                    report.First.IsEmpty ? null : Element("section", Attribute("id", "first"), Attribute("aria-labelledby", "first-title"),
                        Element("h2", Attribute("id", "first-title"), Attribute("class", "unseen"), "At a glance"),
                        First(report.First)),
                    find.Length == 0 ? null : HtmlPage.Search(find),
                    drawn.Length == 0 ? null : Pictures(drawn, sections),
                    report.Sections.Select(static (section, place) => Section(section, SectionAnchor(place))))),
            Element("footer", Element("p", report.Note)),
        ];
        return HtmlPage.Write(report.Title, body, find.Length == 0 ? "" : HtmlPage.FindScript);
    }

    private static string SectionAnchor(int place) => FormattableString.Invariant($"part-{place + 1}");

    private static string TitleOf(Figure[] figures) =>
        Array.Exists(figures, static figure => figure is Figure.Rows) ? "Overview" : "In pictures";

    private static XElement Pictures(Figure[] figures, (string Anchor, string Text)[] sections) =>
        Element("section", Attribute("id", "pictures"), Attribute("aria-labelledby", "pictures-title"),
            Element("h2", Attribute("id", "pictures-title"), TitleOf(figures)),
            Element("div", Attribute("class", "figures"), figures.Select((figure, place) => HtmlFigure.Of(figure, place, sections))));

    // Lines that follow one another under the same label stand together.
    private static XElement First(ImmutableArray<ReportLine> lines)
    {
        var groups = new List<List<ReportLine>>();
        foreach (ReportLine line in lines)
        {
            if (groups.Count == 0 || groups[^1][0].Label != line.Label)
            {
                groups.Add([]);
            }

            groups[^1].Add(line);
        }

        return Element("dl", Attribute("class", "first"), groups.Select(static group =>
        {
            string label = group[0].Label;
            string look = LookOf(group.MaxBy(static line => line.Attention)!);
            return Element("div", Attribute("class", $"row {look}"),
                Element("dt", look == "plain" ? null : HtmlPage.Mark(look, ""), Element("span", label)),
                group.Select(line => Element("dd", WordBeside(line), line.Text)));
        }));
    }

    private static string LookOf(ReportLine line) =>
        line.Label == "Missing" && line.Attention == Attention.Note ? "ask" : HtmlPage.Look(line.Attention);

    // The word of a mark, where neither the label nor the sentence says it already: of a visit that is asked about, the sentence does.
    private static XElement? WordBeside(ReportLine line) => line.Attention switch
    {
        _ when line.Word is { } word =>
            word.Length == 0 ? null : Element("strong", Attribute("class", $"word {HtmlPage.Look(line.Attention)}"), word),
        Attention.Stop => Element("strong", Attribute("class", "word stop"), "Stop"),
        Attention.Clinician when line.Label is not ("Clinician" or "Visit") =>
            Element("strong", Attribute("class", "word look"), "Clinician"),
        Attention.NotPublished => Element("strong", Attribute("class", "word unsaid"), "Not published"),
        _ => null,
    };

    private static XElement Section(ReportSection section, string anchor) =>
        Element("section", Attribute("id", anchor), Attribute("class", "part"), Attribute("aria-labelledby", anchor + "-title"),
            Attribute("data-group", ""),
            Element("details", Attribute("open", ""),
                Element("summary",
                    Element("h2", Attribute("id", anchor + "-title"), section.Title),
                    Asks(section.Items)),
                Items(section.Items, isFound: true)));

    // What is inside, for who folds the section: the strongest mark, once.
    private static XElement? Asks(IEnumerable<ReportItem> items)
    {
        ReportItem[] all = [.. items.SelectMany(All)];
        ReportItem? strongest = Array.Find(all, static one => one.Attention == Attention.Stop)
            ?? Array.Find(all, static one => one.Attention == Attention.Clinician);
        return strongest is not null ? HtmlPage.Mark(strongest.Attention, word: strongest.Mark)
            : all.Any(static one => one.IsOpen) ? HtmlPage.Mark(Attention.Note, isOpen: true)
            : null;

        static IEnumerable<ReportItem> All(ReportItem item) => [item, .. item.Within.SelectMany(All)];
    }

    private static XElement Items(IEnumerable<ReportItem> items, bool isFound = false) =>
        Element("ul", Attribute("class", "items"), items.Select(item => Element("li",
            Attribute("class", $"item {HtmlPage.Look(item.Attention, item.IsOpen)}"),
            isFound ? Attribute("data-find", "") : null,
            Element("div", Attribute("class", "says"),
                HtmlPage.Mark(item.Attention, item.IsOpen, item.Mark),
                item.Title.Length == 0 ? null : Element("strong", item.Title + (item.Says.Length == 0 ? "" : ":")),
                " ",
                Element("span", item.Says)),
            item.Because.IsEmpty ? null : Element("ul", Attribute("class", "because"), item.Because.Select(static reason => Element("li",
                reason.IsCode ? Element("code", reason.Text) : reason.Text,
                reason.Text.Length == 0 || reason.Source.Length == 0 ? null : " ",
                reason.Source.Length == 0 ? null : Element("span", Attribute("class", "source"), reason.Source)))),
            item.Change is { } change ? Change(change) : null,
            item.Within.IsEmpty ? null : Items(item.Within),
            item.Folded.IsEmpty ? null : Element("details", Attribute("class", "more"),
                Element("summary", "In detail"),
                Items(item.Folded)))));

    private static XElement Change(ReportChange change) => Element("dl", Attribute("class", "change"),
        Element("div", Element("dt", "Before"), Element("dd", change.Before)),
        Element("div", Attribute("class", "now"), Element("dt", "Now"), Element("dd", change.Now)));
}
