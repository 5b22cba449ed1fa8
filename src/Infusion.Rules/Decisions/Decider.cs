using System.Collections.Immutable;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Decisions;

/// <summary>What stands behind a decision: how it is judged, under which policy, and what of its own it carries.</summary>
/// <param name="judgement">How it is judged.</param>
/// <param name="version">The policy it is judged under.</param>
internal abstract class Decider(Judgement judgement, PolicyVersion version)
{
    /// <summary>How it is judged.</summary>
    public Judgement Judgement => judgement;

    /// <summary>The policy it is judged under.</summary>
    public PolicyVersion Version => version;

    /// <summary>What is said where nothing on record decides; asked for when it is said, and not before.</summary>
    public Func<string> WhenNothing { get; init; } = static () => "nothing on record says otherwise";

    /// <summary>Whether it is a part of another decision only where it found something for certain.</summary>
    public bool IsPartIfFound { get; init; }

    /// <summary>The stored decisions that are taken as they are, instead of judging their matters once more.</summary>
    public ImmutableArray<DecisionDocument> Earlier { get; private protected set; } = [];

    /// <summary>What contradicts itself in the record that is judged, each as a sentence; a decision that rests on it is invalid.</summary>
    public ImmutableArray<string> Contradictions { get; private set; } = [];

    /// <summary>What it comes to where the record leaves open which of several it is, with what to ask; <c>null</c> elsewhere.</summary>
    public (OutcomeSet Outcomes, Question Which)? Either { get; private set; }

    /// <summary>What this one is, but for the stored decisions it rests on.</summary>
    public Decider Origin { get => field ?? this; private protected set; }

    /// <summary>What those came to, at the slots of their inputs; <c>null</c> where it rests on none.</summary>
    private protected object?[]? Given { get; set; }

    /// <summary>Whether two decide alike: one thing, resting on equal stored decisions.</summary>
    public bool IsSameAs(Decider? other) =>
        ReferenceEquals(this, other)
            || (other is not null && ReferenceEquals(Origin, other.Origin) && Earlier.SequenceEqual(other.Earlier)
                && Contradictions.SequenceEqual(other.Contradictions) && Either == other.Either);

    /// <summary>The same about a record that contradicts itself.</summary>
    public Decider ContradictedBy(ImmutableArray<string> contradictions)
    {
        var contradicted = (Decider)MemberwiseClone();
        contradicted.Origin = Origin;
        contradicted.Contradictions = contradictions;
        return contradicted;
    }

    /// <summary>The same where the record does not say which of several it is.</summary>
    public Decider Or(OutcomeSet either, Question which)
    {
        var open = (Decider)MemberwiseClone();
        open.Origin = Origin;
        open.Either = (either, which);
        return open;
    }

    /// <summary>What a decision is about, as the record names it; <c>null</c> where there is but one.</summary>
    public string? NameOf(object subject) => SubjectOf(subject);

    /// <summary>The same, resting on a stored decision.</summary>
    /// <exception cref="ArgumentException">It does not rest on such a decision, or the stored one does not fit.</exception>
    public abstract Decider RestingOn(DecisionDocument earlier, object subject);

    /// <summary>Notes the rows that are judged; <c>null</c> but in tests.</summary>
    public RowCount? Count { get; set; }

    /// <summary>The deciders of its items and parts.</summary>
    public abstract IEnumerable<Decider> Within { get; }

    /// <summary>What is said of the decision, judged once more for its words.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="at">The instant it was asked for.</param>
    /// <param name="kept">What was judged before for the same documents.</param>
    public Trace Trace(object subject, Instant at, Kept kept)
    {
        if (!Contradictions.IsEmpty)
        {
            return new(OutcomeSet.Invalid, [], [], [], isOneEnough: false);
        }

        Trace trace = judgement.TraceObject(subject, AskedAt(at) with { Kept = kept });
        return Either is { } either ? trace.As(either.Outcomes, []).AskingFirst(either.Which) : trace;
    }

    /// <summary>What is decided about a subject that is known by its reference only.</summary>
    public OutcomeSet Outcomes(object subject, Instant at)
    {
        Asking asking = AskedAt(at);
        return Either?.Outcomes ?? judgement.DecideObject(subject, ref asking);
    }

    /// <summary>The decision as data.</summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="at">The instant it was asked for.</param>
    /// <param name="kept">What was made before for the documents that this one is one of.</param>
    public DecisionDocument Document(object subject, Instant at, Kept kept) =>
        kept.Once(this, subject, at, () => Document(subject, at, Trace(subject, at, kept), kept));

