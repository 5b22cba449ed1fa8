using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds every change of one value of a policy document, by what the schema says the value is.</summary>
/// <param name="schema">The JSON Schema of policy documents.</param>
/// <param name="policy">The document.</param>
internal sealed class EditFinder(JsonNode schema, JsonNode policy)
{
    // What identifies a document, where a value comes from, how strongly it is meant and what people read: no outcome rests on it.
    private static readonly HashSet<string> _words = new(StringComparer.Ordinal)
    {
        "provenance", "citations", "evidence", "advice", "modality", "says", "sources", "version", "isExample", "rates",
    };

    private readonly List<LocatedEdit> _edits = [];

    /// <summary>Every edit, in the order of the document.</summary>
    public IReadOnlyList<LocatedEdit> Find()
    {
        Members(policy.AsObject(), schema, [], "", isOfWords: false);
        return _edits;
    }

    private void Members(JsonObject node, JsonNode shape, ImmutableArray<object> steps, string path, bool isOfWords)
    {
        JsonObject properties = shape["properties"]!.AsObject();
        string[] required = [.. shape["required"]?.AsArray().Select(static name => name!.GetValue<string>()) ?? []];
        foreach (KeyValuePair<string, JsonNode?> property in properties)
        {
            if (property.Key is "format" or "$schema")
            {
                continue;
            }

            string at = path.Length == 0 ? property.Key : $"{path}.{property.Key}";
            bool isWord = isOfWords || _words.Contains(property.Key) || at is "id" or "name";
            ImmutableArray<object> here = steps.Add(property.Key);
            if (node[property.Key] is not { } value)
            {
                Added(property.Value!, here, at, isWord);
                continue;
            }

            if (!required.Contains(property.Key))
            {
                Add(here, at, MutationOperator.Removed, value, null, isWord);
            }

            Value(value, property.Value!, here, at, isWord);
        }
    }

    private void Value(JsonNode value, JsonNode shape, ImmutableArray<object> steps, string path, bool isOfWords)
    {
        JsonNode fit = ShapeOf(value, shape);
        switch (value)
        {
            case JsonObject members when members["value"] is { } stated && PropertyOf(fit, "value") is { } inner:
                Value(stated, inner, steps.Add("value"), path, isOfWords);
                Members(members, Without(fit, "value"), steps, path, isOfWords: true);
                break;
            case JsonObject members when fit["properties"] is not null:
                Members(members, fit, steps, path, isOfWords);
                break;
            case JsonArray items when fit["items"] is { } item:
                Items(items, item, steps, path, isOfWords);
                break;
            case JsonValue scalar:
                string unit = UnitOf(shape) is { Length: > 0 } own ? own : UnitOf(fit);
                foreach ((MutationOperator by, JsonNode after) in Changes(scalar, fit, unit, steps))
                {
                    Add(steps, path, by, scalar, after, isOfWords || by == MutationOperator.Text);
                }

                break;
        }
    }

    private void Items(JsonArray items, JsonNode item, ImmutableArray<object> steps, string path, bool isOfWords)
    {
        for (int place = 0; place < items.Count; place++)
        {
            JsonNode one = items[place]!;
            string at = $"{path}[{NameOf(one) ?? place.ToString(CultureInfo.InvariantCulture)}]";
            Add(steps.Add(place), at, MutationOperator.Removed, one, null, isOfWords);
            if (one is not JsonValue)
            {
                Value(one, item, steps.Add(place), at, isOfWords);
            }
        }

        JsonNode[] there = [.. items.Select(static one => one!)];
        if (Names(item).FirstOrDefault(name => there.All(one => !Is(one, name))) is { } other)
        {
            Add(steps.Add(items.Count), $"{path}[{other}]", MutationOperator.Added, null, JsonValue.Create(other), isOfWords);
        }
    }

