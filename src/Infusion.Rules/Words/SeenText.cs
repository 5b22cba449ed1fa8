using System.Globalization;
using System.Text;

namespace Infusion.Rules.Words;

/// <summary>What of a text can be seen.</summary>
internal static class SeenText
{
    /// <summary>Whether a sign at a place of a text can be seen, be it as a gap: no control character, none that has no width or turns
    /// the direction, and none that nobody agreed on.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">The place; the first half of a pair stands for the whole sign.</param>
    public static bool IsSeen(string text, int at)
    {
        int sign = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
        return CharUnicodeInfo.GetUnicodeCategory(text, at) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
            && !HasNoWidth(sign) && (sign & 0xFFFE) != 0xFFFE && sign is not (>= 0xFDD0 and <= 0xFDEF);
    }

    // Joiners, fillers and selectors that Unicode counts among the marks and letters.
    private static bool HasNoWidth(int sign) => sign is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>The text without what cannot be seen, where a line break is a gap.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        var seen = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            int length = char.IsSurrogatePair(text, at) ? 2 : 1;
            if (IsSeen(text, at) || char.IsWhiteSpace(text[at]))
            {
                seen.Append(text, at, length);
            }

            at += length - 1;
        }

        return seen.ToString();
    }
}
