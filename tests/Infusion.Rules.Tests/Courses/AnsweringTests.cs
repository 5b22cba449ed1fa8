using System.Text.Json.Nodes;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A program answers a question: its path says where, and asking until nothing is open ends.</summary>
public class AnsweringTests
{
    private static InfusionRules Rules => InfusionRules.Published;

    [Theory]
    [MemberData(nameof(ShippedHistories.Names), MemberType = typeof(ShippedHistories))]
    public void Asking_for_what_was_taken_out_of_a_record_ends(string name)
    {
        PatientRecord whole = ShippedHistories.Read(name);
        JsonNode full = JsonNode.Parse(whole.ToJson(Rules.TimeZone))!;
        string[] open = [.. Rules.Review(whole).Questions.Select(question => question.Path)];
        (int tried, int answered) = (0, 0);
        foreach (string pointer in PartsOf(full, ""))
        {
            JsonNode less = full.DeepClone();
            int leaves = Remove(less, pointer);
            if (!PatientRecord.TryParse(less.ToJsonString(), Rules.TimeZone, out PatientRecord? record, out _))
            {
                continue;
            }

            tried++;
            int answers = 0;
            while (Next(record, full) is { } answer)
            {
                Assert.True(++answers <= leaves + 1, $"{name} without {pointer}: asks {answer.Path} after {answers - 1} answers.");
                record = record.With(answer.Path, answer.Value, Rules.TimeZone);
            }

            answered += answers;

            // Without one of its visits, or with a visit that names no protocol and is on the record's, a record is another one, as
            // whole as the first: what it asks has no answer there.
            foreach (OpenQuestion left in Rules.Review(record).Questions
                .Where(left => !open.Contains(left.Path) && !IsAnother(pointer)))
            {
                Assert.Fail($"{name} without {pointer}: {left} ({left.Path}) is open, and its answer has no place.");
            }
        }

        Assert.True(tried > 50, $"{tried} parts");
        Assert.True(answered > 10, $"{answered} answers");
    }

    private static bool IsAnother(string pointer) => pointer.Split('/') is ["", "visits", _] or ["", "visits", _, "protocol"];

    // The first question whose answer the whole record has and this one lacks.
    private static (string Path, string Value)? Next(PatientRecord record, JsonNode full)
    {
        JsonNode now = JsonNode.Parse(record.ToJson(Rules.TimeZone))!;
        foreach (OpenQuestion question in Rules.Review(record).Questions)
        {
            // Who is asked whether that is everything, and has more to tell, tells it.
            string more = question.Path.Replace("AreComplete", "[+]", StringComparison.Ordinal);
            if (more != question.Path && At(full, more, now) is { } item)
            {
                return (more, item.ToJsonString());
            }

            if (At(full, question.Path, now) is { } value && At(now, question.Path, now)?.ToJsonString() != value.ToJsonString())
            {
                return (question.Path, value.ToJsonString());
            }
        }

        return null;
    }

    // The value at a path; at [+] the first item that the other document lacks.
    private static JsonNode? At(JsonNode? node, string path, JsonNode? other)
    {
        foreach (string step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "[+]")
            {
                string[] there = [.. (other as JsonArray ?? []).Select(item => item!.ToJsonString())];
                return (node as JsonArray)?.FirstOrDefault(item => !there.Contains(item!.ToJsonString()));
            }

            (node, other) = (Step(node, step), Step(other, step));
        }

        return node;
    }

    private static JsonNode? Step(JsonNode? node, string step) => (node, step) switch
    {
        (JsonArray array, ['[', .. var inside, ']']) => int.TryParse(inside, out int place)
            ? array.ElementAtOrDefault(place)
            : array.FirstOrDefault(item => (string?)item!["id"] == inside),
        (JsonObject one, _) => one[step],
        _ => null,
    };

    private static IEnumerable<string> PartsOf(JsonNode? node, string pointer) => node switch
    {
        JsonObject one => one.SelectMany(member =>
            (IEnumerable<string>)[.. PartsOf(member.Value, $"{pointer}/{member.Key}"), $"{pointer}/{member.Key}"]),
        JsonArray array => Enumerable.Range(0, array.Count).SelectMany(place =>
            (IEnumerable<string>)[.. PartsOf(array[place], $"{pointer}/{place}"), $"{pointer}/{place}"]),
        _ => [],
    };

    // Takes a part out and says how many leaves it had. A list without one of its items is not complete any more.
    private static int Remove(JsonNode node, string pointer)
    {
        string[] steps = pointer.Split('/')[1..];
        JsonNode owner = node;
        foreach (string step in steps[..^1])
        {
            owner = node;
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        JsonNode? gone;
        if (node is JsonArray list)
        {
            int place = int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture);
            gone = list[place];
            list.RemoveAt(place);
            (owner as JsonObject)?.Remove(steps[^2] + "AreComplete");
        }
        else
        {
            gone = node[steps[^1]];
            ((JsonObject)node).Remove(steps[^1]);
            ((JsonObject)node).Remove(steps[^1] + "AreComplete");
        }

        return Leaves(gone) + 1;
    }

    private static int Leaves(JsonNode? node) => node switch
    {
        JsonObject one => one.Sum(member => Leaves(member.Value)),
        JsonArray array => Math.Max(1, array.Sum(Leaves)),
        _ => 1,
    };
}
