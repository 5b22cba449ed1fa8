using System.Xml.Linq;
using Infusion.Rules.Reports;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using static Infusion.Rules.Reports.HtmlMarkup;
using Wording = Infusion.Rules.Tool.Reports.Wording;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>The catalogue as one page, as a clinical lead reads it: rules, sources, conflicts, and what is not published.</summary>
internal sealed class CatalogueHtml
{
    // A longer condition is folded, so that the sentences of the rules stay within reach of one another.
    private const int MostAtOnce = 7;

    private readonly RuleCatalogue _catalogue;
    private readonly TableEntry[] _published;
    private readonly HashSet<string> _cited;
    private readonly HashSet<string> _rules;
    private readonly Statement[] _statements;
    private readonly Conflict[] _conflicts;
    private readonly Reference[] _references;

    private CatalogueHtml(RuleCatalogue catalogue)
    {
        _catalogue = catalogue;
        _published = [.. catalogue.Tables.Where(static table => table is { IsPublished: true, Rules.Count: > 0 })];
        _cited =
        [
            .. catalogue.Tables.SelectMany(static table => table.Rules).SelectMany(static rule => rule.Sources)
                .Select(static source => source.Id),
        ];
        _rules = [.. _published.SelectMany(static table => table.Rules).Select(static rule => rule.Id)];

        // The register belongs to the policy whose rules cite it; of another clinic's page nothing is said here.
        SourceRegister register = SourceRegister.Published;
        bool hasRegister = register.Statements.Any(statement => _cited.Contains(statement.Id));
        _statements = hasRegister ? [.. register.Statements] : [];
        _conflicts = hasRegister ? [.. register.Conflicts] : [];
        _references = [.. catalogue.Sources, .. register.References.Where(reference => _cited.Contains(reference.Id)
            && catalogue.Sources.All(own => own.Id != reference.Id))];
    }

    private static string[] Columns => ["Rule", "Then", "When"];

    private static string[] ColumnsOfReadings => ["Reading", "What would change", "Set by"];

    private TableEntry[] Unpublished => [.. _catalogue.Tables.Where(static table => !table.IsPublished)];

    /// <summary>Writes the page.</summary>
    public static string Write(RuleCatalogue catalogue) => new CatalogueHtml(catalogue).Write();

    private string Write()
    {
        IGrouping<string, TableEntry>[] rooms = [.. _published.GroupBy(static table => table.Id.Split('.')[0])];
        (string Anchor, string Text)[] contents =
        [
            .. rooms.Select(static room => (room.Key, TitleOf(room.Key))),
            .. _statements.Length == 0 ? [] : new[] { ("statements", "What the page says") },
            .. _conflicts.Length == 0 ? [] : new[] { ("conflicts", "Conflicts and readings") },
            .. _references.Length == 0 ? [] : new[] { ("works", "Sources and works") },
            .. Unpublished.Length == 0 ? [] : new[] { ("not-published", "Not published") },
        ];
        int rules = _published.Sum(static table => table.Rules.Count);
        string title = $"The rules of {(_catalogue.Clinic.Length == 0 ? _catalogue.Policy : _catalogue.Clinic)}";
        return HtmlPage.Write(title,
        [
            Element("header", Attribute("class", "top"),
                Element("h1", title),
                Element("p", Attribute("class", "under"),
                    $"Version {_catalogue.PolicyVersion}: {Wording.Count(rules, "rule")} in "
                    + $"{Wording.Count(_published.Length, "decision")}; of {Wording.Count(Unpublished.Length, "more decision")} "
                    + "the policy says nothing. "
                    + "Written from the decision tables that also decide.")),
            Element("div", Attribute("class", "page"),
                HtmlPage.Contents(contents),
                Element("main", Attribute("id", "main"), Attribute("tabindex", "-1"),
                    HtmlPage.Search("Find rules, sources and conflicts"), Legend(),
                    rooms.Select(Room),
                    Statements(), Conflicts(), Works(), NotPublished())),
            Element("footer", Element("p", "The clinic's rules, not medical advice; the clinician decides.")),
        ], HtmlPage.FindScript);
    }

