using System.Text.Json;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>Writes and reads a <see cref="Duration"/> in JSON as <see cref="IsoDuration"/> text, without reflection.</summary>
internal sealed class IsoDurationConverter : JsonConverter<Duration>
{
    /// <inheritdoc/>
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IsoDuration.TryParse(reader.GetString(), out Duration duration)
            ? duration
            : throw new JsonException($"Expected {IsoDuration.Allowed}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value >= Duration.Zero
            ? IsoDuration.Format(value)
            : throw new JsonException("A negative duration has no text here."));
}
