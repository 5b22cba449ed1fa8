using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>What a list says of itself.</summary>
/// <typeparam name="TSubject">What has the list.</typeparam>
/// <typeparam name="TItem">An item, with its subject in it.</typeparam>
/// <param name="Count">How many items are on record.</param>
/// <param name="At">The item at a place; <c>null</c> for an entry that is no item, such as a statement.</param>
/// <param name="Unrecorded">What an item that nobody recorded may be; none where the list is complete.</param>
/// <param name="IsThatAll">What to ask where the list may lack an item.</param>
internal sealed record ListReading<TSubject, TItem>(
    Func<TSubject, int> Count, Func<TSubject, int, TItem?> At, Func<TSubject, TItem[]> Unrecorded, Question IsThatAll)
    where TItem : struct
{
    /// <summary>What to ask about one of the items that nobody recorded; by default whether the list is everything.</summary>
    public Func<TItem, Question?> Asks { get; init; } = static _ => null;
}

/// <summary>A matter that is a list of items, each judged alike.</summary>
/// <remarks>What the items share is tried outside them, and what only one has inside it, so that the possible outcomes are exact.</remarks>
/// <typeparam name="TSubject">What has the list.</typeparam>
/// <typeparam name="TItem">An item, with its subject in it.</typeparam>
/// <param name="id">The stable id of the decision.</param>
/// <param name="item">How an item is judged.</param>
/// <param name="list">What the list says of itself.</param>
/// <param name="fold">How the items come to one.</param>
/// <param name="empty">The outcome of a list that is complete and empty; an item that may not be there has it too.</param>
/// <param name="shared">The inputs that all items share.</param>
internal sealed class ListJudgement<TSubject, TItem>(
    string id, Judgement<TItem> item, ListReading<TSubject, TItem> list, Fold fold, OutcomeSet empty, params Input[] shared)
    : Judgement<TSubject>(id, item.Table, item.Inputs)
    where TItem : struct
{
    private readonly ulong _shared = SlotsOf(shared, item.Inputs);

    internal override Fold? Folds => fold;

    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking) =>
        FoldOnce(subject, ref asking, traced: null, asked: null);

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        var items = ImmutableArray.CreateBuilder<TracedItem>();
        var unrecorded = new List<Question>();
        OutcomeSet outcomes = FoldOnce(subject, ref asking, items, unrecorded);
        Question[] open = [.. unrecorded.Distinct()];
        IEnumerable<Question> questions = items.SelectMany(one => one.Trace.Questions);
        bool areItemsSettled = items.All(one => one.Trace.Outcomes.IsDetermined);
        return new(
            outcomes,
            [.. items.SelectMany(one => one.Trace.Rows)],
            [.. questions.Concat(open.Select(one => one with { CanSettle = areItemsSettled && open.Length == 1 })).Distinct()],
            items.ToImmutable(),
            isOneEnough: IsAtEnd(outcomes));
    }

    internal override OutcomeSet? Otherwise => empty;

    internal override Fact? FactReading(Input input) => item.FactReading(input);

    internal override object OpenValue(TSubject subject, int slot, in Asking asking)
    {
        foreach (TItem one in Everything(subject))
        {
            return item.OpenValue(one, slot, in asking);
        }

        throw new InvalidOperationException("A list without items has nothing open.");
    }

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes)
    {
        foreach (TItem one in Everything(subject))
        {
            item.AddChanges(one, slot, bounds, asking, changes);
        }
    }

    private IEnumerable<TItem> Everything(TSubject subject) =>
        Enumerable.Range(0, list.Count(subject)).Select(place => list.At(subject, place)).OfType<TItem>().Concat(list.Unrecorded(subject));

    // Whether it is the end of the order that one item alone forces.
    private bool IsAtEnd(OutcomeSet outcomes) => fold switch
    {
        Fold.Worst => outcomes.MostCautious == Table.Outcomes.Length - 1,
        Fold.Best => outcomes.MostCautious == 0,
        _ => false,
    };

    // Each item is traced where there is room for the traces, and an unrecorded one is then judged even where it changes nothing.
    private OutcomeSet FoldOnce(
        TSubject subject, ref Asking asking, ImmutableArray<TracedItem>.Builder? traced, List<Question>? asked)
    {
        var folded = new Folded(fold, Table.Outcomes.Length);
        ulong before = asking.Shared;
        ulong open = 0;
        asking.Shared |= _shared;
        int count = list.Count(subject);
        for (int place = 0; place < count; place++)
        {
            if (list.At(subject, place) is { } one)
            {
                folded.Add(Outcomes(one, ref asking, traced));
                open |= asking.Open | asking.Bounded;
            }
        }

        if (traced is not null || !folded.IsSettled)
        {
            folded.AddPossible(Unrecorded(subject, ref asking, ref open, asked));
        }

        (asking.Open, asking.Bounded, asking.Shared) = (open & _shared, 0, before);
        return folded.Outcomes(empty);
    }

    private OutcomeSet Outcomes(TItem one, ref Asking asking, ImmutableArray<TracedItem>.Builder? traced)
    {
        if (traced is null)
        {
            return item.Decide(one, ref asking);
        }

        // An item that shares nothing with the others is the same wherever it is judged.
        Trace trace = asking.Shared == 0 ? item.TraceObject(one, asking) : item.Trace(one, ref asking);
        traced.Add(new(one, trace));
        return trace.Outcomes;
    }

    // What an item nobody recorded may come to; null where the list lacks none.
    private OutcomeSet? Unrecorded(TSubject subject, ref Asking asking, ref ulong open, List<Question>? asked)
    {
        TItem[] unrecorded = list.Unrecorded(subject);
        OutcomeSet? any = null;
        foreach (TItem one in unrecorded)
        {
            OutcomeSet outcomes = item.Decide(one, ref asking);
            open |= asking.Open | asking.Bounded;
            any = any is { } soFar ? Either(soFar, outcomes) : outcomes;
            if (asked is not null && (outcomes.Possible & ~empty.Possible) != 0)
            {
                asked.Add(list.Asks(one) ?? list.IsThatAll);
            }
        }

        return any is { } possible ? Either(possible, empty) : null;
    }
}

