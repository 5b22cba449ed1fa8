using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Response;

/// <summary>One condition of the patient and every score recorded for it.</summary>
/// <param name="Category">The condition.</param>
/// <param name="Scores">The scores, of any instrument, in any order; of two at one instant the later in the list counts.</param>
public sealed record ConditionScores(ConditionCategory Category, ImmutableArray<ScoreRecord> Scores)
{
    /// <inheritdoc/>
    public bool Equals(ConditionScores? other) => other is not null && Category == other.Category && Scores.SequenceEqual(other.Scores);

    /// <inheritdoc/>
    public override int GetHashCode() => Scores.Length;

    /// <summary>Says how many scores there are, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Category}: {Scores.Length} score(s)");
}
