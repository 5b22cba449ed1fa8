using System.Text;

namespace Infusion.Rules.Fuzzing;

/// <summary>Makes an input of others: moves whole values, members, lines and words of JSON, YAML and CSV, so that most of what it makes can
/// still be read, and changes bytes blindly.</summary>
/// <param name="random">Where chance comes from.</param>
/// <param name="words">Names and texts that the inputs of the target have.</param>
/// <param name="most">The largest input, in bytes.</param>
internal sealed class Mutator(Random random, string[] words, int most)
{
    private static readonly string[] _numbers =
    [
        "0", "-1", "1", "-0", "0.0", "1.0", "0.1", "1e0", "1e9", "1E-9", "100", "2147483647", "2147483648", "-2147483649",
        "9223372036854775807", "9223372036854775808", "79228162514264337593543950335", "79228162514264337593543950336",
        "0.0000000000000000000000000001", "1e308", "1e-400", "12.345678901234567890123456789", "null", "true", "false", "[]", "{}", "\"\"",
    ];

    private static readonly string[] _texts =
    [
        "2026-06-15T14:00", "2026-03-08T02:30", "2026-11-01T01:30", "2026-11-01T01:30-05:00", "9999-12-31",
        "9999-12-31T23:59:59.999999999Z", "-9998-01-01T00:00Z", "0001-01-01", "2024-02-29", "2026-02", "PT0S", "PT4H", "PT90M",
        "PT999999999999H", "PT0.000000001S", "Zqxvk", "Zqxvk Zqxvk", "\\ud800", "\\u0000", "\\u202e", "\\ud83d\\ude00", "a\\nb", "..",
        "1..2", "America/New_York", "Asia/Kathmandu", "UTC", "$.visits[0]", "$1.00", "USD", " ", "#", "=1+1",
    ];

    private static readonly byte[] _nasty = [.. "\0\t\n\r \"'#%&*,-.:;<>?@[\\]`{|}~!019eEyn"u8, 0x7F, 0x80, 0xC3, 0xED, 0xEF, 0xFF];

    private readonly record struct Span(int Begin, int End);

    /// <summary>An input made of one, and perhaps of a second.</summary>
    public byte[] Next(byte[] input, byte[] other)
    {
        byte[] made = input;
        bool isBlind = random.Next(4) == 0;
        for (int times = 1 + (random.Next(3) * random.Next(4)); times > 0; times--)
        {
            made = made.Length == 0 ? "{\"format\": 1}"u8.ToArray() : isBlind ? Bytes(made, other) : Values(made, other);
        }

        return made.Length > most ? made[..most] : made;
    }

    private byte[] Values(byte[] b, byte[] other)
    {
        bool isMember = random.Next(2) == 0;
        Span s = Some(b, isMember);
        switch (random.Next(13))
        {
            case 0 or 1 or 2:
                s = Some(b, isMember: false);
                return Joined(b, s.Begin, Encoding.UTF8.GetBytes(Text()), s.End);
            case 3:
                int end = s.End;
                for (; end < b.Length && char.IsWhiteSpace((char)b[end]);)
                {
                    end++;
                }

                return Joined(b, s.Begin, [], end < b.Length && b[end] == ',' ? end + 1 : s.End);
            case 4:
                return Joined(b, s.End, [.. ", "u8, .. b[s.Begin..s.End]], s.End);
            case 5:
                Span o = Some(b, isMember);
                return Joined(b, s.Begin, b[o.Begin..o.End], s.End);
            case 6 or 7:
                Span there = Some(other, isMember);
                return random.Next(2) == 0
                    ? Joined(b, s.Begin, other[there.Begin..there.End], s.End)
                    : Joined(b, s.End, [.. ", "u8, .. other[there.Begin..there.End]], s.End);
            case 8:
                Span line = Lines(b);
                return Joined(b, line.Begin, [], line.End);
            case 9:
                byte[] from = isMember ? other : b;
                Span lines = Lines(from);
                int at = Lines(b).Begin;
                return Joined(b, at, from[lines.Begin..lines.End], at);
            case 10:
                s = Some(b, isMember: true);
                return Joined(b, s.Begin, Encoding.UTF8.GetBytes($"\"{Word()}\": {Text()}, "), s.Begin);
            case 11:
                return Repeated(b, s);
            default:
                return Digit(b, Some(b, isMember: false));
        }
    }

    // Something many times over: what grows faster than the input shows itself only there.
    private byte[] Repeated(byte[] b, Span s)
    {
        int times = Math.Min(random.Next(2) == 0 ? 300 : 20, most / (s.End - s.Begin + 2));
        var many = new List<byte>();
        for (int time = 0; time < times; time++)
        {
            many.AddRange(", "u8);
            many.AddRange(b.AsSpan(s.Begin, s.End - s.Begin));
        }

        return Joined(b, s.End, [.. many], s.End);
    }

