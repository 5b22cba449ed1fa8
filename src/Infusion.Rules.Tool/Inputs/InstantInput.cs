using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>An instant on the command line: with an offset, in UTC, or on the clinic's clock.</summary>
internal static class InstantInput
{
    private const string Allowed =
        "allowed: a time such as 2026-03-16T12:00 on the clinic's clock, 2026-03-16T12:00-04:00 or 2026-03-16T16:00Z.";

    private static readonly OffsetDateTimePattern[] _withOffset =
    [
        OffsetDateTimePattern.GeneralIso, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<G>"),
    ];

    private static readonly LocalDateTimePattern[] _local =
    [
        LocalDateTimePattern.GeneralIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm"),
    ];

    /// <summary>Reads it.</summary>
    /// <param name="text">What stands on the command line.</param>
    /// <param name="zone">The clinic's zone.</param>
    public static Instant Read(string text, DateTimeZone zone)
    {
        foreach (OffsetDateTimePattern pattern in _withOffset)
        {
            if (pattern.Parse(text) is { Success: true, Value: var at })
            {
                return at.ToInstant();
            }
        }

        foreach (LocalDateTimePattern pattern in _local)
        {
            if (pattern.Parse(text) is { Success: true, Value: var clock })
            {
                ZoneLocalMapping readings = zone.MapLocal(clock);
                return readings.Count == 1
                    ? readings.Single().ToInstant()
                    : throw new BadInputException(readings.Count == 0
                        ? $"--at: {text} is a time the clinic's clocks skipped; {Allowed}"
                        : $"--at: {text} is a time the clinic's clocks showed twice; {Allowed}");
            }
        }

        throw new BadInputException($"--at: found '{text}'; {Allowed}");
    }
}
