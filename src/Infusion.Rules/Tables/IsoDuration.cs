using System.Globalization;
using System.Text;
using NodaTime;

namespace Infusion.Rules.Tables;

/// <summary>Elapsed time as ISO 8601 text: hours, minutes and seconds, never days.</summary>
/// <remarks>A day on the clock is not always 24 hours, so <c>P1D</c> is refused
/// and <c>PT24H</c> is meant. Negative time has no text.</remarks>
internal static class IsoDuration
{
    private const int LongestText = 40;
    private const long SecondsAnHour = 3600;
    private const long SecondsAMinute = 60;

    /// <summary>What a duration's text looks like, for messages.</summary>
    public static string Allowed => "a duration in hours, minutes and seconds such as PT4H, PT90M or PT1H30M (no days: write PT24H)";

    /// <summary>Writes a duration in its shortest form: <c>PT4H</c>, <c>PT1H30M</c>, <c>PT0S</c>, <c>PT0.5S</c>.</summary>
    /// <param name="duration">The duration, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration is negative.</exception>
    public static string Format(Duration duration)
    {
        if (duration < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(duration), "A negative duration has no text here.");
        }

        var text = new StringBuilder("PT");
        Append(text, (duration.Days * 24) + duration.Hours, 'H');
        Append(text, duration.Minutes, 'M');
        if (duration.SubsecondNanoseconds != 0)
        {
            text.Append(duration.Seconds).Append('.')
                .Append(duration.SubsecondNanoseconds.ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0')).Append('S');
        }
        else
        {
            Append(text, duration.Seconds, 'S');
        }

        return text.Length == 2 ? "PT0S" : text.ToString();
    }

    /// <summary>Reads a duration; false for any text that is not one.</summary>
    /// <param name="text">The text; null is false.</param>
    /// <param name="duration">The duration, or zero.</param>
    public static bool TryParse(string? text, out Duration duration)
    {
        duration = Duration.Zero;
        if (text is null || text.Length is < 4 or > LongestText || !text.StartsWith("PT", StringComparison.Ordinal))
        {
            return false;
        }

        int at = 2;
        long seconds = 0;
        long nanoseconds = 0;
        const string Units = "HMS";
        for (int unit = 0; at < text.Length;)
        {
            if (!TryNumber(text, ref at, out long amount, out long fraction, out bool isFraction) || at == text.Length)
            {
                return false;
            }

            int found = Units.IndexOf(text[at++], unit);
            if (found < 0 || (isFraction && found != 2))
            {
                return false;
            }

            // Twelve digits of hours are 3.6e15 seconds, so the sum of the three cannot overflow.
            seconds += amount * (found == 0 ? SecondsAnHour : found == 1 ? SecondsAMinute : 1);
            nanoseconds = fraction;
            unit = found + 1;
        }

        if (seconds > (long)Duration.MaxValue.Days * 24 * SecondsAnHour + (24 * SecondsAnHour) - 1)
        {
            return false;
        }

        duration = Duration.FromSeconds(seconds) + Duration.FromNanoseconds(nanoseconds);
        return true;
    }

    private static void Append(StringBuilder text, int amount, char unit)
    {
        if (amount != 0)
        {
            text.Append(amount.ToString(CultureInfo.InvariantCulture)).Append(unit);
        }
    }

    /// <summary>Reads up to twelve digits, and after a point up to nine, which are nanoseconds.</summary>
    private static bool TryNumber(string text, ref int at, out long whole, out long fraction, out bool isFraction)
    {
        (whole, fraction, isFraction) = (0, 0, false);
        int start = at;
        for (; at < text.Length && text[at] is >= '0' and <= '9'; at++)
        {
            if (at - start == 12)
            {
                return false;
            }

            whole = (whole * 10) + (text[at] - '0');
        }

        if (at == start)
        {
            return false;
        }

        if (at == text.Length || text[at] != '.')
        {
            return true;
        }

        isFraction = true;
        int digits = 0;
        for (at++; at < text.Length && text[at] is >= '0' and <= '9'; at++, digits++)
        {
            fraction = digits < 9 ? (fraction * 10) + (text[at] - '0') : -1;
            if (fraction < 0)
            {
                return false;
            }
        }

        for (int i = digits; i < 9; i++)
        {
            fraction *= 10;
        }

        return digits > 0;
    }
}
