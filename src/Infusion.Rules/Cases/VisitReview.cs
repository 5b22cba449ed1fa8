using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>Every decision about one visit of a case.</summary>
/// <remarks>Made by <see cref="CaseReview"/>. Immutable and thread-safe.</remarks>
public sealed class VisitReview
{
    internal VisitReview(InfusionRules rules, CaseVisit visit, CaseVisit? previous, int completedBefore, Duration? planned, Instant asOf)
    {
        (Visit, CompletedBefore) = (visit, completedBefore);
        VisitFacts facts = visit.Facts(completedBefore, planned);
        FastingPlan = rules.Fasting.Plan(visit.Fasting);
        FastingAtStart = visit.Start is null ? null : rules.Fasting.AtStart(visit.Fasting);
        FastingAdvisories = rules.Fasting.Asa(visit.Fasting);
        BloodPressure = visit.BloodPressure is { } pressure ? rules.Visits.BloodPressure(pressure) : null;
        Checklist = visit.Checklist is { } steps ? rules.Visits.Checklist(steps) : null;
        VitalSigns = [.. visit.VitalSigns.Select(rules.Visits.VitalSigns)];
        Conduct = visit.Conduct is { } conduct ? rules.Visits.Conduct(conduct) : null;
        SideEffects = [.. visit.SideEffects.Select(effect => rules.Visits.SideEffect(effect with { InfusionEnd = facts.InfusionEnd }))];
        Arrival = visit.Cancellation is null || visit.Arrival is not null ? rules.Visits.Arrival(facts) : null;
        if (visit.Cancellation is { } cancellation)
        {
            Fee = rules.Fees.Cancellation(visit.Fee(cancellation, FastingPlan.Verdict));
            Reschedule = cancellation.NewAppointment is null
                ? null
                : rules.Fees.Reschedule(new() { Cancelled = visit.Appointment, New = cancellation.NewAppointment });
            return;
        }

        InboundRide = rules.Visits.InboundRide(new()
        {
            Appointment = visit.Appointment,
            CompletedSessions = completedBefore,
            Departure = visit.Departure,
            HasPreviousInfusion = previous is not null,
            PreviousEnd = previous?.End is { } ended ? Moment.At(ended) : null,
            PreviousPlannedEnd = previous is { End: null, Start: var started } && planned is { } length
                ? Moment.At((started ?? previous.Appointment.Earliest) + length)
                : null,
        });
        Timeline = rules.Visits.Timeline(facts, [.. rules.Fasting.CutOffs(visit.Appointment.Earliest)
            .Where(cutOff => cutOff.At < Instant.MaxValue)
            .Select(cutOff => new TimelineCutOff($"{cutOff.Kind.Id}-cut-off", cutOff.At, cutOff.Kind.Rule))]);
        if (visit.Start is not null)
        {
            // Where the time of leaving is not exact, the earliest counts: it leaves the least time to recover.
            Release = rules.Visits.Release(facts, visit.Left?.Earliest ?? asOf);
            ResidualEffects = rules.Visits.ResidualEffects(facts, asOf);
            Driving = rules.Visits.Driving(facts, asOf);
        }
    }

    /// <summary>The visit.</summary>
    public CaseVisit Visit { get; }

    /// <summary>How many sessions were completed before it.</summary>
    public int CompletedBefore { get; }

    /// <summary>The fast against the appointment.</summary>
    public FastingDecision FastingPlan { get; }

    /// <summary>The fast against the earlier of appointment and start; <c>null</c> while no start is recorded.</summary>
    public FastingDecision? FastingAtStart { get; }

    /// <summary>How each intake compares with the anesthesiologists' guideline.</summary>
    public ImmutableArray<AsaDecision> FastingAdvisories { get; }

    /// <summary>Whether the patient was on time; <c>null</c> for a cancelled visit to which nobody came.</summary>
    public ArrivalDecision? Arrival { get; }

    /// <summary>Whether the way there falls into a driving restriction; <c>null</c> for a cancelled visit.</summary>
    public InboundRideDecision? InboundRide { get; }

    /// <summary>The blood pressure against the clinic's limit; <c>null</c> when none is recorded.</summary>
    public BloodPressureDecision? BloodPressure { get; }

    /// <summary>The steps before the infusion; <c>null</c> when none is recorded.</summary>
    public ChecklistDecision? Checklist { get; }

    /// <summary>The times of the visit; <c>null</c> for a cancelled visit.</summary>
    public VisitTimeline? Timeline { get; }

    /// <summary>The vital signs not recorded, one decision for each part of the visit on record.</summary>
    public ImmutableArray<VitalSignsDecision> VitalSigns { get; }

    /// <summary>What differs from the published conduct; <c>null</c> when nothing is recorded.</summary>
    public ConductDecision? Conduct { get; }

    /// <summary>The effects the patient reported against the published catalogue, in the order of the record.</summary>
    public ImmutableArray<SideEffectDecision> SideEffects { get; }

    /// <summary>Whether residual effects are possible at the instant of the case; <c>null</c> while no infusion has started.</summary>
    public ResidualEffectsDecision? ResidualEffects { get; }

    /// <summary>Whether the patient may be released when leaving, or else at the instant of the case; <c>null</c> while no infusion has started.</summary>
    public ReleaseDecision? Release { get; }

    /// <summary>Where the driving restriction stands at the instant of the case; <c>null</c> while no infusion has started.</summary>
    public DrivingDecision? Driving { get; }

    /// <summary>What the cancellation costs; <c>null</c> when it was not cancelled.</summary>
    public FeeDecision? Fee { get; }

    /// <summary>Whether the new appointment is on a later date; <c>null</c> when there is none.</summary>
    public RescheduleDecision? Reschedule { get; }

    /// <summary>Every decision as data, in the order of a visit.</summary>
    /// <returns>The documents.</returns>
    public ImmutableArray<DecisionDocument> ToDocuments() =>
    [
        .. new[] { Timeline?.ToDocument(), InboundRide?.ToDocument(), FastingPlan.ToDocument(), FastingAtStart?.ToDocument() }.OfType<DecisionDocument>(),
        .. FastingAdvisories.Select(advisory => advisory.ToDocument()),
        .. new[]
        {
            Arrival?.ToDocument(), Checklist?.ToDocument(), BloodPressure?.ToDocument(), Conduct?.ToDocument(),
        }.OfType<DecisionDocument>(),
        .. VitalSigns.Select(signs => signs.ToDocument()),
        .. SideEffects.Select(effect => effect.ToDocument()),
        .. new[]
        {
            Release?.ToDocument(), ResidualEffects?.ToDocument(), Driving?.ToDocument(), Fee?.ToDocument(), Reschedule?.ToDocument(),
        }.OfType<DecisionDocument>(),
    ];

    /// <summary>Writes the visit's id.</summary>
    /// <returns>"review of visit visit-1".</returns>
    public override string ToString() => $"review of {Visit}";
}
