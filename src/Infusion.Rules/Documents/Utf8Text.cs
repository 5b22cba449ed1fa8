namespace Infusion.Rules.Documents;

/// <summary>Finds the first byte or character that is not Unicode text.</summary>
internal static class Utf8Text
{
    /// <summary>The index of the first byte that is not part of well-formed UTF-8, or -1.</summary>
    public static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        for (int at = 0; at < utf8.Length;)
        {
            if (utf8[at] < 0x80)
            {
                at++;
                continue;
            }

            int length = LengthOf(utf8.Slice(at));
            if (length == 0)
            {
                return at;
            }

            at += length;
        }

        return -1;
    }

    /// <summary>The index of the first half of a surrogate pair that stands alone, or -1.</summary>
    public static int FirstLoneSurrogate(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]))
            {
                if (!char.IsHighSurrogate(text[at]) || at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]))
                {
                    return at;
                }

                at++;
            }
        }

        return -1;
    }

    /// <summary>The bytes of the character a span starts with, by table 3-7 of the Unicode standard; 0 when there is none.</summary>
    private static int LengthOf(ReadOnlySpan<byte> utf8)
    {
        byte first = utf8[0];
        var (length, low, high) = first switch
        {
            < 0x80 => (1, 0, 0),
            < 0xC2 => (0, 0, 0),
            < 0xE0 => (2, 0x80, 0xBF),
            0xE0 => (3, 0xA0, 0xBF),
            0xED => (3, 0x80, 0x9F),
            < 0xF0 => (3, 0x80, 0xBF),
            0xF0 => (4, 0x90, 0xBF),
            < 0xF4 => (4, 0x80, 0xBF),
            0xF4 => (4, 0x80, 0x8F),
            _ => (0, 0, 0),
        };
        if (length < 2)
        {
            return length;
        }

        if (utf8.Length < length || utf8[1] < low || utf8[1] > high)
        {
            return 0;
        }

        for (int at = 2; at < length; at++)
        {
            if (utf8[at] is < 0x80 or > 0xBF)
            {
                return 0;
            }
        }

        return length;
    }
}
