using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Names and values as a person reads them.</summary>
internal static partial class Wording
{
    private static readonly ZonedDateTimePattern _clock = ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm", null);

    // A time that is no whole minute is shown with its seconds, so that no restriction looks shorter than it is.
    private static readonly ZonedDateTimePattern _seconds =
        ZonedDateTimePattern.CreateWithInvariantCulture("ddd d MMM uuuu, HH:mm:ss.FFFFFFFFF", null);

    private static readonly LocalDatePattern _date = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    // The names the library has for outcomes and other closed lists, and the one that is on no list. A text somebody wrote, such as a
    // medicine's name, is none of them.
    private static readonly HashSet<string> _names =
        [.. typeof(InfusionRules).Assembly.GetExportedTypes().Where(type => type.IsEnum).SelectMany(Enum.GetNames), "NotRequired"];

    /// <summary>"NotACure" as "not a cure", "clear-liquid" as "clear liquid".</summary>
    public static string Words(string name) => string.Concat(name.Select((letter, place) =>
        letter is '-' or '.' ? " "
        : place > 0
            && char.IsUpper(letter)
            && (char.IsLower(name[place - 1])
                || (place + 1 < name.Length && char.IsLower(name[place + 1]) && char.IsUpper(name[place - 1])))
            ? " " + char.ToLowerInvariant(letter)
        : char.ToLowerInvariant(letter).ToString()));

    /// <summary>A value that is a name, in words; any other value as it is.</summary>
    public static string Named(string value) => value.All(letter => char.IsLetter(letter) || letter == '-') ? Words(value) : value;

    /// <summary>The text with a capital first letter.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"1 table", "2 tables".</summary>
    public static string Count(long count, string one) => FormattableString.Invariant($"{count:#,0} {one}{(count == 1 ? "" : "s")}");

    /// <summary>A finding as a sentence; one that asks keeps its question mark.</summary>
    public static string Sentence(string says) => says.EndsWith('?') ? says : says + ".";

    /// <summary>An instant on the clinic's clock.</summary>
    public static string At(Instant instant, DateTimeZone zone) =>
        (instant.ToUnixTimeTicks() % NodaConstants.TicksPerMinute == 0 ? _clock : _seconds).Format(instant.InZone(zone));

    /// <summary>A clinic-local date.</summary>
    public static string On(LocalDate date) => _date.Format(date);

    /// <summary>The dates of a step, with what stands before them: ", on Mon 2 Mar 2026", ", from ... to ...".</summary>
    public static string Dates(LocalDate? earliest, LocalDate? recommended, LocalDate? latest)
    {
        string dates = (earliest, latest) switch
        {
            ({ } from, { } to) when from == to => $", on {On(from)}",
            ({ } from, { } to) => $", from {On(from)} to {On(to)}",
            ({ } from, null) => $", from {On(from)}",
            (null, { } to) => $", to {On(to)}",
            _ => "",
        };
        return recommended is { } date && !(date == earliest && (latest ?? date) == date) ? $"{dates}, recommended {On(date)}" : dates;
    }

    /// <summary>Who does something or knows an answer: "the desk".</summary>
    public static string Person(ClinicPerson person) => person == ClinicPerson.Nurse ? "a nurse" : $"the {Words(person.ToString())}";

    /// <summary>Whose rules they are, and of which version: of a book, each with its dates.</summary>
    public static string Rules(RulesBook rules) => rules.Policies.Versions is [var only]
        ? $"{only.Policy.Name}, version {only.Policy.Version}"
        : $"{rules.Policies.Versions[0].Policy.Name}: " + string.Join("; ", rules.Policies.Versions.Select(version =>
            $"version {version.Policy.Version} from {On(version.From)}"
            + (version.To is { } end ? $" to {On(end.PlusDays(-1))}" : "")));

    /// <summary>The versions of a book, as data.</summary>
    public static string Versions(RulesBook rules) => string.Join(", ", rules.Policies.Versions.Select(version => version.Policy.Version));

    /// <summary>A rule and where it comes from: "[fasting.solids; R43]".</summary>
    public static string Source(string rule, IEnumerable<string> citations) =>
        citations.Any() ? $"[{rule}; {string.Join(", ", citations)}]" : $"[{rule}]";

    /// <summary>What a decision came to, in words.</summary>
    public static string Outcome(DecisionDocument document) => document.Status switch
    {
        DecisionStatus.Determined => Words(document.Outcome),
        DecisionStatus.Invalid => "cannot be decided",
        _ => $"open; until it is known, the most cautious: {Words(document.Outcome)}",
    };

    /// <summary>A value of a document: instants on the clinic's clock, elapsed time in hours and minutes, the library's names in words, and
    /// anything else, such as what somebody wrote, as it is.</summary>
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

        return value.StartsWith("PT", StringComparison.Ordinal)
            && PeriodPattern.NormalizingIso.Parse(value) is { Success: true, Value: { HasDateComponent: false } period }
            ? Elapsed(period.ToDuration())
            : _names.Contains(value) ? Words(value)
            : value;
    }

    /// <summary>The text with every ISO 8601 duration and period in words: "P1M" as "1 month", "PT1H30M" as "1 h 30 min".</summary>
    public static string Plain(string text) => IsoSpan().Replace(text, span => string.Join(' ', new[]
    {
        Span(span.Groups["y"], "year", "years"), Span(span.Groups["m"], "month", "months"), Span(span.Groups["w"], "week", "weeks"),
        Span(span.Groups["d"], "day", "days"), Span(span.Groups["h"], "h", "h"), Span(span.Groups["min"], "min", "min"),
        Span(span.Groups["s"], "s", "s"),
    }.Where(part => part.Length > 0)));

    private static string Span(Group number, string one, string many) =>
        !number.Success ? "" : $"{number.Value} {(number.Value == "1" ? one : many)}";

    [GeneratedRegex(
        @"(?<![\w.-])P(?=\d|T\d)(?:(?<y>\d+)Y)?(?:(?<m>\d+)M)?(?:(?<w>\d+)W)?(?:(?<d>\d+)D)?(?:T(?:(?<h>\d+)H)?(?:(?<min>\d+)M)?(?:(?<s>\d+)S)?)?(?![\w-])")]
    private static partial Regex IsoSpan();

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
