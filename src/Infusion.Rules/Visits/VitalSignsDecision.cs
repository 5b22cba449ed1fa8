using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>Which vital signs are not recorded in one part of a visit.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class VitalSignsDecision
{
    private readonly VisitJudgement _judgement;

    private readonly VisitRules _rules;

    internal VitalSignsDecision(VisitRules rules, VisitJudgement judgement) => (_rules, _judgement) = (rules, judgement);

    /// <summary>The elapsed time between two sets; <c>null</c> is not published (R55).</summary>
    public Duration? Interval => _rules.Policy.VitalSignInterval;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict => _judgement.Verdict;

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => _judgement.Status;

    /// <summary>The vital signs not recorded for certain.</summary>
    public ImmutableArray<VitalSign> Missing => [.. _rules.Policy.VitalSigns.Where(item => Verdict.Has((int)item))];

    /// <summary>The vital signs of which it is not known whether they are recorded.</summary>
    public ImmutableArray<VitalSign> NotRecorded => [.. _rules.Policy.VitalSigns.Where(item => Verdict.Allows((int)item) && !Verdict.Has((int)item))];

    /// <summary>Why.</summary>
    public Explanation Explanation => _judgement.Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => _judgement.Questions;

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => _judgement.ToDocument(
        new ValueDocument("visit.vital-signs-interval", Interval is { } interval ? VisitText.Iso(interval) : "NotPublished", "visit.vital-signs"));

    /// <summary>Writes the table and the possible outcomes.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _judgement.ToString();
}
