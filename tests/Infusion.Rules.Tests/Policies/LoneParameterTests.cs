using System.Text.Json;
using System.Text.Json.Nodes;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Policies;

/// <summary>What a clinic states alone says something in a rule, or is refused.</summary>
public sealed class LoneParameterTests
{
    // What makes a section one that is stated, so that only the parameter is told.
    private static Dictionary<string, string> Beside => new()
    {
        ["continuity"] = "statements",
        ["eligibility"] = "acceptedRoles",
        ["fasting"] = "asaAdvisory",
        ["fees"] = "rescheduleDays",
        ["maintenance"] = "maximumPerYear",
        ["protocols"] = "offeredRoutes",
        ["response"] = "criteria",
        ["visits"] = "destinations",
    };

    // Rates are shown with their sources and are in no decision.
    public static TheoryData<string> Parameters
    {
        get
        {
            using var schema = JsonDocument.Parse(PolicyDocument.WriteSchema());
            JsonElement properties = schema.RootElement.GetProperty("properties");
            return
            [
                .. from section in (string[])["continuity", "eligibility", "fasting", "fees", "maintenance", "protocols", "response", "visits"]
                   from parameter in PropertiesOf(properties.GetProperty(section))
                   where Given(section, parameter) is not null && (section, parameter) is not ("response", "rates")
                   select $"{section}.{parameter}",
            ];
        }
    }

    [Fact]
    public void There_are_parameters() => Assert.True(Parameters.Count >= 60, Parameters.Count.ToString());

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_alone_is_in_a_rule_or_refused(string path)
    {
        (string section, string parameter) = (path.Split('.')[0], path.Split('.')[1]);
        JsonObject without = Smallest(), alone = Smallest();
        if (Beside[section] is var beside && beside != parameter)
        {
            without[section] = new JsonObject { [beside] = Given(section, beside) };
        }

        alone[section] = without[section]?.DeepClone() ?? new JsonObject();
        alone[section]![parameter] = Given(section, parameter);
        if (!ClinicPolicy.TryParse(alone.ToJsonString(), out ClinicPolicy? policy, out _))
        {
            return;
        }

        Assert.True(RulesOf(policy) != RulesOf(ClinicPolicy.Parse(without.ToJsonString())), $"{path} alone is in no rule.");
    }

    private static JsonObject Smallest() => JsonNode.Parse(
        """{ "format": 2, "id": "own", "version": "1", "name": "Own", "timeZone": "America/Chicago", "sources": [{ "id": "page", "citation": "A page.", "verified": "primary" }] }""")!
        .AsObject();

    // As a filled policy has it, said by nobody else.
    private static JsonNode? Given(string section, string parameter)
    {
        foreach (ClinicPolicy policy in FilledPolicy.Policies)
        {
            JsonNode? value = JsonNode.Parse(policy.ToJson())![section]?[parameter];
            value = value is JsonObject { Count: > 0 } stated && stated["value"] is { } plain ? plain : value;
            if (value is not null && value is not JsonArray { Count: 0 }
                && value.ToJsonString() is not ("false" or "0" or "\"elapsed-hours\"" or "\"last-completed-infusion\""))
            {
                Cite(value);
                return value.DeepClone();
            }
        }

        return null;
    }

    private static void Cite(JsonNode node)
    {
        if (node is JsonObject members)
        {
            if (members["citations"] is JsonArray)
            {
                members["citations"] = new JsonArray("page");
            }

            foreach ((_, JsonNode? value) in members.ToArray())
            {
                if (value is not null)
                {
                    Cite(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                if (item is not null)
                {
                    Cite(item);
                }
            }
        }
    }

    private static IEnumerable<string> PropertiesOf(JsonElement section) => section.TryGetProperty("properties", out JsonElement own)
        ? own.EnumerateObject().Select(static property => property.Name)
        : section.GetProperty("anyOf").EnumerateArray().SelectMany(PropertiesOf);

    private static string RulesOf(ClinicPolicy policy) => string.Join('\n', new InfusionRules(policy).Tables.SelectMany(table =>
        table.Rules.Select(rule => $"{table.Id} {rule.Id} {rule.Says} {string.Join(',', rule.Terms)}")));
}
