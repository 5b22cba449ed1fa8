using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Infusion.Rules.Tests.Repository;

public class RepositoryTests
{
    // In pieces, or this file would be the first that names one.
    private static string[] RegistryHosts =>
    [
        "nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "pypi" + ".org", "deb.debian" + ".org", "ubuntu" + ".com", "crates" + ".io",
        "proxy.golang" + ".org", "pkgs.dev.azure" + ".com", "registry" + ".yarnpkg",
    ];

    private static string[] MachinePaths =>
    [
        @"(?<![\w.~$}\])-])/" + @"(?:home|Users|root|work|workspace|mnt|tmp)" + @"[/\\](?!\$)[\w.-]",
        @"\b[A-Za-z]:" + @"\\(?:Users|Program Files|src|git|dev|work)\b",
    ];

    [Theory]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("CHANGELOG.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/glossary.md")]
    [InlineData("global.json")]
    [InlineData(".editorconfig")]
    [InlineData(".gitattributes")]
    [InlineData(".ci/run")]
    [InlineData("src/Infusion.Rules/README.md")]
    [InlineData("src/Infusion.Rules/icon.png")]
    [InlineData("tests/external/package/run")]
    [InlineData("tests/external/machines/run")]
    public void The_repository_holds(string path) =>
        Assert.True(File.Exists(RepositoryFiles.PathOf(path)) && new FileInfo(RepositoryFiles.PathOf(path)).Length > 0, path);

    [Fact]
    public void The_newest_changelog_entry_is_the_version_of_the_package()
    {
        var version = XDocument.Parse(RepositoryFiles.Read("src/Infusion.Rules/Infusion.Rules.csproj")).Descendants("Version")
            .Single().Value;
        var newest = Regex.Match(
            RepositoryFiles.Read("CHANGELOG.md"), @"^## \[(?<version>[^\]]+)\] - (?:Unreleased|\d{4}-\d{2}-\d{2})$",
            RegexOptions.Multiline);

        Assert.True(newest.Success, "CHANGELOG.md has no heading such as '## [1.2.3] - 2026-01-31'.");
        Assert.Equal(version, newest.Groups["version"].Value);
    }

    [Fact]
    public void Every_changelog_entry_has_a_clinical_section()
    {
        var entries = Regex.Split(RepositoryFiles.Read("CHANGELOG.md"), @"^## ", RegexOptions.Multiline).Skip(1).ToArray();

        Assert.NotEmpty(entries);
        Assert.All(entries, entry => Assert.Contains("\n### Clinical\n- ", entry, StringComparison.Ordinal));
    }

    [Fact]
    public void The_icon_is_a_png_of_128_by_128_pixels()
    {
        var bytes = File.ReadAllBytes(RepositoryFiles.PathOf("src/Infusion.Rules/icon.png"));

        Assert.Equal("\u0089PNG\r\n\u001a\n", Encoding.Latin1.GetString(bytes, 0, 8));
        Assert.Equal([0, 0, 0, 128, 0, 0, 0, 128], bytes[16..24]);
    }

    [Fact]
    public void The_package_readme_has_no_relative_link()
    {
        var links = Regex.Matches(
            RepositoryFiles.Read("src/Infusion.Rules/README.md"), @"\]\((?<target>[^)]*)\)").Select(match => match.Groups["target"].Value);

        Assert.All(links, link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
    }

    [Fact]
    public void Relative_links_between_the_pages_lead_to_a_file()
    {
        var pages = RepositoryFiles.All.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToArray();
        var dangling =
            from page in pages
            from Match link in Regex.Matches(RepositoryFiles.Read(page), @"\]\((?!https?://|mailto:|#)(?<target>[^)#\s]+)[^)]*\)")
            let target = Path.Combine(Path.GetDirectoryName(RepositoryFiles.PathOf(page))!, link.Groups["target"].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{page}: {link.Groups["target"].Value}";

        Assert.NotEmpty(pages);
        RepositoryFiles.AssertNone(dangling);
    }

    [Fact]
    public void No_file_names_a_registry_host() =>
        RepositoryFiles.AssertNone(Occurrences([.. RegistryHosts.Select(Regex.Escape)]));

    [Fact]
    public void No_file_holds_an_absolute_path_of_a_machine() =>
        RepositoryFiles.AssertNone(Occurrences(MachinePaths));

    [Theory]
    [InlineData("see /ho" + "me/someone/notes", true)]
    [InlineData("\"/wo" + "rk/shared/x.md\"", true)]
    [InlineData("C:\\Us" + "ers\\someone", true)]
    [InlineData("rows in /tm" + "p/abc/x", true)]
    [InlineData("$(MSBuildThisFileDirectory)artifacts/bin", false)]
    [InlineData("https://example.com/work/item", false)]
    [InlineData("at work/home", false)]
    public void A_machine_path_is_recognised(string text, bool expected) =>
        Assert.Equal(expected, MachinePaths.Any(pattern => Regex.IsMatch(text, pattern)));

    private static IEnumerable<string> Occurrences(string[] patterns)
    {
        Assert.Contains("LICENSE", RepositoryFiles.All);
        var any = new Regex(string.Join('|', patterns.Select(pattern => $"(?:{pattern})")), RegexOptions.CultureInvariant);
        foreach (var path in RepositoryFiles.All)
        {
            var text = RepositoryFiles.Read(path);
            if (text.Contains('\0'))
            {
                continue;
            }

            foreach (Match match in any.Matches(text))
            {
                yield return $"{path}:{text.AsSpan(0, match.Index).Count('\n') + 1}: {match.Value}";
            }
        }
    }
}
