using Infusion.Rules.Clinic;

namespace Infusion.Rules.Response;

/// <summary>Which instrument decides for a condition when several are scored.</summary>
/// <remarks>Equality is by value. Immutable and thread-safe; <c>default</c> names the pain scale for pain.</remarks>
/// <param name="Category">The condition.</param>
/// <param name="Instrument">The instrument that decides.</param>
public readonly record struct PrimaryInstrument(ConditionCategory Category, Instrument Instrument)
{
    /// <summary>Writes the condition and the instrument.</summary>
    /// <returns>"MentalHealth: Phq9".</returns>
    public override string ToString() => $"{Category}: {Instrument}";
}
