using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A value type that may be left out; no is then something else than nothing.</summary>
internal sealed class NullableFormat(Format inner) : Format
{
    public override string Unit => inner.Unit;

    public override object? Read(LocatedValue at) => inner.Read(at);

    public override void Write(Utf8JsonWriter json, object value) => inner.Write(json, value);

    public override void Describe(Utf8JsonWriter schema, bool orNull) => inner.Describe(schema, orNull);
}
