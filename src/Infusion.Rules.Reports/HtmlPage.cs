using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Infusion.Rules.Words;
using static Infusion.Rules.Reports.HtmlMarkup;

namespace Infusion.Rules.Reports;

/// <summary>A page in one file: it asks nothing of a network, and is read on a screen, a phone and paper, in light and dark.</summary>
public static class HtmlPage
{
    private const string Circle = "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8z";

    private static readonly Lazy<string> _style = new(static () => Resource("page.css"));

    private static readonly Lazy<string> _find = new(static () => Resource("find.js"));

    /// <summary>The script of a page that has a <see cref="Search"/>: it hides what lacks a word, by the attributes data-find and
    /// data-group.</summary>
    public static string FindScript => _find.Value;

    /// <summary>Writes a page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">What stands in it: header, navigation, main part and footer.</param>
    /// <param name="script">A script that stands in it; empty for none. The page is whole without it.</param>
    /// <returns>The file.</returns>
    public static string Write(string title, IEnumerable<XElement> body, string script = "")
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(script);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        string allowed = script.Length == 0 ? "" : $"; script-src 'sha256-{hash}'";
        XElement page = Element("html", Attribute("lang", "en"),
            Element("head",
                Element("meta", Attribute("charset", "utf-8")),
                Element("meta", Attribute("name", "viewport"), Attribute("content", "width=device-width, initial-scale=1")),
                Element("meta", Attribute("http-equiv", "Content-Security-Policy"),
                    Attribute("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
                        + allowed)),
                Element("meta", Attribute("name", "referrer"), Attribute("content", "no-referrer")),
                Element("meta", Attribute("name", "color-scheme"), Attribute("content", "light dark")),
                Element("link", Attribute("rel", "icon"), Attribute("href", "data:,")),
                Element("title", title),
                Element("style", _style.Value)),
            Element("body",
                Element("a", Attribute("class", "skip"), Attribute("href", "#main"), "Skip to the content"),
                body,
                script.Length == 0 ? null : Element("script", script)));
        return $"<!DOCTYPE html>\n{HtmlMarkup.Write(page)}\n";
    }

    /// <summary>The contents of a page as a list of links.</summary>
    /// <param name="entries">The address inside the page and the text of each.</param>
    /// <returns>The navigation.</returns>
    public static XElement Contents(IEnumerable<(string Anchor, string Text)> entries) => Element("nav",
        Attribute("class", "contents"), Attribute("aria-labelledby", "contents"),
        Element("h2", Attribute("id", "contents"), "Contents"),
        Element("ul", entries.Select(static entry =>
            Element("li", Element("a", Attribute("href", "#" + entry.Anchor), entry.Text)))));

    /// <summary>A box that filters what is on the page; without the script of the page there is none.</summary>
    /// <param name="label">What it finds.</param>
    /// <returns>The form.</returns>
    public static XElement Search(string label) => Element("form",
        Attribute("class", "search"), Attribute("role", "search"), Attribute("hidden", "hidden"),
        Element("label", Attribute("for", "find"), label),
        Element("input", Attribute("id", "find"), Attribute("type", "search"), Attribute("autocomplete", "off"),
            Attribute("spellcheck", "false"), Attribute("aria-describedby", "found")),
        Element("p", Attribute("id", "found"), Attribute("role", "status")));

    /// <summary>The mark of what something asks of the reader: a shape and a word, never a colour alone.</summary>
    /// <param name="attention">What it asks.</param>
    /// <param name="isOpen">Whether it is not known yet.</param>
    /// <param name="word">Another word than the usual one; empty for a shape whose word stands beside it already.</param>
    /// <returns>The mark; <c>null</c> where nothing is asked.</returns>
    public static XElement? Mark(Attention attention, bool isOpen = false, string? word = null)
    {
        (string look, string usual) = (isOpen, attention) switch
        {
            (true, Attention.Stop) => ("stop", "missing"),
            (true, _) => ("ask", "missing"),
            (_, Attention.Stop) => ("stop", "stop"),
            (_, Attention.Clinician) => ("look", "clinician"),
            (_, Attention.NotPublished) => ("unsaid", "not published"),
            (_, Attention.Note) => ("note", "note"),
            _ => ("", ""),
        };
        return look.Length == 0 ? null : Mark(look, word ?? usual);
    }

    /// <summary>The class of what something asks of the reader.</summary>
    /// <param name="attention">What it asks.</param>
    /// <param name="isOpen">Whether it is not known yet.</param>
    /// <returns>"stop", "look", "ask", "unsaid", "note" or "plain".</returns>
    public static string Look(Attention attention, bool isOpen = false) => (isOpen, attention) switch
    {
        (_, Attention.Stop) => "stop",
        (true, _) => "ask",
        (_, Attention.Clinician) => "look",
        (_, Attention.NotPublished) => "unsaid",
        (_, Attention.Note) => "note",
        _ => "plain",
    };

    /// <summary>A mark of a look, with its word.</summary>
    internal static XElement Mark(string look, string word) => Element("span", Attribute("class", $"mark {look}"), Icon(look),
        word.Length == 0 ? null : Element("span", word));

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream($"Infusion.Rules.Reports.{name}")
            ?? throw new InvalidOperationException($"The assembly has no {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static XElement Icon(string look)
    {
        XElement Path(string data, string role) => Element("path", Attribute("class", role), Attribute("d", data));
        XElement[] parts = look switch
        {
            "stop" => [Path("M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z", "fill"), Path("M4.5 8h7", "sign")],
            "look" => [Path("M8 1 15.5 14.5H.5z", "fill"), Path("M8 5.6v4.2M8 11.9v.3", "sign")],
            "ask" => [Path(Circle, "fill"), Path("M5.9 6.2a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.4M8 11.7v.3", "sign")],
            "go" => [Path(Circle, "fill"), Path("M4.8 8.3l2.2 2.2 4.2-4.6", "sign")],
            "unsaid" => [Path("M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6z", "ring"), Path("M5.2 8h5.6", "line")],
            _ => [Path("M8 .9 15.1 8 8 15.1.9 8z", "fill"), Path("M8 7.4v3.4M8 5.1v.2", "sign")],
        };
        return Element("svg", Attribute("viewBox", "0 0 16 16"), Attribute("width", 16), Attribute("height", 16),
            Attribute("aria-hidden", "true"), parts);
    }
}
