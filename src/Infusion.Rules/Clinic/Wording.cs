using System.Text;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Clinic;

/// <summary>How names, counts and calendar periods are written in ids and sentences.</summary>
internal static class Wording
{
    /// <summary>A hyphen before every capital and before every run of digits,
    /// and no capitals: <c>phq-9</c>, <c>non-human-milk</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (int place = 0; place < name.Length; place++)
        {
            bool starts = char.IsUpper(name[place]) || (char.IsDigit(name[place]) && place > 0 && !char.IsDigit(name[place - 1]));
            text.Append(starts && place > 0 ? "-" : "").Append(char.ToLowerInvariant(name[place]));
        }

        return text.ToString();
    }

    /// <summary>A name in words: "chart review".</summary>
    public static string Words(string name) => Kebab(name).Replace('-', ' ');

    /// <summary>The first letter in upper case, as a sentence begins.</summary>
    public static string Sentence(string text) => NameWords.Capital(text);

    /// <summary>"1 day", "3 days".</summary>
    public static string Count(long count, string one) => FormattableString.Invariant($"{count} {one}{(count == 1 ? "" : "s")}");

    /// <summary>"1 h 30 min".</summary>
    public static string Of(Duration elapsed) => Fact.FormatElapsed(Fact.Nanoseconds(elapsed));

    /// <summary>"08:00".</summary>
    public static string Clock(LocalTime time) => FormattableString.Invariant($"{time.Hour:00}:{time.Minute:00}");

    /// <summary>"1 month", "2 weeks and 3 days".</summary>
    public static string Of(Period period) => string.Join(
        " and ",
        (
            (string[])[
                Part(period.Years, "year"), Part(period.Months, "month"), Part(period.Weeks, "week"),
                Part(period.Days, "day")]).Where(part => part.Length > 0));

    /// <summary>What a source advises and how sure it is, for the end of a sentence; empty when a policy says neither.</summary>
    public static string Advised(string? advice, EvidenceGrade? evidence, EvidenceCertainty? certainty = null)
    {
        string grade = evidence switch
        {
            null => "",
            EvidenceGrade.NotGraded => "its source gives no evidence grade",
            { } letter => $"evidence grade {letter}",
        };
        string sure = certainty is { } known ? $"{Words(known.ToString())} certainty" : "";
        string[] said = [.. new[] { grade, sure }.Where(static part => part.Length > 0)];
        return (advice is null ? "" : $": {advice}") + (said.Length == 0 ? "" : $" ({string.Join(", ", said)})");
    }

    private static string Part(int count, string one) => count == 0 ? "" : Count(count, one);
}
