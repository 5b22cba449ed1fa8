using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>A value that is a document of its own: an object with the number of its format and its members.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="members">How its members stand.</param>
/// <param name="newest">The newest format that is read, and the one that is written.</param>
/// <param name="instead">What to do about an earlier format, where none was ever released; <c>null</c> where they are read.</param>
/// <param name="define">Writes the definitions that its schema refers to; <c>null</c> for none.</param>
internal sealed class DocumentFormat<T>(
    ObjectFormat<T> members, int newest, string? instead = null, Action<Utf8JsonWriter>? define = null) : Format<T>
    where T : class
{
    /// <summary>Reads a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="zone">The clock of times that carry no offset.</param>
    /// <exception cref="DocumentException">The document has problems; the exception has them all.</exception>
    public T Parse(string json, DateTimeZone? zone = null) => DocumentReader.Read(json, newest, Members, zone);

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">The document in UTF-8.</param>
    /// <param name="zone">The clock of times that carry no offset.</param>
    /// <exception cref="DocumentException">The document has problems; the exception has them all.</exception>
    public T Parse(ReadOnlySpan<byte> utf8, DateTimeZone? zone = null) => DocumentReader.Read(utf8, newest, Members, zone);

    /// <summary>Reads a document, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="value">The value, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <param name="zone">The clock of times that carry no offset.</param>
    public bool TryParse(string? json, [NotNullWhen(true)] out T? value, out ImmutableArray<Problem> problems, DateTimeZone? zone = null) =>
        DocumentReader.TryRead(json ?? "", newest, Members, out value, out problems, zone);

    /// <summary>Reads a document, or says everything that is wrong with it.</summary>
    /// <param name="utf8">The document in UTF-8.</param>
    /// <param name="value">The value, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    public bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out T? value, out ImmutableArray<Problem> problems) =>
        DocumentReader.TryRead(utf8, newest, Members, out value, out problems);

    /// <summary>Reads a document from a stream to its end.</summary>
    /// <param name="stream">The document in UTF-8.</param>
    /// <param name="zone">The clock of times that carry no offset.</param>
    /// <exception cref="DocumentException">The document has problems; the exception has them all.</exception>
    public T Load(Stream stream, DateTimeZone? zone = null) => Parse(DocumentReader.Bytes(stream), zone);

    /// <summary>Writes the canonical form: indented by two spaces, line feeds, one at the end.</summary>
    /// <param name="value">The value.</param>
    /// <param name="zone">The clock that times are written on; <c>null</c> for UTC.</param>
    public string Text(T value, DateTimeZone? zone = null) => Encoding.UTF8.GetString(Bytes(value, zone));

    /// <summary>The value with another one at a place of its document, read as a whole.</summary>
    /// <param name="value">The value.</param>
    /// <param name="path">The place.</param>
    /// <param name="json">What is to stand there; <c>null</c> for nothing.</param>
    /// <param name="zone">The clock of times that carry no offset.</param>
    /// <exception cref="DocumentException">The document would have problems; the exception has them all.</exception>
    public T With(T value, string path, string json, DateTimeZone zone) => Parse(Replacement.In(Bytes(value, zone), path, json), zone);

    /// <summary>Writes the canonical form in UTF-8.</summary>
    /// <param name="value">The value.</param>
    /// <param name="zone">The clock that times are written on; <c>null</c> for UTC.</param>
    public byte[] Bytes(T value, DateTimeZone? zone = null) => DocumentWriter.Written(json => Write(new(json, zone), value));

    /// <summary>Writes the JSON Schema of the document.</summary>
    /// <param name="name">The document's name in the schema's id.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it is for, and what the schema cannot say.</param>
    public byte[] Schema(string name, string title, string description) => DocumentWriter.Written(schema =>
    {
        string format = newest.ToString(CultureInfo.InvariantCulture);
        schema.WriteStartObject();
        schema.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.WriteString("$id", $"urn:infusion-rules:{name}:{format}");
        schema.WriteString("title", $"{title}, format {format}");
        schema.WriteString("description", description);
        members.Describe(schema, orNull: false, first =>
        {
            first.WriteStartObject(DocumentReader.FormatName);
            first.WriteString("description", "The document's format.");
            first.WriteNumber("const", newest);
            first.WriteEndObject();
            first.WriteStartObject(DocumentReader.SchemaName);
            first.WriteString("description", "Where this schema is, for editors.");
            Documents.Schema.WriteType(first, "string", orNull: true);
            first.WriteEndObject();
        }, [DocumentReader.FormatName]);
        define?.Invoke(schema);
        schema.WriteEndObject();
    });

    public override IEnumerable<string> Unstated(object value) => members.Unstated(value);

    public override object? Read(LocatedValue at) => at.Object<T>(o => DocumentReader.Members(o, newest, Members));

    public override void Write(DocumentWriter json, object value)
    {
        json.WriteStartObject();
        json.WriteNumber(DocumentReader.FormatName, newest);
        members.WriteMembers(json, (T)value);
        json.WriteEndObject();
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull) => members.Describe(schema, orNull);

    private T? Members(ObjectReader o)
    {
        if (instead is not null && o.Whole.Member(DocumentReader.FormatName) is var format
            && Enumerable.Range(1, newest - 1).FirstOrDefault(format.IsNumber) is > 0 and var earlier)
        {
            format.Report(
                ProblemCodes.UnreleasedFormat, FormattableString.Invariant($"format {earlier}, which was never released"), instead);
            o.IgnoreRest();
            return null;
        }

        return members.ReadFrom(o, out T read) ? read : null;
    }
}
