using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>One visit of a case, past or planned; <c>null</c> is not known.</summary>
/// <remarks>A visit whose infusion has a start and an end, was not broken off and not cancelled, is completed.</remarks>
public sealed record CaseVisit
{
    /// <summary>The kebab-case id, once in a case.</summary>
    public required string Id { get; init; }

    /// <summary>The scheduled appointment.</summary>
    public required Moment Appointment { get; init; }

    /// <summary>When the patient arrived.</summary>
    public Moment? Arrival { get; init; }

    /// <summary>When the patient set out, or means to.</summary>
    public Moment? Departure { get; init; }

    /// <summary>What was eaten and drunk, and what was not.</summary>
    public ImmutableArray<Intake> Intakes { get; init; } = [];

    /// <summary>Whether <see cref="Intakes"/> is everything.</summary>
    public ListCompleteness IntakesCompleteness { get; init; }

    /// <summary>The recorded start of the infusion.</summary>
    public Instant? Start { get; init; }

    /// <summary>The recorded end of the infusion, or the instant it was broken off; not before the start.</summary>
    public Instant? End { get; init; }

    /// <summary>Whether the infusion was broken off, so that <see cref="End"/> is the instant of that.</summary>
    public bool IsAborted { get; init; }

    /// <summary>Whether the patient gets up and walks steadily.</summary>
    public bool? WalksSteadily { get; init; }

    /// <summary>The score on the policy's discharge scale, 0 to 10 points.</summary>
    public int? DischargeScore { get; init; }

    /// <summary>Whether a ride is arranged; a taxi is one.</summary>
    public bool? RideArranged { get; init; }

    /// <summary>Whether a person accompanies the patient.</summary>
    public bool? Accompanied { get; init; }

    /// <summary>When the patient left the clinic; the release is judged then, and at the instant of the case without it.</summary>
    public Moment? Left { get; init; }

    /// <summary>The effects the patient reported, each with the time it was still present.</summary>
    public ImmutableArray<SideEffectFacts> SideEffects { get; init; } = [];

    /// <summary>How the visit was conducted.</summary>
    public ConductFacts? Conduct { get; init; }

    /// <summary>Which vital signs are recorded, one entry for a part of the visit.</summary>
    public ImmutableArray<VitalSignFacts> VitalSigns { get; init; } = [];

    /// <summary>The blood pressure before the infusion.</summary>
    public BloodPressureFacts? BloodPressure { get; init; }

    /// <summary>The steps before the infusion.</summary>
    public ChecklistFacts? Checklist { get; init; }

    /// <summary>What the visit costs; the clinic says so.</summary>
    public Money? Price { get; init; }

    /// <summary>How it was cancelled; <c>null</c> when it was not.</summary>
    public CaseCancellation? Cancellation { get; init; }

    /// <summary>Whether the infusion was given to its end.</summary>
    public bool IsCompleted => Cancellation is null && !IsAborted && Start is not null && End is not null;

    /// <inheritdoc/>
    public bool Equals(CaseVisit? other) =>
        other is not null && Id == other.Id && Appointment == other.Appointment && Arrival == other.Arrival && Departure == other.Departure
        && IntakesCompleteness == other.IntakesCompleteness && Start == other.Start && End == other.End && IsAborted == other.IsAborted
        && WalksSteadily == other.WalksSteadily && DischargeScore == other.DischargeScore && RideArranged == other.RideArranged
        && Accompanied == other.Accompanied && Equals(BloodPressure, other.BloodPressure) && Equals(Checklist, other.Checklist)
        && Left == other.Left && Equals(Conduct, other.Conduct) && SideEffects.SequenceEqual(other.SideEffects) && VitalSigns.SequenceEqual(other.VitalSigns)
        && Price == other.Price && Equals(Cancellation, other.Cancellation) && Intakes.SequenceEqual(other.Intakes);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id.</summary>
    /// <returns>"visit visit-1".</returns>
    public override string ToString() => $"visit {Id}";

    internal FastingFacts Fasting => new()
    {
        Appointment = Appointment,
        Start = Start is { } start ? Moment.At(start) : null,
        Intakes = Intakes,
        Completeness = IntakesCompleteness,
    };

    internal VisitFacts Facts(int completedBefore, Duration? planned) => new()
    {
        Appointment = Appointment,
        Arrival = Arrival,
        CompletedSessions = completedBefore,
        PlannedInfusion = planned,
        InfusionStart = Start is { } start ? Moment.At(start) : null,
        InfusionEnd = End is { } end ? Moment.At(end) : null,
        WalksSteadily = WalksSteadily,
        DischargeScore = DischargeScore,
        RideArranged = RideArranged,
        Accompanied = Accompanied,
    };

    internal FeeFacts Fee(CaseCancellation cancellation, Decisions.Verdict plan) => new()
    {
        End = cancellation.By,
        Reason = cancellation.Reason,
        FastingPlan = plan,
        Appointment = Appointment,
        CancelledAt = cancellation.At,
        EarlierMisses = cancellation.EarlierMisses,
        Waiver = cancellation.Waiver,
        VisitPrice = Price,
    };
}
