using System.Text.Json;
using System.Text.Json.Serialization;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Documents;

/// <summary>Writes a decision's document as JSON and reads it back.</summary>
/// <remarks>Property names are camelCase, enums are written by name, lists are never <c>null</c>. What is written reads back equal.</remarks>
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
            DecisionDocument document = JsonSerializer.Deserialize(json, DecisionJsonContext.Default.DecisionDocument)
                ?? throw new FormatException("A decision document is a JSON object, not null.");
            return document.Format == 1
                ? document
                : throw new FormatException(FormattableString.Invariant($"The document has format {document.Format}; this library reads format 1."));
        }
        catch (JsonException error)
        {
            throw new FormatException(FormattableString.Invariant(
                $"This is not a decision document: line {error.LineNumber + 1}, path {error.Path}."));
        }
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DecisionDocument))]
internal sealed partial class DecisionJsonContext : JsonSerializerContext;
