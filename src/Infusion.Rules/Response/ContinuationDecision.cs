using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

/// <summary>What a booking of another session is told about the response; never more than a warning.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct ContinuationDecision
{
    private readonly ResponseRules? _rules;
    private readonly ContinuationFacts _facts;

    internal ContinuationDecision(ResponseRules rules, ContinuationFacts facts, Verdict verdict) => (_rules, _facts, Verdict) = (rules, facts, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ContinuationOutcome Outcome => (ContinuationOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ContinuationOutcome> Possible
    {
        get
        {
            Verdict verdict = Verdict;
            return [.. new[] { ContinuationOutcome.NoWarning, ContinuationOutcome.Overridden, ContinuationOutcome.ContinuationNotRecommended }
                .Where(outcome => verdict.Allows((int)outcome))];
        }
    }

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.ContinuationTable.Explain(Row());

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.ContinuationTable.Questions(Row());

    private ResponseRules Rules => _rules ?? throw new InvalidOperationException("The default continuation decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.ContinuationTable, Row(), Rules.Version);

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ContinuationDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"ContinuationNotRecommended".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    private FactValue[] Row()
    {
        var row = new FactValue[2];
        ResponseRules.FillContinuation(row, _facts);
        return row;
    }
}
