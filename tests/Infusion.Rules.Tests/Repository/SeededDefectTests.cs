using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The seeded defects: each still fits the sources and names a check that is there, and nothing that decides, reads, reports or
/// proves is without one. That each turns its check red takes long, and <c>tests/defects/run</c> shows it.</summary>
public sealed partial class SeededDefectTests
{
    private const string Folder = "tests/defects/";
    private const string End = ".patch";
    private const int Fewest = 40;

    public static TheoryData<string> Names => [.. All];

    // What a defect is of, as its name begins.
    public static TheoryData<string> Parts =>
    [
        "reader-policy", "reader-overlay", "reader-book", "reader-record", "reader-csv", "reader-yaml", "reader-decision",
        "reader-changes", "reader-accepted",
        "report-text", "report-markdown", "report-html", "report-sarif", "report-junit", "report-annotations",
        "verification-diff", "verification-gate", "verification-check", "verification-invariants", "verification-coverage",
        "verification-mutants", "verification-stories",
    ];

    private static string[] All =>
    [
        .. RepositoryFiles.All
            .Where(static path => path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(End, StringComparison.Ordinal))
            .Select(static path => path[Folder.Length..^End.Length]),
    ];

    [Fact]
    public void There_are_enough_of_them() => Assert.True(All.Length >= Fewest, $"only {All.Length}");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_patch_still_fits_the_sources(string name)
    {
        Assert.True(
            Path.Exists(RepositoryFiles.PathOf(".git")),
            "Whether a patch fits is seen in a clone, and there is no .git at the root of this one.");
        Assert.Equal((0, ""), Git("apply", "--check", RepositoryFiles.PathOf(Folder + name + End)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_patch_begins_with_what_goes_wrong_and_the_check_that_sees_it(string name)
    {
        string head = HeadOf(name);
        Assert.True(Head.IsMatch(head), $"{name} does not begin with a sentence or two, a line `Check:` and an empty line:\n{head}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_check_is_there(string name)
    {
        string check = Check(name);
        if (TestCheck.Match(check) is { Success: true } test)
        {
            (string project, string type, string method) = (test.Groups[1].Value, test.Groups[2].Value, test.Groups[3].Value);
            string[] sources =
            [
                .. RepositoryFiles.CSharp($"tests/{project}").Select(RepositoryFiles.Read)
                    .Where(source => Regex.IsMatch(source, $@"\bclass {type}\b")),
            ];
            Assert.True(sources.Length > 0, $"{name}: {project} has no class {type}.");
            Assert.True(
                method.Length == 0 || sources.Any(source => source.Contains($" {method}(", StringComparison.Ordinal)),
                $"{name}: {type} has no test {method}.");
            return;
        }

        if (RuleCheck.Match(check) is { Success: true } rule)
        {
            string project = $"src/{rule.Groups[1].Value}/";
            Assert.Contains(RepositoryFiles.All, path => path.StartsWith(project, StringComparison.Ordinal));
            return;
        }

        if (check.StartsWith("tests/external/", StringComparison.Ordinal))
        {
            Assert.Contains($"{check}/run", RepositoryFiles.All);
            return;
        }

        string[] words = check.Split(' ');
        Assert.True(words[0] is ".ci/bom" or ".ci/run", $"{name}: {check} is no check that tests/defects/run knows.");
        Assert.Contains(words[0], RepositoryFiles.All);
        string script = RepositoryFiles.Read(words[0]);
        Assert.All(words.Skip(1), step => Assert.True(
            script.Contains($"\n{step}() {{", StringComparison.Ordinal), $"{name}: {words[0]} has no step {step}."));
    }

    [Fact]
    public void Every_folder_of_the_library_has_one()
    {
        const string Library = "src/Infusion.Rules/";
        string[] folders = [.. RepositoryFiles.CSharp("src/Infusion.Rules").Select(static path => path[Library.Length..].Split('/'))
            .Where(static steps => steps.Length > 1).Select(static steps => steps[0]).Append("PublicAPI").Distinct()];
        string[] changed = [.. All.SelectMany(Changed)];
        Assert.True(folders.Length > 15, $"only {folders.Length} folders");
        RepositoryFiles.AssertNone(
            folders.Where(folder => !changed.Any(path => path.StartsWith(Library + folder + "/", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void Every_reader_report_and_proof_has_one(string part) =>
        Assert.Contains(All, name => name.StartsWith(part + "-", StringComparison.Ordinal));

    // What is built once is run for every defect: no other project may have to be built anew.
    [Fact]
    public void A_defect_is_in_what_ships() => RepositoryFiles.AssertNone(
        All.SelectMany(name => Changed(name).Where(static path => !path.StartsWith("src/", StringComparison.Ordinal))
            .Select(path => $"{name} changes {path}")));

    private static string HeadOf(string name)
    {
        string patch = RepositoryFiles.Read(Folder + name + End);
        return patch[..Math.Max(0, patch.IndexOf("diff --git ", StringComparison.Ordinal))];
    }

    private static string Check(string name) => Head.Match(HeadOf(name)).Groups["check"].Value;

    private static IEnumerable<string> Changed(string name) =>
        ChangedFile.Matches(RepositoryFiles.Read(Folder + name + End)).Select(static match => match.Groups[1].Value);

    private static (int Code, string Says) Git(params string[] arguments)
    {
        try
        {
            using Process git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = RepositoryFiles.Root,
                RedirectStandardError = true,
            })!;
            string says = git.StandardError.ReadToEnd();
            git.WaitForExit();
            return (git.ExitCode, says);
        }
        catch (Win32Exception error)
        {
            return (-1, $"git is needed to see whether a patch fits: {error.Message}");
        }
    }

    [GeneratedRegex(@"\A(?:[^\n]+\n){0,3}[^\n]+\.\nCheck: (?<check>[^\n]+)\n\n\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Head { get; }

    [GeneratedRegex(@"^(Infusion\.Rules\.[A-Za-z.]*Tests) (\w+)(?:\.(\w+))?(?: on netstandard2\.0)?$")]
    private static partial Regex TestCheck { get; }

    [GeneratedRegex(@"^RS[0-9]{4} of (Infusion\.[A-Za-z.]+)$")]
    private static partial Regex RuleCheck { get; }

    [GeneratedRegex(@"^\+\+\+ b/(\S+)$", RegexOptions.Multiline)]
    private static partial Regex ChangedFile { get; }
}
