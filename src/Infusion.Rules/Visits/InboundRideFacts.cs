using Infusion.Rules.Clinic;

namespace Infusion.Rules.Visits;

/// <summary>What is known of the way to the next visit; <c>null</c> is not known.</summary>
public sealed record InboundRideFacts
{
    /// <summary>The next appointment.</summary>
    public Moment? Appointment { get; init; }

    /// <summary>How many sessions were completed before the next one; 0 or more.</summary>
    public int? CompletedSessions
    {
        get;
        init => field = value is null or (>= 0 and <= 10_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Completed sessions are from 0 to 10,000.");
    }

    /// <summary>When the patient sets out; without it the required arrival is judged.</summary>
    public Moment? Departure { get; init; }

    /// <summary>Whether there was an infusion before; not asked when one of its ends is given.</summary>
    public bool? HasPreviousInfusion { get; init; }

    /// <summary>The recorded end of the previous infusion; an abort is an end.</summary>
    public Moment? PreviousEnd { get; init; }

    /// <summary>The planned end of the previous infusion, used as an estimate until the end is recorded.</summary>
    public Moment? PreviousPlannedEnd { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "inbound ride facts: " + VisitKnown.List(
        ("appointment", Appointment is not null),
        ("completed sessions", CompletedSessions is not null),
        ("departure", Departure is not null),
        ("previous infusion", HasPreviousInfusion is not null),
        ("previous end", PreviousEnd is not null),
        ("previous planned end", PreviousPlannedEnd is not null));
}
