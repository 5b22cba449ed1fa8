using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>What a clinic publishes about a visit.</summary>
/// <remarks>What is <c>null</c> or empty is not published, and the decisions that would need it say so. Compared by value. Immutable and
/// thread-safe.</remarks>
public sealed record VisitPolicy
{
    /// <summary>How long before the appointment a first session's patient arrives; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? FirstArrivalLead { get; init => field = NotNegative(value); }

    /// <summary>How long before the appointment a later session's patient arrives; not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? LaterArrivalLead { get; init => field = NotNegative(value); }

    /// <summary>The minimum recovery, elapsed since the infusion's end; exactly that long passes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? RecoveryMinimum { get; init => field = NotNegative(value); }

    /// <summary>The recovery the chair is planned for, since the infusion's end; not below the minimum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? RecoveryPlanned { get; init => field = NotNegative(value); }

    /// <summary>Other recovery times for some visits; empty for none.</summary>
    public ImmutableArray<RecoveryVariant> RecoveryVariants { get => field.OrEmpty(); init; }

    /// <summary>How long after the infusion's end residual effects are possible (R67).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? ResidualEffects { get; init => field = NotNegative(value); }

    /// <summary>How long driving and heavy machinery are restricted (R69).</summary>
    public DrivingLimit? Driving { get; init; }

    /// <summary>The discharge score asked for beside walking; <c>null</c> for none, as published (R66).</summary>
    public DischargeCriterion? DischargeScore { get; init; }

    /// <summary>The ride that has to be arranged; <c>null</c> is not published and makes no rule (R68).</summary>
    public RidePolicy? Ride { get; init; }

    /// <summary>The person who must accompany the patient away; <c>null</c> is not published, and then going alone is only pointed out
    /// where a ride is asked for (C8).</summary>
    public EscortPolicy? Escort { get; init; }

    /// <summary>Where a patient may be released to (R66).</summary>
    public ImmutableArray<ReleaseDestination> Destinations { get => field.OrEmpty(); init; }

    /// <summary>The side effects the page names (R56b).</summary>
    public ImmutableArray<PublishedSideEffect> SideEffects { get => field.OrEmpty(); init; }

    /// <summary>Within what time of the infusion's start side effects usually begin (R56b).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? UsualOnset { get; init => field = NotNegative(value); }

    /// <summary>The steps before the infusion, in order; each once.</summary>
    public ImmutableArray<ChecklistItem> Checklist { get => field.OrEmpty(); init; }

    /// <summary>The vital signs the clinic takes; each once (R55).</summary>
    public ImmutableArray<VitalSign> VitalSigns { get => field.OrEmpty(); init; }

    /// <summary>The parts of the visit in which they are taken; each once (R55).</summary>
    public ImmutableArray<VisitPhase> VitalSignPhases { get => field.OrEmpty(); init; }

    /// <summary>The elapsed time between two sets of vital signs; <c>null</c> is not published (R55).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public Duration? VitalSignInterval { get; init => field = NotNegative(value); }

    /// <summary>The clinic's blood-pressure limit; <c>null</c> is not published, and then there is no verdict.</summary>
    public BloodPressureLimit? BloodPressure { get; init; }

    /// <summary>Whether a board-certified emergency physician is responsible; <c>false</c> makes no rule.</summary>
    public bool RequiresEmergencyPhysician { get; init; }

    /// <summary>Whether a physician or a nurse is immediately available; <c>false</c> makes no rule.</summary>
    public bool RequiresClinicianAvailable { get; init; }

    /// <summary>Whether a commode and a urinal are offered to anyone; <c>false</c> makes no rule.</summary>
    public bool OffersCommodeAndUrinal { get; init; }

    /// <summary>Whether there is no walking during the infusion; <c>false</c> makes no rule.</summary>
    public bool ForbidsWalking { get; init; }

    /// <summary>Whether a patient has to walk steadily before leaving; <c>false</c> is not published. A clinician's word that the clinic's
    /// own release criteria are met is waited for either way.</summary>
    public bool RequiresSteadyWalking { get; init; }

    /// <summary>What every patient is told beside what follows from the rest, such as <see cref="VisitStatement.Music"/> or
    /// <see cref="VisitStatement.Observation"/>; each once.</summary>
    public ImmutableArray<VisitStatement> Statements { get => field.OrEmpty(); init; }

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <summary>Whether a discharge score that is asked for is required: release waits for it, and nothing else shows it.</summary>
    internal static bool IsScoreRequired(StatedParameters stated) => stated["dischargeScore"]?.Modality is null or Modality.Required;

    /// <inheritdoc/>
    public bool Equals(VisitPolicy? other) =>
        other is not null && FirstArrivalLead == other.FirstArrivalLead && LaterArrivalLead == other.LaterArrivalLead
        && RecoveryMinimum == other.RecoveryMinimum && RecoveryPlanned == other.RecoveryPlanned
        && RecoveryVariants.SequenceEqual(other.RecoveryVariants) && ResidualEffects == other.ResidualEffects && Driving == other.Driving
            && DischargeScore == other.DischargeScore && Escort == other.Escort && Ride == other.Ride
            && Destinations.SequenceEqual(other.Destinations)
        && SideEffects.SequenceEqual(other.SideEffects) && UsualOnset == other.UsualOnset && Checklist.SequenceEqual(other.Checklist)
        && VitalSigns.SequenceEqual(other.VitalSigns) && VitalSignPhases.SequenceEqual(other.VitalSignPhases)
        && VitalSignInterval == other.VitalSignInterval && BloodPressure == other.BloodPressure
        && RequiresEmergencyPhysician == other.RequiresEmergencyPhysician && RequiresClinicianAvailable == other.RequiresClinicianAvailable
        && OffersCommodeAndUrinal == other.OffersCommodeAndUrinal
        && ForbidsWalking == other.ForbidsWalking && RequiresSteadyWalking == other.RequiresSteadyWalking
        && Statements.SequenceEqual(other.Statements)
        && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => RecoveryMinimum.GetHashCode() ^ RecoveryPlanned.GetHashCode();

    /// <summary>Writes the main times.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"Visit: arrival {Of(FirstArrivalLead)} or {Of(LaterArrivalLead)} before, recovery {Of(RecoveryMinimum)} to {Of(RecoveryPlanned)}, "
        + $"residual effects {Of(ResidualEffects)}, driving {Driving?.ToString() ?? NotPublished}";

    private const string NotPublished = "not published";

    private static string Of(Duration? time) => time is { } known ? Wording.Of(known) : NotPublished;

    private static Duration? NotNegative(Duration? value) => value < Duration.Zero
        ? throw new ArgumentOutOfRangeException(nameof(value), "A time of the visit policy is not negative.")
        : value;
}
