using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>A matter to which several judgements add what they find, such as
/// the findings about changes, medicines and the provider.</summary>
/// <remarks>Each tries by itself what is doubtful, so two of them should not find the same thing from one doubtful time.</remarks>
/// <typeparam name="TSubject">What it is about.</typeparam>
/// <param name="id">The stable id of the decision.</param>
/// <param name="parts">The judgements; their tables have the same outcomes.</param>
internal sealed class UnionJudgement<TSubject>(string id, params Judgement<TSubject>[] parts) : Judgement<TSubject>(id, parts[0].Table, [])
{
    public override bool IsPublished { get; } = parts.Any(static part => part.IsPublished);

    internal override Fold? Folds => Fold.Union;

    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking)
    {
        var folded = new Folded(Fold.Union, Table.Outcomes.Length);
        foreach (Judgement<TSubject> part in parts)
        {
            Asking own = asking.Anew();
            folded.Add(part.Decide(subject, ref own));
        }

        return folded.Outcomes(default);
    }

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        var folded = new Folded(Fold.Union, Table.Outcomes.Length);
        List<Trace> traces = [];
        foreach (Judgement<TSubject> part in parts)
        {
            Asking own = asking.Anew();
            Trace trace = part.Trace(subject, ref own);
            folded.Add(trace.Outcomes);
            traces.Add(trace);
        }

        return new(
            folded.Outcomes(default),
            [.. traces.SelectMany(trace => trace.Rows)],
            [.. traces.SelectMany(trace => trace.Questions).Distinct()],
            [.. traces.SelectMany(trace => trace.Items)],
            isOneEnough: false);
    }

    internal override Fact? FactReading(Input input) => null;

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) =>
        throw new InvalidOperationException("Each part tries by itself what is open.");

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes)
    {
    }
}
