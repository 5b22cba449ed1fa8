using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Every decision about one visit of a record.</summary>
/// <remarks>Made by <see cref="CourseReview"/>. Immutable and thread-safe.</remarks>
public sealed class VisitReview
{
    private const string NotBooked =
        "It is not on record when the appointment was booked, and the versions of the policy it may fall under charge differently.";

    private VisitReview(RoomsByDate versions, VisitInCourse course, PatientRecord record)
    {
        Instant asOf = record.AsOf;
        Course = course;
        Visit visit = course.Visit;
        Rooms rooms = versions.Of(visit, asOf);
        FastingPlan = rooms.Fasting.DecidePlan(visit);
        FastingAtStart = visit.Start is null ? null : rooms.Fasting.DecideAtStart(visit);
        FastingAdvisories = rooms.Fasting.DecideAsa(visit);
        FastingDuringAndAfter = visit.Start is null ? [] : rooms.Fasting.DecideDuringAndAfter(visit);
        BloodPressure = visit.BloodPressure is { } pressure ? rooms.Visits.DecideBloodPressure(pressure) : null;
        Checklist = visit.Checklist is { } steps ? rooms.Visits.DecideChecklist(steps) : null;
        VitalSigns = [.. visit.VitalSignsInForce.Select(rooms.Visits.DecideVitalSigns)];
        Conduct = visit.Conduct is { } conduct ? rooms.Visits.DecideConduct(conduct) : null;
        SideEffects = rooms.Visits.DecideSideEffects(visit);
        Arrival = visit.CancellationInForce is null || visit.Arrival is not null ? rooms.Visits.DecideArrival(course) : null;
        if (visit.CancellationInForce is { } cancellation)
        {
            (Fee, FeeAmount, IsBookingMissing) = FeeOf(versions, visit, asOf);
            Reschedule = cancellation.NewAppointment is null ? null : rooms.Fees.DecideReschedule(visit);
            Prepayment = rooms.Fees.PrepaymentTable.IsPublished ? rooms.Fees.DecidePrepayment(visit) : null;
            return;
        }

        // The restriction is that of the infusion before, by the rules of its date.
        Rooms before = course.Previous is { } previous ? versions.Of(previous, asOf) : rooms;
        AsksForRideHome = rooms.Visits.AsksForRideHome;
        BeforeStart = visit.Start is null && rooms.Visits.StartTable.IsPublished ? rooms.Visits.DecideStart(visit) : null;
        InboundRide = before.Visits.DecideInboundRide(course, asOf);
        Timeline = rooms.Visits.TimelineWith(course, CutOffs(rooms, visit), end => AllowedFrom(rooms, end));
        if (visit.Start is not null)
        {
            // Where the time of leaving is not exact, the earliest counts: it leaves the least time to recover.
            Release = rooms.Visits.DecideRelease(visit, visit.Left?.Earliest ?? asOf);
            ResidualEffects = rooms.Visits.DecideResidualEffects(visit, asOf);
            Driving = rooms.Visits.DecideDriving(visit, asOf);
            Infusion = rooms.Visits.DecideInfusion(visit);
            IsSession = visit.IsAborted ? false : visit.End is null ? null : Counts(record);
        }
    }

    /// <summary>The visit in its course.</summary>
    public VisitInCourse Course { get; }

    /// <summary>The visit.</summary>
    public Visit Visit => Course.Visit;

    /// <summary>Whether its infusion is a completed session; <c>null</c> while its end is not on record, and while no clinician has said
    /// whether one of less than half its planned length counts.</summary>
    public bool? IsSession { get; private set; } = false;

    /// <summary>How many sessions were completed before it.</summary>
    public int? CompletedBefore => Course.CompletedBefore;

    /// <summary>The fast against the appointment.</summary>
    public Decision<FastingOutcome> FastingPlan { get; private set; }

    /// <summary>The fast against the earlier of appointment and start; <c>null</c> while no start is recorded.</summary>
    public Decision<FastingOutcome>? FastingAtStart { get; private set; }

    /// <summary>How each intake compares with the anesthesiologists' guideline.</summary>
    public ImmutableArray<Decision<AsaOutcome>> FastingAdvisories { get; private set; }

