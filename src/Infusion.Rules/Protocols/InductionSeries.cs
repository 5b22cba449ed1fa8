using System.Collections.Immutable;
using Infusion.Rules.Clinic;
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
        get;
        init => field = value.Sort();
    } = [];

    /// <summary>Whether <see cref="CompletedDates"/> is every one. The clinic's
    /// own record of its infusions is, unless said otherwise.</summary>
    public ListCompleteness Completeness { get; init; } = ListCompleteness.Complete;

    /// <summary>How many sessions are completed at least and at most, where that is known of a list that is not complete.</summary>
    internal (int Least, int Most)? Between { get; init; }

    /// <inheritdoc/>
    public bool Equals(InductionSeries? other) => other is not null && Protocol == other.Protocol && Completeness == other.Completeness
        && Between == other.Between
        && CompletedDates.SequenceEqual(other.CompletedDates);

    /// <inheritdoc/>
    public override int GetHashCode() => CompletedDates.Length;

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"series: protocol {(Protocol is null ? "unknown" : "known")}, {CompletedDates.Length} date(s), list ")
        + (Completeness == ListCompleteness.Complete ? "complete" : "partial");
}
