using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>Writes a document's values, with the clock that its times are written on.</summary>
/// <param name="json">Where to write.</param>
/// <param name="zone">The clinic's time zone; <c>null</c> where times are written in UTC.</param>
internal sealed class DocumentWriter(Utf8JsonWriter json, DateTimeZone? zone = null)
{
    /// <summary>The clinic's time zone; <c>null</c> where times are written in UTC.</summary>
    public DateTimeZone? Zone => zone;

    /// <summary>Writes a document: indented by two spaces, line feeds, one at the end.</summary>
    /// <param name="write">Writes its one value.</param>
    /// <returns>The document in UTF-8.</returns>
    public static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            write(json);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Begins an object.</summary>
    public void WriteStartObject() => json.WriteStartObject();

    /// <summary>Begins an object that is a property.</summary>
    public void WriteStartObject(string name) => json.WriteStartObject(name);

    /// <summary>Ends an object.</summary>
    public void WriteEndObject() => json.WriteEndObject();

    /// <summary>Begins a list.</summary>
    public void WriteStartArray() => json.WriteStartArray();

    /// <summary>Begins a list that is a property.</summary>
    public void WriteStartArray(string name) => json.WriteStartArray(name);

    /// <summary>Ends a list.</summary>
    public void WriteEndArray() => json.WriteEndArray();

    /// <summary>Writes the name of a property.</summary>
    public void WritePropertyName(string name) => json.WritePropertyName(name);

    /// <summary>Writes a property that is a text.</summary>
    public void WriteString(string name, string value) => json.WriteString(name, value);

    /// <summary>Writes a property that is a number.</summary>
    public void WriteNumber(string name, decimal value) => json.WriteNumber(name, value);

    /// <summary>Writes a text.</summary>
    public void WriteStringValue(string value) => json.WriteStringValue(value);

    /// <summary>Writes a number.</summary>
    public void WriteNumberValue(decimal value) => json.WriteNumberValue(value);

    /// <summary>Writes yes or no.</summary>
    public void WriteBooleanValue(bool value) => json.WriteBooleanValue(value);

    /// <summary>Writes nothing known.</summary>
    public void WriteNullValue() => json.WriteNullValue();
}