    /// <summary>Whether each intake kept to what the clinic says of the time during and after the infusion; empty while no start is
    /// recorded.</summary>
    public ImmutableArray<Decision<DuringAndAfterOutcome>> FastingDuringAndAfter { get; private set; }

    /// <summary>Whether the patient was on time; <c>null</c> for a cancelled visit to which nobody came.</summary>
    public Decision<ArrivalOutcome>? Arrival { get; private set; }

    /// <summary>Whether the way there falls into a driving restriction; <c>null</c> for a cancelled visit.</summary>
    public Decision<InboundRideOutcome>? InboundRide { get; private set; }

    /// <summary>Whether what the clinic asks for before the infusion starts is there; <c>null</c> once it has started, for a cancelled
    /// visit, and where the clinic asks for nothing before the start.</summary>
    public Decision<StartOutcome>? BeforeStart { get; private set; }

    /// <summary>The blood pressure against the clinic's limit; <c>null</c> when none is recorded.</summary>
    public Decision<BloodPressureOutcome>? BloodPressure { get; private set; }

    /// <summary>The steps before the infusion; <c>null</c> when none is recorded.</summary>
    public Decision<ChecklistItem>? Checklist { get; private set; }

    /// <summary>The times of the visit; <c>null</c> for a cancelled visit.</summary>
    public VisitTimeline? Timeline { get; private set; }

    /// <summary>The vital signs not recorded, one decision for each part of the visit on record.</summary>
    public ImmutableArray<Decision<VitalSign>> VitalSigns { get; private set; }

    /// <summary>What differs from the published conduct; <c>null</c> when nothing is recorded.</summary>
    public Decision<ConductFinding>? Conduct { get; private set; }

    /// <summary>The effects the patient reported against the published catalogue, in the order of the record.</summary>
    public ImmutableArray<Decision<SideEffectOutcome>> SideEffects { get; private set; }

    /// <summary>Whether residual effects are possible at the instant of the record; <c>null</c> while no infusion has started.</summary>
    public Decision<ResidualEffectsOutcome>? ResidualEffects { get; private set; }

    /// <summary>Whether the patient may be released when leaving, or else at the
    /// instant of the record; <c>null</c> while no infusion has started.</summary>
    public Decision<ReleaseOutcome>? Release { get; private set; }

    /// <summary>Where the driving restriction stands at the instant of the record; <c>null</c> while no infusion has started.</summary>
    public Decision<DrivingOutcome>? Driving { get; private set; }

    /// <summary>What is found of the infusion, such as a length below half the planned one; <c>null</c> while none has started.</summary>
    public Decision<InfusionFinding>? Infusion { get; private set; }

    /// <summary>What the cancellation costs; <c>null</c> when it was not cancelled.</summary>
    public Decision<CancellationFeeOutcome>? Fee { get; private set; }

    /// <summary>What that adds to the patient's charges; <c>null</c> when it is not known, and when the visit was not cancelled.</summary>
    public Money? FeeAmount { get; private set; }

    /// <summary>Whether the new appointment is on a later date; <c>null</c> when there is none.</summary>
    public Decision<RescheduleOutcome>? Reschedule { get; private set; }

    /// <summary>Whether the next visit is paid in advance; <c>null</c> when it was not cancelled, and when no prepayment is
    /// published.</summary>
    public Decision<PrepaymentOutcome>? Prepayment { get; private set; }

    /// <summary>What is found of a booked infusion as a session of its series, once it is given as planned; <c>null</c> where the clinic
    /// has no most of an induction, and of one that a record accounts for beyond it.</summary>
    internal Decision<SessionFinding>? PlannedSession { get; private set; }

    /// <summary>What is found of it as a maintenance infusion; <c>null</c> where the clinic has no most in a year.</summary>
    internal Decision<MaintenanceFinding>? PlannedMaintenance { get; private set; }

    /// <summary>The rules by which a booked infusion is surely beyond a most.</summary>
    internal IEnumerable<Rule> RulesBeyondMost =>
    [
        .. (PlannedSession?.DecidingRules ?? []).Where(static rule => rule.Outcome == (int)SessionFinding.AboveMaximum),
        .. (PlannedMaintenance?.DecidingRules ?? []).Where(static rule => rule.Outcome == (int)MaintenanceFinding.AboveMaximumPerYear),
    ];

