using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>Records that nobody would write: reading one gives its problems, or a record that is judged.</summary>
/// <remarks>The same records each time. Without the seed others are made, and one that breaks a law is shrunk and shown.</remarks>
[Properties(Replay = "(20261128,713)")]
public sealed class HistoryFuzzTests
{
    private static readonly string[] _absurd =
    [
        "0001-01-01T00:00", "-9998-01-01T00:00Z", "9998-12-31T23:59", "9999-12-31T23:59:59Z", "1970-01-01T00:00Z", "2026-03-08T02:30",
        "2026-11-01T01:30", "0001-01-01", "9999-12-31", "", "null", "2026-06-10T10:00-05:00",
    ];

    [Property(MaxTest = 400)]
    public Property A_damaged_record_has_problems_or_is_judged() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).Zip(Histories.Any().Generator).ToArbitrary(),
        static damaged =>
        {
            JsonObject document = damaged.Item2.Document;
            var random = new Random(damaged.Item1);
            for (int times = random.Next(1, 5); times > 0; times--)
            {
                Damage(document, random);
            }

            AssertJudged(document.ToJsonString());
        });

    [Property(MaxTest = 40)]
    public Property A_record_is_judged_at_every_instant() => Prop.ForAll(Histories.Any(), static history =>
    {
        foreach (Instant at in new[]
        {
            Instant.MinValue, Instant.MinValue + Duration.Epsilon, Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(9998, 12, 31, 0, 0),
            Instant.MaxValue - Duration.Epsilon, Instant.MaxValue,
        })
        {
            _ = Answers.Of(history.Review.At(at));
            _ = Answers.Of(History.Rules.Review(history.Record with { AsOf = at }));
        }
    });

    [Fact]
    public void A_record_that_breaks_off_anywhere_has_problems()
    {
        string json = Histories.Consistent(3).Json;
        Assert.All(Enumerable.Range(0, json.Length), length => Assert.False(
            PatientRecord.TryParse(json[..length], History.Rules.TimeZone, out _, out ImmutableArray<Problem> problems) || problems.IsEmpty));
    }

    private static void AssertJudged(string json)
    {
        if (PatientRecord.TryParse(json, History.Rules.TimeZone, out PatientRecord? record, out ImmutableArray<Problem> problems))
        {
            _ = Answers.Of(History.Rules.Review(record));
            _ = Answers.Of(History.Rules.Review(record).At(Instant.FromUtc(2026, 6, 10, 14, 0)));
        }
        else
        {
            Assert.NotEmpty(problems);
        }
    }

    private static void Damage(JsonObject document, Random random)
    {
        (JsonNode Parent, object Key)[] places = [.. Places(document)];
        (JsonNode Parent, object Key)[] times = [.. places.Where(IsTime)];
        (JsonNode parent, object key) = places[random.Next(places.Length)];
        (JsonNode otherParent, object otherKey) = places[random.Next(places.Length)];
        switch (random.Next(5))
        {
            case 0:
                Set(parent, key, _absurd[random.Next(_absurd.Length)]);
                break;
            case 1:
                Set(parent, key, Get(otherParent, otherKey)?.DeepClone());
                break;
            case 2 when parent is JsonArray list && Get(parent, key)?.DeepClone() is { } again:
                if (again is JsonObject entry && random.Next(4) != 0)
                {
                    entry["id"] = FormattableString.Invariant($"again-{random.Next(1_000_000)}");
                }

                list.Add(again);
                break;
            case 3 when parent is JsonObject members:
                members.Remove((string)key);
                break;
            case 4 when times.Length > 0:
                (JsonNode one, object oneKey) = times[random.Next(times.Length)];
                (JsonNode other, object timeKey) = times[random.Next(times.Length)];
                Set(one, oneKey, Get(other, timeKey)!.DeepClone());
                break;
        }
    }

    private static bool IsTime((JsonNode Parent, object Key) place) =>
        Get(place.Parent, place.Key) is JsonValue value && value.TryGetValue(out string? text) && text is { Length: 16 } && text[10] == 'T';

    private static JsonNode? Get(JsonNode parent, object key) => key is int index ? parent[index] : parent[(string)key];

    private static void Set(JsonNode parent, object key, JsonNode? value)
    {
        if (key is int index)
        {
            parent[index] = value;
        }
        else
        {
            parent[(string)key] = value;
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => ((JsonNode)members, (object)member.Key))
            .Concat(members.SelectMany(member => Places(member.Value))),
        JsonArray items => items.Select((_, index) => ((JsonNode)items, (object)index)).Concat(items.SelectMany(Places)),
        _ => [],
    };
}
