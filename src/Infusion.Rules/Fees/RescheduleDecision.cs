using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

/// <summary>Whether a new appointment is on another day than the cancelled one.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct RescheduleDecision
{
    private readonly FeeRules? _rules;
    private readonly RescheduleFacts _facts;

    internal RescheduleDecision(FeeRules rules, RescheduleFacts facts, Verdict verdict)
    {
        (_rules, _facts, Verdict) = (rules, facts, verdict);
    }

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the warning.</summary>
    public RescheduleOutcome Outcome => (RescheduleOutcome)Verdict.MostCautious;

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.RescheduleTable.Explain(Row());

    /// <summary>What to ask; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.RescheduleTable is var table && Status == DecisionStatus.NeedsInformation ? table.Questions(Row()) : [];

    private FeeRules Rules => _rules ?? throw new InvalidOperationException("The default reschedule decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.RescheduleTable, Row(), Rules.Version);

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(RescheduleDecision other) => ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the outcome.</summary>
    /// <returns>The outcome's name.</returns>
    public override string ToString() => IsDefault ? "no decision" : Outcome.ToString();

    private FactValue[] Row()
    {
        bool agree = Status == DecisionStatus.Determined;
        return [Rules.DaysLater(agree ? _facts.Cancelled?.Reading(0) : _facts.Cancelled, agree ? _facts.New?.Reading(0) : _facts.New)];
    }
}
