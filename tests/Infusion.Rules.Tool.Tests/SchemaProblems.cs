using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infusion.Rules.Tool.Tests;

/// <summary>What is wrong with a document by a JSON Schema of this repository; tests/external/tool asks another validator.</summary>
internal static class SchemaProblems
{
    /// <summary>Every problem with its path.</summary>
    /// <exception cref="NotSupportedException">The schema says something that is not looked at here.</exception>
    public static string[] Of(JsonNode schema, JsonNode? value) => [.. Of(schema, schema, value, "$")];

    private static IEnumerable<string> Of(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        IEnumerable<string> Under(JsonNode part, JsonNode? at, string step) => Of(root, part, at, path + step);
        return schema.AsObject().SelectMany(member => (member.Key, Says: member.Value!) switch
        {
            ("$ref", var says) => Of(root, At(root, says.GetValue<string>()), value, path),
            ("type", var says) => Problem(
                (says is JsonArray types ? types.Select(Text) : [Text(says)]).All(type => !Is(value, type)), $"is no {says.ToJsonString()}"),
            ("const", var says) => Problem(!JsonNode.DeepEquals(says, value), $"is not {says.ToJsonString()}"),
            ("enum", var says) => Problem(!says.AsArray().Any(one => JsonNode.DeepEquals(one, value)), "is none of the names"),
            ("pattern", var says) => Problem(
                value?.GetValueKind() == JsonValueKind.String && !Regex.IsMatch(Text(value), Text(says)), "is of another pattern"),
            ("required", var says) => value is not JsonObject has ? []
                : says.AsArray().Select(Text).Where(name => !has.ContainsKey(name)).Select(name => $"{path}: {name} is missing"),
            ("additionalProperties", var says) when says.GetValueKind() == JsonValueKind.False => value is not JsonObject has ? []
                : has.Select(static one => one.Key).Where(name => schema["properties"]?[name] is null)
                    .Select(name => $"{path}: {name} is unknown"),
            ("properties", var says) => value is not JsonObject has ? []
                : says.AsObject().Where(one => has.ContainsKey(one.Key)).SelectMany(one => Under(one.Value!, has[one.Key], $".{one.Key}")),
            ("items", var says) => value is not JsonArray list ? []
                : list.SelectMany((item, place) => Under(says, item, string.Create(CultureInfo.InvariantCulture, $"[{place}]"))),
            ("$schema" or "$id" or "title" or "description" or "default" or "x-unit", _) => [],
            _ => throw new NotSupportedException(member.Key),
        });

        IEnumerable<string> Problem(bool isOne, string says) => isOne ? [$"{path}: {says}"] : [];
    }

    private static JsonNode At(JsonNode root, string pointer) => pointer.Split('/').Skip(1)
        .Aggregate(root, static (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number"
            || (type == "integer" && long.TryParse(value!.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };

    private static string Text(JsonNode? value) => value!.GetValue<string>();
}
