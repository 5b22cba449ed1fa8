using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Courses;

/// <summary>A visit that is proposed: nothing is booked by it.</summary>
/// <remarks>Made by <see cref="CourseReview.Propose"/>. Immutable and thread-safe.</remarks>
public sealed record ProposedVisit
{
    internal ProposedVisit(LocalDate date, Visit visit, VisitTimeline timeline, Decision<InboundRideOutcome> inboundRide) =>
        (Date, Visit, Timeline, InboundRide) = (date, visit, timeline, inboundRide);

    /// <summary>The clinic-local date.</summary>
    public LocalDate Date { get; }

    /// <summary>The visit as it stands in a record once it is booked, with an id that the record does not have.</summary>
    public Visit Visit { get; }

    /// <summary>The times of the visit, each with its rule.</summary>
    public VisitTimeline Timeline { get; }

    /// <summary>Whether the way to the clinic needs a ride, once the visits before have taken place as planned.</summary>
    public Decision<InboundRideOutcome> InboundRide { get; }

    /// <summary>When the patient is to arrive; <c>null</c> when that is not published.</summary>
    public Instant? Arrival => At("arrival");

    /// <summary>When the chair is taken: the appointment.</summary>
    public Instant ChairFrom => At("start")!.Value;

    /// <summary>When the planned infusion and the minimum recovery after it are over; <c>null</c> when no minimum is published.</summary>
    public Instant? EarliestRelease => At("earliest-release");

    /// <summary>Whether somebody else has to drive, or may have to.</summary>
    public bool NeedsRide => !InboundRide.Has(InboundRideOutcome.NotNeeded);

    /// <summary>Writes the date and the appointment.</summary>
    /// <returns>"2026-06-15, 2026-06-15T14:00:00Z".</returns>
    public override string ToString() => $"{LocalDatePattern.Iso.Format(Date)}, {InstantPattern.General.Format(ChairFrom)}";

    private Instant? At(string name) => Timeline.Find(name)?.At;
}