    /// <summary>Whether the clinic asks for a ride home.</summary>
    internal bool AsksForRideHome { get; }

    /// <summary>Whether the fee is not known because nobody recorded when the appointment was booked.</summary>
    internal bool IsBookingMissing { get; }

    /// <summary>Decides a visit by the rules in force on its date; by none where there were none.</summary>
    internal static VisitReview Of(RoomsByDate versions, VisitInCourse course, PatientRecord record)
    {
        var review = new VisitReview(versions, course, record);
        return versions.Missing(course.Visit.TimeIfAny ?? record.AsOf) is { } missing
            ? review.AgreedWith([review], new([missing], isExhaustive: false))
            : review;
    }

    /// <summary>The decisions that are open, with their questions.</summary>
    internal IEnumerable<(string Decision, OpenDecision Open)> Open() =>
    [
        .. Opened<FastingOutcome>(FastingPlan),
        .. Opened(FastingAtStart),
        .. FastingDuringAndAfter.SelectMany(one => Opened<DuringAndAfterOutcome>(one)),
        .. Opened(Arrival),
        .. Opened(InboundRide),
        .. Opened(BeforeStart),
        .. Opened(BloodPressure),
        .. Opened(Checklist),
        .. VitalSigns.SelectMany(one => Opened<VitalSign>(one)),
        .. Opened(Conduct),
        .. SideEffects.SelectMany(one => Opened<SideEffectOutcome>(one)),
        .. Opened(ResidualEffects),
        .. Opened(Release),
        .. Opened(Driving),
        .. Opened(Infusion),
        .. Opened(Fee),
        .. Opened(Reschedule),
        .. Opened(Prepayment),
    ];

    /// <summary>The same visit, with what is found of it once it is given as planned.</summary>
    internal VisitReview AsPlanned(Decision<SessionFinding>? session, Decision<MaintenanceFinding>? maintenance)
    {
        var planned = (VisitReview)MemberwiseClone();
        (planned.PlannedSession, planned.PlannedMaintenance) = (session, maintenance);
        return planned;
    }

    /// <summary>The same, where several readings of a record that contradicts itself agree.</summary>
    internal VisitReview AgreedWith(ImmutableArray<VisitReview?> readings, Agreement agreement)
    {
        var agreed = (VisitReview)MemberwiseClone();
        agreed.IsSession = readings.All(one => one is null || one.IsSession == IsSession) ? IsSession : null;
        agreed.FastingPlan = agreement.Of(readings, static one => one.FastingPlan);
        agreed.FastingAtStart = agreement.Of(readings, static one => one.FastingAtStart);
        agreed.FastingAdvisories = agreement.Each(readings, static one => one.FastingAdvisories);
        agreed.FastingDuringAndAfter = agreement.Each(readings, static one => one.FastingDuringAndAfter);
        agreed.Arrival = agreement.Of(readings, static one => one.Arrival);
        agreed.InboundRide = agreement.Of(readings, static one => one.InboundRide);
        agreed.BeforeStart = agreement.Of(readings, static one => one.BeforeStart);
        agreed.BloodPressure = agreement.Of(readings, static one => one.BloodPressure);
        agreed.Checklist = agreement.Of(readings, static one => one.Checklist);
        agreed.Timeline = agreement.Same(readings, static one => one.Timeline);
        agreed.VitalSigns = agreement.Each(readings, static one => one.VitalSigns);
        agreed.Conduct = agreement.Of(readings, static one => one.Conduct);
        agreed.SideEffects = agreement.Each(readings, static one => one.SideEffects);
        agreed.ResidualEffects = agreement.Of(readings, static one => one.ResidualEffects);
        agreed.Release = agreement.Of(readings, static one => one.Release);
        agreed.Driving = agreement.Of(readings, static one => one.Driving);
        agreed.Infusion = agreement.Of(readings, static one => one.Infusion);
        agreed.Fee = agreement.Of(readings, static one => one.Fee);
        agreed.FeeAmount = agreed.Fee is { Status: DecisionStatus.Determined } ? FeeAmount : null;
        agreed.Reschedule = agreement.Of(readings, static one => one.Reschedule);
        agreed.Prepayment = agreement.Of(readings, static one => one.Prepayment);
        agreed.PlannedSession = agreement.Of(readings, static one => one.PlannedSession);
        agreed.PlannedMaintenance = agreement.Of(readings, static one => one.PlannedMaintenance);
        return agreed;
    }

