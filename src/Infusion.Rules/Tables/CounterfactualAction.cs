using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>Something a person can do that changes facts, such as a later appointment or an arranged ride.</summary>
/// <remarks>Counterfactuals use actions only: never ending a medicine, never "respond better".</remarks>
public sealed record CounterfactualAction
{
    private CounterfactualAction(string id, string says, ImmutableArray<Fact> moves, int direction, long setTo)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(says);
        (Id, Says, Moves, Direction, SetTo) = (id, says, moves, direction, setTo);
    }

    /// <summary>The stable id, such as <c>later-appointment</c>.</summary>
    public string Id { get; }

    /// <summary>What is done, in a few words.</summary>
    public string Says { get; }

    /// <summary>Every fact the one input moves; all move by the same amount.</summary>
    public ImmutableArray<Fact> Moves { get; }

    /// <summary>1 when the facts grow, -1 when they shrink, 0 when one fact is set to <see cref="SetTo"/>.</summary>
    public int Direction { get; }

    /// <summary>The code the fact is set to when <see cref="Direction"/> is 0.</summary>
    public long SetTo { get; }

    /// <summary>Declares an action that makes facts grow together.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="says">What is done.</param>
    /// <param name="moves">All the facts it moves.</param>
    /// <returns>The action.</returns>
    public static CounterfactualAction Raising(string id, string says, params Fact[] moves) => new(id, says, [.. moves], 1, 0);

    /// <summary>Declares an action that makes facts shrink together.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="says">What is done.</param>
    /// <param name="moves">All the facts it moves.</param>
    /// <returns>The action.</returns>
    public static CounterfactualAction Lowering(string id, string says, params Fact[] moves) => new(id, says, [.. moves], -1, 0);

    /// <summary>Declares an action that settles one fact.</summary>
    /// <typeparam name="T">The type of the fact's values.</typeparam>
    /// <param name="id">The stable id.</param>
    /// <param name="says">What is done.</param>
    /// <param name="fact">The fact it settles.</param>
    /// <param name="value">The value it gets.</param>
    /// <returns>The action.</returns>
    public static CounterfactualAction Setting<T>(string id, string says, Fact<T> fact, T value)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new(id, says, [fact], 0, fact.Value(value).Low);
    }

    /// <inheritdoc/>
    public bool Equals(CounterfactualAction? other) =>
        other is not null && Id == other.Id && Says == other.Says && Direction == other.Direction && SetTo == other.SetTo
        && Moves.SequenceEqual(other.Moves);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and what is done.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {Says}";
}