    private byte[] Digit(byte[] b, Span s)
    {
        byte[] made = [.. b];
        if (s.End > s.Begin)
        {
            int at = s.Begin + random.Next(s.End - s.Begin);
            made[at] = char.IsAsciiDigit((char)made[at]) ? (byte)('0' + random.Next(10))
                : char.IsAsciiLetter((char)made[at]) ? (byte)('a' + random.Next(26)) : made[at];
        }

        return made;
    }

    private byte[] Bytes(byte[] b, byte[] other)
    {
        int at = random.Next(b.Length);
        int length = Math.Min(random.Next(4) == 0 ? b.Length : 1 + random.Next(16), b.Length - at);
        switch (random.Next(7))
        {
            case 0 or 1:
                byte[] set = [.. b];
                set[at] = random.Next(3) == 0 ? (byte)random.Next(256) : _nasty[random.Next(_nasty.Length)];
                return set;
            case 2:
                return Joined(b, at, [_nasty[random.Next(_nasty.Length)]], at);
            case 3:
                return Joined(b, at, [], at + length);
            case 4:
                return Joined(b, at, b[at..(at + length)], at);
            case 5 when other.Length > 0:
                return [.. b[..at], .. other[random.Next(other.Length)..]];
            default:
                byte[] flipped = [.. b];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
        }
    }

    private string Text() => random.Next(10) switch
    {
        < 3 => _numbers[random.Next(_numbers.Length)],
        < 6 => $"\"{_texts[random.Next(_texts.Length)]}\"",
        9 => Word(),
        _ => $"\"{Word()}\"",
    };

    private string Word() => words.Length == 0 ? "id" : words[random.Next(words.Length)];

    private static byte[] Joined(byte[] b, int begin, byte[] between, int end) => [.. b.AsSpan(0, begin), .. between, .. b.AsSpan(end)];

    private Span Some(byte[] b, bool isMember)
    {
        for (int tries = 0; tries < 60 && b.Length > 0; tries++)
        {
            int at = random.Next(b.Length);
            for (int steps = 0; steps < 200 && at < b.Length && !Begins(b, at); steps++)
            {
                at++;
            }

            if (at >= b.Length || !Begins(b, at))
            {
                continue;
            }

            int end = After(b, at);
            if (isMember && (end = AfterMember(b, end)) < 0)
            {
                continue;
            }

            return new(at, end);
        }

        return new(0, 0);
    }

    private static int AfterMember(byte[] b, int end)
    {
        for (; end < b.Length && b[end] == ' ';)
        {
            end++;
        }

        if (end >= b.Length || b[end] != ':')
        {
            return -1;
        }

        for (end++; end < b.Length && char.IsWhiteSpace((char)b[end]);)
        {
            end++;
        }

        return end < b.Length && Begins(b, end) ? After(b, end) : -1;
    }

    private Span Lines(byte[] b)
    {
        if (b.Length == 0)
        {
            return new(0, 0);
        }

        int begin = b.AsSpan(0, random.Next(b.Length)).LastIndexOf((byte)'\n') + 1;
        int end = begin;
        for (int more = 1 + random.Next(4); more > 0 && end < b.Length; more--)
        {
            int length = b.AsSpan(end).IndexOf((byte)'\n');
            end = length < 0 ? b.Length : end + length + 1;
        }

        return new(begin, end);
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || "._-+:/"u8.Contains(letter);

    private static bool Begins(byte[] b, int at) => b[at] is (byte)'"' or (byte)'{' or (byte)'['
        || ((char.IsAsciiLetterOrDigit((char)b[at]) || b[at] == '-') && (at == 0 || !IsOfWord(b[at - 1])));

    // The end of the value that begins at a place: a text, all between brackets, or a word.
    private static int After(byte[] b, int at)
    {
        if (b[at] == '"')
        {
            return AfterText(b, at);
        }

        int depth = 0;
        if (b[at] is (byte)'{' or (byte)'[')
        {
            do
            {
                depth += b[at] is (byte)'{' or (byte)'[' ? 1 : b[at] is (byte)'}' or (byte)']' ? -1 : 0;
                at = b[at] == '"' ? AfterText(b, at) : at + 1;
            }
            while (at < b.Length && depth > 0);
            return at;
        }

        // A colon ends a name of YAML, and stands inside a time.
        for (at++; at < b.Length && IsOfWord(b[at]) && !(b[at] == ':' && (at + 1 == b.Length || b[at + 1] is (byte)' ' or (byte)'\n'));)
        {
            at++;
        }

        return at;
    }

    private static int AfterText(byte[] b, int at)
    {
        for (at++; at < b.Length && b[at] != '"'; at++)
        {
            at += b[at] == '\\' ? 1 : 0;
        }

        return Math.Min(at + 1, b.Length);
    }
}
