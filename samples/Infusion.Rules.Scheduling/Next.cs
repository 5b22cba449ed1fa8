using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Scheduling;

/// <summary>A question, and what it is about.</summary>
internal sealed record Asked(string? Subject, Question Question);

/// <summary>What is to do about a patient: what to ask, and what is not decided yet.</summary>
/// <param name="Questions">Every open question once.</param>
/// <param name="Open">The decisions that are not determined.</param>
internal sealed record Next(ImmutableArray<Asked> Questions, ImmutableArray<DecisionDocument> Open)
{
    public static Next Of(CourseReview review)
    {
        ImmutableArray<DecisionDocument> open =
            [.. review.ToDocuments().Where(static decision => decision.Status != DecisionStatus.Determined)];
        return new(
            [.. open.SelectMany(static one => one.Questions.Select(question => new Asked(one.Subject, question))).Distinct()],
            open);
    }
}
