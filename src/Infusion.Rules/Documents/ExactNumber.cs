using System.Globalization;

namespace Infusion.Rules.Documents;

/// <summary>Reads a JSON number without rounding it.</summary>
internal static class ExactNumber
{
    /// <summary>How a number fared.</summary>
    internal enum Fit
    {
        /// <summary>The decimal is the number.</summary>
        Exact,

        /// <summary>The number is larger or smaller than a decimal can be.</summary>
        TooLarge,

        /// <summary>The number has more digits than a decimal can hold.</summary>
        TooPrecise,
    }

    /// <summary>The decimal that a JSON number is, without trailing zeros.</summary>
    /// <param name="json">The number, as JSON writes it.</param>
    /// <param name="value">The decimal, or zero.</param>
    /// <param name="isNegative">Whether the number is below zero, also when it does not fit.</param>
    public static Fit Read(string json, out decimal value, out bool isNegative)
    {
        int exponentAt = json.IndexOfAny(['e', 'E']);
        string mantissa = exponentAt < 0 ? json : json.Substring(0, exponentAt);
        long exponent = exponentAt < 0 ? 0 : Exponent(json.Substring(exponentAt + 1));
        isNegative = mantissa[0] == '-';
        int point = mantissa.IndexOf('.');
        long scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        string written = mantissa.Substring(isNegative ? 1 : 0).Replace(".", "").TrimStart('0');
        string digits = written.TrimEnd('0');
        scale -= written.Length - digits.Length;
        value = 0;
        if (digits.Length == 0)
        {
            isNegative = false;
            return Fit.Exact;
        }

        // INVARIANT: the number is the digits, as a whole number not ending in 0, divided by ten to the scale.
        if (digits.Length - scale > 29)
        {
            return Fit.TooLarge;
        }

        if (scale > 28)
        {
            return Fit.TooPrecise;
        }

        string whole = scale < 0 ? digits + new string('0', (int)-scale) : digits;
        if (!decimal.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out decimal unscaled))
        {
            return scale <= 0 ? Fit.TooLarge : Fit.TooPrecise;
        }

        int[] bits = decimal.GetBits(unscaled);
        value = new decimal(bits[0], bits[1], bits[2], isNegative, (byte)Math.Max(scale, 0));
        return Fit.Exact;
    }

    /// <summary>The exponent, held within a billion either way: no document has that many digits.</summary>
    private static long Exponent(string text)
    {
        const long Most = 1_000_000_000;
        long exponent = 0;
        foreach (char digit in text.TrimStart('+', '-'))
        {
            exponent = Math.Min((exponent * 10) + (digit - '0'), Most);
        }

        return text[0] == '-' ? -exponent : exponent;
    }
}
