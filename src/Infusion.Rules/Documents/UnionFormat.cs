using System.Text.Json;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>An object that is one of several cases, told apart by the property that only one of them has.</summary>
/// <typeparam name="T">The root of the cases.</typeparam>
/// <param name="allowed">All cases in words, where the first is a text and the others are objects; null where all are objects.</param>
internal sealed class UnionFormat<T>(string? allowed = null) : Format<T>
    where T : class
{
    private readonly List<Case> _cases = [];

    /// <summary>Adds a case.</summary>
    /// <param name="key">The property that only this case has.</param>
    /// <param name="format">How the case stands.</param>
    /// <param name="fits">Which values are of the case, where the type alone does not say it.</param>
    public UnionFormat<T> Or<TCase>(string key, Format<TCase> format, Func<TCase, bool>? fits = null)
        where TCase : class, T
    {
        _cases.Add(new Case(key, format, value => value is TCase one && (fits is null || fits(one))));
        return this;
    }

    public override object? Read(LocatedValue at)
    {
        if (_cases.Find(one => at.HasMember(one.Key)) is { } told)
        {
            return told.Format.Read(at);
        }

        if (allowed is not null)
        {
            return at.IsText(allowed) ? _cases[0].Format.Read(at) : null;
        }

        if (!at.IsAbsent && !at.Is(LocatedKind.Object))
        {
            at.ReportKind($"an object with {Keys(", or with ")}");
        }
        else
        {
            ReportUntold(at);
        }

        return null;
    }

    public override IEnumerable<string> Properties => _cases.SelectMany(static one => one.Format.Properties);

    public override IEnumerable<string> Unstated(object value) => _cases.First(one => one.Fits(value)).Format.Unstated(value);

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

    private string Keys(string between) => string.Join(between, _cases.Select(static one => one.Key));

    // A property that no case has was meant to tell it; else what tells it is missing.
    private void ReportUntold(LocatedValue at)
    {
        HashSet<string> known = [.. Properties];
        LocatedValue[] unknown = [.. at.Members.Where(member => member.PropertyName is { } name && !known.Contains(name))];
        foreach (LocatedValue member in unknown)
        {
            member.ReportProperty(
                Keys(" or "), NearestName.To(member.PropertyName!, [.. _cases.Select(static one => one.Key)]));
        }

        if (unknown.Length == 0)
        {
            at.Report(ProblemCodes.MissingProperty, "no such property", $"the property {Keys(" or ")}");
        }
    }

    private sealed class Case(string key, Format format, Predicate<object> fits)
    {
        public string Key => key;

        public Format Format => format;

        public bool Fits(object value) => fits(value);
    }
}
