using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>When the clinic is open on one day of the week.</summary>
public sealed record OpeningHours
{
    /// <summary>Creates the hours.</summary>
    /// <param name="day">The day of the week.</param>
    /// <param name="opens">The clinic-local time it opens.</param>
    /// <param name="closes">The clinic-local time it closes, after it opens; midnight is the end of the day.</param>
    /// <exception cref="ArgumentException">The day is none, or the clinic closes before it opens.</exception>
    public OpeningHours(IsoDayOfWeek day, LocalTime opens, LocalTime closes)
    {
        (Day, Opens, Closes) = day != IsoDayOfWeek.None && (closes > opens || closes == LocalTime.Midnight)
            ? (day, opens, closes)
            : throw new ArgumentException("Opening hours name a day and close after they open.", nameof(closes));
    }

    /// <summary>The day of the week.</summary>
    public IsoDayOfWeek Day { get; }

    /// <summary>The clinic-local time it opens.</summary>
    public LocalTime Opens { get; }

    /// <summary>The clinic-local time it closes; midnight is the end of the day.</summary>
    public LocalTime Closes { get; }

    /// <summary>Whether some time of the week is in both.</summary>
    internal bool Overlaps(OpeningHours other) => Day == other.Day
        && (other.Closes == LocalTime.Midnight || Opens < other.Closes) && (Closes == LocalTime.Midnight || other.Opens < Closes);

    /// <summary>Writes day and hours.</summary>
    /// <returns>"Monday 09:00 to 17:00".</returns>
    public override string ToString() =>
        $"{Day} {Wording.Clock(Opens)} to {Wording.Clock(Closes)}";
}
