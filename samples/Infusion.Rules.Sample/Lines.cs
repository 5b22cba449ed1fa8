using Spectre.Console;
using Heading = Spectre.Console.Rule;
using Rule = Infusion.Rules.Tables.Rule;

namespace Infusion.Rules.Sample;

/// <summary>The lines of a page: a label, what is said, and the rule that says it.</summary>
internal sealed class Lines(IAnsiConsole console)
{
    private const int LabelWidth = 18;
    private const int SourceWidth = 40;

    // On a narrow screen the source stands under the text instead of beside it.
    private bool IsWide => console.Profile.Width >= 110;

    /// <summary>A name as words, with a capital: "Likely non responder".</summary>
    public static string Words(string name)
    {
        string words = string.Concat(name.Select((letter, place) =>
            letter == '-' ? " "
                : place > 0 && char.IsUpper(letter) && char.IsLower(name[place - 1]) ? " " + char.ToLowerInvariant(letter)
                : letter.ToString()));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public void Title(string title, string under)
    {
        console.Write(new Markup($"[bold]{Markup.Escape(title)}[/]\n[grey]{Markup.Escape(under)}[/]\n"));
    }

    public void Section(string title)
    {
        console.WriteLine();
        console.Write(new Heading($"[bold]{Markup.Escape(title)}[/]")
        {
            Justification = Justify.Left,
            Style = Style.Parse("grey"),
            Border = console.Profile.Capabilities.Unicode ? BoxBorder.Square : BoxBorder.Ascii,
        });
    }

    public void Note(string text)
    {
        console.WriteLine();
        console.Write(new Markup($"[grey]{Markup.Escape(text)}[/]\n"));
    }

    public void Add(string label, string text, Rule? rule, Tone tone = Tone.Plain) => Row(label, Coloured(text, tone), rule);

    public void Add(string label, string outcome, Tone tone, string because, Rule? rule = null) =>
        Row(
            label,
            $"[bold]{Coloured(outcome, tone)}[/]"
                + (because.Length > 0 ? "\n" + Markup.Escape(char.ToUpperInvariant(because[0]) + because[1..]) : ""),
            rule);

    public void Timeline((string At, string What, string Basis, Rule? Rule)[] entries)
    {
        Grid grid = Columns(9, 24, 8);
        foreach ((string at, string what, string basis, Rule? rule) in entries)
        {
            grid.AddRow(new Text(at), new Text(what), new Text(basis), Source(rule, IsWide ? 3 : 1));
        }

        console.Write(grid);
    }

    public void Charges((string What, string Amount, Rule? Rule)[] lines, string total)
    {
        Grid grid = Columns(30, 15);
        grid.Columns[1].Alignment = Justify.Right;
        foreach ((string what, string amount, Rule? rule) in lines)
        {
            grid.AddRow(new Text(what), new Text(amount), Source(rule));
        }

        grid.AddRow(new Markup("[bold]Total[/]"), new Markup($"[bold]{Markup.Escape(total)}[/]"), new Text(""));
        console.Write(grid);
    }

    private void Row(string label, string markup, Rule? rule)
    {
        Grid grid = IsWide ? Columns(LabelWidth, console.Profile.Width - LabelWidth - SourceWidth - 4) : Columns(LabelWidth);
        if (IsWide)
        {
            grid.AddRow(new Markup($"[bold]{Markup.Escape(label)}[/]"), new Markup(markup), Source(rule));
        }
        else
        {
            string source = rule is null ? "" : $"\n[grey]{Markup.Escape(Cited(rule))}[/]";
            grid.AddRow(new Markup($"[bold]{Markup.Escape(label)}[/]"), new Markup(markup + source));
        }

        console.Write(grid);
    }

    private static Grid Columns(params int[] widths)
    {
        var grid = new Grid { Expand = false };
        foreach (int width in widths)
        {
            grid.AddColumn(new GridColumn { Width = width, Padding = new Padding(0, 0, 2, 0) });
        }

        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        return grid;
    }

    private static Markup Source(Rule? rule, int citations = 3) =>
        new(rule is null ? "" : $"[grey]{Markup.Escape(Cited(rule, citations))}[/]");

    private static string Cited(Rule rule, int citations = 3) => rule.Citations.IsEmpty
        ? rule.Id
        : $"{rule.Id} ({string.Join(", ", rule.Citations.Take(citations))})";

    private static string Coloured(string text, Tone tone) => tone switch
    {
        Tone.Good => $"[green]{Markup.Escape(text)}[/]",
        Tone.Careful => $"[yellow]{Markup.Escape(text)}[/]",
        Tone.Bad => $"[red]{Markup.Escape(text)}[/]",
        _ => Markup.Escape(text),
    };
}
