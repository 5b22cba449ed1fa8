using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>One property of an object.</summary>
/// <param name="index">Its place among the members of its object.</param>
/// <param name="name">The property's name in JSON.</param>
/// <param name="description">What it is, in one sentence; for people and for editors.</param>
/// <param name="format">How its value stands.</param>
/// <param name="isRequired">Whether it has to be given.</param>
/// <param name="hasDefault">Whether leaving it out means a value.</param>
/// <param name="otherwise">That value.</param>
internal abstract class Member(int index, string name, string description, Format format, bool isRequired, bool hasDefault, object? otherwise)
{
    /// <summary>Its place among the members of its object.</summary>
    public int Index => index;

    /// <summary>The property's name in JSON.</summary>
    public string Name => name;

    /// <summary>Whether it has to be given.</summary>
    public bool IsRequired => isRequired;

    /// <summary>Reads it from its object.</summary>
    public void Read(ObjectReader from, Values into)
    {
        LocatedValue at = isRequired ? from.Required(name).OrNull : from.Optional(name);
        into.Place(this, at);
        if (format.Read(at) is { } value)
        {
            into.Set(this, value);
        }
        else if (hasDefault && at.IsAbsent)
        {
            into.Set(this, otherwise);
        }
    }

    /// <summary>Writes name and value, unless the value says nothing.</summary>
    public void Write(Utf8JsonWriter json, object owner)
    {
        object? value = ValueIn(owner);
        if (!hasDefault || !format.IsNothing(value) || !format.IsNothing(otherwise))
        {
            json.WritePropertyName(name);
            format.Write(json, value!);
        }
    }

    /// <summary>Writes its schema as an open property.</summary>
    public void Describe(Utf8JsonWriter schema)
    {
        schema.WriteStartObject(name);
        schema.WriteString("description", description);
        format.Describe(schema, orNull: !isRequired);
        if (format.Unit.Length > 0)
        {
            schema.WriteString(Schema.UnitKeyword, format.Unit);
        }

        if (hasDefault)
        {
            schema.WritePropertyName("default");
            if (otherwise is null)
            {
                schema.WriteNullValue();
            }
            else
            {
                format.Write(schema, otherwise);
            }
        }

        schema.WriteEndObject();
    }

    /// <summary>Its value in an object.</summary>
    protected abstract object? ValueIn(object owner);
}

/// <summary>One property of an object, with the type of its values.</summary>
/// <typeparam name="V">The type of the values.</typeparam>
internal abstract class Member<V>(int index, string name, string description, Format format, bool isRequired, bool hasDefault, object? otherwise)
    : Member(index, name, description, format, isRequired, hasDefault, otherwise);
