using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Response;

/// <summary>How far a score fell, exactly, and within which bounds while only one of the two scores is known.</summary>
/// <remarks>
/// <para>Every instrument is better when lower, so a drop is an improvement and a rise is a negative drop, never cut to zero. Quotients are
/// floored toward minus infinity at the declared places, which keeps "at least" and "below" exact; they are never used otherwise.</para>
/// <para>A score that is not known is one of its instrument's. The bounds are
/// reached by scores, so that a limit between them is passed by some.</para>
/// </remarks>
internal static class ScoreChange
{
    /// <summary>Decimal places of a drop in percent.</summary>
    public const int PercentPlaces = 4;

    /// <summary>Decimal places of a drop in points.</summary>
    public const int PointPlaces = 6;

    private const long PercentUnit = 10_000;
    private const long WholeDrop = 100 * PercentUnit;
    private const long LowestPercentCode = -1_000_000_000 * PercentUnit;
    private const long PointUnit = 1_000_000;

    // A record has scores of at most four decimal places.
    private const int RecordUnit = 10_000;
    private const int MostBaselines = 1_000;

    /// <summary>The lowest drop in percent that is told apart; it covers every
    /// score with six decimal places, and lower ones are this.</summary>
    public static decimal LowestPercent => LowestPercentCode / PercentUnit;

    /// <summary>Whether the baseline is 0.</summary>
    public static FactValue BaselineZero(ScoredInstrument scored) => scored.Baseline is { } baseline ? FactValue.Of(baseline.Points == 0)
        : scored.Instrument is { } instrument && Score.Minimum(instrument) > 0 ? FactValue.Of(false)
        : FactValue.Unknown;

    /// <summary>The drop in percent of the baseline, in ten-thousandths, floored; unknown for a baseline of 0.</summary>
    public static FactValue Percent(ScoredInstrument scored)
    {
        if (scored.Instrument is not { } instrument || scored.Baseline is { Points: 0 })
        {
            return FactValue.Unknown;
        }

        if (scored is { Baseline: { } from, Current: { } to })
        {
            return FactValue.Exactly(PercentCode(from, to));
        }

        (Score lowest, Score highest) = Range(instrument);
        (Score best, Score worst) = scored.Current is { } current ? (current, current) : (lowest, highest);
        return scored.Baseline is { } known ? FactValue.Between(PercentCode(known, worst), PercentCode(known, best))
            : FactValue.Between(LeastFromAny(instrument, worst), PercentCode(highest, best));
    }

    /// <summary>The drop in points, in millionths, floored.</summary>
    public static FactValue Points(ScoredInstrument scored)
    {
        if (scored.Instrument is not { } instrument)
        {
            return FactValue.Unknown;
        }

        (Score lowest, Score highest) = Range(instrument);
        (decimal from, decimal to) = ((scored.Baseline ?? lowest).Points, (scored.Current ?? highest).Points);
        return FactValue.Between(
            PointsCode(from - to), PointsCode((scored.Baseline ?? highest).Points - (scored.Current ?? lowest).Points));
    }

    /// <summary>The current score in millionths of a point, floored.</summary>
    public static FactValue Current(ScoredInstrument scored)
    {
        if (scored.Instrument is not { } instrument)
        {
            return FactValue.Unknown;
        }

        (Score lowest, Score highest) = Range(instrument);
        return FactValue.Between(PointsCode((scored.Current ?? lowest).Points), PointsCode((scored.Current ?? highest).Points));
    }

    /// <summary>Every value that is read from two scores of an instrument, in their order: of a scale of whole numbers one by one, of one
    /// with decimals all between the least and the most.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="read">How it is read.</param>
    public static ImmutableArray<FactValue> ValuesOn(Instrument instrument, Func<ScoredInstrument, FactValue> read)
    {
        if (!Score.IsWhole(instrument))
        {
            return [read(new() { Instrument = instrument })];
        }

        int low = Score.Minimum(instrument);
        Score[] scores = [.. Enumerable.Range(low, Score.Maximum(instrument) - low + 1).Select(points => Score.Of(instrument, points))];
        return
        [
            .. scores.SelectMany(baseline => scores.Select(current => read(new() { Baseline = baseline, Current = current })))
                .Where(static value => value.IsExact).Distinct().OrderBy(static value => value.Low),
        ];
    }

