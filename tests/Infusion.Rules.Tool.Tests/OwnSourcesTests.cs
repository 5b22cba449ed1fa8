using System.Text.RegularExpressions;
using Infusion.Rules.Tests;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Nothing the tool writes about a clinic's policy names the page of another clinic.</summary>
public partial class OwnSourcesTests
{
    private const string Record = "samples/Infusion.Rules.Sample/cases/mixed.json";

    public static TheoryData<string> Policies =>
    [
        .. Directory.EnumerateFiles(ToolRun.File("samples/policies"), "*.json").Append(ToolRun.File("samples/change/first.json"))
            .Select(file => Path.GetRelativePath(Evidence.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Its_pages_and_lists_name_its_own_sources(string policy)
    {
        using var folder = new ScratchFolder();
        string pages = folder.Write("pages/none.md", "");
        ToolRun run = ToolRun.Of("rules", ToolRun.File(policy), "--format", "markdown", "--output", Path.GetDirectoryName(pages)!);
        Assert.Equal(ExitCode.Holds, run.Code);
        string[] texts = [.. Directory.EnumerateFiles(Path.GetDirectoryName(pages)!, "*.md").Select(File.ReadAllText)];
        Assert.True(texts.Length > 8);
        Assert.All(texts, text => Assert.DoesNotMatch(AnotherClinic(), text));
        Assert.DoesNotMatch(AnotherClinic(), Written("rules", ToolRun.File(policy)));
        Assert.DoesNotMatch(AnotherClinic(), Written("rules", ToolRun.File(policy), "--format", "json"));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Its_decisions_are_explained_by_its_own_sources(string policy)
    {
        Assert.DoesNotMatch(AnotherClinic(), Written("decide", ToolRun.File(policy), ToolRun.File(Record), "--all"));
        Assert.DoesNotMatch(AnotherClinic(), Written("decide", ToolRun.File(policy), ToolRun.File(Record), "--format", "json"));
    }

    [Fact]
    public void The_published_rules_do_name_their_page() => Assert.Matches(AnotherClinic(), Written("rules", "published"));

    private static string Written(params string[] arguments)
    {
        ToolRun run = ToolRun.Of(arguments);
        Assert.True(run.Code is ExitCode.Holds or ExitCode.Undecided, run.Error);
        Assert.True(run.Output.Length > 1000, run.Output);
        return run.Output;
    }

    [GeneratedRegex(@"\b[RC][0-9]{1,2}b?\b|[Vv]irginia", RegexOptions.CultureInvariant)]
    private static partial Regex AnotherClinic();
}