    private static XElement Legend() => Element("p", Attribute("class", "marks"), "Beside an outcome: ",
        HtmlPage.Mark(Words.Attention.Stop, word: "it stops something"), " ",
        HtmlPage.Mark(Words.Attention.Clinician, word: "a clinician looks"), " ",
        HtmlPage.Mark(Words.Attention.Note, word: "worth knowing"), " ",
        HtmlPage.Mark(Words.Attention.NotPublished, word: "not published"));

    private XElement Room(IGrouping<string, TableEntry> room) => Part(room.Key, TitleOf(room.Key), room.Select(Table));

    private static XElement Part(string anchor, string title, IEnumerable<XElement?> content) => Element("section", Attribute("id", anchor),
        Attribute("class", "room"), Attribute("aria-labelledby", anchor + "-title"), Attribute("data-group", ""),
        Element("h2", Attribute("id", anchor + "-title"), title), content);

    private XElement Table(TableEntry table)
    {
        string anchor = "table-" + Anchor(table.Id);
        return Element("article", Attribute("class", "part"), Attribute("aria-labelledby", anchor), Attribute("data-group", ""),
            Element("h3", Attribute("id", anchor), table.Title),
            Element("p", Attribute("class", "under"), $"Decides {table.Decides}. ", table.HitPolicy switch
            {
                HitPolicy.Collect => "Every rule that applies counts.",
                HitPolicy.Priority => "Of the rules that apply, the most cautious wins.",
                _ => "One rule applies.",
            }),
            Element("table", Attribute("class", "cards rules"), Attribute("role", "table"),
                Element("caption", Attribute("class", "unseen"), table.Title),
                Element("thead", Attribute("role", "rowgroup"), Element("tr", Attribute("role", "row"),
                    Columns.Select(static head =>
                        Element("th", Attribute("scope", "col"), Attribute("role", "columnheader"), head)))),
                Element("tbody", Attribute("role", "rowgroup"), table.Rules.Select(Row))));
    }

    private XElement Row(RuleEntry rule) => Element("tr",
        Attribute("role", "row"), Attribute("id", RuleAnchor(rule.Id)), Attribute("data-find", ""),
        Element("th", Attribute("scope", "row"), Attribute("role", "rowheader"),
            Element("span", Attribute("class", "sentence"), Wording.Sentence(rule.Says)),
            Element("span", Attribute("class", "origin"),
                $"{Wording.Capital(Wording.Words(rule.Modality.ToString()))}, {Wording.Words(rule.Provenance.ToString())}. ",
                Sources(rule.Sources.Select(static source => source.Id)),
                " ", Element("code", rule.Id))),
        Element("td", Attribute("role", "cell"), Attribute("data-label", "Then"),
            HtmlPage.Mark(rule.Attention, word: ""), " ", Wording.Capital(rule.OutcomeSays),
            rule.Terms.Count == 0 ? null : Element("ul", rule.Terms.Select(static term => Element("li", Wording.Plain(term))))),
        Element("td", Attribute("role", "cell"), Attribute("data-label", "When"), rule.When.Count <= MostAtOnce
            ? When(rule.When)
            : Element("details", Element("summary", $"{Wording.Count(rule.When.Count, "condition")} together"), When(rule.When))));

    private static object When(ConditionWords condition) => condition.Parts.IsEmpty ? condition.Says
        : new object[]
        {
            Element("span", Wording.Capital(condition.Says) + ":"),
            Element("ul", condition.Parts.Select(static part => Element("li", When(part)))),
        };

    // A source that is on the page is a link to it; every other one is named.
    private IEnumerable<object> Sources(IEnumerable<string> ids)
    {
        bool isFirst = true;
        foreach (string id in ids)
        {
            yield return isFirst ? "" : ", ";
            isFirst = false;
            yield return IsHere(id) ? Element("a", Attribute("href", "#" + SourceAnchor(id)), id) : Element("span", Wording.Words(id));
        }
    }

    private bool IsHere(string id) => Array.Exists(_statements, one => one.Id == id) || Array.Exists(_conflicts, one => one.Id == id)
        || Array.Exists(_references, one => one.Id == id);

