using Infusion.Rules.Policies;
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
        using var folder = new ScratchFolder();
        foreach (string example in examples)
        {
            string[] arguments = [.. example.Split(' ').Skip(1).Select(argument => Rooted(argument, folder))];
            ToolRun run = ToolRun.Answering(new('\n', 500), arguments);
            Assert.True(
                run.Code == ExitCode.Holds && run.Output.Length > 0 && run.Error.Length == 0,
                $"{example}: {run.Code}\n{run.Error}{run.Output}");
        }
    }

    // The tests run elsewhere: a path of an example is one below the root, and a file without a folder is the reader's own.
    private static string Rooted(string argument, ScratchFolder folder) =>
        argument.Contains('/') ? Path.Combine(Evidence.Root, argument)
        : argument == "policy.json" ? folder.Write(argument, ClinicPolicy.VirginiaInfusionTherapies.ToJson())
        : argument.EndsWith(".json", StringComparison.Ordinal) ? folder.PathOf(argument)
        : argument;
}
