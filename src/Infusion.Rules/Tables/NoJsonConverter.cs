using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Tables;

/// <summary>Refuses to write a value as JSON or to read one, where the result would be a silent default.</summary>
/// <typeparam name="T">The value.</typeparam>
internal sealed class NoJsonConverter<T> : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw Refusal();

    private static NotSupportedException Refusal() =>
        new($"A {typeof(T).Name} is not written as JSON. A decision is stored as its document; a record is stored as it is.");
}