    /// <summary>The decision as data, from how it was judged.</summary>
    public DecisionDocument Document(object subject, Instant at, Trace judged, Kept kept)
    {
        Trace trace = judged.Instead ?? judged;
        TracedRow? decisive = trace.Decisive;
        if (kept.IsBrief)
        {
            return Brief(subject, at, trace, judged.Instead is null ? judgement.Table : decisive!.Table, kept);
        }

        Explanation? explanation = decisive?.Table.Explain(decisive.Values.AsSpan());
        DecisionTable table = judged.Instead is null ? judgement.Table : decisive!.Table;
        ImmutableArray<Rule> rules = RulesOf(table, trace);
        return new()
        {
            Decision = judgement.Id,
            Subject = SubjectOf(subject),
            At = at == default ? null : InstantPattern.ExtendedIso.Format(at),
            Policy = version.Policy,
            PolicyVersion = version.Version,
            PolicyHash = version.ContentHash,
            TimeZones = version.TimeZones,
            Title = DecisionWords.TitleOf(judgement.Id),
            Says = table.Says(trace.Outcomes, rules),
            Attention = table.AttentionTo(trace.Outcomes),
            Status = DecisionDocument.StatusOf(trace.Outcomes),
            Outcome = table.HitPolicy == HitPolicy.Collect ? table.Describe(trace.Outcomes) : table.NameOf(trace.Outcomes.MostCautious),
            Possible = [.. table.Outcomes.Where((_, outcome) => trace.Outcomes.Allows(outcome))],
            Summary = Summary(table, trace, explanation, rules),
            Rules = [.. rules.Select(RuleDocument.Of)],
            Facts = [.. (explanation?.Lines ?? []).Select(FactDocument.Of)],
            Questions = trace.Questions,
            Values = ValuesOrContradictions(subject, at, trace),
            Parts = IsAsJudged ? [.. PartsOf(subject, at, trace, kept)] : [],
        };
    }

    // What it came to, without a word of why.
    private DecisionDocument Brief(object subject, Instant at, Trace trace, DecisionTable table, Kept kept) => new()
    {
        Decision = judgement.Id,
        Subject = SubjectOf(subject),
        Policy = version.Policy,
        PolicyVersion = version.Version,
        TimeZones = version.TimeZones,
        Status = DecisionDocument.StatusOf(trace.Outcomes),
        Outcome = table.HitPolicy == HitPolicy.Collect ? "" : table.NameOf(trace.Outcomes.MostCautious),
        Possible = [.. table.Outcomes.Where((_, outcome) => trace.Outcomes.Allows(outcome))],
        Summary = "",
        Values = ValuesOrContradictions(subject, at, trace),
        Parts = IsAsJudged ? [.. PartsOf(subject, at, trace, kept)] : [],
    };

    private ImmutableArray<ValueDocument> ValuesOrContradictions(object subject, Instant at, Trace trace) =>
        !IsAsJudged ? [.. Contradictions.Select(static one => new ValueDocument("contradiction", one, null))]
        : judgement.IsPublished ? [.. ValuesOf(subject, at, trace)]
        : [];

    /// <summary>The rules that force a settled outcome, in declared order; none while it is open.</summary>
    public ImmutableArray<Rule> RulesOf(Trace trace) => RulesOf(judgement.Table, trace);

    private static ImmutableArray<Rule> RulesOf(DecisionTable table, Trace trace)
    {
        IEnumerable<TracedRow> rows = table.HitPolicy == HitPolicy.Collect ? trace.Rows
            : trace.Outcomes.IsDetermined ? trace.Sufficient
            : [];
        HashSet<Rule> deciding =
        [
            .. rows.SelectMany(row => row.Table.Deciding(row.Values.AsSpan())).Where(rule => trace.Outcomes.Has(rule.Outcome)),
        ];
        return [.. rows.Select(row => row.Table).Distinct().SelectMany(one => one.Rules).Where(deciding.Contains)];
    }

    private bool IsAsJudged => Contradictions.IsEmpty && Either is null;

    /// <summary>Writes the id.</summary>
    public override string ToString() => judgement.Id;

    /// <summary>An asking that takes the stored decisions as they are.</summary>
    private protected Asking AskedAt(Instant at) => new(at) { Given = Given, Count = Count };

    /// <summary>What the decision is about, as the record names it; <c>null</c> where there is but one.</summary>
    protected abstract string? SubjectOf(object subject);