    // Something that was left out: a flag that is set, the least of a number, an hour, the first name of a list.
    private void Added(JsonNode shape, ImmutableArray<object> steps, string path, bool isOfWords)
    {
        JsonNode fit = Alternatives(shape).FirstOrDefault(static one => !IsOf(one, "object") && !IsOf(one, "array")) ?? shape;
        string unit = UnitOf(shape) is { Length: > 0 } own ? own : UnitOf(fit);
        JsonNode? value = IsOf(fit, "boolean") ? JsonValue.Create(true)
            : IsOf(fit, "integer") || IsOf(fit, "number") ? JsonValue.Create(Math.Max(1, (int)Math.Ceiling(Number(fit["minimum"]) ?? 1)))
            : Names(fit).FirstOrDefault() is { } name ? JsonValue.Create(name)
            : unit.StartsWith("elapsed time", StringComparison.Ordinal) ? JsonValue.Create("PT1H")
            : unit.StartsWith("calendar period", StringComparison.Ordinal) ? JsonValue.Create("P1M")
            : null;
        if (value is not null)
        {
            Add(steps, path, IsOf(fit, "boolean") ? MutationOperator.Flag : MutationOperator.Added, null, value, isOfWords);
        }
    }

    private IEnumerable<(MutationOperator By, JsonNode After)> Changes(
        JsonValue value, JsonNode shape, string unit, ImmutableArray<object> steps)
    {
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return [(MutationOperator.Flag, JsonValue.Create(value.GetValueKind() == JsonValueKind.False))];
        }

        if (value.GetValueKind() == JsonValueKind.Number)
        {
            decimal number = Number(value)!.Value;
            return [(MutationOperator.Number, JsonValue.Create(number + 1)), (MutationOperator.Number, JsonValue.Create(number - 1))];
        }

        string text = value.GetValue<string>();
        string[] names = [.. Names(shape)];
        int place = Array.IndexOf(names, text);
        if (place >= 0)
        {
            return new[] { names[(place + 1) % names.Length], names[(place + names.Length - 1) % names.Length] }
                .Distinct(StringComparer.Ordinal).Where(other => other != text)
                .Select(static other => (MutationOperator.Choice, (JsonNode)JsonValue.Create(other)));
        }