    /// <summary>Every decision as data, in the order of a visit.</summary>
    /// <returns>The documents.</returns>
    public ImmutableArray<DecisionDocument> ToDocuments() => ToDocuments(new());

    /// <summary>The same, among the documents of a review.</summary>
    internal ImmutableArray<DecisionDocument> ToDocuments(Kept kept) =>
    [
        .. new[]
        {
            Timeline?.ToDocument(),
            InboundRide?.ToDocument(kept),
            FastingPlan.ToDocument(kept),
            FastingAtStart?.ToDocument(kept),
        }.OfType<DecisionDocument>(),
        .. FastingAdvisories.Select(advisory => advisory.ToDocument(kept)),
        .. FastingDuringAndAfter.Select(intake => intake.ToDocument(kept)),
        .. new[]
        {
            Arrival?.ToDocument(kept), BeforeStart?.ToDocument(kept), Checklist?.ToDocument(kept), BloodPressure?.ToDocument(kept),
            Conduct?.ToDocument(kept),
        }.OfType<DecisionDocument>(),
        .. VitalSigns.Select(signs => signs.ToDocument(kept)),
        .. SideEffects.Select(effect => effect.ToDocument(kept)),
        .. new[]
        {
            Release?.ToDocument(kept), ResidualEffects?.ToDocument(kept), Driving?.ToDocument(kept),
            Infusion?.ToDocument(kept), Fee?.ToDocument(kept), Reschedule?.ToDocument(kept),
            Prepayment?.ToDocument(kept),
        }.OfType<DecisionDocument>(),
    ];

    /// <summary>Writes the visit's id.</summary>
    /// <returns>"review of visit visit-1".</returns>
    public override string ToString() => $"review of {Visit}";

    private static IEnumerable<(string Decision, OpenDecision Open)> Opened<TOutcome>(Decision<TOutcome>? decision)
        where TOutcome : struct, Enum
    {
        if (decision is { Status: DecisionStatus.NeedsInformation } open)
        {
            yield return (open.Id, open.Open());
        }
    }

    // One of less than half its planned length, or that may be that short, counts once a clinician has said so after its end. Where no
    // length is planned none is short.
    private bool? Counts(PatientRecord record) => Infusion?.Allows(InfusionFinding.ShorterThanHalf) != true
        || record.WordsInForce.HasSaid(WordAbout.SessionCounts, Visit.End, Visit.Id) == true ? true : null;

    // By the rules in force when the appointment was booked: where that is not known, by all that may have been, if they agree.
    private static (Decision<CancellationFeeOutcome> Fee, Money? Amount, bool IsBookingMissing) FeeOf(
        RoomsByDate versions, Visit visit, Instant asOf)
    {
        (Decision<CancellationFeeOutcome> Fee, Money? Amount)[] charged =
        [
            .. from fees in versions.FeesOf(visit, asOf)
               let fee = fees.DecideCancellation(visit, asOf)
               select (fee, fees.AmountOf(fee)),
        ];
        (Decision<CancellationFeeOutcome> one, Money? amount) = charged[0];
        return visit.BookedAt is { } booked && versions.Missing(booked) is { } missing ? (one.ContradictedBy([missing]), null, false)
            : charged.All(other => other.Fee.Outcomes == one.Outcomes && other.Amount == amount) ? (one, amount, false)
            : (one.ContradictedBy([NotBooked]), null, true);
    }

    private static IEnumerable<TimelineCutOff> CutOffs(Rooms rooms, Visit visit) => visit.Appointment is not { } appointment ? []
        : rooms.Fasting.CutOffs(appointment.Earliest)
            .Where(cutOff => cutOff.At < Instant.MaxValue)
            .Select(cutOff => new TimelineCutOff($"{cutOff.Kind.Id}-cut-off", cutOff.At, cutOff.Kind.Rule));

    private static IEnumerable<TimelineCutOff> AllowedFrom(Rooms rooms, Instant end) => rooms.Fasting.AllowedFrom(end)
        .Select(kind => new TimelineCutOff($"{kind.Kind.Id}-allowed-from", kind.At, $"{kind.Kind.Rule}.after-end"));
}