    private IEnumerable<object> Rules(IEnumerable<string> ids)
    {
        bool isFirst = true;
        foreach (string id in ids)
        {
            yield return isFirst ? "" : ", ";
            isFirst = false;
            yield return _rules.Contains(id) ? Element("a", Attribute("href", "#" + RuleAnchor(id)), id) : Element("code", id);
        }
    }

    private XElement? Statements() => _statements.Length == 0 ? null : Part("statements", "What the page says",
        _statements.GroupBy(static one => one.Heading).Select((same, place) =>
        {
            string anchor = FormattableString.Invariant($"heading-{place + 1}");
            return Element("article", Attribute("class", "part"), Attribute("aria-labelledby", anchor), Attribute("data-group", ""),
                Element("h3", Attribute("id", anchor), same.Key),
                Element("ul", Attribute("class", "items"), same.Select(statement => Element("li", Attribute("class", "item"),
                    Attribute("id", SourceAnchor(statement.Id)), Attribute("data-find", ""),
                    Element("div", Attribute("class", "says"), Element("strong", statement.Id), " ", statement.Paraphrase),
                    Element("div", Attribute("class", "because"), statement.IsEncoded() ? "Rules: " : "No rule: ",
                        statement.IsEncoded() ? Rules(statement.Rules) : statement.Reason)))));
        }));

    private XElement? Conflicts() => _conflicts.Length == 0 ? null : Part("conflicts", "Conflicts, and the readings chosen",
        _conflicts.Select(conflict => Element("article", Attribute("class", "part"), Attribute("id", SourceAnchor(conflict.Id)),
            Attribute("aria-labelledby", SourceAnchor(conflict.Id) + "-title"), Attribute("data-group", ""),
            Element("h3", Attribute("id", SourceAnchor(conflict.Id) + "-title"), $"{conflict.Id}: {conflict.Question}"),
            Element("div", Attribute("data-find", ""),
                Element("p", Element("strong", "Reading chosen:"), " ", conflict.Reading),
                Element("p", Attribute("class", "because"), "Between ", Sources(conflict.Statements),
                    conflict.Rules.IsEmpty ? null : new object[] { ". Rules: ", Rules(conflict.Rules) }),
                Element("table",
                    Element("caption", "Other readings"),
                    Element("thead", Element("tr", ColumnsOfReadings.Select(static head =>
                        Element("th", Attribute("scope", "col"), head)))),
                    Element("tbody", conflict.Alternatives.Select(static other => Element("tr",
                        Element("th", Attribute("scope", "row"), other.Reading),
                        Element("td", other.Effect),
                        Element("td", other.Parameter is { } parameter ? Element("code", parameter) : "no parameter")))))))));

    private XElement? Works() => _references.Length == 0 ? null : Part("works", "Sources and works",
    [
        Element("ul", Attribute("class", "items part"), _references.Select(static work => Element("li", Attribute("class", "item"),
            Attribute("id", SourceAnchor(work.Id)), Attribute("data-find", ""),
            Element("div", Attribute("class", "says"), Element("strong", work.Id), " ", work.Citation),
            Element("div", Attribute("class", "because"),
                work.Verified == VerifiedIn.Primary ? "Read in the work itself." : "Read in another work that reports it.")))),
    ]);

    private XElement? NotPublished() => Unpublished.Length == 0 ? null : Part("not-published", "What this policy does not publish",
    [
        Element("ul", Attribute("class", "items part"), Unpublished.Select(static table => Element("li", Attribute("class", "item"),
            Attribute("data-find", ""),
            Element("div", Attribute("class", "says"), HtmlPage.Mark(Words.Attention.NotPublished, word: ""), " ",
                Element("strong", table.Title + ":"), " ", Wording.Sentence(table.Rules[0].Says))))),
    ]);

    private static string TitleOf(string room) => Wording.Capital(Wording.Words(room));

    private static string RuleAnchor(string id) => "rule-" + Anchor(id);

    private static string SourceAnchor(string id) => "source-" + Anchor(id);
}