/// <summary>What the outcomes of a list's items come to.</summary>
internal struct Folded(Fold fold, int outcomes)
{
    private ulong _any;
    private ulong _certain;
    private int _bound = -1;
    private bool _isInvalid;

    /// <summary>Whether no further item can change the outcome.</summary>
    public readonly bool IsSettled => _isInvalid || (fold == Fold.Worst && _bound == outcomes - 1) || (fold == Fold.Best && _bound == 0);

    /// <summary>Adds an item.</summary>
    public void Add(OutcomeSet item)
    {
        if (item.IsInvalid)
        {
            _isInvalid = true;
            return;
        }

        _any |= item.Possible;
        _certain |= item.Certain;

        // No item lets the list be less cautious than it is at least itself; where the least cautious counts, none more than it is at most.
        _bound = fold == Fold.Worst ? Math.Max(_bound, Bits.Lowest(item.Possible))
            : _bound < 0 ? Bits.Highest(item.Possible) : Math.Min(_bound, Bits.Highest(item.Possible));
    }

    /// <summary>Adds what may be there or not.</summary>
    public void AddPossible(OutcomeSet? item)
    {
        if (item is { IsInvalid: false } possible)
        {
            Add(fold == Fold.Union ? possible with { Certain = 0 } : possible);
        }
    }

    /// <summary>What the items come to.</summary>
    /// <param name="empty">The outcome where there is none.</param>
    public readonly OutcomeSet Outcomes(OutcomeSet empty) => _isInvalid ? OutcomeSet.Invalid
        : fold == Fold.Union ? new(_any, _certain)
        : _bound < 0 ? empty
        : OutcomeSet.OneOf(_any & (fold == Fold.Worst ? ulong.MaxValue << _bound : ulong.MaxValue >> (63 - _bound)));
}
