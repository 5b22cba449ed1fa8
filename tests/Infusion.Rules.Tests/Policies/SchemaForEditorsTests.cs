using System.Text.Json;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies.Reading;

namespace Infusion.Rules.Tests.Policies;

/// <summary>What an editor shows while somebody writes a policy.</summary>
public sealed class SchemaForEditorsTests
{
    private static JsonDocument Schema { get; } = JsonDocument.Parse(PolicyDocument.WriteSchema());

    [Fact]
    public void Every_property_has_a_title_and_says_what_it_is()
    {
        JsonProperty[] properties = [.. Properties(Schema.RootElement).Where(property => property.Name is not ("format" or "$schema"))];
        Assert.True(properties.Length > 300, $"{properties.Length} properties");
        Assert.All(properties, property => Assert.True(
            property.Value.TryGetProperty("$ref", out _)
                || (property.Value.TryGetProperty("description", out JsonElement said) && said.GetString()!.Length > 5),
            property.Name));
        int titled = properties.Count(property => property.Value.TryGetProperty("title", out _));
        Assert.True(titled > properties.Length * 9 / 10, $"{titled} of {properties.Length} have a title");
    }

    [Fact]
    public void Every_example_is_a_value_that_would_do()
    {
        int examples = 0;
        foreach (JsonProperty property in Properties(Schema.RootElement))
        {
            if (!property.Value.TryGetProperty("examples", out JsonElement given))
            {
                continue;
            }

            JsonElement value = property.Value.TryGetProperty("anyOf", out JsonElement kinds) ? kinds[0] : property.Value;
            foreach (string example in given.EnumerateArray().Select(example => example.GetString()!))
            {
                examples++;
                Assert.True(
                    !value.TryGetProperty("pattern", out JsonElement pattern) || Regex.IsMatch(example, pattern.GetString()!),
                    $"{property.Name}: {example}");
            }
        }

        Assert.True(examples > 50, $"{examples} examples");
    }

    private static IEnumerable<JsonProperty> Properties(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.Name == "properties"
            ? member.Value.EnumerateObject().SelectMany(property => Properties(property.Value).Prepend(property))
            : Properties(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Properties),
        _ => [],
    };
}
