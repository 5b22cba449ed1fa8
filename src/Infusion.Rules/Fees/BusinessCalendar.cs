using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Fees;

/// <summary>A clinic's opening hours and the dates on which it is closed.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record BusinessCalendar
{
    /// <summary>When the clinic is open; a day without hours is closed, and the hours of one day do not overlap.</summary>
    /// <exception cref="ArgumentException">No day has hours, or two of one day overlap.</exception>
    public required ImmutableArray<OpeningHours> Hours
    {
        get;
        init => field = value.IsDefaultOrEmpty ? throw new ArgumentException("At least one day has opening hours.", nameof(value))
            : value.Where((hours, place) => value.Take(place).Any(hours.Overlaps)).FirstOrDefault() is { } twice
                ? throw new ArgumentException($"The opening hours overlap on {twice}.", nameof(value))
            : value;
    }

    /// <summary>Clinic-local dates on which it is closed.</summary>
    public ImmutableArray<LocalDate> ClosedOn { get => field.OrEmpty(); init; }

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
        LocalDate last = Moment.WithDates(to).InZone(zone).Date;
        for (LocalDate date = Moment.WithDates(from).InZone(zone).Date; date <= last; date = date.PlusDays(1))
        {
            foreach (Interval hours in OpenOn(date, zone))
            {
                Instant opens = Instant.Max(from, hours.Start);
                Instant closes = Instant.Min(to, hours.End);
                open += closes > opens ? closes - opens : Duration.Zero;
            }
        }

        return open;
    }

    /// <summary>When the clinic is open on a date, earliest first; a closed date has no hours.</summary>
    /// <remarks>A clock time that daylight saving skips is as much later; one that it repeats is the first of the two.
    /// A date that the clocks skipped whole has no hours.</remarks>
    /// <param name="date">The clinic-local date.</param>
    /// <param name="zone">The clinic's time zone.</param>
    internal IEnumerable<Interval> OpenOn(LocalDate date, DateTimeZone zone)
    {
        Instant InstantOf(LocalTime time) => date.At(time).InZoneLeniently(zone).ToInstant();
        return !IsOpenOn(date, zone) ? [] : Hours.Where(hours => hours.Day == date.DayOfWeek).OrderBy(hours => hours.Opens)
            .Select(hours => (Opens: InstantOf(hours.Opens), Closes: hours.Closes == LocalTime.Midnight
                ? Moment.StartOf(date.PlusDays(1), zone)
                : InstantOf(hours.Closes)))
            .Where(hours => hours.Closes > hours.Opens)
            .Select(hours => new Interval(hours.Opens, hours.Closes));
    }

    /// <summary>Whether the clinic has hours on a date, which makes it a business day; one that the clocks skipped whole is none.
    /// </summary>
    /// <param name="date">The clinic-local date.</param>
    /// <param name="zone">The clinic's time zone.</param>
    internal bool IsOpenOn(LocalDate date, DateTimeZone zone) =>
        !ClosedOn.Contains(date) && Hours.Any(hours => hours.Day == date.DayOfWeek)
        && Moment.StartOf(date, zone) != Moment.StartOf(date.PlusDays(1), zone);

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
