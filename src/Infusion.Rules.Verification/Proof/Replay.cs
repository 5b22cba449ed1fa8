using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What the kernel says of a row, in the proof's words.</summary>
internal static class Replay
{
    /// <summary>Neither one outcome nor none is certain.</summary>
    public const int Open = -4;

    private const ulong Gap = 1UL << 63;

    /// <summary>The outcome the kernel finds, or why there is none.</summary>
    public static int Outcome(DecisionTable table, string? finding, FactValue[] row)
    {
        OutcomeSet outcomes = table.Decide(row);
        if (outcomes.IsInvalid)
        {
            return Outcomes.Impossible;
        }

        if (finding is not null)
        {
            int place = table.Outcomes.IndexOf(finding);
            return place < 0 || !outcomes.Allows(place) ? Outcomes.None : outcomes.Has(place) ? 0 : Open;
        }

        return outcomes.Possible == Gap ? Outcomes.None : outcomes.IsDetermined ? outcomes.MostCautious : Open;
    }

    /// <summary>The outcomes the kernel leaves possible, as the proof's sets have them.</summary>
    public static ulong Possible(DecisionTable table, string? finding, FactValue[] row)
    {
        OutcomeSet outcomes = table.Decide(row);
        if (finding is not null)
        {
            int place = table.Outcomes.IndexOf(finding);
            bool isPossible = place >= 0 && outcomes.Allows(place);
            return outcomes.IsInvalid ? 0 : (isPossible ? Masks.Of(0) : 0) | (isPossible && outcomes.Has(place) ? 0 : Masks.None);
        }

        return outcomes.IsInvalid ? 0
            : table.Outcomes.Select((_, place) => outcomes.Allows(place) ? Masks.Of(place) : 0)
                .Aggregate((outcomes.Possible & Gap) != 0 ? Masks.None : 0, static (sum, one) => sum | one);
    }

    /// <summary>The terms of the rules that decide a row.</summary>
    public static ImmutableArray<Term> Terms(DecisionTable table, string? finding, FactValue[] row) =>
        [.. (finding is null ? table.Deciding(row) : table.Applying(row).Where(rule => table.Outcomes[rule.Outcome] == finding))
            .SelectMany(rule => rule.Terms)];

    /// <summary>The answer as a person reads it, with the nearest limit.</summary>
    public static string Says(DecisionTable table, string? finding, FactValue[] row)
    {
        int outcome = Outcome(table, finding, row);
        string answer = (outcome, finding) switch
        {
            (Outcomes.Impossible, _) => "a case that cannot be",
            (Outcomes.None, null) => "no answer",
            (Outcomes.None, _) => ReportText.Without(table, finding),
            (Open, null) => $"not known yet: {string.Join(", or ", Possible(table, row))}",
            (Open, _) => $"not known yet whether {table.WordsOf(finding)}",
            _ => Words(table, finding ?? table.NameOf(outcome), row),
        };
        if (outcome < 0)
        {
            return answer;
        }

        ExplanationLine? limit = table.Explain(row).Lines.FirstOrDefault(line => line.Limit is not null);
        return limit is null ? answer
            : $"{answer} ({limit.Needs}, {limit.Margin})";
    }

    private static IEnumerable<string> Possible(DecisionTable table, FactValue[] row)
    {
        OutcomeSet outcomes = table.Decide(row);
        return table.Outcomes.Where((_, place) => outcomes.Allows(place)).Select(name => table.WordsOf(name));
    }

    // Of what a policy names itself, the rule that applies says what is so.
    private static string Words(DecisionTable table, string outcome, FactValue[] row) =>
        table.WordsOf(outcome, table.Applying(row).FirstOrDefault(rule => table.Outcomes[rule.Outcome] == outcome));
}
