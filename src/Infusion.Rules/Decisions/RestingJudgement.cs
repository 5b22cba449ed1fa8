using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>A matter that rests on what another judgement came to before.</summary>
/// <typeparam name="TSubject">What it is about.</typeparam>
/// <param name="inner">How the matter is judged.</param>
/// <param name="slot">The slot of the other judgement among the inputs.</param>
/// <param name="earlier">What that one came to.</param>
internal sealed class RestingJudgement<TSubject>(Judgement<TSubject> inner, int slot, EarlierAnswer earlier)
    : Judgement<TSubject>(inner.Id, inner.Table, inner.Inputs)
{
    internal override IEnumerable<Fact> Links => inner.Links;

    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking)
    {
        Asking resting = asking.With(slot, earlier, Inputs.Length);
        return inner.Decide(subject, ref resting);
    }

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        Asking resting = asking.With(slot, earlier, Inputs.Length);
        return inner.Trace(subject, ref resting);
    }

    internal override Fact? FactReading(Input input) => inner.FactReading(input);

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) => inner.OpenValue(subject, slot, in asking);

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes) =>
        inner.AddChanges(subject, slot, bounds, asking, changes);
}
