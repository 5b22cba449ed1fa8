using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fasting;

/// <summary>What is known about a patient's fasting before one appointment.</summary>
public sealed record FastingFacts
{
    /// <summary>The scheduled appointment.</summary>
    public required Moment Appointment { get; init; }

    /// <summary>The actual or proposed start of the infusion; <c>null</c> while none is recorded or proposed.</summary>
    public Moment? Start { get; init; }

    /// <summary>What was eaten and drunk, and what was not.</summary>
    public ImmutableArray<Intake> Intakes { get; init; } = [];

    /// <summary>Whether <see cref="Intakes"/> is everything. A partial list leaves room for an intake nobody recorded.</summary>
    public ListCompleteness Completeness { get; init; }

    /// <inheritdoc/>
    public bool Equals(FastingFacts? other) =>
        other is not null && Appointment == other.Appointment && Start == other.Start && Completeness == other.Completeness
        && Intakes.SequenceEqual(other.Intakes);

    /// <inheritdoc/>
    public override int GetHashCode() => Intakes.Length;

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"fasting facts: appointment, {(Start is null ? "no start" : "start")}, {Intakes.Length} intake(s), list {(Completeness == ListCompleteness.Complete ? "complete" : "partial")}");
}
