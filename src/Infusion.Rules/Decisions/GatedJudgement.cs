using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>A matter that is judged only where another table lets it in, such as an intake that is part of the fast.</summary>
/// <typeparam name="TSubject">What it is about.</typeparam>
/// <param name="gate">The other table; its least outcome lets in.</param>
/// <param name="inner">What is judged then; the two share their inputs.</param>
/// <param name="otherwise">The outcome of what is not let in.</param>
internal sealed class GatedJudgement<TSubject>(TableJudgement<TSubject> gate, TableJudgement<TSubject> inner, OutcomeSet otherwise)
    : Judgement<TSubject>(inner.Id, inner.Table, inner.Inputs)
{
    // What both tables read is tried in turn where it is known between bounds only, so that they speak of the same instant.
    private readonly ulong _both = inner.Inputs.Select(
        (input, slot) => gate.FactReading(input) is not null && inner.FactReading(input) is not null ? 1UL << slot : 0)
        .Aggregate(0UL, static (slots, slot) => slots | slot);

    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking)
    {
        OutcomeSet outcomes = Let(gate.DecideRow(subject, ref asking), inner.DecideRow(subject, ref asking));
        asking.Open |= asking.Bounded & _both;
        return outcomes;
    }

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        Trace let = gate.TraceWide(subject, ref asking);
        Trace judged = inner.TraceWide(subject, ref asking);
        asking.Open |= asking.Bounded & _both;
        return let.Outcomes.Allows(0)
            ? judged.As(Let(let.Outcomes, judged.Outcomes), let.Questions)
            : new(otherwise, [], [], [], isOneEnough: true) { Instead = let };
    }

    internal override OutcomeSet? Otherwise => otherwise;

    internal override Fact? FactReading(Input input) => inner.FactReading(input) ?? gate.FactReading(input);

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) => inner.OpenValue(subject, slot, in asking);

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes)
    {
        gate.AddChanges(subject, slot, bounds, asking, changes);
        inner.AddChanges(subject, slot, bounds, asking, changes);
    }

    private OutcomeSet Let(OutcomeSet let, OutcomeSet judged) =>
        !let.Allows(0) ? otherwise : let.IsDetermined ? judged : Either(judged, otherwise);
}
