using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Infusion.Rules.Tool.Catalogue;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Tool.Tests;

/// <summary>The published schemas are made of the types that are written, so that they cannot fall behind.</summary>
public class SchemaTests
{
    [Fact]
    public void The_committed_schemas_are_those_of_what_is_written() => Committed.AreThese("docs/schemas",
    [
        (
            "decide.schema.json",
            Schema("decide", "All decisions about a record", RecordDecisionsJson.Default.RecordDecisionsDocument)),
        (
            "day.schema.json",
            Schema("day", "The visits of a day", RecordDecisionsJson.Default.DayDocument)),
        ("check.schema.json", Schema("check", "Checks of policies", VerificationJsonContext.Default.CheckReports)),
        (
            "diff.schema.json",
            Schema("diff", "The difference of two policies or books", VerificationJsonContext.Default.DiffPeriods)),
        ("gate.schema.json", Schema("gate", "A gate's report", VerificationJsonContext.Default.GateReport)),
        ("test.schema.json", Schema("test", "What came of expected cases", VerificationJsonContext.Default.TestReport)),
        (
            "invariants.schema.json",
            Schema("invariants", "Statements proved or refuted", VerificationJsonContext.Default.InvariantReports)),
        ("rules.schema.json", Schema("rules", "The rules of a policy", CatalogueJson.Default.RuleCatalogue)),
        ("changes.schema.json", StepDocument.Schema()),
        ("accepted.schema.json", AcceptedDocument.Schema()),
    ]);

    [Fact]
    public void A_schema_names_its_properties_and_closes_the_rest()
    {
        JsonNode schema = JsonNode.Parse(Schema("check", "x", VerificationJsonContext.Default.CheckReports))!;
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(1, schema["properties"]!["format"]!["const"]!.GetValue<int>());
        JsonNode step = JsonNode.Parse(StepDocument.Schema())!;
        Assert.False(step["additionalProperties"]!.GetValue<bool>());
        string[] classes =
        [
            .. step["properties"]!["effects"]!["items"]!["properties"]!["class"]!["enum"]!.AsArray().Select(one => one!.GetValue<string>()),
        ];
        Assert.Contains("relaxes", classes);
        Assert.DoesNotContain("undecided", classes);
    }

    private static string Schema(string name, string title, JsonTypeInfo type)
    {
        JsonNode body = type.GetJsonSchemaAsNode(new()
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Refined,
        });
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = $"urn:infusion-rules:{name}:1",
            ["title"] = $"infusion-rules {name}: {title}, format 1",
        };
        foreach (KeyValuePair<string, JsonNode?> member in body.AsObject())
        {
            schema[member.Key] = member.Value?.DeepClone();
        }

        return schema.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    private static JsonNode Refined(JsonSchemaExporterContext context, JsonNode node)
    {
        if (context.TypeInfo.Type == typeof(System.Numerics.BigInteger))
        {
            return new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+$" };
        }

        if (context.PropertyInfo is { Name: "format" })
        {
            return new JsonObject { ["const"] = 1 };
        }

        if (node is JsonObject schema && schema["properties"] is JsonObject properties)
        {
            schema["additionalProperties"] = false;
            schema["required"] = new JsonArray([.. properties.Select(property => JsonValue.Create(property.Key))]);
        }

        return node;
    }
}
