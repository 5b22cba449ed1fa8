using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Policies.ClinicShapes;

namespace Infusion.Rules.Tests.Policies;

/// <summary>A list that a clinic leaves empty, or a value that it leaves out, leaves no hole in a sentence.</summary>
public sealed partial class EmptyListTests
{
    public static TheoryData<string> Ids => [.. Policies.Select(policy => policy.Id)];

    private static IEnumerable<ClinicPolicy> Policies => FilledPolicy.Policies.Concat(ShapeLawTests.Policies);

    // The filled policies are copies of the published one, and cite what it cites.
    private static string Document(ClinicPolicy policy) =>
        (policy.Sources.IsEmpty ? policy with { Id = ClinicPolicy.VirginiaInfusionTherapies.Id } : policy).ToJson();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_sentence_is_whole_whatever_is_left_out(string id)
    {
        string json = Document(Policies.First(policy => policy.Id == id));
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        int built = 0;
        for (int place = 0; Without(json, place) is { } other; place++)
        {
            if (ClinicPolicy.TryParse(other.Json, out ClinicPolicy? policy, out _))
            {
                built++;
                broken.UnionWith(new InfusionRules(policy).Tables.SelectMany(table => table.Rules).Where(IsBroken)
                    .Select(rule => $"without {other.Path}: {rule}"));
            }
        }

        Assert.True(built > 30, $"only {built} policies");
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_sentence_is_whole_where_a_section_says_one_thing(string id)
    {
        var document = (JsonObject)JsonNode.Parse(Document(Policies.First(policy => policy.Id == id)))!;
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        int built = 0;
        foreach ((string section, JsonNode? members) in document.Where(member => member.Value is JsonObject))
        {
            foreach ((string name, JsonNode? value) in (JsonObject)members!)
            {
                var other = (JsonObject)document.DeepClone();
                other[section] = new JsonObject { [name] = value!.DeepClone() };
                if (ClinicPolicy.TryParse(other.ToJsonString(), out ClinicPolicy? policy, out _))
                {
                    built++;
                    broken.UnionWith(new InfusionRules(policy).Tables.SelectMany(table => table.Rules).Where(IsBroken)
                        .Select(rule => $"only {section}.{name}: {rule}"));
                }
            }
        }

        Assert.True(built > 25, $"only {built} policies");
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    [Theory]
    [InlineData(" are taken the infusion")]
    [InlineData("Are taken  the infusion")]
    [InlineData("The route is: ")]
    [InlineData("The route is:")]
    [InlineData("Heart rate , pressure")]
    [InlineData("Heart rate, , pressure")]
    [InlineData("The verdict of the  stands")]
    [InlineData("; every hour")]
    [InlineData("The consultation is")]
    [InlineData("It takes (), then")]
    public void A_hole_is_seen(string sentence) => Assert.Matches(Hole(), sentence);

    private static bool IsBroken(Rule rule) => Hole().IsMatch(rule.Says);

    // The document with the list or the property of a place empty or gone; null past the last place.
    private static (string Json, string Path)? Without(string json, int place)
    {
        JsonNode document = JsonNode.Parse(json)!;
        if (ListsAndProperties(document).ElementAtOrDefault(place) is not { } node)
        {
            return null;
        }

        string path = node.GetPath();
        if (node is JsonArray list && list.Count > 0 && place % 2 == 0)
        {
            list.Clear();
        }
        else
        {
            (node.Parent as JsonObject)?.Remove(node.GetPropertyName());
        }

        return (document.ToJsonString(), path);
    }

    private static IEnumerable<JsonNode> ListsAndProperties(JsonNode node) => node switch
    {
        JsonObject owner => owner.Select(member => member.Value).OfType<JsonNode>()
            .SelectMany(value => ListsAndProperties(value).Prepend(value)).ToArray(),
        JsonArray list => list.OfType<JsonNode>().Take(3).SelectMany(ListsAndProperties).ToArray(),
        _ => [],
    };

    [GeneratedRegex(@"  | [;.,:]|[,;:] *[,;:.]|\(\)|^[ ,;:.]|[ ,;:]$|\b(?:consultation is|of|the|a|by|and|or)$|\bare taken the\b|\bof the  ?stands\b", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
