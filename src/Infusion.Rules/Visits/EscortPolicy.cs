using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>What a clinic publishes about the person who has to accompany the patient away from it.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record EscortPolicy
{
    /// <summary>The least age of that person in years, inclusive, from 1 to 120; <c>null</c> when not published.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The age is below 1 or above 120.</exception>
    public int? MinimumAge
    {
        get;
        init => field = value is null or (>= 1 and <= 120)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "The least age is from 1 to 120 years.");
    }

    /// <summary>Whether that person is at the clinic during the visit; <c>false</c> makes no rule.</summary>
    public bool StaysDuringVisit { get; init; }

    /// <summary>How long that person stays with the patient after the release, above zero; <c>null</c> when not published.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above zero.</exception>
    public Duration? StaysFor
    {
        get;
        init => field = value <= Duration.Zero
            ? throw new ArgumentOutOfRangeException(nameof(value), "Nobody stays for no time.")
            : value;
    }

    /// <summary>Writes what is asked for.</summary>
    /// <returns>"escort, at least 18 years, for 12 h".</returns>
    public override string ToString() => "escort" + (MinimumAge is { } age ? FormattableString.Invariant($", at least {age} years") : "")
        + (StaysDuringVisit ? ", during the visit" : "") + (StaysFor is { } time ? $", for {Wording.Of(time)}" : "");
}
