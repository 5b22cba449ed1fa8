using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Tests;

/// <summary>What the published policy states and another may leave out, each left out alone: nothing breaks, and nothing vanishes without a
/// difference.</summary>
public class AbsenceTests
{
    private static string[] Sections =>
        ["eligibility", "continuity", "protocols", "fasting", "visits", "response", "maintenance", "fees"];

    /// <summary>The sections, their properties, and those of what stands in them.</summary>
    public static TheoryData<string> Paths =>
    [
        .. Sections.Concat(Sections.SelectMany(section => Inside(section, Published[section]!))),
    ];

    private static JsonObject Published => JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!.AsObject();

    [Fact]
    public void There_are_as_many_as_the_policy_has() => Assert.True(Paths.Count > 60, $"{Paths.Count} paths");

    [Theory]
    [MemberData(nameof(Paths))]
    public void What_is_left_out_leaves_rules_that_are_clean_and_differ(string path)
    {
        JsonObject whole = Published;
        string[] steps = path.Split('/');
        JsonNode at = steps[..^1].Aggregate(
            (JsonNode)whole, static (node, step) => int.TryParse(step, out int place) ? node[place]! : node[step]!);
        Assert.True(at.AsObject().Remove(steps[^1]));
        if (!ClinicPolicy.TryParse(whole.ToJsonString(), out ClinicPolicy? policy, out ImmutableArray<Problem> problems))
        {
            // Only what something beside it needs is refused, and by name.
            Assert.All(problems, problem => Assert.True(problem.Code is "missing-property" or "contradiction" or "unknown-name", problem.Code));
            return;
        }

        if (policy == ClinicPolicy.VirginiaInfusionTherapies)
        {
            return; // said anew what holds anyway
        }

        var rules = new InfusionRules(policy);
        Assert.Empty(PolicyCheck.Run(rules).Findings);
        Assert.False(PolicyDiff.Compare(InfusionRules.Published, rules, new() { MostRecords = 0 }).IsEquivalent, path);
    }

    private static IEnumerable<string> Inside(string path, JsonNode node, int depth = 1) => node switch
    {
        JsonObject part => part.Where(static property => property.Value is not null).SelectMany(property => depth < 3
            ? Inside($"{path}/{property.Key}", property.Value!, depth + 1).Prepend($"{path}/{property.Key}")
            : [$"{path}/{property.Key}"]),
        JsonArray { Count: > 0 } list when list[0] is JsonObject => Inside($"{path}/0", list[0]!, depth + 1),
        _ => [],
    };
}
