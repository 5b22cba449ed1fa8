using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>The last instant at which a kind of intake may end.</summary>
/// <param name="Kind">The kind of intake.</param>
/// <param name="At">The instant, inclusive: an intake that ends exactly then is compliant.</param>
public readonly record struct FastingCutOff(IntakeKind Kind, Instant At)
{
    /// <summary>Writes the kind and the instant in UTC.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Kind?.Id} {At}";
}
