using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Continuity;

/// <summary>A medicine or a class of them that the clinic publishes as held before an infusion.</summary>
/// <remarks>It is what the clinic says, and no advice: a pause that keeps to it counts against nobody, and whether there is one is for
/// whoever decides. Compared by value, immutable.</remarks>
public sealed record MedicineHold
{
    /// <summary>Creates a hold.</summary>
    /// <param name="id">The kebab-case id, such as <c>stimulants</c>.</param>
    /// <param name="medicine">The name of the medicine or class; case is ignored.</param>
    /// <param name="from">From when before the appointment it is held.</param>
    /// <param name="decidedBy">Who decides; <c>null</c> when not published.</param>
    /// <param name="provenance">Where it comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <exception cref="ArgumentException">The id is not kebab-case or is reserved, the name is blank, or nothing is cited.</exception>
    public MedicineHold(
        string id, string medicine, HoldStart from, HoldDecision? decidedBy, Provenance provenance, IEnumerable<string> citations)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(medicine);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(citations);
        (Id, Medicine, From, DecidedBy, Provenance, Citations) = (id, medicine.Trim(), from, decidedBy, provenance, [.. citations]);
        if (id.Length == 0 || id == LabelInteraction.AnyOther
            || !id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-') || Medicine.Length == 0 || Citations.IsEmpty)
        {
            throw new ArgumentException($"The hold '{id}' needs a kebab-case id of its own, a medicine and a citation.", nameof(id));
        }
    }

    /// <summary>The kebab-case id.</summary>
    public string Id { get; }

    /// <summary>The name of the medicine or class.</summary>
    public string Medicine { get; }

    /// <summary>Other names, such as brands or the members of the class; case is ignored.</summary>
    public ImmutableArray<string> Aliases { get => field.OrEmpty(); init; }

    /// <summary>From when before the appointment it is held.</summary>
    public HoldStart From { get; }

    /// <summary>Who decides; <c>null</c> when not published.</summary>
    public HoldDecision? DecidedBy { get; }

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids in the source register.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <inheritdoc/>
    public bool Equals(MedicineHold? other) =>
        other is not null && Id == other.Id && Medicine == other.Medicine && From == other.From && DecidedBy == other.DecidedBy
        && Provenance == other.Provenance && Citations.SequenceEqual(other.Citations) && Aliases.SequenceEqual(other.Aliases);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and from when it is held.</summary>
    /// <returns>"stimulants: 12 h before".</returns>
    public override string ToString() => $"{Id}: {From}";

    /// <summary>What the clinic publishes, as a sentence.</summary>
    internal string Says => $"The clinic publishes a hold of {Medicine} {From.Says}";

    /// <summary>Who decides, as the end of a sentence; empty when not published.</summary>
    internal string SaysWho => DecidedBy switch
    {
        HoldDecision.Clinic => "; whether there is one is for the clinic to decide",
        HoldDecision.Prescriber => "; whether there is one is for the prescriber to decide",
        _ => "",
    };
}
