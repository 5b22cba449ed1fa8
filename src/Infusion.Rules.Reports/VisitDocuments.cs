using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Reports;

/// <summary>The decisions of each visit as documents, each visit judged for its words once however often a report asks.</summary>
internal sealed class VisitDocuments
{
    private readonly Dictionary<VisitReview, ImmutableArray<DecisionDocument>> _made = new(ReferenceEqualityComparer.Instance);

    /// <summary>The documents of a visit.</summary>
    public ImmutableArray<DecisionDocument> Of(VisitReview visit)
    {
        if (!_made.TryGetValue(visit, out ImmutableArray<DecisionDocument> documents))
        {
            _made[visit] = documents = visit.ToDocuments();
        }

        return documents;
    }
}
