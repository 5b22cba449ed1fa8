using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infusion.Rules.Tests.Records;

/// <summary>The part of docs/records.md that lists the fields, made of the schema.</summary>
internal static class FieldPage
{
    private const string Begin = "<!-- fields -->\n";
    private const string End = "<!-- /fields -->\n";

    // What every entry may have stands once, under Entries.
    private static string[] OfEntries => ["id", "enteredAt", "enteredBy", "voided"];

    /// <summary>The page with the fields of the schema.</summary>
    public static string With(string page, byte[] schema)
    {
        using JsonDocument document = JsonDocument.Parse(schema);
        var text = new StringBuilder();
        Write(text, "The record", document.RootElement, "");
        int from = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return page[..from] + text + page[page.IndexOf(End, StringComparison.Ordinal)..];
    }

    /// <summary>The properties of a schema, however deep, but for the parts of a value.</summary>
    public static IEnumerable<JsonProperty> Properties(JsonElement schema) =>
        Declared(schema).SelectMany(member => Properties(Part(member.Value)).Prepend(member));

    private static void Write(StringBuilder text, string title, JsonElement schema, string path)
    {
        text.Append("\n### ").Append(title).Append("\n| field | | values |\n| --- | --- | --- |\n");
        string[] required = [.. schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!)];
        JsonProperty[] own = [.. Declared(schema).Where(member => path.Length == 0 || required.Contains(member.Name) || !OfEntries.Contains(member.Name))];
        foreach (JsonProperty member in own)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{member.Name}`{(required.Contains(member.Name) ? ", has to be there" : "")} ");
            text.Append(CultureInfo.InvariantCulture, $"| {member.Value.GetProperty("description").GetString()} | {Values(member.Value)} |\n");
        }

        foreach (JsonProperty member in own.Where(member => Declared(Part(member.Value)).Length > 0))
        {
            string inner = (path.Length == 0 ? "" : path + ".") + member.Name + (IsList(member.Value) ? "[]" : "");
            Write(text, $"`{inner}`", Part(member.Value), inner);
        }
    }

    private static string Values(JsonElement value)
    {
        string unit = value.TryGetProperty("x-unit", out JsonElement said) ? said.GetString()! : "";
        return value.TryGetProperty("enum", out JsonElement names)
            ? string.Join(", ", names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => $"`{name.GetString()}`"))
            : value.TryGetProperty("const", out JsonElement only) ? $"`{only}`"
            : IsList(value) ? $"a list of at most {value.GetProperty("maxItems")}"
            : Types(value).Contains("boolean") ? "`true`, `false`"
            : Types(value).Contains("object") ? Declared(value).Length > 0 ? "an object" : "an object, with a property for each answer"
            : value.TryGetProperty("minimum", out JsonElement least) ? $"{least} to {value.GetProperty("maximum")} {unit}"
            : value.TryGetProperty("anyOf", out JsonElement ways) ? string.Join("; or ", new[] { unit }.Concat(Objects(ways)))
            : unit;
    }

    // The ways of a value that are objects: "from and to".
    private static IEnumerable<string> Objects(JsonElement ways) => ways.EnumerateArray().Where(way => Declared(way).Length > 0)
        .Select(way => string.Join(" and ", Declared(way).Select(member => $"`{member.Name}`")));

    private static bool IsList(JsonElement value) => value.TryGetProperty("items", out _);

    // What stands in a list, and of several ways to write it the object.
    private static JsonElement Part(JsonElement value) => value.TryGetProperty("items", out JsonElement items)
        ? items.TryGetProperty("anyOf", out JsonElement ways)
            ? ways.EnumerateArray().FirstOrDefault(way => way.TryGetProperty("properties", out _), items)
            : items
        : value;

    private static JsonProperty[] Declared(JsonElement schema) =>
        schema.TryGetProperty("properties", out JsonElement properties) ? [.. properties.EnumerateObject()] : [];

    private static string[] Types(JsonElement value) => !value.TryGetProperty("type", out JsonElement type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(one => one.GetString()!)]
        : [type.GetString()!];
}
