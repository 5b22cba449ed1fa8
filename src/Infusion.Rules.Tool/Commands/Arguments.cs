using System.CommandLine;
using System.CommandLine.Parsing;
using Infusion.Rules.Tool.Inputs;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Commands;

/// <summary>The arguments that several commands share.</summary>
internal static class Arguments
{
    private const string PolicyText = "'published', a policy file, or a book: a folder with a book.json, or that file; "
        + "'+consensus-2018', another overlay that ships, or '+FILE' behind it takes up an overlay";

    /// <summary>One policy.</summary>
    public static Argument<string> Policy(string name = "POLICY") => new(name) { Description = PolicyText };

    /// <summary>One policy, by default the published one.</summary>
    public static Argument<string> PolicyOrPublished() =>
        new("POLICY") { Description = PolicyText, DefaultValueFactory = _ => PolicyInput.BuiltIn };

    /// <summary>One policy or more.</summary>
    public static Argument<string[]> Policies() => new("POLICY") { Description = PolicyText, Arity = ArgumentArity.OneOrMore };

    /// <summary>One policy as an option.</summary>
    public static Option<string> PolicyOption(string name, string what) =>
        new(name) { Description = $"{what}: {PolicyText}", Required = true, HelpName = "POLICY" };

    /// <summary>The date that picks the version of a book.</summary>
    public static Option<LocalDate?> AsOf() => new("--as-of")
    {
        Description = "the clinic's date that picks the version of a book, such as 2026-03-01",
        HelpName = "DATE",
        CustomParser = static result => DateOf(result, "--as-of"),
    };

    /// <summary>The instant everything is judged at.</summary>
    public static Option<string?> At() => new("--at")
    {
        Description = "the instant to judge at, such as 2026-03-16T12:00 on the clinic's clock, or with an offset or Z; left out, that of "
            + "the record. What happened after it does not exist",
        HelpName = "INSTANT",
    };

    /// <summary>A date of the clinic's calendar.</summary>
    public static Option<LocalDate?> On() => new("--on")
    {
        Description = "the day, a date of the clinic's calendar such as 2026-03-02",
        HelpName = "DATE",
        Required = true,
        CustomParser = static result => DateOf(result, "--on"),
    };

    /// <summary>How the report is written.</summary>
    public static Option<ReportFormat> Format(params ReportFormat[] allowed)
    {
        string[] names = [.. allowed.Select(NameOf)];
        string list = names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
        return new("--format")
        {
            Description = $"{list}; left out, {names[0]}",
            HelpName = "FORMAT",
            CustomParser = result => Parse(result, allowed, list),
        };
    }

    /// <summary>The short form of <c>--format html</c>.</summary>
    public static Option<bool> Html() => new("--html") { Description = "one page for a browser, as --format html" };

    /// <summary>Everything that a page has, on the screen.</summary>
    public static Option<bool> All() => new("--all") { Description = "every patient, and the tables cell by cell, as a page has them" };

    /// <summary>How the report is written, by <c>--format</c> or <c>--html</c>.</summary>
    /// <exception cref="BadInputException">They disagree.</exception>
    public static ReportFormat FormatOf(ParseResult parsed, Option<ReportFormat> format, Option<bool> html)
    {
        bool isGiven = parsed.GetResult(format) is { Implicit: false };
        return !parsed.GetValue(html) ? parsed.GetValue(format)
            : !isGiven || parsed.GetValue(format) == ReportFormat.Html ? ReportFormat.Html
            : throw new BadInputException($"--html and --format {NameOf(parsed.GetValue(format))} disagree; give one of them.");
    }

    /// <summary>Where the report goes.</summary>
    public static Option<string?> Output() =>
        new("--output") { Description = "the file the report is written to; left out, the screen", HelpName = "FILE" };

    /// <summary>How many cells a table may cost.</summary>
    public static Option<long> Budget() => new("--budget")
    {
        Description = "how many cells may be evaluated for one table; above it the answer is undecided",
        HelpName = "CELLS",
        DefaultValueFactory = _ => 5_000_000,
        CustomParser = static result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (
                long.TryParse(
                    text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long cells)
                && cells > 0)
            {
                return cells;
            }

            result.AddError($"--budget: found '{text}'; allowed: a whole number above zero.");
            return 0;
        },
    };

    private static LocalDate? DateOf(ArgumentResult result, string option)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date })
        {
            return date;
        }

        result.AddError($"{option}: found '{text}'; allowed: a date such as 2026-03-01.");
        return null;
    }

    private static string NameOf(ReportFormat format) => format.ToString().ToLowerInvariant();

    private static ReportFormat Parse(ArgumentResult result, ReportFormat[] allowed, string list)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        foreach (ReportFormat format in allowed.Where(format => NameOf(format) == text))
        {
            return format;
        }

        result.AddError($"--format: found '{text}'; allowed: {list}.");
        return ReportFormat.Text;
    }
}
