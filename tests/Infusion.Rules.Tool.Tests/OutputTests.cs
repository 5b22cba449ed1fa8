using System.Diagnostics;

namespace Infusion.Rules.Tool.Tests;

/// <summary>However little the output takes, the tool ends with one of its exit codes and at most one line.</summary>
public class OutputTests
{
    public static TheoryData<string> Commands =>
    [
        "rules", "rules --format json", "rules --help", "--version", "check published", "check published --format sarif", "format samples/change/first.json",
        "decide published samples/change/water.json", "decide published samples/change/water.json --format markdown",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_full_disk_and_a_closed_output_are_bad_input_said_in_one_line(string command)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This machine has no device that is always full.");
        foreach (string output in (string[])[">/dev/full", ">&-"])
        {
            (int code, string error) = Shell($"{command} {output}");
            Assert.Equal("The output cannot be written.\n", error);
            Assert.Equal(ExitCode.BadInput, code);
        }
    }

    [Fact]
    public void Where_nobody_listens_to_complaints_the_exit_code_says_it()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This machine has no device that is always full.");
        foreach (string error in (string[])["2>/dev/full", "2>&-", ">/dev/full 2>/dev/full", ">&- 2>&-"])
        {
            Assert.Equal(ExitCode.BadInput, Shell($"check no-such-file {error}").Code);
            Assert.Equal(ExitCode.BadInput, Shell($"check --no-such-option {error}").Code);
        }
    }

    [Fact]
    public void A_reader_that_leaves_after_the_first_line_breaks_nothing()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "This machine has no shell to pipe with.");
        (int code, string error) = Shell("rules --format json | head -1; exit ${PIPESTATUS[0]}");
        Assert.Equal("", error);
        Assert.Equal(ExitCode.Holds, code);
    }

    private static (int Code, string Error) Shell(string line)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"{Path.Combine(AppContext.BaseDirectory, "infusion-rules")} {line}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = ToolRun.File(""),
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Wait();
        return (process.ExitCode, error);
    }
}
