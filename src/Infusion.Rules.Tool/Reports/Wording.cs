using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Names and values as a person reads them.</summary>
internal static class Wording
{
    private static readonly ZonedDateTimePattern _clock = ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm", null);

    private static readonly LocalDatePattern _date = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    /// <summary>"NeedsInformation" as "needs information", "clear-liquid" as "clear liquid".</summary>
    public static string Words(string name) => string.Concat(name.Select((letter, place) =>
        letter is '-' or '.' ? " "
        : place > 0 && char.IsUpper(letter) && char.IsLower(name[place - 1]) ? " " + char.ToLowerInvariant(letter)
        : char.ToLowerInvariant(letter).ToString()));

    /// <summary>The text with a capital first letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"1 table", "2 tables".</summary>
    public static string Count(long count, string one) => FormattableString.Invariant($"{count:#,0} {one}{(count == 1 ? "" : "s")}");

    /// <summary>An instant on the clinic's clock.</summary>
    public static string At(Instant instant, DateTimeZone zone) => _clock.Format(instant.InZone(zone));

    /// <summary>A value of a document: instants on the clinic's clock, elapsed time in hours and minutes, anything else as it is.</summary>
    public static string Value(string value, DateTimeZone zone)
    {
        if (InstantPattern.ExtendedIso.Parse(value) is { Success: true, Value: var instant })
        {
            return At(instant, zone);
        }

        if (LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date })
        {
            return _date.Format(date);
        }

        return value.StartsWith("PT", StringComparison.Ordinal) && PeriodPattern.NormalizingIso.Parse(value) is { Success: true, Value: { HasDateComponent: false } period }
            ? Elapsed(period.ToDuration())
            : value;
    }

    private static string Elapsed(Duration duration)
    {
        string[] parts =
        [
            Part(duration.Days * 24 + duration.Hours, "h"), Part(duration.Minutes, "min"), Part(duration.Seconds, "s"),
        ];
        string text = string.Join(' ', parts.Where(part => part.Length > 0));
        return text.Length == 0 ? "0 min" : text;
    }

    private static string Part(int count, string unit) => count == 0 ? "" : FormattableString.Invariant($"{count} {unit}");
}
