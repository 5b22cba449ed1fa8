using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>A matter that is a list of items, each judged alike, whose outcomes a table joins two by two.</summary>
/// <remarks>
/// <para>The table has two facts: the outcome so far, and that of the next item;
/// the first outcome of all is its least cautious one, which changes nothing.
/// It is associative and commutative, so the order of the items decides nothing.</para>
/// <para>What the items share is tried outside them, so that joining every pair of possible outcomes is exact.</para>
/// </remarks>
/// <typeparam name="TSubject">What has the items.</typeparam>
/// <typeparam name="TItem">An item.</typeparam>
/// <param name="table">The table that joins.</param>
/// <param name="item">How an item is judged.</param>
/// <param name="items">The items; at least one.</param>
/// <param name="standing">Which items count: those of the highest standing, told by the same items; <c>null</c> when all do.</param>
/// <param name="shared">The inputs that all items share.</param>
internal sealed class JoinJudgement<TSubject, TItem>(
    DecisionTable table, Judgement<TItem> item, Func<TSubject, ImmutableArray<TItem>> items, Judgement<TItem>? standing,
    params Input[] shared)
    : Judgement<TSubject>(table.Id, table, item.Inputs)
    where TItem : notnull
{
    private readonly ulong _shared = SlotsOf(shared, item.Inputs);

    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking)
    {
        OutcomeSet soFar = OutcomeSet.Exactly(0);
        foreach ((TItem one, bool counts) in Counted(subject, asking))
        {
            if (counts)
            {
                Asking inner = Inner(asking);
                soFar = Join(soFar, item.Decide(one, ref inner));
                Share(in inner, ref asking);
            }
        }

        return soFar;
    }

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        OutcomeSet soFar = OutcomeSet.Exactly(0);
        var rows = ImmutableArray.CreateBuilder<TracedRow>();
        var traced = ImmutableArray.CreateBuilder<TracedItem>();
        var questions = new List<Question>();
        foreach ((TItem one, bool counts) in Counted(subject, asking))
        {
            Asking inner = Inner(asking);
            Trace trace = item.Trace(one, ref inner);
            traced.Add(new(one, trace));
            if (counts)
            {
                Share(in inner, ref asking);
                rows.AddRange(RowsOf(soFar, trace.Outcomes));
                questions.AddRange(trace.Questions);
                soFar = Join(soFar, trace.Outcomes);
            }
        }

        return new(soFar, rows.ToImmutable(), [.. questions.Distinct()], traced.ToImmutable(), isOneEnough: false);
    }

    internal override Fact? FactReading(Input input) => item.FactReading(input);

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) => item.OpenValue(items(subject)[0], slot, in asking);

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes)
    {
        foreach (TItem one in items(subject))
        {
            item.AddChanges(one, slot, bounds, asking, changes);
        }
    }

    private OutcomeSet Join(OutcomeSet soFar, OutcomeSet next)
    {
        ulong possible = 0;
        for (int left = 0; left < Table.Outcomes.Length; left++)
        {
            for (int right = 0; right < item.Table.Outcomes.Length; right++)
            {
                possible |= soFar.Allows(left) && next.Allows(right)
                    ? Table.Decide([FactValue.Exactly(left), FactValue.Exactly(right)]).Possible
                    : 0;
            }
        }

        return soFar.IsInvalid || next.IsInvalid ? OutcomeSet.Invalid : OutcomeSet.OneOf(possible);
    }

    // One row for two sets of outcomes; a row for each pair where the sets have gaps that a row cannot show.
    private IEnumerable<TracedRow> RowsOf(OutcomeSet soFar, OutcomeSet next)
    {
        ImmutableArray<FactValue> row = [FactValue.Of(soFar), FactValue.Of(next)];
        OutcomeSet joined = Join(soFar, next);
        return Table.Decide(row.AsSpan()) == joined
            ? [new(Table, row, joined)]
            : from left in Enumerable.Range(0, Table.Outcomes.Length).Where(soFar.Allows)
              from right in Enumerable.Range(0, item.Table.Outcomes.Length).Where(next.Allows)
              select new TracedRow(
                  Table, [FactValue.Exactly(left), FactValue.Exactly(right)], Join(OutcomeSet.Exactly(left), OutcomeSet.Exactly(right)));
    }

    // INVARIANT: where there are several items, the standing of each is settled.
    private (TItem Item, bool Counts)[] Counted(TSubject subject, Asking asking)
    {
        (TItem Item, int Standing)[] all = [.. items(subject).Select(one => (one, StandingOf(one, asking)))];
        int highest = all.Max(one => one.Standing);
        return Array.ConvertAll(all, one => (one.Item, one.Standing == highest));
    }

    private int StandingOf(TItem one, Asking asking)
    {
        Asking own = asking.Anew();
        return standing?.Decide(one, ref own).MostCautious ?? 0;
    }

    private Asking Inner(Asking asking) => asking with { Shared = asking.Shared | _shared };

    private void Share(in Asking inner, ref Asking asking) => asking.Open |= (inner.Open | inner.Bounded) & _shared;
}
