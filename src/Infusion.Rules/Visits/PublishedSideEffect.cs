using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Visits;

/// <summary>A side effect the page names (R56b).</summary>
/// <param name="Name">The name in the catalogue; compared without case.</param>
public sealed record PublishedSideEffect(string Name)
{
    /// <summary>Other names it is recorded under.</summary>
    public ImmutableArray<string> Aliases { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(PublishedSideEffect? other) => other is not null && Name == other.Name && Aliases.SequenceEqual(other.Aliases);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>Writes the name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
