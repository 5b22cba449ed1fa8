using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>One property of an object.</summary>
internal abstract class Member
{
    private readonly string _description;
    private readonly Func<object, object?> _get;
    private readonly Format _format;
    private readonly bool _hasDefault;
    private readonly object? _otherwise;

    /// <summary>Declares the next property of an object.</summary>
    /// <param name="members">The members of its object, to which it is added.</param>
    /// <param name="name">The property's name in JSON.</param>
    /// <param name="description">What it is, in one sentence; for people and for editors.</param>
    /// <param name="get">Its value in an object.</param>
    /// <param name="format">How its value stands.</param>
    /// <param name="isRequired">Whether it has to be given.</param>
    /// <param name="hasDefault">Whether leaving it out means a value.</param>
    /// <param name="otherwise">That value.</param>
    protected Member(
        List<Member> members, string name, string description, Func<object, object?> get, Format format, bool isRequired, bool hasDefault,
        object? otherwise)
    {
        (Index, Name, IsRequired) = (members.Count, name, isRequired);
        (_description, _get, _format, _hasDefault, _otherwise) = (description, get, format, hasDefault, otherwise);
        members.Add(this);
    }

    /// <summary>Its place among the members of its object.</summary>
    public int Index { get; }

    /// <summary>The property's name in JSON.</summary>
    public string Name { get; }

    /// <summary>Whether it has to be given.</summary>
    public bool IsRequired { get; }

    /// <summary>Declares the same property of an object that has this one's as a part, whose properties stand among its own.</summary>
    /// <param name="members">The members of that object, to which it is added.</param>
    /// <param name="part">The part.</param>
    /// <param name="isRequired">Whether it has to be given there.</param>
    public Member In(List<Member> members, Func<object, object> part, bool isRequired) => new Member<object>(
        members, Name, _description, owner => _get(part(owner)), _format, isRequired, _hasDefault && !isRequired, _otherwise);

    /// <summary>Reads it from its object.</summary>
    public void Read(ObjectReader from, Values into)
    {
        LocatedValue at = IsRequired ? from.Required(Name).OrNull : from.Optional(Name);
        into.Place(this, at);
        if (!at.IsAbsent && _format.Read(at) is { } value)
        {
            into.Set(this, value);
        }
        else if (_hasDefault && at.IsAbsent)
        {
            into.Set(this, _otherwise);
        }
    }

    /// <summary>Writes name and value, unless the value says nothing.</summary>
    public void Write(DocumentWriter json, object owner)
    {
        object? value = _get(owner);
        if (!_hasDefault || !_format.IsNothing(value) || !_format.IsNothing(_otherwise))
        {
            json.WritePropertyName(Name);
            _format.Write(json, value!);
        }
    }

    /// <summary>Writes its schema as an open property.</summary>
    public void Describe(Utf8JsonWriter schema)
    {
        schema.WriteStartObject(Name);
        schema.WriteString("description", _description);
        _format.Describe(schema, orNull: !IsRequired);
        if (_format.Unit.Length > 0)
        {
            schema.WriteString(Schema.UnitKeyword, _format.Unit);
        }

        if (_hasDefault)
        {
            schema.WritePropertyName("default");
            if (_otherwise is null)
            {
                schema.WriteNullValue();
            }
            else
            {
                _format.Write(new(schema), _otherwise);
            }
        }

        schema.WriteEndObject();
    }
}

/// <summary>One property of an object, with the type of its values.</summary>
/// <typeparam name="V">The type of the values.</typeparam>
internal sealed class Member<V>(
    List<Member> members, string name, string description, Func<object, object?> get, Format format, bool isRequired, bool hasDefault,
    object? otherwise)
    : Member(members, name, description, get, format, isRequired, hasDefault, otherwise);
