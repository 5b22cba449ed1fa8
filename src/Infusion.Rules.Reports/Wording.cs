using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reports;

/// <summary>Words that every report shares.</summary>
internal static partial class Wording
{
    /// <summary>The last line of every report.</summary>
    public const string Note = "The clinic's rules, not medical advice; the clinician decides.";

    /// <summary>The text with a capital first letter.</summary>
    public static string Capital(string text) => NameWords.Capital(text);

    /// <summary>The text as a sentence: one full stop, unless it ends in a mark of its own.</summary>
    public static string Sentence(string text) => Capital(text.Length == 0 || text[^1] is '.' or '?' or '!' or ':' ? text : text + ".");

    /// <summary>"1 visit", "2 visits".</summary>
    public static string Count(int count, string one, string? many = null) =>
        FormattableString.Invariant($"{count} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>The value that a decision carries under an id; <c>null</c> where it carries none, or there is no decision.</summary>
    public static string? ValueOf(DecisionDocument? document, string id) =>
        document?.Values.FirstOrDefault(value => value.Id == id)?.Value;

    /// <summary>Whether a decision is about its visit as a whole, and not about something of it that has a name.</summary>
    public static bool IsOfVisit(DecisionDocument document) =>
        (document.Decision.StartsWith("visit.", StringComparison.Ordinal)
            && document.Decision is not ("visit.side-effects" or "visit.vital-signs"))
        || document.Decision is "fasting.plan" or "fasting.at-start" or "fasting.violation"
        || document.Decision.StartsWith("fee.", StringComparison.Ordinal);

    /// <summary>What contradicts itself, and what to do about it.</summary>
    public static string Contradicting(Contradiction one) =>
        $"{one.Says} Void or correct the wrong one: {one.FirstPath} or {one.SecondPath}.";

    /// <summary>An id or a name of the library in words: "visit 5" of "visit-5", "pain (0 to 10), average" of "PainNrs average".</summary>
    public static string Name(string id) => IsId(id) ? NameWords.Of(id)
        : id.Split(' ') is var words && IsName(words[0]) ? string.Join(' ', words.Select(InWords))
        : id;

    private static string InWords(string word) => char.IsUpper(word[0]) && word.All(char.IsLetterOrDigit) ? NameWords.Of(word) : word;

    private static bool IsId(string text) => text.All(static letter => letter is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9'));

    /// <summary>Who does something or knows an answer: "the desk".</summary>
    public static string Person(ClinicPerson person) => person switch
    {
        ClinicPerson.Nurse => "a nurse",
        ClinicPerson.Desk => "the desk",
        ClinicPerson.Physician => "the physician",
        _ => "the patient",
    };

    /// <summary>A rule's id and what it cites: "fasting.solids; R43".</summary>
    public static string Source(string rule, IEnumerable<string> citations) =>
        string.Join("; ", new[] { rule, string.Join(", ", citations) }.Where(static part => part.Length > 0));

    /// <summary>The same of a rule.</summary>
    public static string Source(Rule rule) => Source(rule.Id, rule.Citations);

    /// <summary>The same of a rule in a document.</summary>
    public static string Source(RuleDocument rule) => Source(rule.Id, rule.Citations);

    /// <summary>A value of a decision: instants and dates on the clinic's clock, elapsed time in hours, names in words.</summary>
    public static string Value(string value, ClinicClock clock) =>
        InstantPattern.ExtendedIso.Parse(value) is { Success: true, Value: var instant } ? clock.At(instant)
        : LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } ? ClinicClock.On(date)
        : value.StartsWith("PT", StringComparison.Ordinal) && PeriodPattern.NormalizingIso.Parse(value) is
        { Success: true, Value: { HasDateComponent: false } period } ? Elapsed(period.ToDuration())
        : value == "true" ? "yes"
        : IsName(value) ? NameWords.Of(value)
        : value;

    /// <summary>What a decision is about: what somebody wrote as it was written, a name of the library in words, a time on the clinic's
    /// clock.</summary>
    public static string Subject(DecisionDocument document, ClinicClock clock)
    {
        string subject = document.Subject ?? "";
        if (document.Decision is "eligibility.condition" or "fasting.intake" or "fasting.asa" or "fasting.during-and-after"
            or "visit.side-effects" || document.Decision.StartsWith("continuity.", StringComparison.Ordinal))
        {
            return subject;
        }

        return string.Join(' ', Name(subject).Split(' ').Select(word =>
            InstantPattern.ExtendedIso.Parse(word) is { Success: true, Value: var at } ? $"after the infusion of {clock.At(at)}" : word));
    }

    /// <summary>The text with every ISO date as it is read.</summary>
    public static string WithDates(string text) => IsoDate().Replace(text, static date => ClinicClock.On(
        LocalDatePattern.Iso.Parse(date.Value).Value));

    /// <summary>"2 h 50 min".</summary>
    public static string Elapsed(Duration duration)
    {
        string[] parts =
        [
            Part((int)duration.TotalHours, "h"), Part(duration.Minutes, "min"), Part(duration.Seconds, "s"),
        ];
        string text = string.Join(' ', parts.Where(static part => part.Length > 0));
        return text.Length == 0 ? "0 min" : text;
    }

    // A name of the library, such as "LikelyNonResponder": capitals inside one word.
    private static bool IsName(string value) => value.Length > 1 && char.IsUpper(value[0]) && value.All(char.IsLetterOrDigit)
        && value.Skip(1).Any(char.IsLower) && (value.Skip(1).Any(char.IsUpper) || _single.Contains(value));

    // Those of one word.
    private static readonly HashSet<string> _single = ["None", "Pain", "Headache", "Phq9", "Gad7", "Pcl5", "Hit6", "Madrs"];

    [GeneratedRegex(@"\b(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b")]
    private static partial Regex IsoDate();

    private static string Part(int count, string unit) => count == 0 ? "" : FormattableString.Invariant($"{count} {unit}");
}
