using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>An object that is one of several cases, told apart by the property that only one of them has.</summary>
/// <typeparam name="T">The root of the cases.</typeparam>
/// <param name="allowed">All cases in words, where the first is a text and the others are objects; null where all are objects.</param>
internal sealed class UnionFormat<T>(string? allowed = null) : Format<T>
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
        _cases.Add(new Case(key, format, value => value is TCase one && (fits is null || fits(one))));
        return this;
    }

    public override object? Read(LocatedValue at) => _cases.Find(one => at.HasMember(one.Key)) is { } told ? told.Format.Read(at)
        : allowed is null || at.IsText(allowed) ? _cases[0].Format.Read(at)
        : null;

    public override void Write(DocumentWriter json, object value) => _cases.First(one => one.Fits(value)).Format.Write(json, value);

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        schema.WriteStartArray("oneOf");
        foreach (Case one in _cases)
        {
            schema.WriteStartObject();
            one.Format.Describe(schema, orNull: false);
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

    private sealed class Case(string key, Format format, Predicate<object> fits)
    {
        public string Key => key;

        public Format Format => format;

        public bool Fits(object value) => fits(value);
    }
}
