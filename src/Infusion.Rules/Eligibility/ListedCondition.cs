using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Eligibility;

/// <summary>A condition a clinic lists as a reason to treat.</summary>
/// <remarks>Being listed is a fact about the clinic's page and makes no claim about evidence (C15). Compared by value, immutable.</remarks>
public sealed record ListedCondition
{
    /// <summary>Creates a condition.</summary>
    /// <param name="id">The kebab-case id, such as <c>migraine</c>.</param>
    /// <param name="name">The name as a person reads it.</param>
    /// <param name="category">The kind of condition.</param>
    /// <param name="provenance">Where the listing comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <exception cref="ArgumentException">The id is not kebab-case or is reserved, the name is blank, or nothing is cited.</exception>
    public ListedCondition(string id, string name, ConditionCategory category, Provenance provenance, IEnumerable<string> citations)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(citations);
        (Id, Name, Category, Provenance, Citations) = (id, name, category, provenance, [.. citations]);
        if (!IsKebabCase(id) || id == Unlisted || string.IsNullOrWhiteSpace(name) || Citations.IsEmpty)
        {
            throw new ArgumentException($"The condition '{id}' needs a kebab-case id of its own, a name and a citation.", nameof(id));
        }
    }

    /// <summary>The reserved id of a condition the clinic does not list.</summary>
    public const string Unlisted = "unlisted";

    /// <summary>The kebab-case id.</summary>
    public string Id { get; }

    /// <summary>The name as a person reads it.</summary>
    public string Name { get; }

    /// <summary>The kind of condition.</summary>
    public ConditionCategory Category { get; }

    /// <summary>Where the listing comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids in the source register.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <summary>Other names records use for it; case is ignored.</summary>
    public ImmutableArray<string> Aliases { get => field.OrEmpty(); init; }

    /// <summary>Whether it counts only once it is chronic, by the policy's number of months.</summary>
    public bool IsOnlyListedWhenChronic { get; init; }

    /// <summary>The page names it a second time among its other conditions (R05, C12).</summary>
    public bool IsAlsoListedUnderOther { get; init; }

    /// <summary>It counts by the name of the syndrome; the page does not name this type (R03).</summary>
    public bool IsListedBySyndromeName { get; init; }

    /// <inheritdoc/>
    public bool Equals(ListedCondition? other) =>
        other is not null && Id == other.Id && Name == other.Name && Category == other.Category && Provenance == other.Provenance
        && IsOnlyListedWhenChronic == other.IsOnlyListedWhenChronic && IsAlsoListedUnderOther == other.IsAlsoListedUnderOther
            && IsListedBySyndromeName == other.IsListedBySyndromeName && Citations.SequenceEqual(other.Citations)
            && Aliases.SequenceEqual(other.Aliases);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the category.</summary>
    /// <returns>"migraine: Pain".</returns>
    public override string ToString() => $"{Id}: {Category}";

    internal static bool IsKebabCase(string id) => id.Length > 0 && id[0] != '-' && id[id.Length - 1] != '-'
        && id.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
