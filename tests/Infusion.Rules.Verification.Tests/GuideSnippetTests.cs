using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Verification.Tests;

/// <summary>What the guide teaches checks clean where a clinic publishes nothing else.</summary>
public sealed partial class GuideSnippetTests
{
    private const string Smallest =
        """{ "format": 2, "id": "our-clinic", "version": "2026-01", "name": "Our Clinic", "timeZone": "America/Chicago" }""";

    public static TheoryData<string> Names => [.. Snippets.Select(static snippet => snippet.Groups["name"].Value)];

    private static IEnumerable<Match> Snippets => Snippet().Matches(File.ReadAllText(RepositoryFiles.PathOf("docs/policies.md")));

    [Fact]
    public void The_guide_has_snippets() => Assert.True(Names.Count >= 20);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_snippet_alone_checks_clean(string name)
    {
        JsonObject policy = JsonNode.Parse(Smallest)!.AsObject();
        foreach ((string section, JsonNode? value) in JsonNode.Parse(
            Snippets.Single(snippet => snippet.Groups["name"].Value == name).Groups["json"].Value)!.AsObject())
        {
            policy[section] = value?.DeepClone();
        }

        CheckReport report = PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(policy.ToJsonString())));
        Assert.True(report.IsClean, string.Join("\n", report.Findings));
    }

    [GeneratedRegex("<!-- policy: (?<name>[a-z-]+) -->\n```json\n(?<json>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
