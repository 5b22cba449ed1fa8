using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Maintenance;

/// <summary>What a clinic can set about maintenance.</summary>
/// <remarks>At most one of <see cref="ResponseIntervals"/>, <see cref="ReliefIntervals"/>, <see cref="OrdinalIntervals"/>,
/// <see cref="Offsets"/>, <see cref="IsOnDemand"/> and <see cref="IsIndividual"/> recommends a date, so that no two recommendations
/// can differ; only relief may follow ordinals. Compared by value. Immutable and thread-safe.</remarks>
public sealed record MaintenancePolicy
{
    /// <summary>The calendar period from the anchor to the first date of the window; <c>null</c> when no window is published.</summary>
    public Period? Earliest { get; init; }

    /// <summary>The calendar period from the anchor to the last date of the window, inclusive; <c>null</c> when it has none. Only beside
    /// <see cref="Earliest"/>.</summary>
    public Period? Latest { get; init; }

    /// <summary>The date the window counts from.</summary>
    public MaintenanceAnchor Anchor { get; init; }

    /// <summary>The interval recommended for each grade of response, inside the window; empty when the clinic publishes none.</summary>
    public ImmutableArray<ResponseInterval> ResponseIntervals { get => field.OrEmpty(); init; }

    /// <summary>The interval recommended for each length of relief, inside the window; empty when the clinic publishes none.</summary>
    public ImmutableArray<ReliefInterval> ReliefIntervals { get => field.OrEmpty(); init; }

    /// <summary>The interval before the first, second and later maintenance infusions; the last one repeats. Empty for none.</summary>
    /// <remarks>Beside <see cref="ReliefIntervals"/> none repeats: after the last one relief picks the interval. An interval outside the
    /// window is allowed and reported as information.</remarks>
    public ImmutableArray<Period> OrdinalIntervals { get => field.OrEmpty(); init; }

    /// <summary>Whether maintenance is given only when symptoms are back, without a window.</summary>
    public bool IsOnDemand { get; init; }

    /// <summary>The calendar period after the anchor before which maintenance on demand is too early; <c>null</c> for none.</summary>
    /// <remarks>For "as needed, at least two weeks apart". Symptoms that are back before it go to the clinician.</remarks>
    public Period? OnDemandFrom { get; init; }

    /// <summary>The times of the first, second and later maintenance infusions, each counted from the last infusion of the induction and
    /// each later than the one before; empty for none.</summary>
    /// <remarks>After the last one nothing is published. No window stands beside them.</remarks>
    public ImmutableArray<Period> Offsets { get => field.OrEmpty(); init; }

    /// <summary>Whether the clinic says that maintenance is set for each patient: only a clinician's interval then gives a date.</summary>
    /// <remarks>No window stands beside it.</remarks>
    public bool IsIndividual { get; init; }

    /// <summary>The most maintenance infusions in any twelve calendar months, 1 to 366; <c>null</c> when not published.</summary>
    /// <remarks>An infusion is counted until the day before the same date of the next year.</remarks>
    public int? MaximumPerYear { get; init; }

    /// <summary>How many infusions one booster is; <c>null</c> where each maintenance infusion is one.</summary>
    /// <remarks>Ordinals and offsets then count boosters. A window still counts from the last completed infusion.</remarks>
    public MaintenanceBooster? Booster { get; init; }

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(MaintenancePolicy? other) =>
        other is not null && Equals(Earliest, other.Earliest) && Equals(Latest, other.Latest) && Anchor == other.Anchor
            && IsOnDemand == other.IsOnDemand && Equals(OnDemandFrom, other.OnDemandFrom)
            && ResponseIntervals.SequenceEqual(other.ResponseIntervals)
        && Offsets.SequenceEqual(other.Offsets) && IsIndividual == other.IsIndividual && MaximumPerYear == other.MaximumPerYear
        && Equals(Booster, other.Booster)
        && ReliefIntervals.SequenceEqual(other.ReliefIntervals) && OrdinalIntervals.SequenceEqual(other.OrdinalIntervals)
        && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => (Earliest?.GetHashCode() ?? 0) ^ (Latest?.GetHashCode() ?? 0) ^ (Offsets.Length << 8);

    /// <summary>Writes the window.</summary>
    /// <returns>"Maintenance: P1M to P3M after the last completed infusion".</returns>
    public override string ToString() => IsOnDemand
        ? "Maintenance: on demand" + (
            OnDemandFrom is { } from
            ? $", from {PeriodPattern.Roundtrip.Format(from)} after the {MaintenanceRules.AnchorName(Anchor)}"
            : "")
        : IsIndividual ? "Maintenance: individual"
        : !Offsets.IsEmpty ? $"Maintenance: {OffsetsInWords} after the last infusion of the induction"
        : Earliest is not { } earliest ? "Maintenance: no window"
        : $"Maintenance: {PeriodPattern.Roundtrip.Format(earliest)} to {(Latest is { } latest ? PeriodPattern.Roundtrip.Format(latest) : "any")} "
            + $"after the {MaintenanceRules.AnchorName(Anchor)}";

