using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Documents;

/// <summary>Reads and writes a value with System.Text.Json as it stands in a document; whatever options an app has.</summary>
/// <remarks>Times are instants here: without a clinic's clock, one that carries no
/// offset is refused. What cannot be read throws, and is never a default.</remarks>
/// <typeparam name="T">The value.</typeparam>
/// <param name="format">How it stands in a document.</param>
internal abstract class FormatJsonConverter<T>(Format format) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        LocatedNode? root = LocatedTree.Parse(Encoding.UTF8.GetBytes(document.RootElement.GetRawText()), out ProblemList problems);
        object? value = root is null ? null : format.Read(new(root, problems));
        ImmutableArray<Problem> wrong = problems.ToImmutable();
        return wrong.IsEmpty && value is T read
            ? read
            : throw new JsonException(wrong.IsEmpty ? $"This is no {typeof(T).Name}." : string.Join(" ", wrong));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => format.Write(new(writer), value);
}
