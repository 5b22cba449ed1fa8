using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Visits;

/// <summary>A table's decision with the row that explains it: of repeated clock times, the most cautious reading.</summary>
internal sealed class VisitJudgement
{
    private readonly PolicyVersion _version;
    private readonly FactValue[] _row;

    private VisitJudgement(DecisionTable table, PolicyVersion version, Verdict verdict, FactValue[] row) =>
        (Table, _version, Verdict, _row) = (table, version, verdict, row);

    public delegate void FillReading(Span<FactValue> row, int reading);

    public DecisionTable Table { get; }

    public Verdict Verdict { get; }

    public ReadOnlySpan<FactValue> Row => _row;

    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    public Explanation Explanation => Table.Explain(_row);

    public ImmutableArray<Question> Questions => Status != DecisionStatus.NeedsInformation ? []
        : Table.Questions(_row) is { IsEmpty: false } questions ? questions
        : [new(Table.Facts.First(fact => fact.Kind == FactKind.Elapsed).Id,
            "That clock time came twice that night: was it the first or the second time?", "", ["first", "second"], true)];

    public static VisitJudgement Of(DecisionTable table, PolicyVersion version, Verdict verdict, int readings, FillReading fill)
    {
        FactValue[]? worst = null;
        for (int reading = 0; reading < readings; reading++)
        {
            var row = new FactValue[table.Facts.Length];
            fill(row, reading);
            if (worst is null || table.Decide(row).MostCautious > table.Decide(worst).MostCautious)
            {
                worst = row;
            }
        }

        return new(table, version, verdict, worst ?? []);
    }

    /// <summary>Two readings together; a reading that cannot be is left out.</summary>
    public static Verdict Join(DecisionTable table, Verdict one, Verdict other)
    {
        if (one.IsInvalid || other.IsInvalid)
        {
            return one.IsInvalid ? other : one;
        }

        ulong possible = one.Possible | other.Possible;
        return table.HitPolicy == HitPolicy.Collect ? new(possible, one.Certain & other.Certain)
            : new(possible, (possible & (possible - 1)) == 0 ? possible : 0);
    }

    /// <summary>The possible outcomes as an enum, from the least to the most cautious.</summary>
    public static ImmutableArray<TOutcome> Possible<TOutcome>(Verdict verdict, int count)
        where TOutcome : struct, Enum =>
        [.. Enumerable.Range(0, count).Where(verdict.Allows).Select(outcome => (TOutcome)Enum.ToObject(typeof(TOutcome), outcome))];

    /// <summary>The certain outcomes as an enum, in declared order.</summary>
    public static ImmutableArray<TOutcome> Certain<TOutcome>(Verdict verdict, int count)
        where TOutcome : struct, Enum =>
        [.. Enumerable.Range(0, count).Where(verdict.Has).Select(outcome => (TOutcome)Enum.ToObject(typeof(TOutcome), outcome))];

    public DecisionDocument ToDocument(params ValueDocument[] values) => DecisionDocument.Of(Table, _row, _version) with
    {
        Status = Status,
        Outcome = Table.HitPolicy == HitPolicy.Collect ? Table.Describe(Verdict) : Table.NameOf(Verdict.MostCautious),
        Possible = [.. Table.Outcomes.Where((_, outcome) => Verdict.Allows(outcome))],
        Questions = Questions,
        Values = [.. values],
    };

    public override string ToString() => $"{Table.Id}: {Table.Describe(Verdict)}";
}
