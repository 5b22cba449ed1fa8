using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.TimeZones;

namespace Infusion.Rules.Clinic;

/// <summary>The clinic's clock, made to run forward only, counted from midnight of a date.</summary>
/// <remarks>Where clock times come twice in a night, one run of them stands still, so that a later instant never reads earlier.</remarks>
internal static class ForwardClock
{
    /// <summary>The clock, standing at the repeated time's end while it runs the second time.</summary>
    /// <param name="at">The instant to read the clock at.</param>
    /// <param name="from">An instant on the date whose midnight it is counted from.</param>
    /// <param name="zone">The clinic's time zone.</param>
    /// <returns>Nanoseconds; an unbounded instant is at the end of what elapsed time can be.</returns>
    public static long EarlierReading(Instant at, Instant from, DateTimeZone zone) => Reading(at, from, zone, static (at, twice) =>
        at == twice.Last().ToInstant() ? twice.EarlyInterval.IsoLocalEnd : null);

    /// <summary>The clock, standing just below the repeated time's start while it runs the first time.</summary>
    /// <inheritdoc cref="EarlierReading"/>
    public static long LaterReading(Instant at, Instant from, DateTimeZone zone) => Reading(at, from, zone, static (at, twice) =>
        at == twice.First().ToInstant() ? twice.LateInterval.IsoLocalStart : null);

    // What a repeated time stands just below; null where it reads as it is.
    private static long Reading(Instant at, Instant from, DateTimeZone zone, Func<Instant, ZoneLocalMapping, LocalDateTime?> standsBelow)
    {
        if (IsUnbounded(at) || IsUnbounded(from))
        {
            return Fact.Nanoseconds(at < from ? Duration.MinValue : Duration.MaxValue);
        }

        LocalDateTime local = at.InZone(zone).LocalDateTime;
        ZoneLocalMapping mapping = zone.MapLocal(local);
        if (mapping.Count == 2 && standsBelow(at, mapping) is { } end)
        {
            local = end.PlusNanoseconds(-1);
        }

        int days = Period.DaysBetween(from.InZone(zone).Date, local.Date);
        return Fact.Nanoseconds(Duration.FromDays(days) + Duration.FromNanoseconds(local.NanosecondOfDay));
    }

    private static bool IsUnbounded(Instant at) => at == Instant.MinValue || at == Instant.MaxValue;
}
