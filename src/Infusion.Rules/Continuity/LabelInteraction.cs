using System.Collections.Immutable;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Continuity;

/// <summary>A medicine, or a class of them, whose use beside ketamine a label or paper warns of; an alert for the clinician only.</summary>
/// <remarks>The published policy has none. Compared by value, immutable.</remarks>
public sealed record LabelInteraction
{
    /// <summary>Creates an interaction.</summary>
    /// <param name="id">The kebab-case id, such as <c>theophylline</c>; its rule is <c>continuity.interaction-alert.ID</c>.</param>
    /// <param name="medicine">The medicine's name; case is ignored.</param>
    /// <param name="provenance">Where it comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <exception cref="ArgumentException">The id is not kebab-case or is reserved, the name is blank, or nothing is cited.</exception>
    public LabelInteraction(string id, string medicine, Provenance provenance, IEnumerable<string> citations)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(medicine);
        ArgumentNullException.ThrowIfNull(citations);
        (Id, Medicine, Provenance, Citations) = (id, medicine.Trim(), provenance, [.. citations]);
        if (id.Length == 0 || id == AnyOther || !id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            || Medicine.Length == 0 || Citations.IsEmpty)
        {
            throw new ArgumentException($"The interaction '{id}' needs a kebab-case id of its own, a medicine and a citation.", nameof(id));
        }
    }

    /// <summary>The reserved id of a medicine the policy says nothing of.</summary>
    public const string AnyOther = "other";

    /// <summary>The kebab-case id.</summary>
    public string Id { get; }

    /// <summary>The medicine's name.</summary>
    public string Medicine { get; }

    /// <summary>Other names of the medicine, such as brands; case is ignored.</summary>
    public ImmutableArray<string> Aliases { get => field.OrEmpty(); init; }

    /// <summary>The codes of the medicine, each with its system; a record's code is compared with them exactly.</summary>
    /// <remarks>A code that a record gives counts beside the name. Where the two mean different medicines of the policy, both are
    /// alerted to.</remarks>
    public ImmutableArray<MedicineCode> Codes { get => field.OrEmpty(); init; }

    /// <summary>The classes of ATC that are meant as a whole; a record's code that begins with one is such a medicine.</summary>
    /// <remarks>The longest of two that fit counts, and a code that is listed comes before both.</remarks>
    public ImmutableArray<MedicineCode> Classes { get => field.OrEmpty(); init; }

    /// <summary>The members of the class, where the medicine is one; empty where it is a single medicine.</summary>
    public ImmutableArray<MedicineMember> Members { get => field.OrEmpty(); init; }

    /// <summary>What its source advises, as the end of a sentence; <c>null</c> when the policy does not say.</summary>
    public string? Advice { get; init; }

    /// <summary>How sure its source is; <c>null</c> when the policy does not say.</summary>
    public EvidenceGrade? Evidence { get; init; }

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids in the source register.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <inheritdoc/>
    public bool Equals(LabelInteraction? other) =>
        other is not null
            && Id == other.Id && Medicine == other.Medicine && Advice == other.Advice && Evidence == other.Evidence
            && Provenance == other.Provenance
        && Citations.SequenceEqual(other.Citations) && Aliases.SequenceEqual(other.Aliases) && Codes.SequenceEqual(other.Codes)
        && Classes.SequenceEqual(other.Classes) && Members.SequenceEqual(other.Members);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the citations.</summary>
    /// <returns>"theophylline [ketalar-label]".</returns>
    public override string ToString() => $"{Id} [{string.Join(", ", Citations)}]";
}
