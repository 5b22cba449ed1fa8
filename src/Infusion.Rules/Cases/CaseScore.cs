using Infusion.Rules.Clinic;

namespace Infusion.Rules.Cases;

/// <summary>A score on record.</summary>
/// <param name="Condition">The group of conditions it is about.</param>
/// <param name="Score">The score.</param>
/// <param name="At">When it was taken.</param>
public sealed record CaseScore(ConditionCategory Condition, Score Score, Moment At)
{
    /// <summary>Writes the instrument, never the score.</summary>
    /// <returns>"PainNrs score".</returns>
    public override string ToString() => $"{Score.Instrument} score";
}
