using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Visits;

/// <summary>One time of a visit, with the rule it comes from.</summary>
/// <param name="Name">The name: another room's, such as <c>solid-cut-off</c> and <c>alcohol-allowed-from</c>, or <c>arrival</c>,
/// <c>start</c>, <c>end</c>, <c>earliest-release</c>, <c>planned-release</c>, <c>residual-effects-until</c>,
/// <c>driving-restriction-end</c>.</param>
/// <param name="At">The instant.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Rule">The id of the rule.</param>
public readonly record struct TimelineEntry(string Name, Instant At, TimeBasis Basis, string Rule)
{
    /// <summary>Writes the name, the instant in UTC and the basis.</summary>
    /// <returns>"arrival 2026-06-15T13:30:00Z (Planned)".</returns>
    public override string ToString() => $"{Name} {InstantPattern.ExtendedIso.Format(At)} ({Basis})";
}
