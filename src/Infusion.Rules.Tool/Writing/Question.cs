using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infusion.Rules.Tool.Writing;

/// <summary>What a part of a policy is about, and everything that is asked of it, in order.</summary>
/// <param name="Name">The property of the document.</param>
/// <param name="About">What it is about, as a person reads it.</param>
/// <param name="Asked">What is asked.</param>
internal sealed record Section(string Name, string About, params ImmutableArray<Asked> Asked)
{
    /// <summary>Whether example appointments are shown as answers come in.</summary>
    public bool ShowsCutOffs { get; init; }
}

/// <summary>Something that is asked: a question, an item of a list, or any number of items.</summary>
internal abstract record Asked
{
    /// <summary>What the file says of it: the property of the section it stands at, and what was asked.</summary>
    public abstract (string Property, string Asks) Comment { get; }

    /// <summary>Whether the objects it makes say where they come from.</summary>
    public bool IsCited { get; init; }

    /// <summary>Whether a section answers it.</summary>
    public abstract bool IsIn(JsonObject section);
}

/// <summary>One question.</summary>
/// <param name="Place">Where the answer stands: property names with dots between, in the section or item; empty for its members.</param>
/// <param name="Asks">What is asked, as a clause that can also follow "Not published:".</param>
/// <param name="Shape">How an answer is written, and what it becomes.</param>
/// <param name="Explains">What is meant, for who asks back.</param>
internal sealed record Question(string Place, string Asks, Shape Shape, string Explains) : Asked
{
    public override (string Property, string Asks) Comment => (Place.Split('.')[0], Asks);

    public override bool IsIn(JsonObject section) => Draft.At(section, Place) is not null;
}

/// <summary>An item of a list, there when its question is answered.</summary>
/// <param name="List">The list, a property of the section.</param>
/// <param name="Key">The members it is known by, such as its id and its name.</param>
/// <param name="Asks">The question.</param>
internal sealed record Item(string List, ImmutableArray<(string Name, string Value)> Key, Question Asks) : Asked
{
    public override (string Property, string Asks) Comment => (List, Asks.Asks);

    public override bool IsIn(JsonObject section) => section[List] is JsonArray list && list.Any(Is);

    /// <summary>A new item.</summary>
    public JsonObject Begun => [.. Key.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value))];

    /// <summary>Whether an item of the list is this one.</summary>
    public bool Is(JsonNode? item) => item?[Key[0].Name]?.ToString() == Key[0].Value;
}

/// <summary>Any number of items of a list, each begun by the answer to a first question.</summary>
/// <param name="List">The list, a property of the section.</param>
/// <param name="First">Begins an item; left empty, there is no further one.</param>
/// <param name="Then">What is asked of each.</param>
internal sealed record Items(string List, Question First, params ImmutableArray<Question> Then) : Asked
{
    public override (string Property, string Asks) Comment => (List, First.Asks);

    public override bool IsIn(JsonObject section) => section[List] is not null;
}
