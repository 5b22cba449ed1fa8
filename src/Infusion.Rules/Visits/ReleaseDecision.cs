using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>What the clinic's rules say of a release at one instant.</summary>
/// <remarks>Allocates nothing on complete facts. Unknown criteria or an unknown ride never give a release. <c>default</c> was made by no rules:
/// it <see cref="IsDefault"/> and its members throw. Equality is by rules, facts, instant and verdicts.</remarks>
public readonly record struct ReleaseDecision
{
    private const int FindingCount = 6;

    private readonly VisitRules? _rules;
    private readonly VisitFacts _facts;

    internal ReleaseDecision(VisitRules rules, VisitFacts facts, Instant now, Verdict verdict, Verdict findings) =>
        (_rules, _facts, At, Verdict, FindingsVerdict) = (rules, facts, now, verdict, findings);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The instant it was asked for.</summary>
    public Instant At { get; }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>The possible and the certain findings.</summary>
    public Verdict FindingsVerdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ReleaseOutcome Outcome => (ReleaseOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ReleaseOutcome> Possible => VisitJudgement.Possible<ReleaseOutcome>(Verdict, 3);

    /// <summary>The hold reasons that apply for certain.</summary>
    public ImmutableArray<ReleaseFinding> Holds => OnlyHolds(VisitJudgement.Certain<ReleaseFinding>(FindingsVerdict, FindingCount));

    /// <summary>The hold reasons that apply or may apply, as far as the facts are known.</summary>
    public ImmutableArray<ReleaseFinding> PossibleHolds => OnlyHolds(VisitJudgement.Possible<ReleaseFinding>(FindingsVerdict, FindingCount));

    /// <summary>Whether going unaccompanied is pointed out. An advisory: it holds nothing (R68, C8).</summary>
    public bool AdvisesAccompaniment => FindingsVerdict.Has((int)ReleaseFinding.Unaccompanied);

    /// <summary>The instant at which the minimum recovery is reached; <c>null</c> without a recorded infusion end.</summary>
    /// <remarks>Counted from the latest the end may have been; criteria and ride are still asked then.</remarks>
    public Instant? EarliestRelease => _facts.InfusionEnd is { } end ? Rules.EarliestRelease(_facts, end) : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => Judgement.Explanation;

    /// <summary>Why each finding applies.</summary>
    public Explanation FindingsExplanation => Rules.JudgeRelease(_facts, At, Rules.ReleaseFindingsTable).Explanation;

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Judgement.Questions;

    private VisitRules Rules => _rules ?? throw new InvalidOperationException("The default release decision was made by no rules.");

    private VisitJudgement Judgement => Rules.JudgeRelease(_facts, At, Rules.ReleaseTable);

    /// <summary>The smallest set of actions that gives a release; waiting is not one.</summary>
    /// <returns>The counterfactual; without steps when nothing a person can arrange gives a release.</returns>
    public Counterfactual WhatWouldRelease() => Rules.ReleaseTable.WhatWouldGive((int)ReleaseOutcome.Release, Judgement.Row);

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the findings as its part and the earliest release as a value.</returns>
    public DecisionDocument ToDocument() => Judgement.ToDocument(
        EarliestRelease is { } earliest ? [new("visit.earliest-release", VisitText.Iso(earliest), "visit.recovery-minimum")] : []) with
    {
        Parts = [Rules.JudgeRelease(_facts, At, Rules.ReleaseFindingsTable).ToDocument()],
    };

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Hold".</returns>
    public override string ToString() => IsDefault ? "no decision" : Verdict.IsInvalid ? "Invalid" : string.Join(" or ", Possible);

    private static ImmutableArray<ReleaseFinding> OnlyHolds(ImmutableArray<ReleaseFinding> findings) =>
        [.. findings.Where(finding => finding != ReleaseFinding.Unaccompanied)];
}
