using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Visits;

/// <summary>A time of a visit that another room has computed, such as a fasting cut-off.</summary>
/// <param name="Name">The name of the entry, such as <c>solids-cut-off</c>.</param>
/// <param name="At">The instant.</param>
/// <param name="Rule">The id of the rule it comes from, such as <c>fasting.solids</c>.</param>
public readonly record struct TimelineCutOff(string Name, Instant At, string Rule)
{
    /// <summary>Writes the name and the instant in UTC.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} {InstantPattern.ExtendedIso.Format(At)}";
}
