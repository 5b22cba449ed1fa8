using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Verification.Proof;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Verification.Records;

/// <summary>Tells a record as it happened: who it is, and then a line for each date.</summary>
internal sealed class StoryText
{
    private static readonly Dictionary<string, string> _phrases = new(StringComparer.Ordinal)
    {
        ["bookedAt"] = "books",
        ["departure"] = "sets out",
        ["arrival"] = "arrives",
        ["start"] = "infusion starts",
        ["end"] = "infusion ends",
        ["criteriaMetAt"] = "release criteria met",
        ["left"] = "leaves",
        ["asOf"] = "judged",
    };

    private readonly List<(LocalDateTime At, string Says, string Visit)> _events = [];
    private readonly bool _hasVisits;

    private StoryText(JsonObject record)
    {
        _hasVisits = record["visits"] is JsonArray { Count: > 1 };
        Tell(record, "", "");
    }

    /// <summary>The lines: what sets the patient apart, and the dates, the earliest first.</summary>
    /// <param name="json">The record.</param>
    /// <param name="ordinary">Records of patients of whom there is nothing to tell.</param>
    public static ImmutableArray<string> Of(string json, IEnumerable<JsonObject> ordinary)
    {
        JsonObject record = JsonNode.Parse(json)!.AsObject();
        return
        [
            $"{NameWords.Capital(string.Join("; ", Patient(record).Concat(Apart(json, ordinary))))}.",
            .. new StoryText(record)._events.OrderBy(static one => one.At).GroupBy(static one => one.At.Date)
                .Select(static day => Day([.. day])),
        ];
    }

    // A visit that the whole day is about stands at its head.
    private static string Day((LocalDateTime At, string Says, string Visit)[] day)
    {
        string[] visits = [.. day.Select(static one => one.Visit).Distinct()];
        string head = visits.Length == 1 && visits[0].Length > 0 ? $", {visits[0]}" : "";
        return $"{AnswerText.On(day[0].At.Date)}{head}: " + string.Join("; ", day.GroupBy(static one => one.At.TimeOfDay).Select(same =>
            $"{AnswerText.Clock(same.Key)} " + string.Join(", ", same
                .Select(one => one.Says + (head.Length > 0 || one.Visit.Length == 0 ? "" : $" ({one.Visit})")).Distinct()))) + ".";
    }

    private static IEnumerable<string> Patient(JsonObject record)
    {
        foreach (JsonNode? condition in record["eligibility"]?["conditions"] as JsonArray ?? [])
        {
            yield return condition?["name"]?.ToString() ?? "a condition";
        }

        if (record["protocol"] is { } protocol)
        {
            yield return $"protocol {PathWords.Id(protocol.ToString())}";
        }
    }

    // What is not so of the ordinary patient who is most alike; what has a time is told with it.
    private static IEnumerable<string> Apart(string json, IEnumerable<JsonObject> ordinary)
    {
        PolicyLeaf[] mine = [.. VerificationJson.LeavesOf(json)];
        PolicyLeaf[] alike = ordinary.Select(static one => VerificationJson.LeavesOf(one.ToJsonString()).ToArray())
            .OrderBy(one => one.Except(mine).Count() + mine.Except(one).Count()).FirstOrDefault() ?? mine;
        return mine.Except(alike).Where(IsTold).Select(static leaf => $"{Name(leaf.Path)}: {Value(leaf.Text)}").Concat(
            alike.Where(leaf => IsTold(leaf) && mine.All(one => one.Path != leaf.Path))
                .Select(static leaf => $"{Name(leaf.Path)}: not on record")).Distinct();
    }

    private static bool IsTold(PolicyLeaf leaf) => StoryEdit.Local(JsonValue.Create(leaf.Text)) is null
        && !leaf.Path.EndsWith(".order", StringComparison.Ordinal) && leaf.Path is not ("id" or "format" or "protocol")
        && !leaf.Path.StartsWith("scores", StringComparison.Ordinal) && !leaf.Path.Contains("intakes[")
        && !leaf.Path.EndsWith(".id", StringComparison.Ordinal)
        && !leaf.Path.StartsWith("eligibility.conditions[", StringComparison.Ordinal);

    // Without the section.
    private static string Name(string path)
    {
        string words = PathWords.Of(path);
        int section = words.IndexOf(": ", StringComparison.Ordinal);
        return section > 0 ? words.Substring(section + 2) : words.ToLowerInvariant();
    }

    private static string Value(string value) => value == "true" ? "yes" : value == "false" ? "no" : PathWords.Id(value);

    private void Tell(JsonNode? node, string name, string of)
    {
        foreach (JsonNode? item in node as JsonArray ?? [])
        {
            Tell(item, name, of);
        }

        if (node is not JsonObject members)
        {
            return;
        }

        string visit = name == "visits" && _hasVisits ? PathWords.Id(members["id"]?.ToString() ?? "") : of;
        foreach (KeyValuePair<string, JsonNode?> member in members)
        {
            if (When(member.Value) is not var (at, until))
            {
                Tell(member.Value, member.Key, visit);
                continue;
            }

            string says = member.Key == "at" ? Thing(name, members)
                : _phrases.TryGetValue(member.Key, out string? phrase) ? phrase
                : NameWords.Of(member.Key);
            _events.Add((at, until is { } last ? $"{says} between then and {Until(at, last)}" : says, visit));
        }
    }

    // A time, or the two between which it lies.
    private static (LocalDateTime At, LocalDateTime? Until)? When(JsonNode? value) =>
        StoryEdit.Local(value) is { } at ? (at, null)
        : value is JsonObject && StoryEdit.Local(value["from"]) is { } from && StoryEdit.Local(value["to"]) is { } to ? (from, to)
        : null;

    private static string Until(LocalDateTime at, LocalDateTime last) =>
        at.Date == last.Date ? AnswerText.Clock(last.TimeOfDay) : AnswerText.Time(last);

    private static string Thing(string name, JsonObject thing) => name switch
    {
        "intakes" => $"intake: {thing["what"]}",
        "scores" => $"{NameWords.Of(thing["instrument"]?.ToString() ?? "")} {thing["points"]} points",
        "vitalSigns" => $"vital signs {thing["phase"]}",
        _ => $"{PathWords.Single(NameWords.Of(name))}: " + string.Join(", ", thing
            .Where(static member => member.Value is JsonValue && StoryEdit.Local(member.Value) is null)
            .Select(static member => member.Value!.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.True => NameWords.Of(member.Key),
                System.Text.Json.JsonValueKind.False => $"not {NameWords.Of(member.Key)}",
                _ => member.Value!.ToString() == member.Key ? member.Key : $"{NameWords.Of(member.Key)} {Value(member.Value.ToString())}",
            })),
    };
}
