using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>An object that is one of several cases, told apart by the property that only one of them has.</summary>
/// <typeparam name="T">The root of the cases.</typeparam>
internal sealed class UnionFormat<T> : Format<T>
    where T : class
{
    private readonly List<Case> _cases = [];

    /// <summary>Adds a case. The first is the one that is read when no case can be told.</summary>
    /// <param name="key">The property that only this case has.</param>
    /// <param name="format">How the case stands.</param>
    /// <param name="fits">Which values are of the case, where the type alone does not say it.</param>
    public UnionFormat<T> Or<TCase>(string key, Format<TCase> format, Func<TCase, bool>? fits = null)
        where TCase : class, T
    {
        _cases.Add(new Case<TCase>(key, format, fits));
        return this;
    }

    public override bool TryRead(LocatedValue at, out T value)
    {
        Case chosen = _cases.FirstOrDefault(one => at.Members.Any(member => member.PropertyName == one.Key)) ?? _cases[0];
        return chosen.TryRead(at, out value);
    }

    public override void Write(Utf8JsonWriter json, T value) => _cases.First(one => one.Fits(value)).Write(json, value);

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        schema.WriteStartArray("oneOf");
        foreach (Case one in _cases)
        {
            schema.WriteStartObject();
            one.Describe(schema);
            schema.WriteEndObject();
        }

        if (orNull)
        {
            schema.WriteStartObject();
            schema.WriteString("type", "null");
            schema.WriteEndObject();
        }

        schema.WriteEndArray();
    }

    private abstract class Case(string key)
    {
        public string Key => key;

        public abstract bool Fits(T value);

        public abstract bool TryRead(LocatedValue at, out T value);

        public abstract void Write(Utf8JsonWriter json, T value);

        public abstract void Describe(Utf8JsonWriter schema);
    }

    private sealed class Case<TCase>(string key, Format<TCase> format, Func<TCase, bool>? fits) : Case(key)
        where TCase : class, T
    {
        public override bool Fits(T value) => value is TCase one && (fits is null || fits(one));

        public override bool TryRead(LocatedValue at, out T value)
        {
            bool isRead = format.TryRead(at, out TCase read);
            value = read;
            return isRead;
        }

        public override void Write(Utf8JsonWriter json, T value) => format.Write(json, (TCase)value);

        public override void Describe(Utf8JsonWriter schema) => format.Describe(schema, orNull: false);
    }
}