    /// <summary>Whether a maintenance date is published in any way.</summary>
    internal bool IsPublished => Earliest is not null || RecommendsADate || MaximumPerYear is not null || Booster is not null;

    /// <summary>Whether it says in some way which date is recommended, or that none is.</summary>
    internal bool RecommendsADate => Array.IndexOf(Ways, true) >= 0;

    // The ways to recommend a date; relief after the ordinals is none of its own.
    private bool[] Ways =>
    [
        !ResponseIntervals.IsEmpty, !ReliefIntervals.IsEmpty && OrdinalIntervals.IsEmpty, !OrdinalIntervals.IsEmpty, !Offsets.IsEmpty,
        IsOnDemand, IsIndividual,
    ];

    /// <summary>The offsets in words, such as "1 week, 3 weeks and 6 weeks".</summary>
    internal string OffsetsInWords => Offsets.Length < 2 ? string.Concat(Offsets.Select(Wording.Of))
        : string.Join(", ", Offsets.Take(Offsets.Length - 1).Select(Wording.Of)) + " and " + Wording.Of(Offsets[Offsets.Length - 1]);

    /// <summary>Whether relief picks the interval after the ordinals.</summary>
    internal bool DoesReliefFollow => !OrdinalIntervals.IsEmpty && !ReliefIntervals.IsEmpty;

    /// <summary>Whether each offset is later than the one before, from whatever date they count.</summary>
    internal static bool AreInOrder(ImmutableArray<Period> offsets)
    {
        for (int place = 1; place < offsets.Length; place++)
        {
            if (!CalendarPeriods.NeverAfter(offsets[place - 1], offsets[place])
                || CalendarPeriods.NeverAfter(offsets[place], offsets[place - 1]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a date that an interval gives is always in the window, as far as there is one.</summary>
    /// <param name="interval">The interval from the anchor, in whole calendar units.</param>
    /// <returns>Whether it is never before the window and never after it, from whatever date it counts.</returns>
    /// <exception cref="ArgumentException">The interval is not of whole calendar units, or longer than 100 years.</exception>
    public bool IsInWindow(Period interval) =>
        (Earliest is null || CalendarPeriods.NeverAfter(Earliest, CalendarPeriods.Checked(interval, nameof(interval))))
        && (Latest is null || CalendarPeriods.NeverAfter(interval, Latest));

    /// <summary>The policy itself, when its numbers fit together.</summary>
    internal MaintenancePolicy Checked()
    {
        if (Earliest is { } earliest)
        {
            CalendarPeriods.Checked(earliest, nameof(Earliest));
        }

        if (Latest is { } latest)
        {
            CalendarPeriods.Checked(latest, nameof(Latest));
            Require(Earliest is not null, "A window with a last date has a first one.");
        }

        Require(Latest is null || CalendarPeriods.NeverAfter(Earliest!, Latest), "The window may end before it begins.");
        Require(
            Ways.Count(static way => way) <= 1,
            "A policy recommends a date in one way only: by grade, by relief, by ordinal, by offset, on demand, or individually.");
        Require(
            Earliest is null || (!IsIndividual && Offsets.IsEmpty),
            "Maintenance that is individual, or at offsets from the induction, has no window.");
        Require(MaximumPerYear is null or (>= 1 and <= 366), "A year has 1 to 366 maintenance infusions at most.");
        Require(
            Booster is null or { Sessions: >= 2 and <= MaintenanceBooster.MostSessions },
            "A booster is 2 to 30 infusions; one of a single infusion is left out.");
        if (Booster is { } booster)
        {
            CalendarPeriods.Checked(booster.Within, nameof(Booster));
            Require(booster.DoesFit, "A booster has more infusions than the dates it fits in.");
            Require(!(booster.Sessions > MaximumPerYear), "A booster has more infusions than a year.");
        }

        foreach (Period offset in Offsets)
        {
            CalendarPeriods.Checked(offset, nameof(Offsets));
        }

        Require(AreInOrder(Offsets), "Each offset is later than the one before.");
        Require(
            OnDemandFrom is null || IsOnDemand,
            "Only maintenance on demand has a shortest interval of its own; a window has its first date.");
        if (OnDemandFrom is { } from)
        {
            CalendarPeriods.Checked(from, nameof(OnDemandFrom));
        }

        Require(
            ResponseIntervals.Select(row => NameLook.Of(row.Grade)).Distinct(StringComparer.OrdinalIgnoreCase).Count()
                == ResponseIntervals.Length
                && ReliefIntervals.Select(row => (object)row.FromDays).Distinct().Count() == ReliefIntervals.Length,
            "A grade, or a length of relief, stands twice.");
        foreach (Period interval in ResponseIntervals.Select(row => row.Interval).Concat(ReliefIntervals.Select(row => row.Interval)))
        {
            Require(
                IsInWindow(interval),
                $"The interval {PeriodPattern.Roundtrip.Format(interval)} can fall outside the window.");
        }

        foreach (Period interval in OrdinalIntervals)
        {
            CalendarPeriods.Checked(interval, nameof(OrdinalIntervals));
        }

        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
