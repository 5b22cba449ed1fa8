using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Fees;

/// <summary>A clinic's opening hours and the dates on which it is closed.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record BusinessCalendar
{
    /// <summary>When the clinic is open; a day without hours is closed, and one day has one row.</summary>
    public required ImmutableArray<OpeningHours> Hours { get; init; }

    /// <summary>Clinic-local dates on which it is closed.</summary>
    public ImmutableArray<LocalDate> ClosedOn { get; init; } = [];

    /// <summary>The open hours between two instants.</summary>
    /// <param name="from">The earlier instant.</param>
    /// <param name="to">The later instant.</param>
    /// <param name="zone">The clinic's time zone.</param>
    /// <returns>The elapsed time while open; negative when <paramref name="to"/> is the earlier one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The two are more than ten years apart.</exception>
    public Duration OpenBetween(Instant from, Instant to, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (to < from)
        {
            return -OpenBetween(to, from, zone);
        }

        if (to - from > Duration.FromDays(3660))
        {
            throw new ArgumentOutOfRangeException(nameof(to), "Notice is counted over at most ten years.");
        }

        Duration open = Duration.Zero;
        LocalDate last = to.InZone(zone).Date;
        for (LocalDate date = from.InZone(zone).Date; date <= last; date = date.PlusDays(1))
        {
            if (!ClosedOn.Contains(date) && Hours.FirstOrDefault(hours => hours.Day == date.DayOfWeek) is { } hours)
            {
                Instant opens = Instant.Max(from, date.At(hours.Opens).InZoneLeniently(zone).ToInstant());
                Instant closes = Instant.Min(to, hours.Closes == LocalTime.Midnight
                    ? zone.AtStartOfDay(date.PlusDays(1)).ToInstant()
                    : date.At(hours.Closes).InZoneLeniently(zone).ToInstant());
                open += closes > opens ? closes - opens : Duration.Zero;
            }
        }

        return open;
    }

    /// <inheritdoc/>
    public bool Equals(BusinessCalendar? other) =>
        other is not null && Hours.SequenceEqual(other.Hours) && ClosedOn.SequenceEqual(other.ClosedOn);

    /// <inheritdoc/>
    public override int GetHashCode() => Hours.Length;

    /// <summary>Writes the opening hours and the dates on which it is closed.</summary>
    /// <returns>"Monday 09:00 to 17:00, closed on 2026-12-25".</returns>
    public override string ToString() =>
        string.Join(", ", Hours) + string.Concat(ClosedOn.Select(date => $", closed on {LocalDatePattern.Iso.Format(date)}"));
}
