using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Infusion.Rules.Tool;

/// <summary>The help of a command, and after it how the command ends and examples.</summary>
internal sealed class HelpWithNotes(HelpAction help, IReadOnlyDictionary<string, string> notes) : SynchronousCommandLineAction
{
    // Help is asked for by people whose command line is not complete yet.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (notes.TryGetValue(parseResult.CommandResult.Command.Name, out string? text))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(text);
        }

        return code;
    }
}
