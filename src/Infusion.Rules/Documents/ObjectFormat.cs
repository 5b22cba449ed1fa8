using System.Text.Json;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Documents;

/// <summary>An object with properties: declare each once, and it is read, written and described.</summary>
/// <remarks>
/// <code>
/// var o = new ObjectFormat&lt;BloodPressureLimit&gt;();
/// var systolic = o.Required("systolic", limit => limit.Systolic, Formats.Int(1, 400, "mmHg"), "The highest pressure within the limit.");
/// return o.Makes(v => new BloodPressureLimit(v.Of(systolic), ...));
/// </code>
/// </remarks>
/// <typeparam name="T">The type made of the properties.</typeparam>
internal sealed class ObjectFormat<T> : Format<T>
{
    // Of what an object may have, a message names a few.
    private const int MostNamed = 5;

    private readonly List<Member> _members = [];
    private readonly List<Action<Values>> _checks = [];
    private Func<Values, T>? _make;
    private Func<T, StatedParameters>? _stated;
    private bool _isOfPatient;

    /// <summary>The properties in their canonical order.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>A property that has to be given.</summary>
    public Member<V> Required<V>(string name, Func<T, object?> get, Format<V> format, string description) =>
        new(_members, name, description, Of(get), format, isRequired: true, hasDefault: false, null);

    /// <summary>A property that has a default.</summary>
    public Member<V> Default<V>(string name, Func<T, object?> get, Format<V> format, V otherwise, string description) =>
        new(_members, name, description, Of(get), format, isRequired: false, hasDefault: true, otherwise);

    /// <summary>A property that may be left out.</summary>
    public Member<V?> Optional<V>(string name, Func<T, object?> get, Format<V> format, string description)
        where V : class =>
        new(_members, name, description, Of(get), format, isRequired: false, hasDefault: true, null);

    /// <summary>A property that may be left out, if it is not required of this object where others may do without.</summary>
    public Member<V?> Maybe<V>(string name, Func<T, object?> get, Format<V> format, string description, bool isRequired = false)
        where V : struct =>
        new(_members, name, description, Of(get), new NullableFormat(format), isRequired, hasDefault: !isRequired, null);

    /// <summary>A property of a part, which stands among this object's own.</summary>
    /// <param name="member">The property of the part.</param>
    /// <param name="part">The part.</param>
    /// <param name="isRequired">Whether it has to be given here.</param>
    public Member Include(Member member, Func<T, object> part, bool isRequired) => member.In(_members, owner => part((T)owner), isRequired);

    /// <summary>Makes parameters of the properties declared so far: each may be given with who says so, where it stands, and how
    /// strongly.</summary>
    /// <remarks>Not one that has to be given, which says what the object is; and not a list whose items say it each.</remarks>
    /// <param name="stated">How they are stated in an object.</param>
    /// <param name="withoutStrength">Those that are part of what another one says: that one is what may, should or must be.</param>
    public void States(Func<T, StatedParameters> stated, params Member[] withoutStrength)
    {
        _stated = stated;
        foreach (Member member in _members)
        {
            member.MayBeStated(owner => stated((T)owner), hasStrength: !withoutStrength.Contains(member));
        }
    }

    /// <summary>Says that such an object is of a patient, whose words no problem repeats.</summary>
    public void IsOfPatient() => _isOfPatient = true;

    /// <summary>A check of several members, made when the object is read; it reports what is wrong.</summary>
    public void Check(Action<Values> check) => _checks.Add(check);

    /// <summary>A check of two members, made when both could be read.</summary>
    /// <param name="at">The member that is to blame.</param>
    /// <param name="with">The member it is compared with.</param>
    /// <param name="holds">Whether they fit together.</param>
    /// <param name="found">What was found.</param>
    /// <param name="allowed">What is allowed.</param>
    public void Holds(Member at, Member with, Func<Values, bool> holds, string found, string allowed) => Check(v =>
    {
        if (v.Has(at) && v.Has(with) && !holds(v))
        {
            v.Report(at, ProblemCodes.Contradiction, found, allowed);
        }
    });

    /// <summary>Says how the value is made; ends the declaration.</summary>
    public ObjectFormat<T> Makes(Func<Values, T> make)
    {
        _make = make;
        return this;
    }

    public override bool CarriesSources => _members.Exists(static member => member.Name == "citations");

    public override IEnumerable<string> Unstated(object value) =>
        (_stated?.Invoke((T)value).Names ?? []).Where(name => !_members.Exists(member => member.Name == name && member.CanBeStated(value)))
            .Concat(_members.SelectMany(member => member.Unstated(value)));

    public override IEnumerable<string> Properties => _members.Select(static member => member.Name);

    public override object? Read(LocatedValue at)
    {
        if (!at.IsAbsent && !at.Is(LocatedKind.Object))
        {
            at.ReportKind(Shape);
            return null;
        }

        return at.Object(ReadMembers) is { } values ? Make(values) : null;
    }

    /// <summary>Reads the members of an object that is open already.</summary>
    public bool ReadFrom(ObjectReader from, out T value)
    {
        Values values = ReadMembers(from);
        object? made = from.Done() ? Make(values) : null;
        value = made is null ? default! : (T)made;
        return made is not null;
    }

    public override void Write(DocumentWriter json, object value)
    {
        json.WriteStartObject();
        WriteMembers(json, (T)value);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties into an open object.</summary>
    public void WriteMembers(DocumentWriter json, T value)
    {
        foreach (Member member in _members)
        {
            member.Write(json, value!);
        }
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull) => Describe(schema, orNull, static _ => { }, []);

    /// <summary>Writes the schema, with further properties before the declared ones.</summary>
    public void Describe(Utf8JsonWriter schema, bool orNull, Action<Utf8JsonWriter> first, string[] requiredFirst)
    {
        Schema.WriteType(schema, "object", orNull);
        schema.WriteStartObject("properties");
        first(schema);
        foreach (Member member in _members)
        {
            member.Describe(schema);
        }

        schema.WriteEndObject();
        schema.WriteStartArray("required");
        foreach (string name in requiredFirst.Concat(_members.Where(member => member.IsRequired).Select(member => member.Name)))
        {
            schema.WriteStringValue(name);
        }

        schema.WriteEndArray();
        schema.WriteBoolean("additionalProperties", false);
    }

    // What has to be in it, or a few of what may be.
    private string Shape
    {
        get
        {
            string[] required = [.. _members.Where(static member => member.IsRequired).Select(static member => member.Name)];
            string[] some = [.. Properties.Take(MostNamed)];
            return required.Length > 0 ? "an object with " + string.Join(", ", required)
                : some.Length == 0 ? "an empty object"
                : "an object with any of " + string.Join(", ", some) + (some.Length < _members.Count ? " and others" : "");
        }
    }

    private object? Make(Values values)
    {
        try
        {
            return _make!(values);
        }
        catch (ArgumentException refusal)
        {
            // The checks are meant to say it better; what they miss is still a located problem and never a half-read policy.
            values.Whole.Report(ProblemCodes.Invalid, "an object that its type refuses", refusal.Message);
            return null;
        }
    }

    private Values ReadMembers(ObjectReader from)
    {
        var values = new Values(_members.Count, from.Whole);
        if (_isOfPatient)
        {
            from.IsOfPatient();
        }

        foreach (Member member in _members)
        {
            member.Read(from, values);
        }

        from.Done();
        foreach (Action<Values> check in _checks)
        {
            check(values);
        }

        return values;
    }

    // Apart, so that no code is made for each type of member.
    private static Func<object, object?> Of(Func<T, object?> get) => owner => get((T)owner);
}
