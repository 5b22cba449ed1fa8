using Spectre.Console;

namespace Infusion.Rules.Sample;

/// <summary>Where the page goes: a terminal in colour, or plain text.</summary>
internal static class Screen
{
    private const int PlainWidth = 100;

    /// <summary>Prints what is written: in colour on a terminal, and plain elsewhere or when NO_COLOR is set.</summary>
    public static void Print(Action<IAnsiConsole> write)
    {
        bool isTerminal = !Console.IsOutputRedirected;
        if (isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")))
        {
            write(AnsiConsole.Console);
        }
        else
        {
            Console.Out.Write(Plain(write, isTerminal ? AnsiConsole.Profile.Width : PlainWidth));
        }
    }

    /// <summary>Text without escape codes, in letters that every terminal and log shows, and without spaces at line ends.</summary>
    public static string Plain(Action<IAnsiConsole> write, int width) =>
        Captured(write, width, AnsiSupport.No, ColorSystemSupport.NoColors, false);

    /// <summary>What a colour terminal of a width would be sent.</summary>
    public static string Colour(Action<IAnsiConsole> write, int width) =>
        Captured(write, width, AnsiSupport.Yes, ColorSystemSupport.Standard, true);

    private static string Captured(Action<IAnsiConsole> write, int width, AnsiSupport ansi, ColorSystemSupport colours, bool unicode)
    {
        var text = new StringWriter { NewLine = "\n" };
        write(Make(text, width, ansi, colours, unicode));
        return string.Join("\n", text.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    private static IAnsiConsole Make(TextWriter output, int width, AnsiSupport ansi, ColorSystemSupport colours, bool unicode)
    {
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = ansi,
            ColorSystem = colours,
            Interactive = InteractionSupport.No,
            Enrichment = new() { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = unicode;
        console.Profile.Capabilities.Links = false;
        return console;
    }
}
