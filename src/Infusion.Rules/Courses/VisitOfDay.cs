namespace Infusion.Rules.Courses;

/// <summary>A visit of a day with the review it is part of.</summary>
/// <param name="Review">The review.</param>
/// <param name="Visit">The visit.</param>
internal sealed record VisitOfDay(CourseReview Review, VisitReview Visit)
{
    /// <summary>How far it is at the instant of judging; an appointment counts as passed from its planned end on.</summary>
    public DayProgress Progress => Visit.Visit.Start is not null || Visit.Visit.Left is not null ? DayProgress.Begun
        : Review.IsOver(Visit.Visit) || Visit.Timeline?.Find("planned-release")?.At <= Review.Record.AsOf ? DayProgress.Passed
        : DayProgress.Ahead;
}
