using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>One property of an object.</summary>
internal abstract class Member(int index, string name, string description)
{
    /// <summary>Its place among the members of its object.</summary>
    public int Index => index;

    /// <summary>The property's name in JSON.</summary>
    public string Name => name;

    /// <summary>What it is, in one sentence; for people and for editors.</summary>
    public string Description => description;

    /// <summary>Whether it has to be given.</summary>
    public abstract bool IsRequired { get; }

    /// <summary>Reads it from its object.</summary>
    public abstract void Read(ObjectReader from, Values into);

    /// <summary>Writes name and value, unless the value says nothing.</summary>
    public abstract void Write(Utf8JsonWriter json, object owner);

    /// <summary>Writes its schema as an open property.</summary>
    public abstract void Describe(Utf8JsonWriter schema);
}

/// <summary>One property of an object, with the type of its values.</summary>
/// <typeparam name="V">The type of the values.</typeparam>
internal abstract class Member<V>(int index, string name, string description) : Member(index, name, description);
