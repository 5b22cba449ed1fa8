using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>One minimum of the anesthesiologists' fasting guideline.</summary>
/// <param name="Kind">The kind of intake.</param>
/// <param name="Minimum">The elapsed time before the anchor; exactly that long meets it.</param>
/// <param name="IsExample">Whether the guideline gives it as an example ("may be needed") and not as a minimum.</param>
public sealed record AsaWindow(AsaKind Kind, Duration Minimum, bool IsExample)
{
    /// <summary>Writes the kind and the minimum.</summary>
    /// <returns>"LightMeal 6 h".</returns>
    public override string ToString() => $"{Kind} {Wording.Of(Minimum)}";
}
