using System.Text.RegularExpressions;

namespace Infusion.Rules.Tool.Tests;

/// <summary>What is printed under a policy that states nothing: neither another clinic's sources nor its numbers.</summary>
public sealed partial class SmallestPolicyTests
{
    private const string Json =
        """{ "format": 2, "id": "small-clinic", "version": "1", "name": "A small clinic", "timeZone": "America/Chicago" }""";

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("markdown")]
    public void The_list_of_rules_cites_nobody(string format)
    {
        using var folder = new ScratchFolder();
        string policy = folder.Write("policy.json", Json);
        string[] output = format == "markdown" ? ["--output", folder.PathOf("pages")] : [];
        ToolRun run = ToolRun.Of(["rules", policy, "--format", format, .. output]);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        string pages = format == "markdown"
            ? string.Concat(Directory.EnumerateFiles(folder.PathOf("pages")).Select(File.ReadAllText))
            : run.Flat;
        Assert.Contains("The policy does not say whether the patient may be released", pages, StringComparison.Ordinal);
        Assert.DoesNotMatch(Statement(), pages);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void A_review_cites_nobody(string format)
    {
        using var folder = new ScratchFolder();
        string policy = folder.Write("policy.json", Json);
        foreach (string record in Directory.EnumerateFiles(ToolRun.File("samples/Infusion.Rules.Sample/cases"), "*.json"))
        {
            ToolRun run = ToolRun.Of("decide", policy, record, "--all", "--format", format);
            Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
            Assert.Contains("not-published", run.Flat, StringComparison.Ordinal);
            Assert.DoesNotMatch(Statement(), run.Flat);
        }
    }

    [Fact]
    public void It_checks_clean()
    {
        using var folder = new ScratchFolder();
        ToolRun run = ToolRun.Of("check", folder.Write("policy.json", Json));
        Assert.Equal(ExitCode.Holds, run.Code);
        Assert.Contains("nothing found", run.Flat, StringComparison.Ordinal);
    }

    [GeneratedRegex("""\b(R\d\d[a-z]?|C\d{1,2})\b""")]
    private static partial Regex Statement();
}
