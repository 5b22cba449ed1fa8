using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests;

/// <summary>Times as the clinic's clock shows them, in America/New_York.</summary>
internal static class ClinicTime
{
    public static DateTimeZone Zone => DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>A local time such as "2026-06-15 10:00" or "2026-06-15 10:00:01".</summary>
    public static Moment Local(string text) => Moment.FromLocal(
        LocalDateTimePattern.CreateWithInvariantCulture(text.Length > 16 ? "uuuu-MM-dd HH:mm:ss" : "uuuu-MM-dd HH:mm").Parse(text).Value,
        Zone);

    /// <summary>An instant such as "2026-06-15T14:00:00Z".</summary>
    public static Instant Utc(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
