using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Courses;

/// <summary>A limit that stands in the way of the sessions that an induction still needs, and what there would be without it.</summary>
/// <param name="Kind">What stands in the way.</param>
/// <param name="Rule">The rule that says so; <c>null</c> where none of the policy does.</param>
/// <param name="Otherwise">The visits there would be without this one limit; empty where that is not enough, and for a
/// booking.</param>
public sealed record ProposalLimit(ProposalLimitKind Kind, Rule? Rule, ImmutableArray<ProposedVisit> Otherwise)
{
    /// <inheritdoc/>
    public bool Equals(ProposalLimit? other) =>
        other is not null && Kind == other.Kind && Rule == other.Rule && Otherwise.SequenceEqual(other.Otherwise);

    /// <inheritdoc/>
    public override int GetHashCode() => Kind.GetHashCode();

    /// <summary>Writes the limit.</summary>
    /// <returns>"Protocol: The induction falls within 7 days, the first completed session's being day 1; later ones still count".</returns>
    public override string ToString() => Rule is null ? Kind.ToString() : $"{Kind}: {Rule.Says}";
}
