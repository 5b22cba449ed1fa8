using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>A visit with what came before it; what is <c>null</c> is not known.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record VisitInCourse
{
    /// <summary>The visit.</summary>
    public required Visit Visit { get; init; }

    /// <summary>How many sessions were completed before; 0 to 10,000. One cancelled at the door or aborted does not count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? CompletedBefore
    {
        get;
        init => field = value is null or (>= 0 and <= 10_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Completed sessions are from 0 to 10,000.");
    }

    /// <summary>The visit before, if its infusion was not cancelled; <c>null</c> when there is none or it is not known.</summary>
    public Visit? Previous { get; init; }

    /// <summary>Whether there was an infusion before; not asked when the visit before is on record.</summary>
    public bool? HadInfusion { get; init; }

    /// <summary>The planned length of this visit's infusion by its protocol; longer than zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is not longer than zero.</exception>
    public Duration? PlannedInfusion
    {
        get;
        init => field = value is null || value > Duration.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A planned infusion is longer than zero.");
    }

    /// <summary>Writes the visit's id.</summary>
    /// <returns>"visit-2 in its course".</returns>
    public override string ToString() => $"{Visit.Id} in its course";
}
