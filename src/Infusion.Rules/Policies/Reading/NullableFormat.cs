using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>A value type that may be left out.</summary>
internal sealed class NullableFormat<T>(Format<T> inner) : Format<T?>
    where T : struct
{
    public override string Unit => inner.Unit;

    public override bool TryRead(LocatedValue at, out T? value)
    {
        bool isRead = inner.TryRead(at, out T read);
        value = isRead ? read : null;
        return isRead;
    }

    public override void Write(Utf8JsonWriter json, T? value) => inner.Write(json, value.GetValueOrDefault());

    public override void Describe(Utf8JsonWriter schema, bool orNull) => inner.Describe(schema, orNull);
}
