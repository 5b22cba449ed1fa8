using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>How a section of a policy states its parameters, for those that say more than their value.</summary>
/// <remarks>A parameter without a basis is the clinic's own. Compared by value. Immutable and thread-safe.</remarks>
/// <example>
/// <code>
/// FeePolicy fees = ours.Fees! with
/// {
///     Stated = StatedParameters.None.With("noShow", new(Provenance.Published, ["clinic-page"], Modality.Permitted)),
/// };
/// </code>
/// </example>
public sealed record StatedParameters
{
    private readonly ImmutableSortedDictionary<string, StatedBasis> _bases;

    private StatedParameters(ImmutableSortedDictionary<string, StatedBasis> bases) => _bases = bases;

    /// <summary>No parameter says more than its value.</summary>
    public static StatedParameters None { get; } = new(ImmutableSortedDictionary.Create<string, StatedBasis>(StringComparer.Ordinal));

    /// <summary>The parameters that say more than their value, by their names in a policy's document, in ordinal order.</summary>
    public ImmutableArray<string> Names => [.. _bases.Keys];

    /// <summary>How a parameter is stated.</summary>
    /// <param name="parameter">Its name in a policy's document, such as <c>noShow</c>.</param>
    /// <returns>The basis; <c>null</c> when it says no more than its value.</returns>
    public StatedBasis? this[string parameter] => _bases.TryGetValue(parameter, out StatedBasis? basis) ? basis : null;

    /// <summary>The same with one parameter stated so.</summary>
    /// <param name="parameter">Its name in a policy's document, such as <c>noShow</c>. The rules refuse one that the section does not have
    /// or does not set.</param>
    /// <param name="basis">How it is stated; <c>null</c> for no more than its value.</param>
    /// <returns>The other parameters as they are, and this one.</returns>
    public StatedParameters With(string parameter, StatedBasis? basis)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new(basis is null ? _bases.Remove(parameter) : _bases.SetItem(parameter, basis));
    }

    /// <inheritdoc/>
    public bool Equals(StatedParameters? other) => other is not null && _bases.SequenceEqual(other._bases);

    /// <inheritdoc/>
    public override int GetHashCode() => _bases.Count;

    /// <summary>Writes the names.</summary>
    /// <returns>"noShow, rescheduleDays".</returns>
    public override string ToString() => string.Join(", ", _bases.Keys);
}
