using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>The completed sessions of one series, on one protocol.</summary>
/// <remarks>A change of protocol starts a new series; <see cref="ProtocolRules.SeriesOf"/>
/// splits a history. Plain data, value-equal. Immutable and
/// thread-safe.</remarks>
public sealed record InductionSeries
{
    /// <summary>The protocol of the series, as the policy or a person names it; <c>null</c>
    /// when not known. One that the policy does not have is not known.</summary>
    public StatedName? Protocol { get; init; }

    /// <summary>The clinic-local dates on which completed sessions actually
    /// started, from the first to the last, in whichever order they are given.
    /// Aborted sessions are not among them.</summary>
    public ImmutableArray<LocalDate> CompletedDates
    {
        get => field.OrEmpty();
        init => field = value.OrEmpty().Sort();
    }

    /// <summary>Whether <see cref="CompletedDates"/> is every one. The clinic's
    /// own record of its infusions is, unless said otherwise.</summary>
    public ListCompleteness Completeness { get; init; } = ListCompleteness.Complete;

    /// <summary>When the completed sessions actually started, from the first to the last, each for the date in its place; those that are
    /// missing at the end, or all, are not known.</summary>
    /// <remarks>Only a spacing in elapsed time needs them.</remarks>
    public ImmutableArray<Moment> CompletedStarts
    {
        get => field.OrEmpty();
        init => field = value.OrEmpty().Sort(static (one, other) => one.Earliest.CompareTo(other.Earliest));
    }

    /// <summary>The clinic-local dates of sessions that a clinician has recorded as an extension of the induction, any order.</summary>
    public ImmutableArray<LocalDate> Extensions { get => field.OrEmpty(); init; }

    /// <summary>Whether later sessions may go beyond the induction: a clinician's reason to go on, or maintenance, is on record.</summary>
    /// <remarks><c>null</c> when that is not known.</remarks>
    public bool? MayGoOn { get; init; } = false;

    /// <summary>The clinic-local date it is judged on; <c>null</c> when only the weeks before a session are judged.</summary>
    public LocalDate? On { get; init; }

    /// <summary>The course week of a date, counted from the first recorded session; 1 for the week that begins with it.</summary>
    internal int WeekOf(LocalDate date) => (Period.DaysBetween(CompletedDates[0], date) / 7) + 1;

    /// <summary>How many sessions are completed at least and at most, where that is known of a list that is not complete.</summary>
    internal (int Least, int Most)? Between { get; init; }

    /// <inheritdoc/>
    public bool Equals(InductionSeries? other) => other is not null && Protocol == other.Protocol && Completeness == other.Completeness
        && Between == other.Between && MayGoOn == other.MayGoOn && On == other.On
        && CompletedDates.SequenceEqual(other.CompletedDates) && CompletedStarts.SequenceEqual(other.CompletedStarts)
        && Extensions.SequenceEqual(other.Extensions);

    /// <inheritdoc/>
    public override int GetHashCode() => CompletedDates.Length;

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"series: protocol {(Protocol is null ? "unknown" : "known")}, {CompletedDates.Length} date(s), list ")
        + (Completeness == ListCompleteness.Complete ? "complete" : "partial");
}