        return unit.StartsWith("elapsed time", StringComparison.Ordinal) ? Of(MutationOperator.Duration, Durations(text))
            : unit.StartsWith("calendar period", StringComparison.Ordinal) ? Of(MutationOperator.Period, Periods(text))
            : unit.StartsWith("calendar date", StringComparison.Ordinal)
                ? Of(MutationOperator.Time, [LocalDatePattern.Iso.Format(LocalDatePattern.Iso.Parse(text).Value.PlusDays(1))])
            : unit.StartsWith("clock time", StringComparison.Ordinal) ? Of(MutationOperator.Time, Clock(text))
            : unit.StartsWith("currency units", StringComparison.Ordinal) ? Of(MutationOperator.Money, Amounts(text))
            : IsDefinition(steps) ? Of(MutationOperator.Text, [text + "-x"])
            : Others(text) is { Length: > 0 } others ? Of(MutationOperator.Reference, others)
            : Of(MutationOperator.Text, [text + "-x"]);
    }

    private static IEnumerable<(MutationOperator, JsonNode)> Of(MutationOperator by, IEnumerable<string> texts) =>
        texts.Select(text => (by, (JsonNode)JsonValue.Create(text)));

    private static IEnumerable<string> Durations(string text)
    {
        if (PeriodPattern.Roundtrip.Parse(text) is { Success: true, Value: { HasDateComponent: false } elapsed })
        {
            long seconds = (long)elapsed.ToDuration().TotalSeconds;
            yield return Elapsed(seconds + 60);
            if (seconds >= 60)
            {
                yield return Elapsed(seconds - 60);
            }
        }
    }

    // In hours, minutes and seconds, never in days.
    private static string Elapsed(long seconds) => PeriodPattern.Roundtrip.Format(new PeriodBuilder
    {
        Hours = seconds / 3600,
        Minutes = seconds / 60 % 60,
        Seconds = seconds % 60,
    }.Build()) is var text && text == "P" ? "PT0S" : text;

    private static IEnumerable<string> Periods(string text)
    {
        if (PeriodPattern.Roundtrip.Parse(text) is { Success: true, Value: var period })
        {
            yield return PeriodPattern.Roundtrip.Format(period + Period.FromDays(1));
            Period less = period.Months > 0 ? period - Period.FromMonths(1) : period.Days > 0 ? period - Period.FromDays(1) : Period.Zero;
            if (!less.Equals(Period.Zero))
            {
                yield return PeriodPattern.Roundtrip.Format(less);
            }
        }
    }

    private static IEnumerable<string> Clock(string text)
    {
        LocalTimePattern pattern = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
        return pattern.Parse(text) is { Success: true, Value: var time } ? [pattern.Format(time.PlusMinutes(1))] : [];
    }

    private static IEnumerable<string> Amounts(string text)
    {
        decimal amount = decimal.Parse(text, CultureInfo.InvariantCulture);
        return new[] { amount + 1, amount - 1 }.Where(static other => other >= 0)
            .Select(static other => other.ToString(CultureInfo.InvariantCulture));
    }

    // The names of the same list of which a text names one; those of foods and aliases name nothing that is defined.
    private string[] Others(string name) => Lists(policy)
        .Select(static list => list.Select(static item => (item as JsonObject)?["id"]).Select(static id => (string?)id).ToArray())
        .Where(ids => ids.Contains(name, StringComparer.Ordinal))
        .SelectMany(static ids => ids).OfType<string>().Where(other => other != name).Distinct(StringComparer.Ordinal).ToArray();

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Lists).Prepend(list),
        JsonObject members => members.SelectMany(static member => Lists(member.Value)),
        _ => [],
    };

    private static bool IsDefinition(ImmutableArray<object> steps) =>
        steps[steps.Length - 1] is "id" or "name" or "rule" or "timeZone" or "currency";

    private void Add(
        ImmutableArray<object> steps, string path, MutationOperator by, JsonNode? before, JsonNode? after, bool isOfWords) =>
        _edits.Add(new(
            new(path, by, TextOf(before), TextOf(after), isOfWords), steps, _edits.Count, after?.ToJsonString()));

    private static string? TextOf(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString(),
        JsonArray list => FormattableString.Invariant($"a list of {list.Count}"),
        _ => NameOf(node) ?? "a value",
    };

    private static string? NameOf(JsonNode node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonObject members => (string?)(members["id"] ?? members["name"] as JsonValue ?? members["instrument"] as JsonValue),
        _ => null,
    };

    private JsonNode ShapeOf(JsonNode value, JsonNode shape)
    {
        JsonNode[] all = [.. Alternatives(shape)];
        return all.FirstOrDefault(one => Fits(value, one)) ?? all[0];
    }

    private IEnumerable<JsonNode> Alternatives(JsonNode shape)
    {
        if (shape["$ref"] is { } reference)
        {
            string name = reference.GetValue<string>();
            return [schema["$defs"]![name.Substring(name.LastIndexOf('/') + 1)]!];
        }

        return (shape["anyOf"] ?? shape["oneOf"]) is JsonArray several ? several.SelectMany(one => Alternatives(one!)) : [shape];
    }

    private static bool Fits(JsonNode value, JsonNode shape) => value switch
    {
        JsonObject members => IsOf(shape, "object")
            && members.All(member => PropertyOf(shape, member.Key) is not null)
            && (shape["required"]?.AsArray().All(name => members.ContainsKey(name!.GetValue<string>())) ?? true),
        JsonArray => IsOf(shape, "array"),
        _ => value.GetValueKind() switch
        {
            JsonValueKind.Number => IsOf(shape, "number") || IsOf(shape, "integer"),
            JsonValueKind.String => IsOf(shape, "string") || shape["enum"] is not null,
            _ => IsOf(shape, "boolean"),
        },
    };

    private static JsonNode? PropertyOf(JsonNode shape, string name) => shape["properties"] is { } properties ? properties[name] : null;

    private static bool IsOf(JsonNode shape, string type) => shape["type"] switch
    {
        JsonArray types => types.Any(one => Is(one!, type)),
        JsonValue one => Is(one, type),
        _ => false,
    };

    private static bool Is(JsonNode node, string text) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text;

    private IEnumerable<string> Names(JsonNode shape) => Alternatives(shape)
        .SelectMany(static one => one["enum"] is JsonArray names ? names.OfType<JsonValue>() : [])
        .Where(static name => name.GetValueKind() == JsonValueKind.String).Select(static name => name.GetValue<string>());

    private static string UnitOf(JsonNode shape) => (string?)shape["x-unit"] ?? "";

    private static decimal? Number(JsonNode? node) =>
        node is null ? null : decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static JsonNode Without(JsonNode shape, string property)
    {
        JsonNode copy = shape.DeepClone();
        copy["properties"]!.AsObject().Remove(property);
        return copy;
    }
}
