using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>What is known of one visit; <c>null</c> is not known.</summary>
public sealed record VisitFacts
{
    /// <summary>The scheduled appointment.</summary>
    public Moment? Appointment { get; init; }

    /// <summary>When the patient arrived.</summary>
    public Moment? Arrival { get; init; }

    /// <summary>How many sessions were completed before; 0 to 10,000. One cancelled at the door or aborted does not count.</summary>
    public int? CompletedSessions
    {
        get;
        init => field = value is null or (>= 0 and <= 10_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Completed sessions are from 0 to 10,000.");
    }

    /// <summary>The planned length of the infusion by its protocol; longer than zero.</summary>
    public Duration? PlannedInfusion
    {
        get;
        init => field = value is null || value > Duration.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A planned infusion is longer than zero.");
    }

    /// <summary>The recorded start of the infusion.</summary>
    public Moment? InfusionStart { get; init; }

    /// <summary>The recorded end of the infusion; an abort is an end. A planned end never stands here.</summary>
    public Moment? InfusionEnd { get; init; }

    /// <summary>Whether the patient gets up and walks steadily.</summary>
    public bool? WalksSteadily { get; init; }

    /// <summary>The score on the policy's discharge scale, 0 to 10 points.</summary>
    public int? DischargeScore
    {
        get;
        init => field = value is null or (>= 0 and <= 10)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A discharge score is from 0 to 10 points.");
    }

    /// <summary>Whether a ride home or to the hotel is arranged; a taxi is one.</summary>
    public bool? RideArranged { get; init; }

    /// <summary>Whether the ride is a taxi or a ride-share, for policies that do not take every one; <c>null</c> is not known.</summary>
    public bool? RideIsTaxi { get; init; }

    /// <summary>The protocol of the infusion, for policies whose protocols have a recovery of their own; <c>null</c> is not known.</summary>
    public ProtocolId? Protocol { get; init; }

    /// <summary>Whether a person accompanies the patient.</summary>
    public bool? Accompanied { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "visit facts: " + VisitKnown.List(
        ("appointment", Appointment is not null),
        ("arrival", Arrival is not null),
        ("completed sessions", CompletedSessions is not null),
        ("planned infusion", PlannedInfusion is not null),
        ("infusion start", InfusionStart is not null),
        ("infusion end", InfusionEnd is not null),
        ("walking", WalksSteadily is not null),
        ("discharge score", DischargeScore is not null),
        ("ride", RideArranged is not null),
        ("taxi", RideIsTaxi is not null),
        ("protocol", Protocol is not null),
        ("accompaniment", Accompanied is not null));
}
