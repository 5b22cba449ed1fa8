using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>How a clinic states one parameter of its policy: who says so, where it stands, and how strongly.</summary>
/// <remarks>The rules made of the parameter carry it. Compared by value. Immutable and thread-safe.</remarks>
public sealed record StatedBasis
{
    /// <summary>Creates a basis.</summary>
    /// <param name="provenance">Who says so; <see cref="Provenance.Published"/> needs a citation of the policy's own source.</param>
    /// <param name="citations">Where it stands: ids of the policy's own sources, or <c>clinic-policy</c>; left out, <c>clinic-policy</c>
    /// alone.</param>
    /// <param name="modality">How strongly the page says it: <see cref="Modality.Permitted"/> for "may",
    /// <see cref="Modality.Recommended"/> for "should", <see cref="Modality.Required"/> for "must"; <c>null</c> for as strongly as the
    /// rules say it by themselves.</param>
    /// <exception cref="ArgumentException">A citation is empty, or none is given; the modality is another.</exception>
    public StatedBasis(
        Provenance provenance = Provenance.ClinicPolicy, IEnumerable<string>? citations = null, Modality? modality = null)
    {
        (Provenance, Citations, Modality) = (provenance, [.. citations ?? [Attribution.OwnPolicy]], modality);
        if (Citations.IsEmpty || Citations.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("A basis cites something, and no citation is empty.", nameof(citations));
        }

        if (modality is Tables.Modality.Informational or Tables.Modality.ClinicianDiscretion)
        {
            throw new ArgumentException("A page says that something may, should or must be.", nameof(modality));
        }
    }

    /// <summary>Who says so.</summary>
    public Provenance Provenance { get; }

    /// <summary>Where it stands: ids of the policy's own sources, or <c>clinic-policy</c>; at least one.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <summary>How strongly the page says it: permitted, recommended or required; <c>null</c> for as strongly as the rules say it by
    /// themselves.</summary>
    public Modality? Modality { get; }

    /// <inheritdoc/>
    public bool Equals(StatedBasis? other) => other is not null && Provenance == other.Provenance && Modality == other.Modality
        && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Citations[0]);

    /// <summary>Writes who says it, how strongly, and where.</summary>
    /// <returns>"Published, Permitted, clinic-page".</returns>
    public override string ToString() =>
        string.Join(", ", [$"{Provenance}", .. Modality is { } strength ? [$"{strength}"] : Array.Empty<string>(), .. Citations]);
}
