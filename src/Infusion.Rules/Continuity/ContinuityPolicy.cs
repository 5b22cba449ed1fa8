using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Continuity;

/// <summary>What a clinic can set about continuity of care.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record ContinuityPolicy
{
    /// <summary>The medicines the clinician is alerted to; empty when the clinic publishes none. No id, name or alias twice.</summary>
    public ImmutableArray<LabelInteraction> Interactions { get => field.OrEmpty(); init; }

    /// <summary>The medicines that are held before an infusion; empty when the clinic publishes none. No id, name or alias twice.</summary>
    public ImmutableArray<MedicineHold> Holds { get => field.OrEmpty(); init; }

    /// <summary>What every patient is told; each once, and empty when the clinic says nothing.</summary>
    /// <remarks>Where <see cref="ContinuityStatement.TherapiesContinue"/> is said, changes to medicines are judged by it; where
    /// <see cref="ContinuityStatement.ProvidersContinue"/> is, whether a managing provider is on file.</remarks>
    public ImmutableArray<ContinuityStatement> Statements { get => field.OrEmpty(); init; }

    /// <summary>The holds, for the rooms that judge what was taken.</summary>
    internal ImmutableArray<HeldMedicine> HeldMedicines =>
    [
        .. Holds.Select(static hold =>
            new HeldMedicine(hold.Id, hold.Aliases.Insert(0, hold.Medicine), hold.From, hold.Says, hold.Provenance, hold.Citations)),
    ];

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(ContinuityPolicy? other) => other is not null && Interactions.SequenceEqual(other.Interactions)
        && Holds.SequenceEqual(other.Holds) && Statements.SequenceEqual(other.Statements) && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => Interactions.Length;

    /// <summary>Writes the interactions.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Continuity: {(Interactions.IsEmpty ? "no interactions" : string.Join("; ", Interactions))}";
}
