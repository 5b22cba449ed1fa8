using System.Text.RegularExpressions;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Names and values as a person reads them.</summary>
internal static partial class Wording
{
    /// <summary>"NotACure" as "not a cure", "clear-liquid" as "clear liquid".</summary>
    public static string Words(string name) => NameWords.Of(name);

    /// <summary>The text with a capital first letter.</summary>
    public static string Capital(string text) => NameWords.Capital(text);

    /// <summary>"1 table", "2 tables".</summary>
    public static string Count(long count, string one) => FormattableString.Invariant($"{count:#,0} {one}{(count == 1 ? "" : "s")}");

    /// <summary>A finding as a sentence; one that asks keeps its question mark.</summary>
    public static string Sentence(string says) => says.EndsWith('?') ? says : says + ".";

    /// <summary>The versions of a book, as data.</summary>
    public static string Versions(RulesBook rules) => string.Join(", ", rules.Policies.Versions.Select(version => version.Policy.Version));

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
}
