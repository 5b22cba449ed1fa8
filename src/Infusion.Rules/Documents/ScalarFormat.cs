using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A text, a number or a flag.</summary>
/// <param name="type">The JSON type in the schema.</param>
/// <param name="unit">The unit in words.</param>
/// <param name="read">Reads it; null when it is absent or wrong.</param>
/// <param name="write">Writes it.</param>
/// <param name="keywords">Writes further keywords of the schema; the second argument says whether null is allowed too.</param>
internal sealed class ScalarFormat(
    string type, string unit, Func<LocatedValue, object?> read, Action<DocumentWriter, object> write,
    Action<Utf8JsonWriter, bool> keywords) : Format(null)
{
    public override string Unit => unit;

    public override object? Read(LocatedValue at) => read(at);

    public override void Write(DocumentWriter json, object value) => write(json, value);

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        Schema.WriteType(schema, type, orNull);
        keywords(schema, orNull);
    }

    public override bool IsNothing(object? value) => value is null or false;
}