    /// <summary>The dates, amounts and other values the decision carries.</summary>
    protected abstract IEnumerable<ValueDocument> ValuesOf(object subject, Instant at, Trace trace);

    /// <summary>The decisions it is made of.</summary>
    protected abstract IEnumerable<DecisionDocument> PartsOf(object subject, Instant at, Trace trace, Kept kept);

    // Names no outcome that is not possible, and no reason that did not decide.
    private string Summary(DecisionTable table, Trace trace, Explanation? explanation, ImmutableArray<Rule> rules)
    {
        string says = NameWords.Capital(table.Says(trace.Outcomes, rules));
        if (trace.Outcomes.IsDetermined || trace.Outcomes.IsInvalid)
        {
            return explanation is null ? Explanation.Line(says, Nothing(trace), "") : (explanation with { Says = says }).Summary;
        }

        return Explanation.Open(says, trace.Questions);
    }

    private string Nothing(Trace trace) => !Contradictions.IsEmpty ? string.Join(" ", Contradictions)
        : trace.Outcomes.IsInvalid ? "what is on record contradicts itself"
        : WhenNothing();
}

/// <summary>What stands behind a decision about a subject.</summary>
/// <typeparam name="TSubject">What it is about.</typeparam>
/// <typeparam name="TOutcome">The outcomes of its table.</typeparam>
/// <param name="judgement">How it is judged.</param>
/// <param name="version">The policy it is judged under.</param>
internal class Decider<TSubject, TOutcome>(Judgement<TSubject> judgement, PolicyVersion version) : Decider(judgement, version)
    where TSubject : notnull
    where TOutcome : struct, Enum
{
    /// <summary>How it is judged.</summary>
    public new Judgement<TSubject> Judgement => judgement;

    /// <summary>Names the subject; by default it has no name.</summary>
    public Func<TSubject, string?> Names { get; init; } = static _ => null;

    /// <summary>The values it carries; by default none.</summary>
    public Func<TSubject, Instant, Trace, IEnumerable<ValueDocument>> Values { get; init; } = static (_, _, _) => [];

    /// <summary>Further decisions that belong to it.</summary>
    public ImmutableArray<Part<TSubject>> Parts { get => field.OrEmpty(); init; }

    /// <summary>How each item of a list is reported; <c>null</c> where there are none.</summary>
    public Decider? Items { get; init; }

    /// <summary>Decides the matter about a subject.</summary>
    public Decision<TOutcome> Decide(TSubject subject, Instant at)
    {
        Asking asking = AskedAt(at);
        return new(this, subject, at, judgement.Decide(subject, ref asking));
    }

    public override IEnumerable<Decider> Within => [.. Items is { } items ? [items] : (Decider[])[], .. Parts.Select(part => part.Decider)];

    public override Decider RestingOn(DecisionDocument earlier, object subject)
    {
        Fact link = judgement.Links.FirstOrDefault(fact => PathOf(fact) == earlier.Decision) ?? throw new ArgumentException(
            $"The decision '{this}' does not rest on '{earlier.Decision}'; "
            + $"{(judgement.Links.Any() ? "it rests on " + string.Join(", ", judgement.Links.Select(PathOf)) : "it rests on no other")}.",
            nameof(earlier));
        EarlierAnswer answer = earlier.AnswerTo(link, Version, SubjectOf(subject));
        var resting = (Decider<TSubject, TOutcome>)MemberwiseClone();
        resting.Origin = Origin;
        resting.Earlier = [.. Earlier, earlier];
        resting.Given = AskedAt(default).With(judgement.Inputs.IndexOf(link.ReadBy!.Inputs[0]), answer, judgement.Inputs.Length).Given;
        return resting;
    }

    private static string PathOf(Fact link) => link.ReadBy!.Inputs[0].Path;

    protected override string? SubjectOf(object subject) => Names((TSubject)subject);

    protected override IEnumerable<ValueDocument> ValuesOf(object subject, Instant at, Trace trace) => Values((TSubject)subject, at, trace);

    protected override IEnumerable<DecisionDocument> PartsOf(object subject, Instant at, Trace trace, Kept kept) =>
    [
        .. Earlier,
        .. Items is { } items ? trace.Items.Select(item => items.Document(item.Item, at, item.Trace, kept)) : [],
        .. from part in Parts
           where Earlier.All(earlier => earlier.Decision != part.Decider.Judgement.Id)
           from about in part.About((TSubject)subject)
           where !part.Decider.IsPartIfFound || part.Decider.Trace(about, at, kept).Outcomes.Certain != 0
           select part.Decider.Document(about, at, kept),
    ];
}
