using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>A matter of which the record leaves open which of several it is, such as a score that may or may not be the last one.</summary>
/// <remarks>What any of them allows is possible, and certain is what all of them have.</remarks>
/// <typeparam name="TSubject">What leaves it open.</typeparam>
/// <typeparam name="TOne">One of what it may be.</typeparam>
/// <param name="one">How one is judged.</param>
/// <param name="all">Everything it may be; at least one.</param>
/// <param name="which">What to ask where they differ although each is settled.</param>
/// <param name="asksFirst">Whether that is asked before anything else, wherever it may be more than one.</param>
internal sealed class EitherJudgement<TSubject, TOne>(
    Judgement<TOne> one, Func<TSubject, ImmutableArray<TOne>> all, Question which, bool asksFirst = false)
    : Judgement<TSubject>(one.Id, one.Table, one.Inputs)
{
    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking)
    {
        OutcomeSet? together = null;
        foreach (TOne each in all(subject))
        {
            Asking inner = asking;
            OutcomeSet outcomes = one.Decide(each, ref inner);
            asking.Open |= inner.Open & asking.Shared;
            together = together is { } soFar ? Either(soFar, outcomes) : outcomes;
        }

        return together!.Value;
    }

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        Trace? together = null;
        foreach (TOne each in all(subject))
        {
            Asking inner = asking;
            Trace trace = one.Trace(each, ref inner);
            asking.Open |= inner.Open & asking.Shared;
            together = together is null ? trace : together.Or(trace, Either);
        }

        return asksFirst && all(subject).Length > 1 ? together!.AskingFirst(which)
            : together!.Questions.IsEmpty ? together.Asking([which])
            : together;
    }

    internal override Fold? Folds => one.Folds;

    internal override OutcomeSet? Otherwise => one.Otherwise;

    internal override Fact? FactReading(Input input) => one.FactReading(input);

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) => one.OpenValue(all(subject)[0], slot, in asking);

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes)
    {
        foreach (TOne each in all(subject))
        {
            one.AddChanges(each, slot, bounds, asking, changes);
        }
    }
}
