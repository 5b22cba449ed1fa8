using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Fasting;

/// <summary>A kind of food or drink that a policy has a fasting rule for.</summary>
public sealed record IntakeKind
{
    /// <summary>Creates a kind.</summary>
    /// <param name="id">The id as records name it, such as <c>clear-liquid</c>.</param>
    /// <param name="rule">The id of the rule, such as <c>fasting.clear-liquids</c>.</param>
    /// <param name="name">The kind in the plural, as a sentence starts with it, such as "Clear liquids".</param>
    /// <param name="limits">When it must have ended; at least one, and all of them hold.</param>
    /// <param name="provenance">Where the rule comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <param name="asaKind">The anesthesiologists' kind; <c>null</c> when none is meant.</param>
    /// <exception cref="ArgumentException">There is no limit or no citation, or the id is one the rules use themselves.</exception>
    public IntakeKind(
        string id, string rule, string name, IEnumerable<IntakeLimit> limits, Provenance provenance, IEnumerable<string> citations,
        AsaKind? asaKind = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(name);
        (Id, Rule, Name, Limits, Provenance, Citations, AsaKind) = (id, rule, name, [.. limits], provenance, [.. citations], asaKind);
        if (Limits.IsEmpty || Citations.IsEmpty || id is Unlisted or OralMedicine)
        {
            throw new ArgumentException($"The intake kind '{id}' needs a limit, a citation, and an id of its own.", nameof(limits));
        }
    }

    /// <summary>The reserved id of a kind the policy has no rule for.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>The reserved id of a sip of water taken with a medicine by mouth.</summary>
    public const string OralMedicine = "oral-medicine";

    /// <summary>The id as records name it.</summary>
    public string Id { get; }

    /// <summary>The id of the rule.</summary>
    public string Rule { get; }

    /// <summary>The kind in the plural.</summary>
    public string Name { get; }

    /// <summary>The anesthesiologists' kind; <c>null</c> when none is meant.</summary>
    public AsaKind? AsaKind { get; }

    /// <summary>When it must have ended; all of them hold.</summary>
    public ImmutableArray<IntakeLimit> Limits { get; }

    /// <summary>Where the rule comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids in the source register.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <inheritdoc/>
    public bool Equals(IntakeKind? other) =>
        other is not null
            && Id == other.Id && Rule == other.Rule && Name == other.Name && Provenance == other.Provenance && AsaKind == other.AsaKind
        && Limits.SequenceEqual(other.Limits) && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and its limits.</summary>
    /// <returns>"clear-liquid: 2 h before".</returns>
    public override string ToString() => $"{Id}: {string.Join(", ", Limits)}";
}
