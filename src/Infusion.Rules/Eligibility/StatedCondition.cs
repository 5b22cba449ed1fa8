using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>A condition as a record or a patient states it.</summary>
/// <remarks>What is not known stays unknown: a <c>null</c> name may be any condition, a <c>null</c> date any date. Value-equal, immutable.</remarks>
public sealed record StatedCondition
{
    /// <summary>States a condition.</summary>
    /// <param name="name">The id, name or alias of a listed condition, or any other name; <c>null</c> when not known.</param>
    /// <param name="earliestOnset">The earliest date it may have begun, inclusive; <c>null</c> when not known.</param>
    /// <param name="latestOnset">The latest date it may have begun, inclusive; <c>null</c> when not known.</param>
    /// <param name="isInFullRemission">Whether it is in full remission; <c>null</c> when not known.</param>
    /// <exception cref="ArgumentException">The name is blank, or the latest date is before the earliest.</exception>
    public StatedCondition(string? name, LocalDate? earliestOnset = null, LocalDate? latestOnset = null, bool? isInFullRemission = null)
    {
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("A condition has a name, or null when it is not known.", nameof(name));
        }

        if (latestOnset < earliestOnset)
        {
            throw new ArgumentException("The latest date of onset is before the earliest.", nameof(latestOnset));
        }

        (Name, EarliestOnset, LatestOnset, IsInFullRemission) = (name?.Trim(), earliestOnset, latestOnset, isInFullRemission);
    }

    /// <summary>The name as stated, trimmed; <c>null</c> when not known.</summary>
    public string? Name { get; }

    /// <summary>The earliest date it may have begun, inclusive; <c>null</c> when not known.</summary>
    public LocalDate? EarliestOnset { get; }

    /// <summary>The latest date it may have begun, inclusive; <c>null</c> when not known.</summary>
    public LocalDate? LatestOnset { get; }

    /// <summary>Whether it is in full remission; <c>null</c> when not known.</summary>
    public bool? IsInFullRemission { get; }

    /// <summary>A condition that is present and began on a known date.</summary>
    /// <param name="name">The id, name or alias of a listed condition, or any other name.</param>
    /// <param name="onset">The clinic-local date it began.</param>
    /// <returns>The stated condition.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public static StatedCondition Since(string name, LocalDate onset) => new(name, onset, onset, isInFullRemission: false);

    /// <summary>A condition that is present and whose beginning is not known.</summary>
    /// <param name="name">The id, name or alias of a listed condition, or any other name.</param>
    /// <returns>The stated condition.</returns>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public static StatedCondition Present(string name) => new(name, isInFullRemission: false);

    /// <summary>Says which parts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "condition: " + string.Join(", ", new[]
    {
        Name is null ? "name unknown" : "name",
        EarliestOnset is null && LatestOnset is null ? "onset unknown" : "onset",
        IsInFullRemission is null ? "remission unknown" : "remission",
    });
}
