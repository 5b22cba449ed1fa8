using System.Collections.Immutable;

namespace Infusion.Rules.Sources;

/// <summary>A place where statements disagree, and the reading chosen.</summary>
/// <remarks>
/// The disagreement is between statements of the page, or between one and a cited guideline.
/// Equal when every member is equal, lists in the same order. Immutable and thread-safe.
/// </remarks>
public sealed record Conflict
{
    /// <summary>Makes a conflict from its parts.</summary>
    /// <param name="id">The citation id, such as <c>C6</c>.</param>
    /// <param name="statements">The ids of the statements involved, at least one.</param>
    /// <param name="question">What disagrees.</param>
    /// <param name="reading">The reading that the library follows.</param>
    /// <param name="rules">The ids of the rules that follow the reading; may be empty.</param>
    /// <param name="alternatives">The readings not chosen, at least one.</param>
    /// <exception cref="ArgumentException">A text is blank, or a list is empty.</exception>
    public Conflict(
        string id,
        ImmutableArray<string> statements,
        string question,
        string reading,
        ImmutableArray<string> rules,
        ImmutableArray<ConflictAlternative> alternatives)
    {
        Id = Text.Required(id, nameof(id));
        Statements = Text.Required(statements, nameof(statements));
        Question = Text.Required(question, nameof(question));
        Reading = Text.Required(reading, nameof(reading));
        Rules = Text.Required(rules, nameof(rules));
        Alternatives = alternatives;
        if (Statements.IsEmpty)
        {
            throw new ArgumentException($"Conflict {id} names no statement.", nameof(statements));
        }

        if (alternatives.IsDefaultOrEmpty || alternatives.Any(static alternative => alternative is null))
        {
            throw new ArgumentException($"Conflict {id} needs at least one alternative.", nameof(alternatives));
        }
    }

    /// <summary>The citation id, such as <c>C6</c>.</summary>
    public string Id { get; }

    /// <summary>The ids of the statements involved, at least one.</summary>
    public ImmutableArray<string> Statements { get; }

    /// <summary>What disagrees.</summary>
    public string Question { get; }

    /// <summary>The reading that the library follows.</summary>
    public string Reading { get; }

    /// <summary>The ids of the rules that follow the reading; may be empty.</summary>
    public ImmutableArray<string> Rules { get; }

    /// <summary>The readings not chosen, at least one.</summary>
    public ImmutableArray<ConflictAlternative> Alternatives { get; }

    /// <inheritdoc/>
    public bool Equals(Conflict? other) =>
        other is not null
        && Id == other.Id
        && Statements.SequenceEqual(other.Statements, StringComparer.Ordinal)
        && Question == other.Question
        && Reading == other.Reading
        && Rules.SequenceEqual(other.Rules, StringComparer.Ordinal)
        && Alternatives.SequenceEqual(other.Alternatives);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the chosen reading.</summary>
    /// <returns>One line of invariant text.</returns>
    public override string ToString() => $"{Id}: {Reading}";
}
