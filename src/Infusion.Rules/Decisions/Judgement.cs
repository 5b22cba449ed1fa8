using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>How one matter is judged: a table, the rows it is asked for, and how they fold.</summary>
/// <remarks>Everything that is said of a decision comes from here, so that no room folds, reads or loops by itself.</remarks>
/// <param name="id">The stable id of the decision, such as <c>fasting.plan</c>.</param>
/// <param name="table">The table whose outcomes the decision has.</param>
internal abstract class Judgement(string id, DecisionTable table)
{
    /// <summary>The stable id of the decision.</summary>
    public string Id => id;

    /// <summary>The table whose outcomes the decision has.</summary>
    public DecisionTable Table => table;

    /// <summary>Whether the policy states anything of the matter; otherwise every subject comes to the same, and nothing is read.</summary>
    public virtual bool IsPublished { get; } = table.IsPublished;

    /// <summary>The facts that are outcomes of other judgements, each of which may be taken from a stored decision instead.</summary>
    internal virtual IEnumerable<Fact> Links => [];

    /// <summary>The outcome that needs no judging, such as that of an empty list; <c>null</c> where there is none.</summary>
    internal virtual OutcomeSet? Otherwise => null;

    /// <summary>How the outcomes of several items come to the one that it has; <c>null</c> where it judges one, or where its own table
    /// says how.</summary>
    internal virtual Fold? Folds => null;

    /// <summary>Judges a subject that is known by its reference only.</summary>
    public abstract OutcomeSet DecideObject(object subject, ref Asking asking);

    /// <summary>Judges such a subject and keeps every row, for the words about the decision; once for all documents of a review.</summary>
    public abstract Trace TraceObject(object subject, Asking asking);

    /// <summary>Two answers of which one is right: what either allows is possible. One that cannot be is left out.</summary>
    public OutcomeSet Either(OutcomeSet one, OutcomeSet other) =>
        one.IsInvalid || other.IsInvalid ? one.IsInvalid ? other : one
        : table.HitPolicy == HitPolicy.Collect ? new(one.Possible | other.Possible, one.Certain & other.Certain)
        : OutcomeSet.OneOf(one.Possible | other.Possible);

    /// <summary>Writes the id.</summary>
    public override string ToString() => id;
}

/// <summary>How one matter about a subject is judged.</summary>
/// <remarks>Where an input has two readings, bounds or several outcomes, it is
/// tried in turn, for all facts that read it together.</remarks>
/// <typeparam name="TSubject">What it is about, such as a visit.</typeparam>
/// <param name="id">The stable id of the decision.</param>
/// <param name="table">The table whose outcomes the decision has.</param>
/// <param name="inputs">The inputs it reads, each at its slot.</param>
internal abstract class Judgement<TSubject>(string id, DecisionTable table, ImmutableArray<Input> inputs) : Judgement(id, table)
{
    /// <summary>The inputs it reads, each at its slot.</summary>
    public ImmutableArray<Input> Inputs => inputs;

    /// <summary>Judges a subject.</summary>
    public OutcomeSet Decide(TSubject subject, ref Asking asking)
    {
        (asking.Open, asking.Bounded) = (0, 0);
        if (!IsPublished)
        {
            return Table.Unpublished;
        }

        OutcomeSet outcomes = DecideOnce(subject, ref asking);

        // What is settled however widely it is read needs no trying.
        return (asking.Open & ~asking.Shared) == 0 || outcomes.IsDetermined ? outcomes : DecideInTurn(subject, asking);
    }

    /// <summary>Judges a subject at an instant.</summary>
    public OutcomeSet Decide(TSubject subject, Instant at)
    {
        var asking = new Asking(at);
        return Decide(subject, ref asking);
    }

    /// <summary>The outcome of this judgement as an input of another one.</summary>
    /// <param name="isSharing">Whether both have the same inputs at the same slots, so that what is tried there is tried here too.</param>
    public LinkedInput<TSubject> Linked(bool isSharing = false) => Linked<TSubject>(static subject => subject, isSharing);

    /// <summary>The outcome of this judgement as an input of one about a subject that holds this one's.</summary>
    /// <param name="select">Finds this judgement's subject in the other; <c>null</c> where there is nothing to judge.</param>
    /// <param name="isSharing">Whether both have the same inputs at the same slots, so that what is tried there is tried here too.</param>
    public LinkedInput<TOuter> Linked<TOuter>(Func<TOuter, TSubject?> select, bool isSharing = false) => new(
        Id,
        (TOuter outer, in Asking asking) =>
        {
            if (select(outer) is not { } subject)
            {
                return null;
            }

            Asking own = asking.Anew() with { Given = isSharing ? asking.Given : null };
            return own is { Kept: not null, Given: null } ? TraceObject(subject, own).Outcomes : Decide(subject, ref own);
        },
        (TOuter outer, in Asking asking) => select(outer) is { } subject
            ? TraceObject(subject, asking.Anew()).Questions
            : [])
    {
        Otherwise = IsPublished ? Otherwise : null,
        Folds = Folds,
    };

