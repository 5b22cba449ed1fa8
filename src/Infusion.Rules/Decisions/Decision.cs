using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>What the clinic's rules say of one matter: an outcome, how far it is settled, and why.</summary>
/// <remarks>
/// <para>A small value that allocates nothing. Its words (rules, facts,
/// questions, document) are made when they are read, by judging once more.</para>
/// <para><c>default</c> was decided by nobody: it <see cref="IsDefault"/>, and
/// its other members throw. Two decisions are equal when they are of the same
/// rules, about equal subjects, at one instant, with equal outcomes. Immutable and thread-safe.</para>
/// </remarks>
/// <typeparam name="TOutcome">The outcomes, an enum declared from the least to the most cautious.</typeparam>
[JsonConverter(typeof(DecisionJsonConverter))]
public readonly struct Decision<TOutcome> : IEquatable<Decision<TOutcome>>
    where TOutcome : struct, Enum
{
    private readonly Decider? _decider;
    private readonly object? _subject;
    private readonly OutcomeSet _outcomes;

    internal Decision(Decider decider, object subject, Instant at, OutcomeSet outcomes) =>
        (_decider, _subject, At, _outcomes) = (decider, subject, at, outcomes);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _decider is null;

    /// <summary>The instant it was asked for.</summary>
    public Instant At { get; }

    /// <summary>Whether the facts settle it.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public DecisionStatus Status => DecisionDocument.StatusOf(Outcomes);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    /// <exception cref="InvalidOperationException">The decision is invalid,
    /// because its facts contradict each other; it has no outcome, because its
    /// rules only collect and found nothing; or this is the default.</exception>
    public TOutcome Outcome => Outcomes.MostCautious is >= 0 and var outcome
        ? OrdinalNames.Value<TOutcome>(outcome)
        : throw new InvalidOperationException($"The decision '{_decider}' has no outcome: {Decider.Judgement.Table.Describe(_outcomes)}.");

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public ImmutableArray<TOutcome> Possible => ValuesOf(Outcomes, static (outcomes, one) => outcomes.Allows(one));

    /// <summary>Every outcome that is certain: of rules that collect all there are, otherwise the one that is settled.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public ImmutableArray<TOutcome> Certain => ValuesOf(Outcomes, static (outcomes, one) => outcomes.Has(one));

    /// <summary>The possible and the certain outcomes as sets.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public OutcomeSet Outcomes => IsDefault ? throw Meaningless : _outcomes;

    /// <summary>The rules that force the outcome, in declared order; none while it is open.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public ImmutableArray<Rule> DecidingRules => Decider.RulesOf(Trace);

    /// <summary>The facts that force the outcome: those of one row that has it.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public ImmutableArray<ExplanationLine> Facts => Trace.Decisive is { } row ? row.Table.Explain(row.Values.AsSpan()).Lines : [];

    /// <summary>What to ask next, in order; empty when the decision is settled.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public ImmutableArray<Question> Questions => Ask(null);

    private Decider Decider => _decider ?? throw Meaningless;

    private Trace Trace => Decider.Trace(_subject!, At, new());

    private static InvalidOperationException Meaningless =>
        new($"The default decision about a {typeof(TOutcome).Name} was made by nobody.");

    /// <summary>Whether two decisions are equal.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Decision<TOutcome> left, Decision<TOutcome> right) => left.Equals(right);

    /// <summary>Whether two decisions differ.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Decision<TOutcome> left, Decision<TOutcome> right) => !left.Equals(right);

    /// <summary>Whether an outcome is possible.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether some completion of what is not known gives it.</returns>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public bool Allows(TOutcome outcome) => Outcomes.Allows((int)OrdinalNames.Ordinal(outcome));

    /// <summary>Whether an outcome is certain.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Whether every completion of what is not known gives it.</returns>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public bool Has(TOutcome outcome) => Outcomes.Has((int)OrdinalNames.Ordinal(outcome));

    /// <summary>Whether the outcome is one, or is among those found; <c>null</c> while that is open.</summary>
    internal bool? Is(TOutcome outcome) => Has(outcome) ? true : Status == DecisionStatus.Invalid || Allows(outcome) ? null : false;

    /// <summary>The smallest set of actions that gives an outcome.</summary>
    /// <param name="outcome">The outcome wanted.</param>
    /// <returns>The counterfactual; without steps when nothing a person can do gives it, or the decision has it already.</returns>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public Counterfactual WhatWouldGive(TOutcome outcome) => Trace is { Items.IsEmpty: true, Decisive: { } row }
        ? row.Table.WhatWouldGive((int)OrdinalNames.Ordinal(outcome), row.Values.AsSpan())
        : new() { Target = outcome.ToString(), Steps = [] };

    /// <summary>The same decision, taking up one that was made and stored before instead of judging that matter again.</summary>
    /// <remarks>A cancellation fee rests on the plan of the fast, a booking on
    /// the standing of the patient, the next session on the verdict so far. The
    /// stored decision stands among the parts of this one's document, with the policy version and the instant it was made at.</remarks>
    /// <param name="earlier">The document of the decision it rests on; an open one stays open, and asks what it asked.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">This decision does not rest on such
    /// a one; or that is of another policy, about another subject, has outcomes
    /// this policy does not have, or contradicts itself.</exception>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public Decision<TOutcome> RestingOn(DecisionDocument earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Decider resting = Decider.RestingOn(earlier, _subject!);
        return new(resting, _subject!, At, resting.Outcomes(_subject!, At));
    }

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with what it is about and the instant it was asked for.</returns>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public DecisionDocument ToDocument() => ToDocument(new());

    /// <summary>The stable id of the decision, such as <c>fasting.plan</c>.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public string Id => Decider.Judgement.Id;

    /// <summary>What it is about, as the record names it; <c>null</c> where there is but one thing it can be about.</summary>
    /// <exception cref="InvalidOperationException">This is the default.</exception>
    public string? About => Decider.NameOf(_subject!);

    /// <summary>The decision as data, among the documents of a review.</summary>
    internal DecisionDocument ToDocument(Kept kept) => Decider.Document(_subject!, At, kept);

    /// <summary>What to ask next, as those documents have it.</summary>
    internal ImmutableArray<Question> Ask(Kept? kept) => Decider.Trace(_subject!, At, kept ?? new()).Questions;

    /// <summary>What it leaves to ask, each question with what it is about.</summary>
    internal OpenDecision Open() => OpenDecision.Of(Trace, _subject!);

    /// <summary>The same decision, where what it rests on contradicts itself.</summary>
    /// <param name="contradictions">The contradictions, each as a sentence.</param>
    internal Decision<TOutcome> ContradictedBy(ImmutableArray<string> contradictions) =>
        new(Decider.ContradictedBy(contradictions), _subject!, At, OutcomeSet.Invalid);

    /// <summary>The same decision, where the record leaves open which of several it is.</summary>
    /// <param name="others">What else it may come to; its values and parts are not known then.</param>
    /// <param name="which">What to ask about it.</param>
    internal Decision<TOutcome> Or(IEnumerable<Decision<TOutcome>> others, Question which)
    {
        ImmutableArray<OutcomeSet> ways = [_outcomes, .. others.Select(static other => other._outcomes)];
        OutcomeSet either = ways.Aggregate(Decider.Judgement.Either);
        return new(Decider.Or(either, which), _subject!, At, either);
    }

    /// <summary>What it is about, where a decider decided it; <c>null</c> where another one did, or nobody.</summary>
    internal object? SubjectOf(Decider decider) => ReferenceEquals(_decider?.Origin, decider) ? _subject : null;

    /// <summary>Equality by rules, subject, instant and outcomes.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(Decision<TOutcome> other) =>
        (_decider?.IsSameAs(other._decider) ?? other.IsDefault)
            && At == other.At && _outcomes == other._outcomes && Equals(_subject, other._subject);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Decision<TOutcome> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _outcomes.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"fasting.plan: Compliant or Violation".</returns>
    public override string ToString() => _decider is null ? "no decision" : $"{_decider}: {_decider.Judgement.Table.Describe(_outcomes)}";

    private static ImmutableArray<TOutcome> ValuesOf(OutcomeSet outcomes, Func<OutcomeSet, int, bool> which)
    {
        var values = ImmutableArray.CreateBuilder<TOutcome>();
        for (int outcome = 0; outcome < 63; outcome++)
        {
            if (which(outcomes, outcome))
            {
                values.Add(OrdinalNames.Value<TOutcome>(outcome));
            }
        }

        return values.ToImmutable();
    }
}
