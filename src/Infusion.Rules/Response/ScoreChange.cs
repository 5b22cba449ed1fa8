using System.Numerics;
using System.Runtime.CompilerServices;
using Infusion.Rules.Clinic;
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
    public static decimal LowestPercent => LowestPercentCode / PercentUnit;

    private const long PercentUnit = 10_000;
    private const long LowestPercentCode = -1_000_000_000 * PercentUnit;
    private const long PointUnit = 1_000_000;

    /// <summary>The drop in percent of the baseline, in ten-thousandths, floored; unknown for a baseline of 0 and for what is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FactValue Percent(Score? baseline, Score? current)
    {
        // Only the two numbers are read, because copies of whole scores would cost more than the rest.
        (long from, long to) = (baseline.GetValueOrDefault().Millionths, current.GetValueOrDefault().Millionths);
        return baseline is null || current is null || from == 0 ? FactValue.Unknown
            : FactValue.Exactly(Math.Max(
                from > 0 && to >= 0 ? FloorDivide((from - to) * 100 * PercentUnit, from) : PercentCode(baseline.Value.Points, current.Value.Points), LowestPercentCode));
    }

    /// <summary>The drop in points, in millionths, floored.</summary>
    public static FactValue Points(decimal baseline, decimal current) => FactValue.Exactly(PointsCode(baseline - current));

    /// <summary>A score in millionths of a point, floored.</summary>
    public static FactValue PointsOf(decimal points) => FactValue.Exactly(PointsCode(points));

    // The whole points apart, so that no product has more digits than a decimal holds, which would round.
    private static long PointsCode(decimal points)
    {
        decimal whole = decimal.Floor(points);
        return decimal.ToInt64(whole * PointUnit) + decimal.ToInt64(decimal.Floor((points - whole) * PointUnit));
    }

    // A decimal quotient would round; whole numbers of any size do not.
    private static long PercentCode(decimal baseline, decimal current)
    {
        (BigInteger left, BigInteger right) = OverOneDenominator(baseline, current);
        BigInteger floored = BigInteger.DivRem((left - right) * 100 * PercentUnit, left, out BigInteger rest);
        floored -= rest.Sign < 0 ? 1 : 0;
        return floored < long.MinValue ? long.MinValue : (long)floored;
    }

    private static long FloorDivide(long numerator, long denominator)
    {
        long quotient = numerator / denominator;
        return quotient * denominator > numerator ? quotient - 1 : quotient;
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
