using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

/// <summary>What the rules say of one instrument in one series.</summary>
/// <remarks>A small value that allocates nothing; the rest is computed when read. Where it is open which score counts, the most cautious reading
/// is explained. <c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct InstrumentDecision
{
    private readonly ResponseRules? _rules;
    private readonly InstrumentFacts _facts;

    internal InstrumentDecision(ResponseRules rules, InstrumentFacts facts, Verdict verdict) => (_rules, _facts, Verdict) = (rules, facts, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The instrument; <c>null</c> when the condition has no score yet.</summary>
    public Instrument? Instrument => _facts.Instrument;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public InstrumentOutcome Outcome => (InstrumentOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<InstrumentOutcome> Possible
    {
        get
        {
            Verdict verdict = Verdict;
            return
            [
                .. new[]
                {
                    InstrumentOutcome.NotYetEvaluable, InstrumentOutcome.Responder, InstrumentOutcome.CriterionNotSet,
                    InstrumentOutcome.NotEvaluable, InstrumentOutcome.LikelyNonResponder,
                }.Where(outcome => verdict.Allows((int)outcome)),
            ];
        }
    }

    /// <summary>The baseline; <c>null</c> when not known.</summary>
    public Score? Baseline => _facts.Baseline;

    /// <summary>The current score; <c>null</c> when not known.</summary>
    public Score? Current => _facts.Current;

    /// <summary>By how many points the score fell, exactly; negative when it rose; <c>null</c> when a score is not known.</summary>
    public decimal? PointsDropped => _facts is { Baseline: { } baseline, Current: { } current } ? baseline.Points - current.Points : null;

    /// <summary>By how many percent of the baseline the score fell, floored at four decimal places; negative when it rose.</summary>
    /// <remarks><c>null</c> when a score is not known or the baseline is 0. Rises beyond -1,000,000,000 percent are that.</remarks>
    public decimal? PercentDropped => ScoreChange.Percent(_facts.Baseline, _facts.Current) is { IsExact: true } percent ? percent.Low / 10_000m : null;

    /// <summary>The details that are certain, in declared order.</summary>
    public ImmutableArray<ResponseFinding> Findings
    {
        get
        {
            Verdict verdict = Rules.FindingTable.Decide(ResponseRules.FindingRow(_facts));
            return
            [
                .. new[]
                {
                    ResponseFinding.Substantial, ResponseFinding.Remission, ResponseFinding.Worsened,
                    ResponseFinding.WithinResidualEffects, ResponseFinding.AbortedSessionNotCounted,
                }.Where(finding => verdict.Has((int)finding)),
            ];
        }
    }

    /// <summary>The definition of remission that was used; <c>null</c> when the policy has none for the instrument.</summary>
    public RemissionDefinition? RemissionDefinition => Instrument is { } instrument ? Rules.RemissionOn(instrument) : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.InstrumentTable.Explain(Row());

    /// <summary>Why the details are what they are; each names its definition.</summary>
    public Explanation FindingExplanation => Rules.FindingTable.Explain(ResponseRules.FindingRow(_facts));

    /// <summary>The rules that make the outcome, in declared order; empty while it depends on what is not known.</summary>
    public ImmutableArray<Rule> DecidingRules => Rules.InstrumentTable.Deciding(Row());

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions
    {
        get
        {
            ImmutableArray<Question> questions = Rules.InstrumentTable.Questions(Row());
            return Status == DecisionStatus.NeedsInformation && questions.IsEmpty
                ? [new("response.score-time", "When exactly were the scores taken?", "", [], CanSettle: true)]
                : questions;
        }
    }

    private ResponseRules Rules => _rules ?? throw new InvalidOperationException("The default instrument decision was made by no rules.");

    /// <summary>The decision as data, with the change, the definition of remission and the details.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument()
    {
        ResponseRules rules = Rules;
        DecisionDocument document = DecisionDocument.Of(rules.InstrumentTable, Row(), rules.Version);
        return document with
        {
            Status = Status,
            Outcome = Outcome.ToString(),
            Possible = [.. Possible.Select(outcome => outcome.ToString())],
            Questions = Questions,
            Values = [.. Values()],
            Parts = [DecisionDocument.Of(rules.FindingTable, ResponseRules.FindingRow(_facts), rules.Version)],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(InstrumentDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the instrument and the possible outcomes, never a score.</summary>
    /// <returns>"Phq9: Responder".</returns>
    public override string ToString() => IsDefault ? "no decision" : $"{Instrument?.ToString() ?? "no instrument"}: {string.Join(" or ", Possible)}";

    private List<ValueDocument> Values()
    {
        List<ValueDocument> values = [];
        if (PointsDropped is { } points)
        {
            values.Add(new("response.points-dropped", FormattableString.Invariant($"{points:0.############################}"), null));
        }

        if (PercentDropped is { } percent)
        {
            values.Add(new("response.percent-dropped", FormattableString.Invariant($"{percent:0.####}"), null));
        }

        if (RemissionDefinition is { } remission)
        {
            values.Add(new("response.remission-definition", remission.Name, null));
        }

        return values;
    }

    private FactValue[] Row()
    {
        var row = new FactValue[4];
        Rules.Fill(row, _facts);
        return row;
    }
}
