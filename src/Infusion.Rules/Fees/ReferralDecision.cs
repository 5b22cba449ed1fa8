using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

/// <summary>Whether one referral earns its credit.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct ReferralDecision
{
    private readonly FeeRules? _rules;
    private readonly ReferralFacts _facts;

    internal ReferralDecision(FeeRules rules, ReferralFacts facts, Verdict verdict)
    {
        (_rules, _facts, Verdict) = (rules, facts, verdict);
    }

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones, which earns nothing yet.</summary>
    public ReferralOutcome Outcome => (ReferralOutcome)Verdict.MostCautious;

    /// <summary>The credit; zero unless it is certainly earned.</summary>
    public Money Credit => Verdict.Has((int)ReferralOutcome.Earned) ? Rules.Policy.Referral.Credit : Rules.Nothing;

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.ReferralTable.Explain(Row());

    /// <summary>What to ask; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.ReferralTable.Questions(Row());

    private FeeRules Rules => _rules ?? throw new InvalidOperationException("The default referral decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.ReferralTable, Row(), Rules.Version) with
    {
        Values = [new("referral.amount", Credit.ToString(), Explanation.Rules.FirstOrDefault()?.Id)],
    };

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ReferralDecision other) => ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the outcome.</summary>
    /// <returns>The outcome's name.</returns>
    public override string ToString() => IsDefault ? "no decision" : Outcome.ToString();

    private FactValue[] Row()
    {
        var row = new FactValue[4];
        FeeRules.Fill(row, _facts);
        return row;
    }
}
