using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reports;

/// <summary>Times as they are read on the clinic's clock.</summary>
/// <param name="zone">The clinic's time zone.</param>
public sealed class ClinicClock(DateTimeZone zone)
{
    private static readonly ZonedDateTimePattern _minutes = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm", null);

    // A time that is no whole minute is shown with its seconds, so that no restriction looks shorter than it is.
    private static readonly ZonedDateTimePattern _seconds = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm:ss.FFFFFFFFF", null);

    private static readonly LocalDatePattern _date = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    private static readonly LocalDatePattern _shortDate = LocalDatePattern.CreateWithInvariantCulture("d MMM");

    private static readonly LocalTimePattern _hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly OffsetPattern _offset = OffsetPattern.CreateWithInvariantCulture("+H:mm");

    /// <summary>The clinic's date of an instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The date.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant is on the first or the last day there is.</exception>
    public LocalDate DateOf(Instant instant) => instant.InZone(zone).Date;

    /// <summary>An instant, with its seconds where it is no whole minute, and with its offset on a day on which the clocks
    /// change.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>"Mon 16 Mar 2026, 09:00".</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant is on the first or the last day there is.</exception>
    public string At(Instant instant) => $"{On(DateOf(instant))}, {Time(instant)}";

    /// <summary>An instant of a day that is known, as a time alone; of another day with its date.</summary>
    /// <param name="instant">The instant.</param>
    /// <param name="meant">The day that is known.</param>
    /// <returns>"09:00".</returns>
    /// <exception cref="ArgumentOutOfRangeException">The instant is on the first or the last day there is.</exception>
    public string At(Instant instant, LocalDate meant) => DateOf(instant) == meant ? Time(instant) : At(instant);

    /// <summary>A date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>"Mon 16 Mar 2026".</returns>
    public static string On(LocalDate date) => _date.Format(date);

    /// <summary>The dates between two, both included.</summary>
    /// <param name="earliest">The first; <c>null</c> where there is none.</param>
    /// <param name="latest">The last; <c>null</c> where there is none.</param>
    /// <returns>"from Mon 2 Mar 2026 to Thu 2 Apr 2026", "on Mon 2 Mar 2026"; empty where there is no date.</returns>
    public static string Between(LocalDate? earliest, LocalDate? latest) => (earliest, latest) switch
    {
        ({ } from, { } to) when from == to => $"on {On(from)}",
        ({ } from, { } to) => $"from {On(from)} to {On(to)}",
        ({ } from, null) => $"from {On(from)} on",
        (null, { } to) => $"by {On(to)}",
        _ => "",
    };

    /// <summary>Times of the clinic's clock between two instants, evenly apart; the day where one begins.</summary>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The last.</param>
    internal IEnumerable<FigureTick> Hours(Instant from, Instant to)
    {
        int step = (to - from).TotalHours switch { <= 5 => 1, <= 10 => 2, <= 16 => 4, _ => 6 };
        for (LocalDateTime at = DateOf(from).AtMidnight(); ; at = at.PlusHours(step))
        {
            Instant instant = zone.AtLeniently(at).ToInstant();
            if (instant > to)
            {
                yield break;
            }

            if (instant >= from)
            {
                yield return new(instant, at.Hour == 0 ? _shortDate.Format(at.Date) : _hour.Format(at.TimeOfDay));
            }
        }
    }

    private string Time(Instant instant)
    {
        ZonedDateTime at = instant.InZone(zone);
        bool isWhole = instant.ToUnixTimeTicks() % NodaConstants.TicksPerMinute == 0;
        return (isWhole ? _minutes : _seconds).Format(at) + (IsDoubtful(at) ? $" (UTC{_offset.Format(at.Offset)})" : "");
    }

    // On a day, or in the night after one, on which the clocks change, a time is said with its offset.
    private bool IsDoubtful(ZonedDateTime at)
    {
        Offset OffsetAt(int days) => zone.GetUtcOffset(zone.AtLeniently(at.Date.PlusDays(days).AtMidnight()).ToInstant());
        return at.Year is > -9998 and < 9999 && OffsetAt(0) != OffsetAt(1);
    }
}
