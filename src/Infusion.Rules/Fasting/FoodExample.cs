using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fasting;

/// <summary>A food or drink by its everyday name, and the kinds it counts as.</summary>
/// <param name="Name">The everyday name, such as "latte".</param>
/// <param name="Kind">The id of the policy's intake kind.</param>
/// <param name="AsaKind">The guideline's kind; <c>null</c> where the guideline names none.</param>
public sealed record FoodExample(string Name, string Kind, AsaKind? AsaKind)
{
    /// <summary>Writes the name and the kind.</summary>
    /// <returns>"latte: non-clear-liquid".</returns>
    public override string ToString() => $"{Name}: {Kind}";
}
