using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>Keywords of a JSON Schema (2020-12) that every format needs.</summary>
internal static class Schema
{
    /// <summary>The keyword that names a value's unit; an annotation, which validators pass by.</summary>
    public static string UnitKeyword => "x-unit";

    /// <summary>Writes the type, with null beside it where a value may be left out.</summary>
    public static void WriteType(Utf8JsonWriter schema, string type, bool orNull)
    {
        if (!orNull)
        {
            schema.WriteString("type", type);
            return;
        }

        schema.WriteStartArray("type");
        schema.WriteStringValue(type);
        schema.WriteStringValue("null");
        schema.WriteEndArray();
    }

    /// <summary>Writes the words that are allowed, with null beside them where a value may be left out.</summary>
    public static void WriteNames(Utf8JsonWriter schema, IEnumerable<string> names, bool orNull)
    {
        schema.WriteStartArray("enum");
        foreach (string name in names)
        {
            schema.WriteStringValue(name);
        }

        if (orNull)
        {
            schema.WriteNullValue();
        }

        schema.WriteEndArray();
    }
}
