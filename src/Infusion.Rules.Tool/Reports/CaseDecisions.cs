using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The decisions of a case as documents: those before the visits, those of each visit, and those after.</summary>
internal sealed class CaseDecisions
{
    public CaseDecisions(CaseReview review)
    {
        Review = review;
        All = review.ToDocuments();
        int before = new object?[] { review.Consultation, review.Eligibility, review.Booking, review.Continuity, review.Protocol, review.Route }.Count(part => part is not null);
        Before = All[..before];
        After = All[(before + review.Visits.Sum(visit => visit.ToDocuments().Length))..];
    }

    public CaseReview Review { get; }

    public ImmutableArray<DecisionDocument> All { get; }

    public ImmutableArray<DecisionDocument> Before { get; }

    public ImmutableArray<DecisionDocument> After { get; }

    /// <summary>All as data.</summary>
    public CaseDecisionsDocument ToDocument() => new(
        1, Review.Case.Id, Review.Rules.Version.Policy, Review.Rules.Version.Version, Before,
        [.. Review.Visits.Select(visit => new VisitDecisionsDocument(visit.Visit.Id, visit.ToDocuments()))], After);
}
