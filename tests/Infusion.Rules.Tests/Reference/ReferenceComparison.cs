using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Tests.Reference;

/// <summary>Compares a table with the independent reference model on every cell, unknown included.</summary>
internal static class ReferenceComparison
{
    /// <param name="table">The table.</param>
    /// <param name="reference">The outcome bits the reference gives for one complete row of codes; null when the row cannot be.</param>
    /// <param name="toldApart">The bit of an outcome where the reference tells fewer apart; by default each has its own.</param>
    /// <returns>How many cells were compared, how many there are, and how many differ.</returns>
    public static (long Compared, long Space, long Mismatches) EveryCell(
        DecisionTable table, Func<long[], ulong?> reference, Func<int, int>? toldApart = null)
    {
        long compared = 0;
        long mismatches = 0;
        CompletedCells cells = new(table, reference);
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
        {
            (bool isFeasible, ulong possible, ulong certain) = cells.Of(row);
            OutcomeSet verdict = table.Decide(row);
            bool agrees = !isFeasible ? verdict.IsInvalid
                : !verdict.IsInvalid && Project(table, verdict.Possible, toldApart) == possible

                        && (toldApart is not null || verdict.Certain == (table.HitPolicy == HitPolicy.Collect || possible == certain ? certain : 0));
            mismatches += agrees ? 0 : 1;
            compared++;
        }

        return (compared, table.Partition.CellCount, mismatches);
    }

    /// <summary>Complete cells that differ, in words, for whoever has to find out who is right.</summary>
    public static IEnumerable<string> Differences(DecisionTable table, Func<long[], ulong?> reference, Func<int, int>? toldApart = null) =>
        table.Partition.Rows(withUnknown: false).Select(row =>
        {
            ulong? expected = reference([.. row.Select(value => value.Low)]);
            OutcomeSet verdict = table.Decide(row);
            string Names(ulong bits) => string.Join(
                "+", table.Outcomes.Where((_, outcome) => (bits >> (toldApart is null ? outcome : toldApart(outcome)) & 1) != 0));
            string actual = verdict.IsInvalid ? "invalid" : Names(Project(table, verdict.Possible, toldApart));
            string wanted = expected is { } bits ? Names(bits) : "invalid";
            return actual == wanted ? ""
                : $"{string.Join(", ", row.Select((value, fact) => $"{table.Facts[fact].Id} {CodeOf(table.Facts[fact], value.Low)}"))}: "
                    + $"{wanted}, and not {actual}";
        }).Where(words => words.Length > 0);

    private static string CodeOf(Fact fact, long code) => fact.Kind switch
    {
        FactKind.Choice => fact.Names[(int)code],
        FactKind.Elapsed when code > fact.Minimum && code < fact.Maximum => NodaTime.Duration.FromNanoseconds(code).ToString(),
        _ => code.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// The cells are the table's own, so a rule that is not there cuts nothing. Between the ends of every cell the reference must
    /// say the same; where it does not, the table has lost a limit.
    /// </summary>
    public static long LostLimits(DecisionTable table, Func<long[], ulong?> reference)
    {
        long lost = 0;
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
        {
            long[] low = [.. row.Select(value => value.Low)];
            long[] high = [.. row.Select((value, fact) => HighOf(table, fact, value.Low))];
            ulong? expected = reference(low);

            // The ends of a cell of one value are one.
            int[] wide = [.. Enumerable.Range(0, low.Length).Where(fact => low[fact] < high[fact])];
            for (int ends = 1; ends < 1 << wide.Length; ends++)
            {
                long[] code = [.. low];
                for (int place = 0; place < wide.Length; place++)
                {
                    code[wide[place]] = (ends >> place & 1) == 0 ? low[wide[place]] : high[wide[place]];
                }

                lost += reference(code) == expected ? 0 : 1;
            }
        }

        return lost;
    }

    private static long HighOf(DecisionTable table, int fact, long low)
    {
        int cell = 0;
        while (table.Partition.Bounds(fact, cell).High < low)
        {
            cell++;
        }

        return table.Partition.Bounds(fact, cell).High;
    }

    private static ulong Project(DecisionTable table, ulong possible, Func<int, int>? toldApart) => toldApart is null
        ? possible
        : Enumerable.Range(0, table.Outcomes.Length).Where(outcome => (possible >> outcome & 1) != 0)
            .Aggregate(possible & (1UL << 63), (bits, outcome) => bits | (1UL << toldApart(outcome)));
}
