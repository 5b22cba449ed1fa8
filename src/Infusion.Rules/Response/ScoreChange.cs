using System.Numerics;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

/// <summary>How far a score fell, exactly: the derived facts of the response tables.</summary>
/// <remarks>Every instrument is better when lower, so a drop is an improvement and a rise is a negative drop, never cut to zero. Quotients are
/// floored toward minus infinity at the declared places, which keeps "at least" and "below" exact; they are never used otherwise.</remarks>
internal static class ScoreChange
{
    /// <summary>Decimal places of a drop in percent.</summary>
    public const int PercentPlaces = 4;

    /// <summary>Decimal places of a drop in points.</summary>
    public const int PointPlaces = 6;

    /// <summary>The lowest drop in percent that is told apart; it covers every score with six decimal places, and lower ones are this.</summary>
    public static decimal LowestPercent => -1_000_000_000m;

    private const long PercentUnit = 10_000;
    private const long PointUnit = 1_000_000;

    /// <summary>The drop in percent of the baseline, in ten-thousandths, floored; unknown for a baseline of 0.</summary>
    public static FactValue Percent(decimal baseline, decimal current) =>
        baseline == 0 ? FactValue.Unknown : FactValue.Exactly(Math.Max(PercentCode(baseline, current), (long)(LowestPercent * PercentUnit)));

    /// <summary>The drop in points, in millionths, floored.</summary>
    public static FactValue Points(decimal baseline, decimal current) => FactValue.Exactly(PointsCode(baseline - current));

    /// <summary>A score in millionths of a point, floored.</summary>
    public static FactValue Score(decimal points) => FactValue.Exactly(PointsCode(points));

    // The whole points apart, so that no product has more digits than a decimal holds, which would round.
    private static long PointsCode(decimal points)
    {
        decimal whole = decimal.Floor(points);
        return decimal.ToInt64(whole * PointUnit) + decimal.ToInt64(decimal.Floor((points - whole) * PointUnit));
    }

    private static long PercentCode(decimal baseline, decimal current)
    {
#if NET
        if (TryMillionths(baseline, out long from) && TryMillionths(current, out long to))
        {
            return FloorDivide((from - to) * 100 * PercentUnit, from);
        }
#else
        if (IsShort(baseline) && IsShort(current))
        {
            long whole = decimal.ToInt64(baseline * PointUnit);
            return FloorDivide((whole - decimal.ToInt64(current * PointUnit)) * 100 * PercentUnit, whole);
        }
#endif

        // A decimal quotient would round; whole numbers of any size do not.
        (BigInteger left, BigInteger right) = OverOneDenominator(baseline, current);
        BigInteger floored = BigInteger.DivRem((left - right) * 100 * PercentUnit, left, out BigInteger rest);
        floored -= rest.Sign < 0 ? 1 : 0;
        return floored < long.MinValue ? long.MinValue : (long)floored;
    }

#if NET
    // A score of at most six decimal places straight from its digits; scores are at most three digits before the point.
    private static bool TryMillionths(decimal points, out long millionths)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(points, bits);
        int places = bits[3] >> 16;
        millionths = 0;
        if ((uint)places > 6 || bits[0] is < 0 or > 1_000_000_000 || (bits[1] | bits[2]) != 0)
        {
            return false;
        }

        millionths = bits[0] * (places switch { 0 => 1_000_000L, 1 => 100_000, 2 => 10_000, 3 => 1_000, 4 => 100, 5 => 10, _ => 1 });
        return millionths <= 1_000_000_000;
    }
#endif

#if !NET
    // The product rounds when there are too many places, so it is turned back to see whether it did.
    private static bool IsShort(decimal points) =>
        decimal.Truncate(points * PointUnit) == points * PointUnit && points * PointUnit / PointUnit == points;

#endif

    private static long FloorDivide(long numerator, long denominator)
    {
        long quotient = numerator / denominator;
        return numerator % denominator < 0 ? quotient - 1 : quotient;
    }

    private static (BigInteger Left, BigInteger Right) OverOneDenominator(decimal left, decimal right)
    {
        (BigInteger leftDigits, int leftPlaces) = Digits(left);
        (BigInteger rightDigits, int rightPlaces) = Digits(right);
        int places = Math.Max(leftPlaces, rightPlaces);
        return (leftDigits * BigInteger.Pow(10, places - leftPlaces), rightDigits * BigInteger.Pow(10, places - rightPlaces));
    }

    // Scores are not negative, so the sign bit is not read.
    private static (BigInteger Digits, int Places) Digits(decimal value)
    {
        int[] bits = decimal.GetBits(value);
        BigInteger digits = ((BigInteger)unchecked((uint)bits[2]) << 64) + ((BigInteger)unchecked((uint)bits[1]) << 32) + unchecked((uint)bits[0]);
        return (digits, (bits[3] >> 16) & 0xFF);
    }
}
