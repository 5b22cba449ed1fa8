using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>A table and what the reference model says in each complete cell of it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Reference">The outcome bits for a complete row of codes; null when the row cannot be.</param>
/// <param name="ToldApart">The bit of an outcome where the reference tells fewer apart.</param>
/// <param name="HasScores">Whether a cell stands for scores exactly at its lower end, so that its upper end has none.</param>
internal sealed record CellReference(
    DecisionTable Table, Func<long[], ulong?> Reference, Func<int, int>? ToldApart = null, bool HasScores = false)
{
    /// <summary>An instant that all of the cells' elapsed times are counted from or to.</summary>
    public static Instant Anchor => Instant.FromUtc(2026, 6, 15, 14, 0);

    public static ulong Bit<TOutcome>(TOutcome outcome)
        where TOutcome : struct, Enum =>
        1UL << Convert.ToInt32(outcome, System.Globalization.CultureInfo.InvariantCulture);

    public static ulong Bits<TOutcome>(params (bool Holds, TOutcome Outcome)[] findings)
        where TOutcome : struct, Enum =>
        findings.Where(finding => finding.Holds).Aggregate(0UL, (bits, finding) => bits | Bit(finding.Outcome));

    /// <summary>Where a fact stands in the rows of a table; -1 where the table does not ask it.</summary>
    public static int Place(DecisionTable table, string fact) => table.Facts.ToList().FindIndex(one => one.Id == fact);

    /// <summary>What is said of a yes or no; <paramref name="else"/> where the table does not ask it.</summary>
    public static bool Flag(long[] row, int place, bool @else) => place < 0 ? @else : row[place] == 1;

    /// <summary>The name of a choice.</summary>
    public static string Name(DecisionTable table, int fact, long[] row) => table.Facts[fact].Names[(int)row[fact]];

    /// <summary>Elapsed time; the outer cells reach over centuries, and a month
    /// before the anchor or a year after it stands for their ends.</summary>
    public static Duration Elapsed(DecisionTable table, int fact, long[] row) =>
        row[fact] == table.Facts[fact].Minimum ? Duration.FromDays(-30)
        : row[fact] == table.Facts[fact].Maximum ? Duration.FromDays(365)
        : Duration.FromNanoseconds(row[fact]);
}
