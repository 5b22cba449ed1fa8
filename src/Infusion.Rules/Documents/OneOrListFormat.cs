using System.Collections.Immutable;
using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A value that stands alone, or a list of such values; a list of one is written alone.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
/// <param name="item">How a value stands.</param>
/// <param name="most">The most values, inclusive.</param>
internal sealed class OneOrListFormat<T>(Format<T> item, int most) : Format<ImmutableArray<T>>
{
    private Format<ImmutableArray<T>> Many { get; } = Formats.List(item, 1, most);

    public override string Unit => item.Unit;

    public override object? Read(LocatedValue at) => at.Is(LocatedKind.Array) ? Many.Read(at)
        : item.TryRead(at, out T one) ? ImmutableArray.Create(one)
        : null;

    public override void Write(DocumentWriter json, object value)
    {
        var values = (ImmutableArray<T>)value;
        if (values.Length == 1)
        {
            item.Write(json, values[0]!);
        }
        else
        {
            Many.Write(json, value);
        }
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        schema.WriteStartArray("oneOf");
        schema.WriteStartObject();
        item.Describe(schema, orNull);
        schema.WriteEndObject();
        schema.WriteStartObject();
        Many.Describe(schema, orNull: false);
        schema.WriteEndObject();
        schema.WriteEndArray();
    }

    public override bool IsNothing(object? value) => Many.IsNothing(value);
}
