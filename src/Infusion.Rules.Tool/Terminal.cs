using Spectre.Console;

namespace Infusion.Rules.Tool;

/// <summary>The console a report is written to: colours only on a terminal without NO_COLOR, and plain text elsewhere.</summary>
internal static class Terminal
{
    private const int PlainWidth = 120;

    public static IAnsiConsole On(TextWriter output)
    {
        bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
            console.Profile.Capabilities.Unicode = false;
        }

        return console;
    }
}
