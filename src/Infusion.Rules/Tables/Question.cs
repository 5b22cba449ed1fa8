namespace Infusion.Rules.Tables;

/// <summary>A fact to ask next.</summary>
/// <param name="Fact">The fact's id.</param>
/// <param name="Ask">The question as a person hears it.</param>
/// <param name="Unit">The unit of the answer; empty where it has none.</param>
/// <param name="Choices">The answers to choose from; empty when any value may be given.</param>
/// <param name="CanSettle">Whether one answer to this question alone can settle the decision.</param>
public sealed record Question(
    string Fact, string Ask, string Unit, System.Collections.Immutable.ImmutableArray<string> Choices, bool CanSettle)
{
    /// <summary>Where the answer stands in a record, such as <c>cancelled.at</c>; <c>null</c> where no record says it.</summary>
    /// <remarks>No part of what is asked, and not stored with it.</remarks>
    internal string? Path { get; init; }

    /// <inheritdoc/>
    public bool Equals(Question? other) =>
        other is not null && Fact == other.Fact && Ask == other.Ask && Unit == other.Unit && CanSettle == other.CanSettle
        && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Fact);

    /// <summary>Writes the question.</summary>
    /// <returns>The question.</returns>
    public override string ToString() => Ask;
}
