using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>Which earlier misses a clinic counts, where it is not all of them.</summary>
/// <remarks>At least one of the three narrows it. Compared by value. Immutable and thread-safe.</remarks>
public sealed record MissCount
{
    /// <summary>Creates the count.</summary>
    /// <param name="within">The calendar period before the appointment; a miss exactly so long before it counts. <c>null</c> for all
    /// time.</param>
    /// <param name="areInARow">Whether only those count since which the patient kept no appointment.</param>
    /// <param name="areOfOneKind">Whether only those count that cost by the same step of notice, as a no-show or for the same
    /// reason.</param>
    /// <exception cref="ArgumentException">It counts all misses.</exception>
    public MissCount(Period? within = null, bool areInARow = false, bool areOfOneKind = false) =>
        (Within, AreInARow, AreOfOneKind) = within is not null || areInARow || areOfOneKind
            ? (within, areInARow, areOfOneKind)
            : throw new ArgumentException("All misses are counted where no count is given.", nameof(within));

    /// <summary>The calendar period before the appointment, inclusive; <c>null</c> for all time.</summary>
    public Period? Within { get; }

    /// <summary>Whether only those count since which the patient kept no appointment.</summary>
    public bool AreInARow { get; }

    /// <summary>Whether only those count that cost by the same step of notice, as a no-show or for the same reason.</summary>
    public bool AreOfOneKind { get; }

    /// <summary>Writes which misses count, as the end of a sentence.</summary>
    /// <returns>"in a row", "of the same kind within 12 months".</returns>
    public override string ToString() => string.Join(" ", ((string?[])
    [
        AreOfOneKind ? "of the same kind" : null,
        AreInARow ? "in a row" : null,
        Within is null ? null : $"within {Wording.Of(Within)}",
    ]).OfType<string>());
}
