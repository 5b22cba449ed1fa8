using Infusion.Rules.Tests;

namespace Infusion.Rules.Tool.Tests;

public class HelpTests
{
    public static TheoryData<string> Commands => [.. ToolApp.Notes.Keys];

    [Fact]
    public void The_help_lists_every_command_in_one_line_each()
    {
        ToolRun run = ToolRun.Of("--help");
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.All(ToolApp.Notes.Keys, command => Assert.Matches($@"(?m)^  {command}\b.*\.", run.Output));
        Assert.DoesNotContain("Examples:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_in_the_help_works_from_the_root_of_the_repository(string command)
    {
        string help = ToolRun.Of(command, "--help").Output;
        string[] examples =
        [
            .. help.Split('\n').Select(line => line.Trim()).Where(
                line => line.StartsWith($"infusion-rules {command}", StringComparison.Ordinal) && !line.Contains('[')),
        ];
        Assert.True(examples.Length >= 2, help);
        foreach (string example in examples)
        {
            string[] arguments = [.. example.Split(' ').Skip(1).Select(Rooted)];
            ToolRun run = ToolRun.Of(arguments);
            Assert.True(
                run.Code == ExitCode.Holds && run.Output.Length > 0 && run.Error.Length == 0,
                $"{example}: {run.Code}\n{run.Error}{run.Output}");
        }
    }

    // The tests run elsewhere: a path of an example is one below the root.
    private static string Rooted(string argument) => argument.Contains('/') ? Path.Combine(Evidence.Root, argument) : argument;
}