    /// <summary>The points of a baseline and a current score of an instrument of which a code is read; <c>null</c> where none are
    /// found.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="read">How it is read; it runs one way with the current score.</param>
    /// <param name="code">The code.</param>
    public static (decimal Baseline, decimal Current)? ScoresOf(Instrument instrument, Func<ScoredInstrument, FactValue> read, long code)
    {
        int unit = Score.IsWhole(instrument) ? 1 : RecordUnit;
        (int low, int high) = (Score.Minimum(instrument) * unit, Score.Maximum(instrument) * unit);
        IEnumerable<int> baselines = Enumerable.Range(low, high - low + 1).Reverse().Take(MostBaselines).Append(high / 2).Append(unit);
        foreach (int baseline in baselines)
        {
            long Read(int current) => read(new()
            {
                Baseline = Score.Of(instrument, (decimal)baseline / unit),
                Current = Score.Of(instrument, (decimal)current / unit),
            }).Low;
            bool isRising = Read(high) > Read(low);
            (int first, int last) = (low, high);
            while (first <= last)
            {
                int middle = first + ((last - first) / 2);
                long found = Read(middle);
                if (found == code)
                {
                    return ((decimal)baseline / unit, (decimal)middle / unit);
                }

                (first, last) = found < code == isRising ? (middle + 1, last) : (first, middle - 1);
            }
        }

        return null;
    }

    private static (Score Lowest, Score Highest) Range(Instrument instrument) =>
        (Score.Of(instrument, Score.Minimum(instrument)), Score.Of(instrument, Score.Maximum(instrument)));

    // The least drop to a score from any baseline above 0: every drop to 0 is
    // the whole, and a baseline with decimals may be ever so little.
    private static long LeastFromAny(Instrument instrument, Score current) => current.Points == 0 ? WholeDrop
        : Score.IsWhole(instrument) ? PercentCode(Score.Of(instrument, Math.Max(1, Score.Minimum(instrument))), current)
        : LowestPercentCode;

    private static long PercentCode(Score baseline, Score current)
    {
        (long from, long to) = (baseline.Millionths, current.Millionths);
        return Math.Max(
            from > 0 && to >= 0 ? FloorDivide((from - to) * WholeDrop, from) : ExactCode(baseline.Points, current.Points),
            LowestPercentCode);
    }

    // The whole points apart, so that no product has more digits than a decimal holds, which would round.
    private static long PointsCode(decimal points)
    {
        decimal whole = decimal.Floor(points);
        return decimal.ToInt64(whole * PointUnit) + decimal.ToInt64(decimal.Floor((points - whole) * PointUnit));
    }

    // A decimal quotient would round; whole numbers of any size do not.
    private static long ExactCode(decimal baseline, decimal current)
    {
        (BigInteger from, BigInteger to) = (Digits(baseline), Digits(current));
        BigInteger floored = BigInteger.DivRem((from - to) * WholeDrop, from, out BigInteger rest);
        floored -= rest.Sign < 0 ? 1 : 0;
        return floored < LowestPercentCode ? LowestPercentCode : (long)floored;
    }

    private static long FloorDivide(long numerator, long denominator)
    {
        long quotient = numerator / denominator;
        return quotient * denominator > numerator ? quotient - 1 : quotient;
    }

    // All 28 decimal places as a whole number; the whole points apart, for the same reason.
    private static BigInteger Digits(decimal points)
    {
        const decimal Unit = 10_000_000_000_000_000_000_000_000_000m;
        decimal whole = decimal.Truncate(points);
        return (new BigInteger(whole) * new BigInteger(Unit)) + new BigInteger((points - whole) * Unit);
    }
}
