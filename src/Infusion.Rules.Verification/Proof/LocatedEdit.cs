using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infusion.Rules.Verification.Proof;

/// <summary>An edit of a policy document with the way to its place.</summary>
/// <param name="Edit">The edit, for people.</param>
/// <param name="Steps">The way: names of properties and numbers of items.</param>
/// <param name="Order">Where the place stands in the document, from 0.</param>
/// <param name="After">The value to put there, as JSON; <c>null</c> to take away what is there.</param>
internal sealed record LocatedEdit(PolicyEdit Edit, ImmutableArray<object> Steps, int Order, string? After)
{
    /// <summary>Changes a document.</summary>
    public void Apply(JsonNode policy)
    {
        JsonNode owner = policy;
        for (int step = 0; step < Steps.Length - 1; step++)
        {
            owner = Steps[step] is int item ? owner[item]! : owner[(string)Steps[step]]!;
        }

        JsonNode? after = After is null ? null : JsonNode.Parse(After);
        switch (Steps[Steps.Length - 1])
        {
            case int item when after is null:
                owner.AsArray().RemoveAt(item);
                break;
            case int item when item == owner.AsArray().Count:
                owner.AsArray().Add(after);
                break;
            case int item:
                owner[item] = after;
                break;
            case string name when after is null:
                owner.AsObject().Remove(name);
                break;
            case var name:
                owner[(string)name] = after;
                break;
        }
    }

    /// <summary>Whether one of the two is inside what the other changes, or both change one value.</summary>
    public bool Touches(LocatedEdit other)
    {
        int shared = Math.Min(Steps.Length, other.Steps.Length);
        return Steps.Take(shared).SequenceEqual(other.Steps.Take(shared));
    }
}
