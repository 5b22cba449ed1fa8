using Infusion.Rules.Reports;
using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The decisions about a record as documents: those before the visits, those of each visit, and those after.</summary>
internal sealed class RecordDecisions
{
    public RecordDecisions(RulesBook rules, CourseReview review)
    {
        (Rules, Review) = (rules, review);
        All = review.ToDocuments();
        int before = new object?[]
        {
            review.Consultation,
            review.Eligibility,
            review.Booking,
            review.Continuity,
            review.Protocol,
            review.Route,
        }.Count(part => part is not null);
        Before = All[..before];
        Visits = [.. review.Visits.Select(visit => (visit, visit.ToDocuments()))];
        After = All[(before + Visits.Sum(visit => visit.Documents.Length))..];
    }

    public RulesBook Rules { get; }

    public CourseReview Review { get; }

    public ImmutableArray<DecisionDocument> All { get; }

    public ImmutableArray<DecisionDocument> Before { get; }

    public ImmutableArray<(VisitReview Review, ImmutableArray<DecisionDocument> Documents)> Visits { get; }

    public ImmutableArray<DecisionDocument> After { get; }

    /// <summary>All as data.</summary>
    public RecordDecisionsDocument ToDocument() => new(
        1, Review.Record.Id, InstantPattern.ExtendedIso.Format(Review.Record.AsOf),
        Rules.Policies.Versions[0].Policy.Id, Review.Stage.ToDocument().PolicyVersion,
        Review.Stage.ToDocument(), [.. Review.NextSteps.Select(NextStepDocument.Of)],
        [.. Review.Questions.Select(QuestionDocument.Of)], [.. Review.DocumentationGaps.Select(QuestionDocument.Of)],
        [.. Review.Contradictions.Select(ContradictionDocument.Of)], [.. VoidedEntry.Of(Review.Record, Rules.TimeZone)],
        CreditsDocument.Of(Review), Before,
        [.. Visits.Select(visit => new VisitDecisionsDocument(visit.Review.Visit.Id, visit.Documents))], After);
}
