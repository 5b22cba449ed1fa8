using System.Text.RegularExpressions;
using Infusion.Rules.Words;
using Spectre.Console;

namespace Infusion.Rules.Reports;

/// <summary>Lines of text on a console, wrapped at words to its width and indented, with nothing after the last letter.</summary>
public sealed partial class Page(IAnsiConsole console)
{
    private const int Least = 20;

    /// <summary>A heading with a line of its own above it.</summary>
    public void Heading(string text)
    {
        Blank();
        Write(text, 0, style: "bold");
    }

    /// <summary>An empty line.</summary>
    public void Blank() => console.WriteLine();

    /// <summary>A paragraph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">How far it stands from the margin, in characters.</param>
    /// <param name="first">What stands before the first line, inside the indent of the following ones.</param>
    /// <param name="style">A style of Spectre.Console; empty for none.</param>
    public void Write(string text, int indent = 0, string first = "", string style = "")
    {
        bool isFirst = true;
        first = ShownText.Line(first);
        int hanging = indent + first.Length;
        foreach (string line in Wrapped(ShownText.Line(text), Math.Max(Least, console.Profile.Width - hanging)))
        {
            string margin = isFirst ? new string(' ', indent) + first : new string(' ', hanging);
            string marked = style.Length == 0 ? Markup.Escape(line) : $"[{style}]{Markup.Escape(line)}[/]";

            // Not as wide as the console says it is: Spectre would wrap what was wrapped.
            console.Write(new Markup(Markup.Escape(margin) + marked) { Overflow = Overflow.Ellipsis });
            console.WriteLine();
            isFirst = false;
        }
    }

    private static IEnumerable<string> Wrapped(string text, int width)
    {
        string line = "";
        foreach (string one in Unit().Replace(text, "\u00a0").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string word = one.Replace('\u00a0', ' ');
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line += (line.Length > 0 ? " " : "") + word;
            while (line.Length > width)
            {
                yield return line[..width];
                line = line[width..];
            }
        }

        yield return line;
    }

    // A number is never parted from its unit.
    [GeneratedRegex(@"(?<=\d) (?=(?:h|min|s|USD|EUR|%|cells|percent)\b)")]
    private static partial Regex Unit();
}
