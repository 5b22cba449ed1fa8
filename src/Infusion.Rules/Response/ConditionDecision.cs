using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

/// <summary>The response of one condition, from all its instruments.</summary>
/// <remarks>The policy's primary instrument decides when it is scored; otherwise all speak, and where they differ a clinician reviews. Immutable
/// and thread-safe.</remarks>
public sealed class ConditionDecision
{
    private readonly ResponseRules _rules;
    private readonly FactValue[] _row;

    internal ConditionDecision(ResponseRules rules, ConditionCategory? category, ImmutableArray<InstrumentDecision> instruments)
    {
        (_rules, Category, Instruments) = (rules, category, instruments);
        InstrumentDecision[] primary = [.. instruments.Where(decision =>
            category is { } known && decision.Instrument is { } instrument && rules.IsPrimary(known, instrument))];
        (Verdict, _row) = Fold(rules.ConditionTable, (primary.Length > 0 ? primary : [.. instruments]).Select(decision => decision.Verdict));
    }

    /// <summary>The condition; <c>null</c> when none is on record.</summary>
    public ConditionCategory? Category { get; }

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ResponseOutcome Outcome => (ResponseOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ResponseOutcome> Possible => OutcomesOf(Verdict);

    /// <summary>The instruments, each once; one without a name when the condition has no score.</summary>
    public ImmutableArray<InstrumentDecision> Instruments { get; }

    /// <summary>Why: the last join of verdicts.</summary>
    public Explanation Explanation => _rules.ConditionTable.Explain(_row);

    /// <summary>What to ask next; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Status == DecisionStatus.NeedsInformation
        ? [.. Instruments.SelectMany(instrument => instrument.Questions).Distinct()]
        : [];

    /// <summary>The decision as data, with one part for each instrument.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DocumentOf(_rules.ConditionTable, _row, _rules.Version, Verdict) with
    {
        Questions = Questions,
        Values = Category is { } category ? [new("response.category", category.ToString(), null)] : [],
        Parts = [.. Instruments.Select(instrument => instrument.ToDocument())],
    };

    /// <summary>Writes the condition and the possible outcomes.</summary>
    /// <returns>"Pain: Responder".</returns>
    public override string ToString() => $"{Category?.ToString() ?? "no condition"}: {string.Join(" or ", Possible)}";

    internal static ImmutableArray<ResponseOutcome> OutcomesOf(Verdict verdict) =>
    [
        .. new[]
        {
            ResponseOutcome.NotYetEvaluable, ResponseOutcome.Responder, ResponseOutcome.CriterionNotSet,
            ResponseOutcome.NotEvaluable, ResponseOutcome.ClinicianReview, ResponseOutcome.LikelyNonResponder,
        }.Where(outcome => verdict.Allows((int)outcome)),
    ];

    /// <summary>Joins verdicts one after the other, beginning with "no verdict", which changes nothing.</summary>
    internal static (Verdict Verdict, FactValue[] LastRow) Fold(DecisionTable table, IEnumerable<Verdict> verdicts)
    {
        Verdict soFar = Verdict.Exactly((int)ResponseOutcome.NotYetEvaluable);
        FactValue[] row = [FactValue.Of(soFar), FactValue.Unknown];
        foreach (Verdict next in verdicts)
        {
            row = [FactValue.Of(soFar), FactValue.Of(next)];
            soFar = ResponseRules.Join(table, soFar, next);
        }

        return (soFar, row);
    }

    internal static DecisionDocument DocumentOf(DecisionTable table, FactValue[] row, PolicyVersion version, Verdict verdict) =>
        DecisionDocument.Of(table, row, version) with
        {
            Status = DecisionDocument.StatusOf(verdict),
            Outcome = table.NameOf(verdict.MostCautious),
            Possible = [.. OutcomesOf(verdict).Select(outcome => outcome.ToString())],
        };
}
