using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;

namespace Infusion.Rules.Verification.Records;

/// <summary>Tells a record as it happened, a line for each time in it.</summary>
internal static class StoryText
{
    /// <summary>The lines, the earliest first.</summary>
    public static ImmutableArray<string> Of(string json) =>
    [
        .. Lines(JsonNode.Parse(json)!, "", "").OrderBy(static line => line.At).GroupBy(static line => (line.At, line.Says))
            .Select(static same => $"{same.Key.At:uuuu-MM-dd HH:mm}  {same.Key.Says}"),
    ];

    private static IEnumerable<(LocalDateTime At, string Says)> Lines(JsonNode node, string of, string name)
    {
        switch (node)
        {
            case JsonObject members:
                string mine = members["id"] is JsonValue id && of.Length > 0 ? $"{of} {id}" : of;
                string what = string.Join(", ", members.Where(static member => member.Value is JsonValue value
                        && StoryEdit.Local(value) is null && member.Key is not ("id" or "format"))
                    .Select(static member => $"{Words(member.Key)} {member.Value}"));
                foreach (KeyValuePair<string, JsonNode?> member in members)
                {
                    if (StoryEdit.Local(member.Value) is { } at)
                    {
                        bool isThing = name.Length > 0 && member.Key == "at";
                        yield return (at, isThing ? $"{mine}: {what}" : $"{(mine.Length > 0 ? mine + ": " : "")}{Words(member.Key)}");
                    }
                    else if (member.Value is JsonObject or JsonArray)
                    {
                        foreach ((LocalDateTime, string) line in Lines(
                            member.Value, mine.Length > 0 ? $"{mine}, {Words(member.Key)}" : Words(member.Key).TrimEnd('s'), member.Key))
                        {
                            yield return line;
                        }
                    }
                }

                break;
            case JsonArray items:
                foreach ((LocalDateTime, string) line in items.OfType<JsonNode>().SelectMany(item => Lines(item, of, name)))
                {
                    yield return line;
                }

                break;
        }
    }

    private static string Words(string name)
    {
        var text = new StringBuilder();
        foreach (char letter in name)
        {
            text.Append(char.IsUpper(letter) ? " " : "").Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
