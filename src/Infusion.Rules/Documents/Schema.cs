using System.Text.Json;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>Keywords of a JSON Schema (2020-12) that every format needs.</summary>
internal static class Schema
{
    /// <summary>The keyword that names a value's unit; an annotation, which validators pass by.</summary>
    public static string UnitKeyword => "x-unit";

    /// <summary>A property's name as a title: "firstArrivalLead" is "First arrival lead".</summary>
    public static string TitleOf(string property) => Wording.Sentence(Wording.Words(property));

    /// <summary>Writes values of a unit that an editor offers; none where the allowed values stand in the schema, or every clinic has its
    /// own.</summary>
    public static void WriteExamples(Utf8JsonWriter schema, string unit)
    {
        string[] examples = unit switch
        {
            "elapsed time, ISO 8601" => ["PT30M", "PT4H"],
            "calendar period, ISO 8601" => ["P2W", "P1M"],
            "calendar date, ISO 8601" => ["2026-01-31"],
            "clinic-local time, ISO 8601" => ["2026-01-31T14:20"],
            "clock time, clinic-local" => ["08:00"],
            "currency units" => ["100.00"],
            "ISO 4217 code" => ["USD"],
            "IANA time-zone id" => ["America/New_York"],
            _ => [],
        };
        if (examples.Length > 0)
        {
            schema.WriteStartArray("examples");
            foreach (string example in examples)
            {
                schema.WriteStringValue(example);
            }

            schema.WriteEndArray();
        }
    }

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

    /// <summary>Writes that a value is of one of several kinds, or null where it may be left out.</summary>
    public static void WriteAnyOf(Utf8JsonWriter schema, bool orNull, params Action<Utf8JsonWriter>[] kinds)
    {
        schema.WriteStartArray("anyOf");
        foreach (Action<Utf8JsonWriter> kind in orNull ? [.. kinds, static one => WriteType(one, "null", orNull: false)] : kinds)
        {
            schema.WriteStartObject();
            kind(schema);
            schema.WriteEndObject();
        }

        schema.WriteEndArray();
    }

    /// <summary>Writes an object all of whose properties have to be given.</summary>
    public static void WriteObject(Utf8JsonWriter schema, params (string Name, Action<Utf8JsonWriter> Describe)[] properties)
    {
        WriteType(schema, "object", orNull: false);
        schema.WriteStartObject("properties");
        foreach ((string name, Action<Utf8JsonWriter> describe) in properties)
        {
            schema.WriteStartObject(name);
            describe(schema);
            schema.WriteEndObject();
        }

        schema.WriteEndObject();
        schema.WriteStartArray("required");
        foreach ((string name, _) in properties)
        {
            schema.WriteStringValue(name);
        }

        schema.WriteEndArray();
        schema.WriteBoolean("additionalProperties", false);
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
