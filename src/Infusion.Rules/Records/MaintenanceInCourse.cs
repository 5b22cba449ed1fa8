using System.Collections.Immutable;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What is on record about maintenance, with the infusions it counts from; what is <c>null</c> is not known.</summary>
/// <remarks>An infusion's date is the clinic-local date of its actual start. Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record MaintenanceInCourse
{
    /// <summary>What is on record beside the visits.</summary>
    public MaintenanceNote Note { get; init; } = new();

    /// <summary>Whether the course has reached the stage of maintenance.</summary>
    public bool? IsReached { get; init; }

    /// <summary>The date of the series' first completed infusion, for policies that count from the end of the first week.</summary>
    public LocalDate? FirstCompleted { get; init; }

    /// <summary>The date of the last completed infusion.</summary>
    public LocalDate? LastCompleted { get; init; }

    /// <summary>The date of the last completed infusion of the latest induction, for policies that count from it.</summary>
    public LocalDate? LastOfInduction { get; init; }

    /// <summary>The dates of the completed maintenance infusions, in any order; <c>null</c> when they are not all known.</summary>
    public ImmutableArray<LocalDate>? MaintenanceDates { get; init; }

    /// <inheritdoc/>
    public bool Equals(MaintenanceInCourse? other) => other is not null && Note == other.Note && IsReached == other.IsReached
        && FirstCompleted == other.FirstCompleted && LastCompleted == other.LastCompleted && LastOfInduction == other.LastOfInduction
        && (MaintenanceDates is { } dates
            ? other.MaintenanceDates is { } others && dates.SequenceEqual(others)
            : other.MaintenanceDates is null);

    /// <inheritdoc/>
    public override int GetHashCode() => Note.GetHashCode() ^ LastCompleted.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"maintenance: on in its course".</returns>
    public override string ToString() => $"{Note} in its course";
}
