using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tables;

/// <summary>A moment in JSON: an instant, or an object with <c>from</c> and <c>to</c>, or with <c>either</c> and <c>or</c>.</summary>
internal sealed class MomentJsonConverter : JsonConverter<Moment>
{
    private const string Allowed =
        "A moment is an instant such as 2026-01-31T14:20:00Z, or an object with from and to, or with either and or.";

    public override Moment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement root = document.RootElement;
        try
        {
            return root.ValueKind switch
            {
                JsonValueKind.String => Moment.At(InstantOf(root)),
                JsonValueKind.Object when root.TryGetProperty("either", out JsonElement first)
                    && root.TryGetProperty("or", out JsonElement second)
                    && InstantOf(first) < InstantOf(second) => Moment.Either(InstantOf(first), InstantOf(second)),
                JsonValueKind.Object when root.TryGetProperty("from", out JsonElement from)
                    && root.TryGetProperty("to", out JsonElement to) =>
                    Moment.Between(InstantOf(from), InstantOf(to)),
                _ => throw new JsonException(Allowed),
            };
        }
        catch (ArgumentException)
        {
            throw new JsonException(Allowed);
        }
    }

    public override void Write(Utf8JsonWriter writer, Moment value, JsonSerializerOptions options)
    {
        if (value.IsExact)
        {
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value.Earliest));
            return;
        }

        (string first, string second) = value.IsRepeatedTime ? ("either", "or") : ("from", "to");
        writer.WriteStartObject();
        writer.WriteString(first, InstantPattern.ExtendedIso.Format(value.Earliest));
        writer.WriteString(second, InstantPattern.ExtendedIso.Format(value.Latest));
        writer.WriteEndObject();
    }

    private static Instant InstantOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String && OffsetDateTimePattern.ExtendedIso.Parse(element.GetString()!) is { Success: true } read
            ? read.Value.ToInstant()
            : throw new JsonException(Allowed);
}
