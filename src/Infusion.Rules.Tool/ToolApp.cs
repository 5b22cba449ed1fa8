using System.CommandLine;
using System.CommandLine.Help;
using Infusion.Rules.Tool.Commands;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Tool;

/// <summary>The commands of <c>infusion-rules</c>: arguments in, reports out, no rules.</summary>
internal static class ToolApp
{
    /// <summary>What the help of each command adds, by the command's name.</summary>
    public static IReadOnlyDictionary<string, string> Notes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["decide"] = DecideCommand.Notes,
        ["day"] = DayCommand.Notes,
        ["check"] = CheckCommand.Notes,
        ["diff"] = DiffCommand.Notes,
        ["gate"] = GateCommand.Notes,
        ["test"] = TestCommand.Notes,
        ["invariants"] = InvariantsCommand.Notes,
        ["rules"] = RulesCommand.Notes,
        ["new"] = NewCommand.Notes,
        ["format"] = FormatCommand.Notes,
    };

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="input">Where answers come from.</param>
    /// <param name="output">Where reports go.</param>
    /// <param name="error">Where complaints go.</param>
    /// <param name="clock">What tells today's date; left out, the machine's.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, TextReader input, TextWriter output, TextWriter error, IClock? clock = null)
    {
        var root = new RootCommand("""
            Decides records, lists rules, and proves what a change of a clinic's rules changes, for whom and in which direction.

            Exit codes: 0 it holds, 1 it does not, 2 the input cannot be read, 3 undecided. The help of each command has examples.
            """)
        {
            DecideCommand.Create(output),
            DayCommand.Create(output),
            CheckCommand.Create(output),
            DiffCommand.Create(output),
            GateCommand.Create(output, error),
            TestCommand.Create(output),
            InvariantsCommand.Create(output),
            RulesCommand.Create(output),
            NewCommand.Create(input, output, clock ?? SystemClock.Instance),
            FormatCommand.Create(output),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithNotes((HelpAction)help.Action!, Notes);
        }

        try
        {
            Array.ForEach(arguments, BadInputException.UnlessOneLine);
            ParseResult parsed = root.Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                string command = parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ";
                IEnumerable<string> wrong = parsed.Errors.Select(static problem => ShownText.Line(problem.Message)).Distinct();
                return Complain(error, [.. wrong, $"See: infusion-rules {command}--help"]);
            }

            return parsed.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (problem is BadInputException or OutputException)
        {
            return Complain(error, problem.Message);
        }
        catch (Exception fault)
        {
            return Complain(
                error, $"This is a fault of infusion-rules, please report it: {fault.GetType().Name}: {ShownText.Line(fault.Message)}");
        }
    }

    // Where nobody listens, the exit code has to say it.
    private static int Complain(TextWriter error, params string[] lines)
    {
        try
        {
            error.WriteLine(string.Join(Environment.NewLine, lines));
        }
        catch (OutputException)
        {
            return ExitCode.BadInput;
        }

        return ExitCode.BadInput;
    }
}
