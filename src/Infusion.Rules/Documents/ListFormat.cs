using System.Collections.Immutable;
using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>A list of values that are read alike.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="item">How an item stands.</param>
/// <param name="least">The fewest items, inclusive.</param>
/// <param name="most">The most items, inclusive.</param>
/// <param name="areDistinct">Whether no text may stand twice; for lists of names.</param>
/// <param name="names">The properties of an item whose texts must name no other
/// item, case ignored; a property may hold a list of texts.</param>
internal sealed class ListFormat<T>(
    Format<T> item, int least, int most, bool areDistinct, params string[] names) : Format<ImmutableArray<T>>
{
    public override bool CarriesSources => item.CarriesSources;

    public override IEnumerable<string> Unstated(object value) =>
        ((ImmutableArray<T>)value).SelectMany(one => item.Unstated(one!));

    public override object? Read(LocatedValue at)
    {
        object[]? read = at.All(item.Read, least, most);
        return UniqueNames.AreUnique(at, areDistinct, names) && read is not null ? LocatedValue.Listed<T>(read) : null;
    }

    public override void Write(DocumentWriter json, object value)
    {
        json.WriteStartArray();
        foreach (T one in (ImmutableArray<T>)value)
        {
            item.Write(json, one!);
        }

        json.WriteEndArray();
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        Schema.WriteType(schema, "array", orNull);
        schema.WriteStartObject("items");
        item.Describe(schema, orNull: false);
        if (item.Unit.Length > 0)
        {
            schema.WriteString(Schema.UnitKeyword, item.Unit);
        }

        schema.WriteEndObject();
        schema.WriteNumber("minItems", least);
        schema.WriteNumber("maxItems", most);
        if (areDistinct)
        {
            schema.WriteBoolean("uniqueItems", true);
        }
    }

    public override bool IsNothing(object? value) => value is null or ImmutableArray<T> { IsDefaultOrEmpty: true };
}
