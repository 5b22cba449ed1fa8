using System.Diagnostics;

namespace Infusion.Rules.Tests.Repository;

/// <summary>What a new fact with its rule costs: a property, a field, a declaration and a row, and nothing else.</summary>
public sealed class NewFactTests
{
    private const string Patch = "tests/Infusion.Rules.Tests/Repository/Patches/new-fact.patch";

    [Fact]
    public void A_new_fact_with_a_rule_is_four_hunks_in_the_library()
    {
        string[] lines = RepositoryFiles.Read(Patch).Split('\n');
        string[] files = [.. lines.Where(line => line.StartsWith("+++ b/", StringComparison.Ordinal)).Select(line => line[6..])];
        Assert.All(files, file => Assert.StartsWith("src/Infusion.Rules/", file, StringComparison.Ordinal));
        Assert.Equal(3, files.Length);
        Assert.InRange(lines.Count(line => line.StartsWith("@@", StringComparison.Ordinal)), 1, 4);
    }

    [Fact]
    public void The_patch_still_fits_the_library()
    {
        using Process git = Process.Start(new ProcessStartInfo("git", ["apply", "--check", RepositoryFiles.PathOf(Patch)])
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardError = true,
        })!;
        string said = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, said);
    }
}
