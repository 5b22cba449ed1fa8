using System.Globalization;
using Spectre.Console;

namespace Infusion.Rules.Reports;

/// <summary>The console a report is written to: colours only on a terminal without NO_COLOR, and plain text elsewhere.</summary>
public static class ReportConsole
{
    private const int PlainWidth = 100;
    private const int Narrowest = 40;

    /// <summary>A console on a writer.</summary>
    /// <param name="output">Where it writes.</param>
    /// <param name="width">The width of plain text in characters; <c>null</c> for that of COLUMNS, or 100.</param>
    /// <returns>The console.</returns>
    public static IAnsiConsole On(TextWriter output, int? width = null)
    {
        bool isTerminal = ReferenceEquals(output, Console.Out)
            && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            console.Profile.Width = Math.Max(Narrowest, width ?? Columns() ?? PlainWidth);
            console.Profile.Capabilities.Unicode = false;
        }

        return console;
    }

    private static int? Columns() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns)
            ? columns
            : null;
}
