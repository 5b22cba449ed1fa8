using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Reads a value that is not a list or an object; false when it is absent or wrong.</summary>
internal delegate bool ScalarReader<T>(LocatedValue at, out T value);

/// <summary>A text, a number or a flag.</summary>
/// <param name="type">The JSON type in the schema.</param>
/// <param name="unit">The unit in words.</param>
/// <param name="read">Reads it.</param>
/// <param name="write">Writes it.</param>
/// <param name="keywords">Writes further keywords of the schema; the second argument says whether null is allowed too.</param>
internal sealed class ScalarFormat<T>(
    string type, string unit, ScalarReader<T> read, Action<Utf8JsonWriter, T> write, Action<Utf8JsonWriter, bool> keywords) : Format<T>
{
    public override string Unit => unit;

    public override bool TryRead(LocatedValue at, out T value) => read(at, out value);

    public override void Write(Utf8JsonWriter json, T value) => write(json, value);

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        Schema.WriteType(schema, type, orNull);
        keywords(schema, orNull);
    }

    public override bool IsNothing(T value) => value is null or false;
}
