using Infusion.Rules.Fees;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>The small words of a patient's sheet.</summary>
internal static class SheetWords
{
    private const int Morning = 5;

    private const int Evening = 17;

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> names, string last = "and") => names.Count < 2
        ? string.Concat(names)
        : $"{string.Join(", ", names.Take(names.Count - 1))} {last} {names[^1]}";

    /// <summary>The text with a small first letter, unless it begins with a word in capitals.</summary>
    public static string Small(string text) => text.Length < 2 || char.IsUpper(text[1]) ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>"24 hours", "1 hour and 30 minutes".</summary>
    public static string Hours(Duration duration)
    {
        string[] parts =
        [
            .. new[] { Part((int)duration.TotalHours, "hour"), Part(duration.Minutes, "minute"), Part(duration.Seconds, "second") }
                .Where(static part => part.Length > 0),
        ];
        return List(parts);
    }

    /// <summary>The whole minute at or before an instant.</summary>
    public static Instant Down(Instant at) =>
        Instant.FromUnixTimeSeconds((long)Math.Floor(at.ToUnixTimeSeconds() / 60m) * NodaConstants.SecondsPerMinute);

    /// <summary>The whole minute at or after an instant.</summary>
    public static Instant Up(Instant at) => Down(at) == at ? at : Down(at) + Duration.FromMinutes(1);

    /// <summary>When a time before a visit is, as seen from it: "the night before your visit".</summary>
    /// <param name="at">The time on the clinic's clock.</param>
    /// <param name="visit">The date of the visit.</param>
    public static string Near(LocalDateTime at, LocalDate visit) => Period.DaysBetween(at.Date, visit) switch
    {
        0 when at.Hour < Morning => "in the night before your visit",
        0 => "the day of your visit",
        1 when at.Hour >= Evening => "the night before your visit",
        1 => "the day before your visit",
        var days => FormattableString.Invariant($"{days} days before your visit"),
    };

    /// <summary>How strongly the clinic asks it, as a verb: "must".</summary>
    public static string Must(Rule rule) => rule.Modality switch
    {
        Modality.Recommended => "should",
        Modality.Permitted => "may have to",
        _ => "must",
    };

    /// <summary>What the clinic asks, as strongly as it does.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="that">What it asks, after "you": "stay here".</param>
    /// <param name="must">The sentence where it must be; <c>null</c> for what it asks alone.</param>
    public static string Asked(Rule rule, string that, string? must = null) => rule.Modality switch
    {
        Modality.Recommended => $"The clinic recommends that you {that}.",
        Modality.Permitted => $"The clinic may ask you to {that}.",
        _ => must ?? Wording.Sentence(that),
    };

    /// <summary>What the clinic asks not to be done, as strongly as it does.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="that">What it asks not to do, after "not".</param>
    public static string AskedNot(Rule rule, string that) => rule.Modality switch
    {
        Modality.Recommended => $"The clinic recommends that you do not {that}.",
        Modality.Permitted => $"The clinic may ask you not to {that}.",
        _ => $"Do not {that}.",
    };

    /// <summary>How much a charge is.</summary>
    public static string Amount(FeeCharge charge) => charge switch
    {
        FeeCharge.Flat flat => flat.Amount.ToString(),
        FeeCharge.PercentOfPrice share => FormattableString.Invariant($"{share.Percent:0.######} % of the price"),
        FeeCharge.Deposit => "the deposit",
        _ => "an amount that the clinic does not publish",
    };

    private static string Part(int count, string unit) => count == 0 ? "" : Wording.Count(count, unit);
}
