using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Decisions;

/// <summary>A matter of which two things on record may contradict each other.</summary>
/// <remarks>It stands where it comes out determined and the same with either one left out; otherwise it is invalid.</remarks>
/// <typeparam name="TSubject">What it is about.</typeparam>
/// <param name="inner">How it is judged; a constraint of its table says what cannot be.</param>
/// <param name="without">The subject with either side of the contradiction left out.</param>
internal sealed class ContradictedJudgement<TSubject>(
    TableJudgement<TSubject> inner, Func<TSubject, ImmutableArray<TSubject>> without)
    : Judgement<TSubject>(inner.Id, inner.Table, inner.Inputs)
{
    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking)
    {
        Asking own = asking;
        OutcomeSet outcomes = inner.Decide(subject, ref own);
        asking.Open |= own.Open & asking.Shared;
        return outcomes.IsInvalid && Standing(subject, asking) is { } standing ? standing.Outcomes : outcomes;
    }

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        Asking own = asking;
        Trace trace = inner.Trace(subject, ref own);
        asking.Open |= own.Open & asking.Shared;
        return trace.Outcomes.IsInvalid && Standing(subject, asking) is { } standing ? standing : trace;
    }

    internal override IEnumerable<Fact> Links => inner.Links;

    internal override OutcomeSet? Otherwise => inner.Otherwise;

    internal override Fact? FactReading(Input input) => inner.FactReading(input);

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) => inner.OpenValue(subject, slot, in asking);

    internal override void AddChanges(
        TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<NodaTime.Instant> changes) =>
        inner.AddChanges(subject, slot, bounds, asking, changes);

    // What it comes to with either one left out; null where that is open, or not the same.
    private Trace? Standing(TSubject subject, Asking asking)
    {
        // A moment that is tried may be of what is left out.
        object?[]? given = asking.Given is { } tried ? Array.ConvertAll(tried, static value => value is Moment ? null : value) : null;
        Trace? common = null;
        foreach (TSubject one in without(subject))
        {
            Asking own = asking.Anew() with { Given = given };
            Trace trace = inner.Trace(one, ref own);
            if (!trace.Outcomes.IsDetermined || (common is not null && common.Outcomes != trace.Outcomes))
            {
                return null;
            }

            common ??= trace;
        }

        return common;
    }
}
