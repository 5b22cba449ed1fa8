namespace Infusion.Rules.Courses;

/// <summary>A visit of a day with the review it is part of.</summary>
/// <param name="Review">The review.</param>
/// <param name="Visit">The visit.</param>
internal sealed record VisitOfDay(CourseReview Review, VisitReview Visit);
