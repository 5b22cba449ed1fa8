namespace Infusion.Rules.Verification.Proof;

/// <summary>How a sentence about a patient says a fact, where "name: value" would read like a form.</summary>
/// <remarks>A reviewed list, like <see cref="ReviewedParameters"/>; a test
/// requires that each fact is one of the library's. Facts of other tables are
/// said by their names.</remarks>
internal static class FactPhrases
{
    // In the order they are said; {0} is the value.
    private static (string Fact, string Phrase)[] Known =>
    [
        ("fasting.kind", "who had {0}"),
        ("fasting.elapsed", "{0} before the appointment"),
        ("fasting.since-end", "{0} after the infusion's end"),
        ("fasting.asa-kind", "who had {0}"),
        ("fasting.asa-elapsed", "{0} before the appointment"),
        ("fee.end", "whose appointment ended as {0}"),
        ("fee.reason", "with the recorded reason {0}"),
        ("fee.notice", "{0} before the appointment"),
    ];

    /// <summary>The facts that have a phrase.</summary>
    public static IEnumerable<string> Facts => Known.Select(one => one.Fact);

    /// <summary>The patient of a witness: phrases first, and every other fact by its name.</summary>
    public static string Who(IReadOnlyList<WitnessFact> facts)
    {
        if (facts.Count == 0)
        {
            return "Any patient";
        }

        string[] phrases = [.. Known.SelectMany(one => facts.Where(fact => fact.Id == one.Fact && IsSaid(fact))
            .Select(fact => one.Phrase.Replace("{0}", fact.After.Replace('-', ' '))))];
        string[] others = [.. facts.Where(fact => !IsSaid(fact)).Select(Named)];
        string start = phrases.Length == 0 ? "A patient" : $"A patient {string.Join(" ", phrases)}";
        return others.Length == 0 ? start : $"{start} ({string.Join("; ", others)})";
    }

    // What the versions read differently, and time that runs the other way, is said by name.
    private static bool IsSaid(WitnessFact fact) =>
        fact.Before == fact.After && fact.AfterLow is >= 0 && Known.Any(one => one.Fact == fact.Id);

    private static string Named(WitnessFact fact) => fact.Before == fact.After
        ? $"{fact.Name}: {fact.After}"
        : $"{fact.Name}: {fact.After}, before {fact.Before}";
}
