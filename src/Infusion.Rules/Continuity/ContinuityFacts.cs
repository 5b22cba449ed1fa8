using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Continuity;

/// <summary>What is known of a patient's care beside the infusions.</summary>
public sealed record ContinuityFacts
{
    /// <summary>The changes to medicines, made or wanted.</summary>
    public ImmutableArray<MedicationChangeFacts> Changes { get; init; } = [];

    /// <summary>Whether <see cref="Changes"/> is everything. A partial list leaves room for a change nobody recorded.</summary>
    public ListCompleteness ChangesCompleteness { get; init; }

    /// <summary>The present medicines by name.</summary>
    public ImmutableArray<string> Medicines { get; init; } = [];

    /// <summary>Whether <see cref="Medicines"/> is everything. A partial list leaves room for a medicine nobody recorded.</summary>
    public ListCompleteness MedicinesCompleteness { get; init; }

    /// <summary>The managing provider on file; <c>null</c> when not known.</summary>
    public ProviderOnFile? Provider { get; init; }

    /// <inheritdoc/>
    public bool Equals(ContinuityFacts? other) =>
        other is not null && ChangesCompleteness == other.ChangesCompleteness && MedicinesCompleteness == other.MedicinesCompleteness
        && Provider == other.Provider && Changes.SequenceEqual(other.Changes) && Medicines.SequenceEqual(other.Medicines, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Changes.Length + (31 * Medicines.Length);

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"continuity facts: {Changes.Length} change(s), {Medicines.Length} medicine(s), provider {(Provider is null ? "unknown" : "known")}");
}
