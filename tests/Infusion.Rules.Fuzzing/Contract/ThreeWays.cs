using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>The JSON of expected cases written as people write it in YAML and in CSV; it shares nothing with the readers.</summary>
internal static class ThreeWays
{
    /// <summary>The document as YAML in blocks, every name and text in quotation marks.</summary>
    public static string Yaml(JsonElement document)
    {
        var yaml = new StringBuilder();
        Block(yaml, document, 0);
        return yaml.Append('\n').ToString();
    }

    /// <summary>The rows under <c>decisions</c> as CSV, a column for each fact.</summary>
    public static string Csv(JsonElement decisions)
    {
        string[] facts =
        [
            .. decisions.EnumerateArray().SelectMany(static row => row.GetProperty("facts").EnumerateObject())
                .Select(static fact => fact.Name).Distinct(),
        ];
        var csv = new StringBuilder();
        csv.AppendJoin(',', (string[])["name", "table", "outcome", "rules", "questions", .. facts]).Append("\r\n");
        foreach (JsonElement row in decisions.EnumerateArray())
        {
            JsonElement expect = row.TryGetProperty("expect", out JsonElement expected) ? expected : row.GetProperty("facts");
            csv.AppendJoin(
                ',',
                (string[])
                [
                    Field(row, "name"), Field(row, "table"), Field(expect, "outcome"), Field(expect, "rules"), Field(expect, "questions"),
                    .. facts.Select(fact => Field(row.GetProperty("facts"), fact)),
                ]).Append("\r\n");
        }

        return csv.ToString();
    }

    private static void Block(StringBuilder yaml, JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any())
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                Line(yaml, depth).Append(Quoted(member.Name)).Append(':');
                Block(yaml, member.Value, depth + 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Line(yaml, depth).Append('-');
                Block(yaml, item, depth + 1);
            }
        }
        else
        {
            yaml.Append(' ').Append(value.ValueKind == JsonValueKind.String ? Quoted(value.GetString()!) : value.GetRawText());
        }
    }

    private static StringBuilder Line(StringBuilder yaml, int depth) =>
        (yaml.Length == 0 ? yaml : yaml.Append('\n')).Append(' ', 2 * depth);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            quoted.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' =>
                    "\\u" + ((int)letter).ToString("X4", CultureInfo.InvariantCulture),
                _ => letter.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    private static string Field(JsonElement of, string name)
    {
        string text = of.TryGetProperty(name, out JsonElement value) ? Plain(value) : "";
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 && text.Trim(' ', '\t') == text
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Plain)),
        JsonValueKind.Object => $"{Plain(value.GetProperty("from"))}..{Plain(value.GetProperty("to"))}",
        _ => value.GetRawText(),
    };
}
