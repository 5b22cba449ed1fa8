using System.Globalization;
using System.Text;

namespace Infusion.Rules.Words;

/// <summary>What somebody wrote, made fit to be shown: on a terminal, in Markdown, in HTML and in XML.</summary>
/// <remarks>A sign that cannot be seen, that turns the direction of the signs after it or that no document may have is shown as U+FFFD, so
/// that nothing moves the cursor, forges a line or hides a letter.</remarks>
public static class ShownText
{
    private const char Unseen = '\uFFFD';

    // Whatever Markdown reads as its own; what somebody wrote is shown as it was written.
    private const string OfMarkdown = "\\`*_{}[]<>#|~";

    /// <summary>A text as one line of a terminal or a log.</summary>
    /// <remarks>The marks by which a build server takes a line for a command, <c>::</c> and <c>##</c>, are parted.</remarks>
    /// <param name="text">The text.</param>
    /// <returns>"visit: :1".</returns>
    public static string Line(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parted(Parted(Seen(text, ""), "::", ": :"), "##", "# #");
    }

    /// <summary>A text inside a line of Markdown, or a cell of a table.</summary>
    /// <param name="text">The text.</param>
    /// <returns>"a\*b"; nobody is mentioned by an @.</returns>
    public static string Markdown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length);
        foreach (char letter in Line(text))
        {
            shown.Append(OfMarkdown.Contains(letter) ? "\\" : "").Append(letter).Append(letter == '@' ? "\u200b" : "");
        }

        return shown.ToString();
    }

    /// <summary>A text to be copied letter by letter, as code inside a line of Markdown or a cell of a table.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text between backticks; one that has a sign which ends code or a cell is escaped instead.</returns>
    public static string MarkdownCode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 || text.Contains('`') || text.Contains('|') ? Markdown(text) : $"`{Line(text)}`";
    }

    /// <summary>A text as the content of an element or an attribute, for HTML that is well-formed XML.</summary>
    /// <param name="text">The text; its line breaks and tabs stay.</param>
    /// <returns>The escaped text.</returns>
    public static string Html(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Seen(text, "\t\n").Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;")
            .Replace("'", "&#39;").Replace("::", ":&#58;").Replace("##", "#&#35;");
    }

    /// <summary>A text for a writer of XML, which escapes it.</summary>
    /// <remarks>A build server that prints a report takes no line of it for a command.</remarks>
    /// <param name="text">The text; its line breaks stay.</param>
    /// <returns>The text, with no sign that XML cannot have.</returns>
    public static string Xml(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Lines(text);
    }

    /// <summary>A text as lines of a terminal or a log.</summary>
    /// <param name="text">The text; its line breaks stay.</param>
    /// <returns>Each of its lines as <see cref="Line"/> shows it.</returns>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join("\n", text.Split('\n').Select(Line));
    }

    /// <summary>Whether every sign of a text can be seen, be it as a gap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unseen">The first one that cannot be, as "U+202E"; empty where each can.</param>
    internal static bool IsSeen(string text, out string unseen)
    {
        unseen = "";
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is >= ' ' and < '\u007f')
            {
                continue;
            }

            bool isPair = char.IsSurrogatePair(text, at);
            if (!SeenText.IsSeen(text, at))
            {
                unseen = "U+" + (isPair ? char.ConvertToUtf32(text, at) : text[at]).ToString("X4", CultureInfo.InvariantCulture);
                return false;
            }

            at += isPair ? 1 : 0;
        }

        return true;
    }

    private static string Seen(string text, string but)
    {
        if (IsSeen(text, out _))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            int length = char.IsSurrogatePair(text, at) ? 2 : 1;
            _ = SeenText.IsSeen(text, at) || but.Contains(text[at]) ? shown.Append(text, at, length) : shown.Append(Unseen);
            at += length - 1;
        }

        return shown.ToString();
    }

    // Of three in a row the last two would stay together otherwise.
    private static string Parted(string text, string mark, string parted)
    {
        while (text.Contains(mark))
        {
            text = text.Replace(mark, parted);
        }

        return text;
    }
}
