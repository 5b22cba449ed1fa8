using System.Collections.Immutable;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>What a clinic can set about fasting.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record FastingPolicy
{
    /// <summary>The kinds of intake the clinic has a rule for; at least one, each id once.</summary>
    public required ImmutableArray<IntakeKind> Kinds { get; init; }

    /// <summary>How long before the anchor a sip of water with a medicine is of no concern; inside it a clinician decides.</summary>
    public required Duration OralMedicineWindow { get; init; }

    /// <summary>The anesthesiologists' minimums shown beside the clinic's rule; empty for none.</summary>
    public ImmutableArray<AsaWindow> AsaAdvisory { get; init; } = [];

    /// <summary>Everyday foods and drinks and what they count as, so that records may name them.</summary>
    public ImmutableArray<FoodExample> Foods { get; init; } = [];

    /// <summary>The strictest elapsed window of any kind, which judges what the clinic has no rule for.</summary>
    public Duration StrictestWindow => Kinds.SelectMany(kind => kind.Limits).OfType<IntakeLimit.Window>()
        .Select(window => window.Before).DefaultIfEmpty(Duration.Zero).Max();

    /// <inheritdoc/>
    public bool Equals(FastingPolicy? other) =>
        other is not null && OralMedicineWindow == other.OralMedicineWindow && Kinds.SequenceEqual(other.Kinds)
        && AsaAdvisory.SequenceEqual(other.AsaAdvisory) && Foods.SequenceEqual(other.Foods);

    /// <inheritdoc/>
    public override int GetHashCode() => Kinds.Length;

    /// <summary>Writes the kinds and their limits.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"Fasting: {string.Join("; ", Kinds)}";
}
