using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A value that stands in one of several ways.</summary>
/// <param name="unit">The unit in words.</param>
/// <param name="read">Reads it; null when it is absent or wrong.</param>
/// <param name="write">Writes it.</param>
/// <param name="describe">Writes its schema; the second argument says whether null is allowed too.</param>
internal sealed class WrittenFormat(
    string unit, Func<LocatedValue, object?> read, Action<DocumentWriter, object> write, Action<Utf8JsonWriter, bool> describe)
    : Format(null)
{
    public override string Unit => unit;

    public override object? Read(LocatedValue at) => read(at);

    public override void Write(DocumentWriter json, object value) => write(json, value);

    public override void Describe(Utf8JsonWriter schema, bool orNull) => describe(schema, orNull);
}
