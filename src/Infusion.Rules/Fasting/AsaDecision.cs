using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>How one intake compares with the anesthesiologists' guideline: an advisory beside the clinic's rule.</summary>
/// <remarks>It never makes a violation and never a fee (C14). Judged against the scheduled appointment. Immutable and thread-safe.</remarks>
public sealed class AsaDecision
{
    private readonly FastingRules _rules;
    private readonly FactValue[] _row = new FactValue[2];
    private readonly Verdict _verdict;

    internal AsaDecision(FastingRules rules, FastingFacts facts, Intake intake)
    {
        (_rules, Intake) = (rules, intake);
        if (rules.AsaKindOf(intake) is { } kind)
        {
            _row[0] = FastingRules.AsaKindFact.Value(kind);
        }

        if (intake.At is { } at)
        {
            // A repeated clock time is judged over both readings at once: the advisory asks only when they differ.
            _row[1] = at.ElapsedTo(facts.Appointment);
        }

        _verdict = rules.AsaTable.Decide(_row);
    }

    /// <summary>The intake.</summary>
    public Intake Intake { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(_verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public AsaOutcome Outcome => (AsaOutcome)_verdict.MostCautious;

    /// <summary>By how much the intake is short of the guideline's time; <c>null</c> when it is not, or not known.</summary>
    public Duration? ShortBy => Outcome != AsaOutcome.Met && Status == DecisionStatus.Determined
        && Explanation.Lines.FirstOrDefault(line => line.Fact == FastingRules.AsaElapsedFact.Id) is { LimitCode: { } limit }
            ? Duration.FromNanoseconds(limit - _row[1].Low)
            : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => _rules.AsaTable.Explain(_row);

    /// <summary>What to ask; empty when the advisory is determined.</summary>
    public ImmutableArray<Question> Questions => _rules.AsaTable.Questions(_row);

    /// <summary>The advisory as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(_rules.AsaTable, _row, _rules.Version);

    /// <summary>Writes the outcome.</summary>
    /// <returns>The outcome's name.</returns>
    public override string ToString() => Outcome.ToString();
}
