using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

/// <summary>Whether one appointment costs a fee, and how much.</summary>
/// <remarks>
/// <para>While facts are missing nothing is charged. A small value that allocates nothing on complete facts.</para>
/// <para><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</para>
/// </remarks>
public readonly record struct FeeDecision
{
    private readonly FeeRules? _rules;
    private readonly FeeFacts _facts;
    private readonly Verdict _plan;

    internal FeeDecision(FeeRules rules, FeeFacts facts, Verdict plan, Verdict verdict)
    {
        (_rules, _facts, _plan, Verdict) = (rules, facts, plan, verdict);
    }

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones, which charges nothing yet.</summary>
    public CancellationFeeOutcome Outcome => (CancellationFeeOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<CancellationFeeOutcome> Possible
    {
        get
        {
            Verdict verdict = Verdict;
            return [.. Enumerable.Range(0, Rules.CancellationTable.Outcomes.Length).Where(verdict.Allows).Select(outcome => (CancellationFeeOutcome)outcome)];
        }
    }

    /// <summary>What the library adds to the patient's charges; zero unless the fee is certain.</summary>
    /// <remarks><c>null</c> only for a charged share of a price that was not given. Exact, not rounded.</remarks>
    public Money? Amount => !Verdict.Has((int)CancellationFeeOutcome.Charged) ? Rules.NoCharge
        : FeeRules.AmountOf(Rules.OnlyCharge ?? DecidingRules.FirstOrDefault(), _facts.VisitPrice);

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.CancellationTable.Explain(Row());

    /// <summary>The rules that make the outcome, in declared order; empty while it depends on what is not known.</summary>
    public ImmutableArray<Rule> DecidingRules => Rules.CancellationTable.Deciding(Row());

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.CancellationTable is var table && Status == DecisionStatus.NeedsInformation ? table.Questions(Row()) : [];

    /// <summary>The rule a statement cites for it; of a fee that is not settled, the one that would charge it.</summary>
    internal Rule Cited
    {
        get
        {
            int outcome = Status == DecisionStatus.Determined ? Verdict.MostCautious : (int)CancellationFeeOutcome.Charged;
            return Explanation.Rules.FirstOrDefault() ?? Rules.CancellationTable.Rules.First(rule => rule.Outcome == outcome);
        }
    }

    private FeeRules Rules => _rules ?? throw new InvalidOperationException("The default fee decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document; its value <c>fee.amount</c> is what the library adds.</returns>
    public DecisionDocument ToDocument()
    {
        PolicyVersion version = Rules.Version;
        return DecisionDocument.Of(Rules.CancellationTable, Row(), version) with
        {
            Status = Status,
            Outcome = Outcome.ToString(),
            Possible = [.. Possible.Select(outcome => outcome.ToString())],
            Questions = Questions,
            Values = [new("fee.amount", Amount?.ToString() ?? "NotPublished", Explanation.Rules.FirstOrDefault()?.Id)],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(FeeDecision other) => ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && _plan == other._plan && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Charged" or "Charged or ReasonNotSupported".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    // A repeated clock time is one row: either reading when they agree, and otherwise the range over both.
    private FactValue[] Row()
    {
        var row = new FactValue[Rules.CancellationTable.Facts.Length];
        Rules.Fill(row, _facts, _plan);
        if (Rules.AsksForTimes)
        {
            bool agree = Status == DecisionStatus.Determined;
            Rules.FillTimes(row, agree ? _facts.Appointment?.Reading(0) : _facts.Appointment, agree ? _facts.CancelledAt?.Reading(0) : _facts.CancelledAt,
                agree ? _facts.ArrivedAt?.Reading(0) : _facts.ArrivedAt);
        }

        return row;
    }
}
