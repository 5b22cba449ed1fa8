using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Infusion.Rules.Words;

namespace Infusion.Rules.Reports;

/// <summary>Markup that is well-formed XML and reads as HTML; every text in it is escaped.</summary>
public static class HtmlMarkup
{
    private static readonly HashSet<string> _void = new(StringComparer.Ordinal) { "meta", "link", "br", "hr", "img", "input" };

    // A browser takes what stands in these as it is.
    private static readonly HashSet<string> _raw = new(StringComparer.Ordinal) { "style", "script" };

    /// <summary>An element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its attributes, texts and elements; <c>null</c> for nothing.</param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="System.Xml.XmlException">The name has a letter that no name has.</exception>
    public static XElement Element(string name, params object?[] content) => new(name, content);

    /// <summary>An attribute.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; a number is written the same everywhere.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="System.Xml.XmlException">The name has a letter that no name has.</exception>
    public static XAttribute Attribute(string name, object value) =>
        new(name, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    /// <summary>A text as a part of an address inside the page: letters and digits, with hyphens between.</summary>
    /// <param name="text">The text.</param>
    /// <returns>"visit-5-mon-16-mar-2026".</returns>
    public static string Anchor(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var anchor = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                anchor.Append(char.ToLowerInvariant(letter));
            }
            else if (anchor.Length > 0 && anchor[^1] != '-')
            {
                anchor.Append('-');
            }
        }

        return anchor.ToString().Trim('-');
    }

    /// <summary>Writes an element.</summary>
    /// <param name="root">The element.</param>
    /// <returns>The markup.</returns>
    /// <exception cref="ArgumentException">A style or a script has a letter that would need escaping.</exception>
    public static string Write(XElement root)
    {
        ArgumentNullException.ThrowIfNull(root);
        var text = new StringBuilder();
        Write(text, root);
        return text.ToString();
    }

    private static void Write(StringBuilder text, XElement element)
    {
        string name = element.Name.LocalName;
        text.Append('<').Append(name);
        foreach (XAttribute attribute in element.Attributes())
        {
            text.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            text.Append(ShownText.Html(attribute.Value)).Append('"');
        }

        if (_void.Contains(name))
        {
            text.Append(" />");
            return;
        }

        text.Append('>');
        foreach (XNode node in element.Nodes())
        {
            if (node is XElement child)
            {
                Write(text, child);
            }
            else if (_raw.Contains(name))
            {
                string raw = ((XText)node).Value;
                text.Append(raw.AsSpan().ContainsAny('<', '&')
                    ? throw new ArgumentException($"A {name} has a letter that would need escaping.", nameof(element))
                    : raw);
            }
            else if (node is XText plain)
            {
                text.Append(ShownText.Html(plain.Value));
            }
        }

        text.Append("</").Append(name).Append('>');

        // A line of its own for each block keeps the file readable; space between blocks means nothing.
        if (name is "head" or "style" or "header" or "section" or "article" or "li" or "tr" or "dd" or "p" or "figure" or "nav" or "main")
        {
            text.Append('\n');
        }
    }
}
