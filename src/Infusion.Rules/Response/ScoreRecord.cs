using Infusion.Rules.Clinic;

namespace Infusion.Rules.Response;

/// <summary>A score and when it was taken.</summary>
/// <remarks>Equality is by value. Immutable and thread-safe; <c>default</c> is a pain score of 0 at the Unix epoch.</remarks>
/// <param name="Score">The score.</param>
/// <param name="At">When it was taken.</param>
public readonly record struct ScoreRecord(Score Score, Moment At)
{
    /// <summary>Writes the instrument, never the score.</summary>
    /// <returns>"Phq9 score".</returns>
    public override string ToString() => $"{Score.Instrument} score";
}
