using Infusion.Rules.Reports;

namespace Infusion.Rules.Tool.Writing;

/// <summary>Questions go out and answers come in, a line each.</summary>
/// <param name="input">Where answers come from.</param>
/// <param name="output">Where questions go.</param>
internal sealed class Conversation(TextReader input, TextWriter output)
{
    // Nobody sees what comes through a pipe, unless it is repeated.
    private readonly bool _repeats = !ReferenceEquals(input, Console.In) || Console.IsInputRedirected;

    /// <summary>What is said between the questions.</summary>
    public Page Page { get; } = new(ReportConsole.On(output));

    /// <summary>The next answer, without blanks at its ends; empty for none.</summary>
    /// <exception cref="BadInputException">There are no more answers.</exception>
    public string Answer()
    {
        output.Write("> ");
        output.Flush();
        string? line = input.ReadLine();
        if (_repeats || line is null)
        {
            output.WriteLine(line?.Trim());
        }

        return line?.Trim()
            ?? throw new BadInputException("The answers ended before the last question. Nothing is written.");
    }
}
