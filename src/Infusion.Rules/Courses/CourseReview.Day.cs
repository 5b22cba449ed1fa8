using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Records;
using Infusion.Rules.Response;

namespace Infusion.Rules.Courses;

// What a booked infusion will be.
public sealed partial class CourseReview
{
    /// <summary>The visits that are neither cancelled nor over at the instant, each with whether it goes ahead.</summary>
    public ImmutableArray<DayLine> Ahead => [.. Visits
        .Where(review => review.Visit.CancellationInForce is null && review.Visit.Appointment is not null && !IsOver(review.Visit))
        .Select(review => new DayLine(this, review))];

    /// <summary>Whether one of its visits goes ahead.</summary>
    internal Decision<DayOutcome> DecideDay(VisitReview visit) => _rooms.Course.DecideDay(new(this, visit), Record.AsOf);

    // With what is found of it once it and those booked before it are given as planned; a series that has not begun has none too many.
    private VisitReview AsPlanned(VisitReview review)
    {
        Visit visit = review.Visit;
        if (!IsBooked(visit))
        {
            return review;
        }

        Visit[] booked =
        [
            .. Visits.Select(static one => one.Visit).TakeWhile(other => other.Id != visit.Id).Append(visit)
                .Where(other => IsBooked(other) && other.Protocol == visit.Protocol),
        ];
        return Array.TrueForAll(booked, static one => one.Series != SeriesMark.NewStart)
            && Series.LastOrDefault(one => one.Protocol == visit.Protocol) is { } series
            ? AsPlanned(review, series, [.. booked.Select(InfusionSession.AsPlanned)])
            : review;
    }

    private VisitReview AsPlanned(VisitReview review, SeriesReview series, ImmutableArray<InfusionSession> booked)
    {
        InfusionSession planned = booked[booked.Length - 1];
        Decision<MaintenanceFinding> Among(MaintenanceInCourse course, SessionResult open)
        {
            ImmutableArray<InfusionSession> maintenance = series.MaintenanceWith(booked, open);
            return _rooms.Maintenance.DecideFindings(course with
            {
                Note = course.Note with { On = series.DateOf(planned) },
                IsReached = maintenance.Contains(planned) ? course.IsReached : false,
                MaintenanceDates =
                [
                    .. Series.SelectMany(one => (one == series ? maintenance.Remove(planned) : one.MaintenanceWith([], open))
                        .Select(one.DateOf)),
                ],
            });
        }

        return review.AsPlanned(
            series.Rooms.Protocols.HasMost ? series.SessionAs(booked) : null,
            MaintenanceCourse is { } course && _rooms.Maintenance.HasMostInAYear
                ? SeriesReview.EachWay<MaintenanceFinding>(open => Among(course, open))
                : null);
    }
}
