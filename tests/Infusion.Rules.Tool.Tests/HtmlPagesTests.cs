using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Tool.Catalogue;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Tests;

public class HtmlPagesTests
{
    private const string Hostile = "</title></style><script>alert('x')</script> \"&amp; <img src=x onerror=alert(1)>";

    private static readonly string[] OnTheDay =
    [
        "09:00", "ASK", "mixed, visit 5", "10:00 to 12:30", "GO", "non-responder, visit 5", "Ride home not known",
        "2 visits: 1 go, 1 ask, 0 stop.",
    ];

    private static readonly string[] Scopes = ["col", "row"];

    private static string Cases => ToolRun.File("samples/Infusion.Rules.Sample/cases");

    private static RulesBook Book => new(PolicyBook.Of(
        [new(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018), new(2000, 1, 1), null)]));

    public static TheoryData<string> Shipped =>
        [.. Directory.EnumerateFiles(Cases, "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)!)];

    // Of every shipped case, and of the middle of one: an infusion is just over, and its restriction runs.
    public static TheoryData<string[]> Pages =>
    [
        .. Directory.EnumerateFiles(Cases, "*.json").Select(static file => new[] { "decide", "published+consensus-2018", file, "--html" }),
        new[] { "decide", "published", Path.Combine(Cases, "mixed.json"), "--at", "2026-03-12T11:30", "--all", "--html" },
        new[] { "day", "published", Cases, "--on", "2026-03-16", "--html" },
        new[] { "day", "published", Cases, "--on", "2026-07-01", "--format", "html" },
        new[] { "rules", "published", "--html" },
        new[] { "rules", ToolRun.File("samples/policies/harbour-clinic.json"), "--html" },
        new[] { "diff", ToolRun.File("samples/change/first.json"), ToolRun.File("samples/change/next.json"), "--html" },
        new[]
        {
            "gate", "--old", ToolRun.File("samples/change/first.json"), "--new", ToolRun.File("samples/change/next.json"), "--changes",
            ToolRun.File("samples/change/declared"), "--format", "html",
        },
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_is_one_well_formed_file_that_asks_nothing_of_a_network(string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        XElement page = Parsed(run.Output);
        Assert.Equal(("html", "en"), (page.Name.LocalName, page.Attribute("lang")?.Value));
        Assert.Single(page.Descendants("h1"));
        Assert.Single(page.Descendants("main"));
        Assert.All(page.Descendants().Attributes(), static attribute =>
        {
            Assert.DoesNotContain("http", attribute.Value, StringComparison.OrdinalIgnoreCase);
            Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase), attribute.ToString());
            Assert.NotEqual("src", attribute.Name.LocalName);
        });
        Assert.DoesNotMatch(@"url\(|@import", page.Descendants("style").Single().Value);
        string[] ids = [.. page.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a").Attributes("href"), href => Assert.Contains(href.Value.TrimStart('#'), ids));
        Assert.All(page.Descendants().Attributes("aria-labelledby"), by => Assert.Contains(by.Value, ids));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_picture_has_its_words_and_every_table_its_heads(string[] arguments)
    {
        XElement page = Parsed(ToolRun.Of(arguments).Output);
        Assert.All(page.Descendants("svg").Where(static svg => svg.Attribute("role")?.Value == "img"),
            static svg => Assert.True(svg.Attribute("aria-label")?.Value.Length > 10));
        Assert.All(page.Descendants("figure"), static figure =>
        {
            Assert.Single(figure.Elements("figcaption"));
            Assert.Single(figure.Descendants("table"));
        });
        Assert.All(page.Descendants("table"), static table =>
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.All(table.Descendants("th"), static head => Assert.Contains(head.Attribute("scope")?.Value, Scopes));
            Assert.All(table.Element("tbody")!.Elements("tr"), row =>
                Assert.Equal(table.Element("thead")!.Descendants("th").Count(), row.Elements().Count()));
        });
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_line_of_the_report_is_on_the_page(string name)
    {
        CourseReview review = ReviewOf(name);
        foreach (bool isFull in new[] { false, true })
        {
            Report report = CourseReport.Of(Book, review, isFull);
            string text = Flat(Parsed(HtmlReport.Write(report, CourseFigures.Of(Book, review))).Element("body")!);
            Assert.All(LinesOf(report), line => Assert.Contains(Flat(line), text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_visit_of_a_day_is_on_its_page()
    {
        string text = Flat(Parsed(ToolRun.Of("day", "published", Cases, "--on", "2026-03-16", "--html").Output));
        Assert.All(
            OnTheDay,
            word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_and_every_source_of_a_policy_is_on_its_page_once()
    {
        RuleCatalogue catalogue = RuleCatalogue.Of(InfusionRules.Published);
        XElement page = Parsed(CatalogueHtml.Write(catalogue));
        RuleEntry[] rules = [.. catalogue.Tables.Where(static table => table.IsPublished).SelectMany(static table => table.Rules)];
        Assert.True(rules.Length > 200, $"{rules.Length} rules");
        Dictionary<string, string> rows = page.Descendants("tr").Where(static row => row.Attribute("id") is not null)
            .ToDictionary(static row => row.Attribute("id")!.Value, Flat);
        Assert.Equal(rules.Length, rows.Count);
        Assert.All(rules, rule =>
        {
            string row = rows["rule-" + HtmlMarkup.Anchor(rule.Id)];
            Assert.StartsWith(rule.Says, row, StringComparison.Ordinal);
            Assert.Contains(rule.OutcomeSays[1..], row, StringComparison.Ordinal);
            Assert.All(rule.Sources, source => Assert.Contains(source.Id, row, StringComparison.Ordinal));
        });
        string text = Flat(page);
        SourceRegister register = SourceRegister.Published;
        Assert.All(register.Statements, statement => Assert.Contains(statement.Paraphrase, text, StringComparison.Ordinal));
        Assert.All(register.Conflicts, conflict => Assert.Contains(conflict.Reading, text, StringComparison.Ordinal));
        Assert.All(register.Conflicts.SelectMany(static conflict => conflict.Alternatives), other =>
        {
            Assert.Contains(other.Reading, text, StringComparison.Ordinal);
            Assert.Contains(other.Parameter ?? "no parameter", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void What_a_policy_does_not_publish_is_one_list_and_no_table()
    {
        XElement page = Parsed(CatalogueHtml.Write(RuleCatalogue.Of(InfusionRules.Published)));
        DecisionTable[] silent = [.. InfusionRules.Published.Tables.Where(static table => !table.IsPublished)];
        Assert.NotEmpty(silent);
        XElement list = page.Descendants("section").Single(static section => section.Attribute("id")?.Value == "not-published");
        Assert.Equal(
            silent.Select(static table => DecisionWords.TitleOf(table.Id) + ":"),
            list.Descendants("strong").Select(static title => title.Value));
        string[] ids = [.. page.Descendants().Attributes("id").Select(static id => id.Value)];
        Assert.All(silent, table => Assert.DoesNotContain("table-" + HtmlMarkup.Anchor(table.Id), ids));
    }

    [Fact]
    public void A_condition_is_read_in_words()
    {
        RuleEntry RuleOf(string id) =>
            RuleCatalogue.Of(InfusionRules.Published).Tables.SelectMany(static table => table.Rules).Single(rule => rule.Id == id);
        Assert.Equal("Always", RuleOf("fasting.compliant").When.Says);
        Assert.Equal(
            ["oral medicine", "less than 2 h"],
            RuleOf("fasting.oral-medicine").When.Parts.Select(static part => part.Says.Split(": ")[1]));
        Assert.Equal(
            ["How far the visit is: ahead", "The fast: fast not met"], RuleOf("day.fast").When.Parts.Select(static part => part.Says));
        static ConditionWords Of(Condition condition) => ConditionWords.Of(condition);
        Fact<bool> yes = Fact.YesNo("a.yes", "a ride", "Is there one?");
        Fact<string> kind = Fact.Named("a.kind", "the kind", "Which?", ["toast", "clear-water", "tea"]);
        Assert.Equal("A ride: no", Of(!yes.Is(true)).Says);
        Assert.Equal("The kind: toast or clear water", Of(kind.Is("toast") | kind.Is("clear-water")).Says);
        Assert.Equal("The kind: other than toast or tea", Of(!(kind.Is("toast") | kind.Is("tea"))).Says);
        Assert.Equal("A ride: yes", Of(yes.Is(true) & Condition.Always).Says);
        Assert.Equal("Never", Of(!(yes.Is(true) | Condition.Always)).Says);
        Assert.Equal("A ride: yes; (the kind: toast, or a ride: no)", Of(yes.Is(true) & (kind.Is("toast") | yes.Is(false))).ToString());
    }

    [Fact]
    public void A_hostile_text_is_a_text_wherever_it_stands()
    {
        Instant at = Instant.FromUtc(2026, 3, 2, 14, 0);
        Instant later = at + Duration.FromHours(9);
        var report = new Report(
            Hostile, Hostile, [new(Hostile, Hostile, Attention.Stop)],
            [
                new(Hostile,
                [
                    new()
                    {
                        Title = Hostile, Says = Hostile, Attention = Attention.Clinician, Because = [new(Hostile, Hostile)],
                        Within = [new() { Title = "", Says = Hostile, IsOpen = true }],
                    },
                ]),
            ],
            Hostile);
        Figure[] figures =
        [
            new Figure.Times
            {
                Title = Hostile, Says = Hostile, From = at, To = later, Ticks = [new(at, Hostile)], Now = new(later, Hostile),
                Lanes =
                [
                    new(Hostile, [new(at, Hostile, Hostile, Hostile, FigureShape.Crossed, "<")],
                        [new(at, later, Hostile, Hostile)], Hostile),
                ],
            },
            new Figure.Scores
            {
                Title = Hostile, Says = Hostile, From = at, To = later, Lowest = 0, Highest = 10, Ticks = [new(at, Hostile)],
                Points = [new(at, Hostile, 7.25m, Hostile)], Levels = [new(5, Hostile, FigureLine.Dotted)],
            },
            new Figure.Rows { Title = Hostile, Says = Hostile, Columns = [Hostile, "b"],
                Lines = [new([Hostile, Hostile], Attention.Stop)] },
        ];
        XElement page = Parsed(HtmlReport.Write(report, figures));
        Assert.Empty(page.Descendants("script"));
        Assert.Empty(page.Descendants("img"));
        Assert.Equal(Hostile, page.Descendants("title").First().Value);
        Assert.Equal(Hostile, page.Descendants("h1").Single().Value);
        Assert.Contains("7.25", Flat(page), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_document_may_have_is_shown_as_a_letter_that_cannot_be_shown()
    {
        var report = new Report("a\u0001b\ud800c\u202ed \U0001F9EA", "", [], [], "");
        Assert.Equal("a\ufffdb\ufffdc\ufffdd \U0001F9EA", Parsed(HtmlReport.Write(report, [])).Descendants("h1").Single().Value);
    }

    [Fact]
    public void The_pictures_say_what_the_review_says()
    {
        CourseReview mixed = ReviewOf("mixed");
        Figure[] figures = [.. CourseFigures.Of(Book, mixed)];
        var course = (Figure.Times)figures[0];
        Assert.Equal(
            ["infusion given", "cancelled", "infusion given", "infusion given", "booked"],
            course.Lanes.Single().Marks.Select(static mark => mark.State));
        Assert.Equal("today, 16 Mar", course.Now?.Text);
        Figure.Scores pain = figures.OfType<Figure.Scores>().First();
        Assert.Equal([7m, 6m], pain.Points.Select(static score => score.Points));
        Assert.Equal([7m, 4.9m], pain.Levels.Select(static level => level.Points));
        Assert.Equal("By the rules: not yet to be judged.", pain.Says);

        var responder = (Figure.Times)CourseFigures.Of(Book, ReviewOf("responder"))[0];
        Assert.Equal(
            "from Fri 20 Mar 2026 to Wed 20 May 2026",
            Assert.Single(responder.Lanes, static lane => lane.Name == "Maintenance window").Note);

        CourseReview justOver = mixed.At(InstantPattern.General.Parse("2026-03-12T15:30:00Z").Value);
        Figure hours = Assert.Single(CourseFigures.Of(Book, justOver), static figure => figure.Title == "The hours of visit 4");
        Assert.Equal(
            ["09:00 to 10:00", "10:00 to 11:30", "10:00 to 14:00", "09:00 to Fri 13 Mar 2026, 10:00"],
            ((Figure.Times)hours).Lanes.Select(static lane => lane.Note));
        Assert.All(
            ((Figure.Times)hours).Lanes,
            static lane => Assert.Contains(lane.Spans.Single().Bar, new[] { FigureBar.Full, FigureBar.Strong }));
    }

    [Fact]
    public void A_record_with_nothing_in_it_has_a_page_and_no_picture()
    {
        var record = PatientRecord.Parse("""{ "format": 1, "id": "new", "asOf": "2026-06-15T08:00" }""", Book.TimeZone);
        CourseReview review = Book.Review(record);
        Assert.Empty(CourseFigures.Of(Book, review));
        Assert.Empty(Parsed(HtmlReport.Write(CourseReport.Of(Book, review), [])).Descendants("figure"));
    }

    [Fact]
    public void Two_forms_that_disagree_are_bad_input()
    {
        ToolRun run = ToolRun.Of("decide", "published", Path.Combine(Cases, "mixed.json"), "--html", "--format", "json");
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("--html and --format json disagree", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_goes_to_a_file()
    {
        using var folder = new ScratchFolder();
        string file = folder.PathOf("pages/mixed.html");
        ToolRun run = ToolRun.Of("decide", "published", Path.Combine(Cases, "mixed.json"), "--html", "--output", file);
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", File.ReadAllText(file), StringComparison.Ordinal);
    }

    private static CourseReview ReviewOf(string name) =>
        Book.Review(PatientRecord.Parse(File.ReadAllText(Path.Combine(Cases, name + ".json")), Book.TimeZone));

    private static XElement Parsed(string html)
    {
        using var reader = XmlReader.Create(new StringReader(html), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XElement.Load(reader);
    }

    private static IEnumerable<string> LinesOf(Report report) =>
    [
        report.Title, report.Under, report.Note, .. report.First.SelectMany(static line => new[] { line.Label, line.Text }),
        .. report.Sections.SelectMany(static section => (IEnumerable<string>)[section.Title, .. section.Items.SelectMany(LinesOf)]),
    ];

    private static IEnumerable<string> LinesOf(ReportItem item) =>
    [
        $"{item.Title}{(item.Title.Length == 0 ? "" : ": ")}{item.Says}",
        .. item.Because.Select(static reason => $"{reason.Text}{(reason.Text.Length == 0 ? "" : " ")}{reason.Source}"),
        .. item.Within.SelectMany(LinesOf),
    ];

    private static string Flat(XElement element) =>
        Flat(string.Concat(element.DescendantNodes().OfType<XText>().Select(static text => text.Value)));

    private static string Flat(string text) => Regex.Replace(text, @"\s+", " ").Trim();
}
