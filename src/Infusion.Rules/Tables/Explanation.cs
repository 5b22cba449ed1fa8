using System.Collections.Immutable;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tables;

/// <summary>Why a decision is what it is: the causal facts alone, each with its limit, its margin and its source.</summary>
/// <remarks>The facts of <see cref="Lines"/> force the answer (sufficient),
/// dropping any of them does not (minimal), and deciding them again
/// gives the same answer (faithful). Text is invariant English.</remarks>
public sealed record Explanation
{
    /// <summary>The longest a summary gets, in characters.</summary>
    public static int SummaryLength => 140;

    /// <summary>The table's id.</summary>
    public required string Table { get; init; }

    /// <summary>The outcome's name; "A or B" when several are possible; "None" when a Collect table finds nothing.</summary>
    public required string Outcome { get; init; }

    /// <summary>What is so, as a person reads it: "Fast not met".</summary>
    public required string Says { get; init; }

    /// <summary>The rules that decide, in declared order.</summary>
    public required ImmutableArray<Rule> Rules { get => field.OrEmpty(); init; }

    /// <summary>The facts that force the answer, in asking order.</summary>
    public required ImmutableArray<ExplanationLine> Lines { get => field.OrEmpty(); init; }

    /// <summary>One line of at most <see cref="SummaryLength"/> characters: outcome, strongest reason, rule and citation.</summary>
    public string Summary
    {
        get
        {
            string source = Rules.IsEmpty ? "" : " " + Rules[0].Source;
            string reason = Lines.FirstOrDefault(line => line.Limit is not null)?.Text
                ?? (Rules.IsEmpty ? Lines.FirstOrDefault()?.Text : Rules[0].Says) ?? "the record does not say enough";
            return Line(Says, reason, source);
        }
    }

    /// <summary>One line of at most <see cref="SummaryLength"/> characters.</summary>
    internal static string Line(string outcome, string reason, string source) =>
        Clip($"{outcome}: {reason}", SummaryLength - source.Length) + source;

    /// <summary>The line of a decision that is open: what to ask first is the reason.</summary>
    internal static string Open(string outcome, ImmutableArray<Question> questions) =>
        Line(outcome, questions.IsEmpty ? "the record does not say enough" : questions[0].Ask, "");

    /// <summary>The deciding rules and every causal fact, as one paragraph.</summary>
    public string Paragraph => string.Join(" ", new[] { $"{Says}." }
        .Concat(Rules.Select(rule => rule.Sentence))
        .Concat(Lines.Select(line => $"{NameWords.Capital(line.Text)}.")));

    /// <inheritdoc/>
    public bool Equals(Explanation? other) =>
        other is not null && Table == other.Table && Outcome == other.Outcome
        && Rules.SequenceEqual(other.Rules) && Lines.SequenceEqual(other.Lines);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Table + Outcome);

    /// <summary>Writes the summary.</summary>
    /// <returns>The summary.</returns>
    public override string ToString() => Summary;

    private static string Clip(string text, int length) => text.Length <= length ? text : text.Substring(0, length - 1).TrimEnd() + "…";
}