    /// <summary>Judges a subject and keeps every row.</summary>
    public Trace Trace(TSubject subject, ref Asking asking)
    {
        (asking.Open, asking.Bounded) = (0, 0);
        if (!IsPublished)
        {
            return Decisions.Trace.Of(new(Table, [.. Table.Facts.Select(static _ => FactValue.Unknown)], Table.Unpublished), []);
        }

        Trace trace = TraceOnce(subject, ref asking);
        if ((asking.Open & ~asking.Shared) == 0 || (trace.Outcomes.IsDetermined && trace.Items.IsEmpty))
        {
            return trace;
        }

        int slot = Bits.Lowest(asking.Open & ~asking.Shared);
        object open = OpenValue(subject, slot, in asking);
        Trace? together = null;
        foreach (object value in Values(subject, slot, open, asking))
        {
            Asking tried = asking.With(slot, value, inputs.Length);
            Trace one = Trace(subject, ref tried);
            together = together is null ? one : together.Or(one, Either);
        }

        // What is as wide as it was is reported as it is; so is what it leaves to ask.
        return open is Moment { IsRepeatedTime: true } ? together!.Asking([QuestionAbout(inputs[slot])])
            : together!.Outcomes == trace.Outcomes ? trace
            : open is Moment ? together.Asking(trace.Questions)
            : together.AskingAs(trace);
    }

    public override OutcomeSet DecideObject(object subject, ref Asking asking) => Decide((TSubject)subject, ref asking);

    public override Trace TraceObject(object subject, Asking asking) => asking is { Kept: { } kept, Given: null }
        ? kept.Once(this, subject, asking.At, () => Trace((TSubject)subject, ref asking))
        : Trace((TSubject)subject, ref asking);

    /// <summary>Judges a subject, open inputs as widely as they are, and notes in the asking which are open.</summary>
    protected abstract OutcomeSet DecideOnce(TSubject subject, ref Asking asking);

    /// <summary>The same, with the rows.</summary>
    protected abstract Trace TraceOnce(TSubject subject, ref Asking asking);

    /// <summary>The first fact that reads an input; <c>null</c> when none does.</summary>
    internal abstract Fact? FactReading(Input input);

    /// <summary>What an open input may be: a moment, or a set of outcomes.</summary>
    internal abstract object OpenValue(TSubject subject, int slot, in Asking asking);

    /// <summary>The instants within the bounds of an input at which a fact that reads it changes its cell.</summary>
    internal abstract void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes);

    /// <summary>The slots of some inputs among all.</summary>
    /// <exception cref="ArgumentException">One is not among them.</exception>
    protected static ulong SlotsOf(IEnumerable<Input> some, ImmutableArray<Input> all) => some.Aggregate(0UL, (slots, input) =>
        all.IndexOf(input) is >= 0 and var slot
            ? slots | (1UL << slot)
            : throw new ArgumentException($"Nothing reads the input '{input}'.", nameof(some)));

    // Answers that differ between two readings are settled by which of them it was.
    private Question QuestionAbout(Input input) =>
        new(
            FactReading(input)!.Id, "That clock time came twice that night: was it the first or the second time?", "", ["first", "second"],
            true)
        { Path = input.Path };

    // Apart from the usual case, in which nothing is open.
    private OutcomeSet DecideInTurn(TSubject subject, Asking asking)
    {
        int slot = Bits.Lowest(asking.Open & ~asking.Shared);
        OutcomeSet? together = null;
        foreach (object value in Values(subject, slot, OpenValue(subject, slot, in asking), asking))
        {
            Asking tried = asking.With(slot, value, inputs.Length);
            OutcomeSet one = Decide(subject, ref tried);
            together = together is { } soFar ? Either(soFar, one) : one;
        }

        return together ?? OutcomeSet.Invalid;
    }

    // Two readings, the stretches in which an instant changes no cell, everything a choice may be, or the possible outcomes.
    private IEnumerable<object> Values(TSubject subject, int slot, object open, Asking asking)
    {
        switch (open)
        {
            case Moment { IsRepeatedTime: true } twice:
                return [twice.Reading(0), twice.Reading(1)];
            case Moment between:
                var changes = new SortedSet<Instant>();
                AddChanges(subject, slot, between, asking, changes);
                return Stretches(between, changes);
            case object[] all:
                return all;
            default:
                var outcomes = (OutcomeSet)open;
                return Enumerable.Range(0, 63).Where(outcomes.Allows).Cast<object>();
        }
    }

    private static IEnumerable<object> Stretches(Moment bounds, SortedSet<Instant> changes)
    {
        Instant from = bounds.Earliest;
        foreach (Instant change in changes)
        {
            yield return Moment.Between(from, change - Duration.Epsilon);
            from = change;
        }

        yield return Moment.Between(from, bounds.Latest);
    }
}
