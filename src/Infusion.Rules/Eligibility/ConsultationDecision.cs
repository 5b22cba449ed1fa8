using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>Whether a verdict can be recorded, and what the consultation costs.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct ConsultationDecision
{
    private readonly EligibilityRules? _rules;
    private readonly ConsultationFacts _facts;

    internal ConsultationDecision(EligibilityRules rules, ConsultationFacts facts, Verdict verdict) => (_rules, _facts, Verdict) = (rules, facts, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public SectionsOutcome Outcome => (SectionsOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<SectionsOutcome> Possible =>
        [.. new[] { SectionsOutcome.VerdictMayBeRecorded, SectionsOutcome.SectionMissing }.Where(Allows)];

    /// <summary>What is due for the consultation, however long it took (R14, R15).</summary>
    public Money Price => Rules.Policy.ConsultationPrice;

    /// <summary>How long it is planned for; a plan, not a limit.</summary>
    public Duration Slot => Rules.Policy.ConsultationSlot;

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.SectionsTable.Explain(Row());

    /// <summary>What to ask next, in order; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.SectionsTable.Questions(Row());

    private EligibilityRules Rules => _rules ?? throw new InvalidOperationException("The default consultation decision was made by no rules.");

    /// <summary>What is to record so that a verdict can be.</summary>
    /// <returns>The missing sections as steps; none when nothing is missing or something is not known.</returns>
    public Counterfactual WhatIsMissing() => Rules.SectionsTable.WhatWouldGive((int)SectionsOutcome.VerdictMayBeRecorded, Row());

    /// <summary>The decision as data.</summary>
    /// <returns>The document; its values carry price and slot.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.SectionsTable, Row(), Rules.Version) with
    {
        Values =
        [
            new("consultation.price", Price.ToString(), "consultation.free-call"),
            new("consultation.slot", NodaTime.Text.PeriodPattern.NormalizingIso.Format(Period.FromNanoseconds(Slot.ToInt64Nanoseconds())), "consultation.free-call"),
        ],
    };

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ConsultationDecision other) => ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"SectionMissing".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    private bool Allows(SectionsOutcome outcome) => Verdict.Allows((int)outcome);

    private FactValue[] Row()
    {
        var row = new FactValue[3];
        EligibilityRules.FillSections(row, _facts);
        return row;
    }
}
