using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A value whose schema stands once in the document's definitions, and is referred to from here.</summary>
/// <param name="like">How the value stands.</param>
/// <param name="name">The name of the definition.</param>
internal sealed class DefinedFormat(Format like, string name) : Format(like)
{
    /// <summary>The keyword of a schema that has its definitions.</summary>
    public const string Keyword = "$defs";

    // It stands with the definition.
    public override string Unit => "";

    public override void Describe(Utf8JsonWriter schema, bool orNull) => schema.WriteString("$ref", $"#/{Keyword}/{name}");
}
