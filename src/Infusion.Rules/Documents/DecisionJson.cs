using System.Text.Json;
using System.Text.Json.Serialization;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Documents;

/// <summary>Writes a decision's document as JSON and reads it back.</summary>
/// <remarks>Property names are camelCase, enums are written by name, lists are
/// never <c>null</c>. What is written reads back equal.</remarks>
public static class DecisionJson
{
    /// <summary>Writes a document.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(DecisionDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return JsonSerializer.Serialize(document, DecisionJsonContext.Default.DecisionDocument);
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">The JSON.</param>
    /// <returns>The document.</returns>
    /// <exception cref="FormatException">The text is not a decision document, or is of a newer format.</exception>
    public static DecisionDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using (JsonDocument tree = JsonDocument.Parse(json))
            {
                RequireFormat(tree.RootElement);
            }

            return JsonSerializer.Deserialize(json, DecisionJsonContext.Default.DecisionDocument)
                ?? throw new FormatException("A decision document is a JSON object, not null.");
        }
        catch (JsonException error)
        {
            throw new FormatException(FormattableString.Invariant(
                $"This is not a decision document: line {error.LineNumber + 1}, path {error.Path}."));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new FormatException("This is not a decision document: it has half of a surrogate pair.");
        }
    }

    // Before anything else is read: a newer format may well have properties this library does not know.
    private static void RequireFormat(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out JsonElement format)
            && format.ValueKind == JsonValueKind.Number && !(format.TryGetInt32(out int known) && known == 1))
        {
            throw new FormatException($"The document has format {format.GetRawText()}; this library reads format 1.");
        }
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DecisionDocument))]
internal sealed partial class DecisionJsonContext : JsonSerializerContext;
