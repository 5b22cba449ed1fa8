using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Every code has a page, and every page a code.</summary>
public class CheckPagesTests
{
    private static string Folder => RepositoryFiles.PathOf("docs/checks");

    [Fact]
    public void Every_code_has_a_page_with_its_title_and_every_page_a_code()
    {
        CheckCode[] codes = Enum.GetValues<CheckCode>();
        Assert.Equal(
            [.. codes.Select(code => $"{CheckCodes.IdOf(code)}.md").Append("README.md")],
            Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        string index = File.ReadAllText(Path.Combine(Folder, "README.md"));
        foreach (CheckCode code in codes)
        {
            string id = CheckCodes.IdOf(code);
            string page = File.ReadAllText(Path.Combine(Folder, $"{id}.md"));
            Assert.StartsWith($"# {id}: {CheckCodes.TitleOf(code)}\n", page, StringComparison.Ordinal);
            Assert.Contains("**For example**", page, StringComparison.Ordinal);
            Assert.Contains("**What to do**", page, StringComparison.Ordinal);
            Assert.Contains($"| [{id}]({id}.md) | {CheckCodes.TitleOf(code)} |", index, StringComparison.Ordinal);
        }
    }
}
