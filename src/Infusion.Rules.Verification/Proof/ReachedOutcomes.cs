using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What each table of one version can come to: the values that a fact linked to it can have.</summary>
/// <param name="tables">The tables.</param>
/// <param name="budget">How many cells a table may cost.</param>
internal sealed class ReachedOutcomes(ImmutableArray<DecisionTable> tables, long budget)
{
    private readonly Dictionary<string, (LinkedPairs? Pairs, bool IsExact)> _known = new(StringComparer.Ordinal);

    /// <summary>The outcomes of a table; <c>null</c> where they are not known, so that a fact may have any.</summary>
    public LinkedPairs? Of(string id) => Known(id).Pairs;

    /// <summary>Whether every fact of a table has just the values it can have.</summary>
    public bool IsExact(DecisionTable table) =>
        table.Facts.All(fact => fact.LinkedTable is not { } upstream || Known(upstream).IsExact);

    private (LinkedPairs? Pairs, bool IsExact) Known(string id)
    {
        if (_known.TryGetValue(id, out (LinkedPairs?, bool) known))
        {
            return known;
        }

        // A table that is linked to itself is read as if it could come to anything.
        _known[id] = (null, false);
        if (tables.FirstOrDefault(table => table.Id == id) is { } upstream && upstream.HitPolicy != HitPolicy.Collect)
        {
            var joint = new JointTable(upstream, upstream, new Links(Of, []));
            Part part = joint.Parts(Part.SmallEnough).Single();
            _known[id] = joint.Problem is null && part.Cost <= budget
                ? (LinkedPairs.Of(joint, PartProof.Run(part, withUnknown: false)), IsExact(upstream))
                : (null, false);
        }

        return _known[id];
    }
}
