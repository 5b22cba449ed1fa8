using System.Diagnostics;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The files of this repository, found from the folder the tests run in.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] _neverSource = ["artifacts", "bin", "obj", ".git", ".vs", ".idea", "TestResults", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>The C# files under a folder, as paths relative to the root with forward slashes.</summary>
    public static IEnumerable<string> CSharp(string folder) =>
        All.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>Every file that is tracked or could be added, or, without git, every file outside the output folders.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. (Git() ?? Walk()).Where(path => File.Exists(PathOf(path))).Order(StringComparer.Ordinal),
    ];

    /// <summary>Fails with every line, where a collection assertion would show the first five.</summary>
    public static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = wrong.ToArray();
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infusion.Rules.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No folder above the tests holds Infusion.Rules.sln.");
    }

    private static string[]? Git()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            {
                WorkingDirectory = Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 && output.Length > 0 ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> Walk() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(_neverSource.Contains));
}
