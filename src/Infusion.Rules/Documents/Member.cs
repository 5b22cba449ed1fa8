using System.Text.Json;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Documents;

/// <summary>One property of an object.</summary>
internal abstract class Member
{
    private readonly string _description;
    private readonly Func<object, object?> _get;
    private readonly Format _format;
    private readonly bool _hasDefault;
    private readonly object? _otherwise;
    private Func<object, StatedParameters>? _stated;
    private ObjectFormat<StatedValue>? _statedFormat;
    private bool _hasStrength;

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

    /// <summary>Lets it say more than its value, if it is a parameter that does not say it itself.</summary>
    /// <param name="stated">How the parameters of its object are stated.</param>
    /// <param name="hasStrength">Whether it may say how strongly it is meant.</param>
    public void MayBeStated(Func<object, StatedParameters> stated, bool hasStrength) =>
        (_stated, _hasStrength) = (IsRequired ? null : stated, hasStrength);

    /// <summary>Whether it may be stated as it is and says something in an object.</summary>
    public bool CanBeStated(object owner) => IsParameter && !_format.IsNothing(_get(owner))
        && (_hasStrength || _stated?.Invoke(owner)[Name]?.Modality is null);

    /// <summary>The parameters of its value that are said to be stated and are not there, or say nothing.</summary>
    public IEnumerable<string> Unstated(object owner) =>
        _get(owner) is { } value && !_format.IsNothing(value) ? _format.Unstated(value) : [];

    private bool IsParameter => _stated is not null && !_format.CarriesSources;

    private ObjectFormat<StatedValue> StatedFormat => _statedFormat ??= StatedValue.FormatOf(_format, _hasStrength);

    /// <summary>Reads it from its object.</summary>
    public void Read(ObjectReader from, Values into)
    {
        LocatedValue at = IsRequired ? from.Required(Name, _format).OrNull : from.Optional(Name).OrLeftOut;
        if (_stated is not null && StatedValue.Is(at, _format))
        {
            ReadStated(at, into);
            return;
        }

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
    /// <exception cref="InvalidOperationException">There is no value, and a document has to give one.</exception>
    public void Write(DocumentWriter json, object owner)
    {
        object? value = _get(owner);
        if (value is null && IsRequired)
        {
            throw new InvalidOperationException($"\"{Name}\" is not known, and a document has to give it.");
        }

        if (!_hasDefault || !_format.IsNothing(value) || !_format.IsNothing(_otherwise))
        {
            json.WritePropertyName(Name);
            if (_stated?.Invoke(owner)[Name] is { } basis)
            {
                StatedFormat.Write(json, new StatedValue(value!, basis));
            }
            else
            {
                _format.Write(json, value!);
            }
        }
    }

    /// <summary>Writes its schema as an open property.</summary>
    public void Describe(Utf8JsonWriter schema)
    {
        schema.WriteStartObject(Name);
        schema.WriteString("title", Schema.TitleOf(Name));
        schema.WriteString("description", _description);
        if (IsParameter)
        {
            Schema.WriteAnyOf(
                schema, orNull: false,
                value => Describe(value, "The value", _format, orNull: !IsRequired),
                stated => Describe(stated, "The value with who says so, where, and how strongly", StatedFormat, orNull: false));
        }
        else
        {
            _format.Describe(schema, orNull: !IsRequired);
        }

        if (_format.Unit.Length > 0)
        {
            schema.WriteString(Schema.UnitKeyword, _format.Unit);
            Schema.WriteExamples(schema, _format.Unit);
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

    private static void Describe(Utf8JsonWriter schema, string title, Format format, bool orNull)
    {
        schema.WriteString("title", title);
        format.Describe(schema, orNull);
    }

    private void ReadStated(LocatedValue at, Values into)
    {
        into.Place(this, at.Member(StatedValue.ValueName));
        if (!IsParameter)
        {
            at.Report(
                ProblemCodes.WrongType, "an object with a value", "a list, each item of which has provenance and citations of its own");
        }
        else if (StatedFormat.Read(at) is StatedValue read)
        {
            into.Set(this, read.Value);
            into.State(this, read.Basis);
        }
    }
}

/// <summary>One property of an object, with the type of its values.</summary>
/// <typeparam name="V">The type of the values.</typeparam>
internal sealed class Member<V>(
    List<Member> members, string name, string description, Func<object, object?> get, Format format, bool isRequired, bool hasDefault,
    object? otherwise)
    : Member(members, name, description, get, format, isRequired, hasDefault, otherwise);
