using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>How a value stands in a policy file: one declaration reads it, writes it, and describes it in the JSON Schema.</summary>
/// <remarks>Values pass as objects: code made anew for every type of value is what a first decision waits for.</remarks>
/// <param name="like">The format that does whatever a derived one does not do itself; null where it does everything.</param>
internal abstract class Format(Format? like)
{
    /// <summary>The unit of the value in words, for the schema; empty for lists and objects, whose parts have their own.</summary>
    public virtual string Unit => like?.Unit ?? "";

    /// <summary>What may stand there, in words: what is said where nothing does.</summary>
    public string Allowed
    {
        get
        {
            var problems = new ProblemList([], 0);
            Read(new(new(LocatedKind.Null, 0, null, null, 0, 0), problems));
            return problems.ToImmutable().Select(static problem => problem.Allowed).FirstOrDefault() ?? Unit;
        }
    }

    /// <summary>The properties of an object that stands there; none for any other value.</summary>
    public virtual IEnumerable<string> Properties => like?.Properties ?? [];

    /// <summary>Whether what stands there says itself where it comes from, as the items of many lists do.</summary>
    public virtual bool CarriesSources => like?.CarriesSources ?? false;

    /// <summary>The parameters of a value that are said to be stated and are not there, or say nothing.</summary>
    public virtual IEnumerable<string> Unstated(object value) => like?.Unstated(value) ?? [];

    /// <summary>Reads the value; null when it is absent or wrong, and what is wrong is then reported.</summary>
    public virtual object? Read(LocatedValue at) => like!.Read(at);

    /// <summary>Writes the value in its canonical form.</summary>
    public virtual void Write(DocumentWriter json, object value) => like!.Write(json, value);

    /// <summary>Writes the keywords of the value's schema into an open object.</summary>
    /// <param name="schema">Where to write.</param>
    /// <param name="orNull">Whether <c>null</c> is allowed too.</param>
    public virtual void Describe(Utf8JsonWriter schema, bool orNull) => like!.Describe(schema, orNull);

    /// <summary>Whether a value says nothing: null, an empty list, or no for a flag. The canonical form leaves such a value out.</summary>
    public virtual bool IsNothing(object? value) => like?.IsNothing(value) ?? value is null;
}

/// <summary>How a value stands, with its type, so that a member is made of the format of its own type only.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="like">The format of the values, whose type it does not know.</param>
internal class Format<T>(Format? like = null) : Format(like)
{
    /// <summary>Reads the value; false when it is absent or wrong, and what is wrong is then reported.</summary>
    public bool TryRead(LocatedValue at, out T value)
    {
        object? read = Read(at);
        value = read is null ? default! : (T)read;
        return read is not null;
    }
}
