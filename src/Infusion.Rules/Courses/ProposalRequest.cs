using System.Collections.Immutable;
using Infusion.Rules.Fees;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>What dates and times are looked for, and among what.</summary>
internal sealed record ProposalRequest
{
    /// <summary>The instant before which nothing is proposed.</summary>
    public required Instant Now { get; init; }

    /// <summary>When the chair is free.</summary>
    public required BusinessCalendar Hours { get; init; }

    /// <summary>Whether somebody else can drive.</summary>
    public required bool HasRide { get; init; }

    /// <summary>How long the way to the clinic takes; <c>null</c> when not known.</summary>
    public required Duration? Travel { get; init; }

    /// <summary>How many sessions are looked for; at least one.</summary>
    public required int Count { get; init; }

    /// <summary>The completed sessions of the series, all of them.</summary>
    public required InductionSeries Series { get; init; }

    /// <summary>The appointments of its sessions that are booked.</summary>
    public required ImmutableArray<Moment> Booked { get => field.OrEmpty(); init; }

    /// <summary>The patient's visits that are not cancelled, each with its protocol.</summary>
    public required ImmutableArray<Visit> Visits { get => field.OrEmpty(); init; }

    /// <summary>Ids that no proposed visit may have.</summary>
    public required ImmutableHashSet<string> Ids { get; init; }
}
