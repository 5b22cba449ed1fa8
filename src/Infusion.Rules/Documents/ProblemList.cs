using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Infusion.Rules.Documents;

/// <summary>Collects the problems of one document and knows the line and column of each byte.</summary>
internal sealed class ProblemList
{
    private readonly byte[] _utf8;
    private readonly int _start;
    private List<int>? _lines;
    private readonly List<(int Offset, Problem Problem)> _problems = [];
    private int _unlisted;
    private int _firstUnlisted;

    /// <summary>Makes an empty list for a document.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="start">The byte after the byte-order mark, or 0.</param>
    public ProblemList(byte[] utf8, int start) => (_utf8, _start) = (utf8, start);

    /// <summary>The clock of the document's times that carry no offset; <c>null</c> where each has to carry one.</summary>
    public NodaTime.DateTimeZone? Zone { get; set; }

    /// <summary>How many problems were reported, the unlisted ones too.</summary>
    public int Count => _problems.Count + _unlisted;

    /// <summary>How many of the problems were met while parsing; with any, no object of the document is ever made.</summary>
    public int Faults { get; private set; }

    /// <summary>Says that parsing is over: the problems so far are faults of the text.</summary>
    public void ParsingIsOver() => Faults = Count;

    /// <summary>Whether nothing was reported since the count was taken, nor while parsing.</summary>
    public bool IsCleanSince(int count) => Count == count && Faults == 0;

    /// <summary>The byte at a column in bytes of a line, both from 0, as the JSON parser counts them.</summary>
    public int OffsetOf(long line, long column)
    {
        List<int> lines = Lines;
        int start = lines[(int)Math.Min(line, lines.Count - 1)];
        return (int)Math.Min(start + column, _utf8.Length);
    }

    /// <summary>The line and the column in UTF-16 characters of a byte, both from 1.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        List<int> lines = Lines;
        int found = lines.BinarySearch(offset);
        int line = found >= 0 ? found : Math.Max(~found - 1, 0);
        int from = Math.Min(lines[line], offset);
        return (line + 1, Encoding.UTF8.GetCharCount(_utf8, from, offset - from) + 1);
    }

    public void Add(string code, string path, int offset, string found, string allowed, string? nearest = null)
    {
        if (_problems.Count == DocumentLimits.MaxProblems)
        {
            _firstUnlisted = _unlisted++ == 0 ? offset : Math.Min(_firstUnlisted, offset);
            return;
        }

        var (line, column) = PositionOf(offset);
        _problems.Add((offset, new Problem(code, path, line, column, found, allowed, nearest)));
    }

    /// <summary>The problems in the order of the document; those of one place in the order reported.</summary>
    public ImmutableArray<Problem> ToImmutable()
    {
        if (_problems.Count == 0)
        {
            return [];
        }

        ImmutableArray<Problem> listed = [.. _problems.OrderBy(problem => problem.Offset).Select(problem => problem.Problem)];
        if (_unlisted == 0)
        {
            return listed;
        }

        var (line, column) = PositionOf(_firstUnlisted);
        string more = _unlisted.ToString(CultureInfo.InvariantCulture) + " more problems";
        return listed.Add(new Problem(ProblemCodes.TooMany, "$", line, column, more, "a document without problems"));
    }

    // Where each line begins; found when there is a first problem to place.
    private List<int> Lines => _lines ??= BeginningsOf(_utf8, _start);

    private static List<int> BeginningsOf(byte[] utf8, int start)
    {
        List<int> lines = [start];
        for (int at = start; at < utf8.Length; at++)
        {
            if (utf8[at] == (byte)'\n')
            {
                lines.Add(at + 1);
            }
        }

        return lines;
    }

    /// <summary>The offset where a document starts: 3 after a byte-order mark, else 0.</summary>
    public static int StartOf(ReadOnlySpan<byte> utf8) =>
        utf8.Length >= 3 && utf8[0] == 0xEF && utf8[1] == 0xBB && utf8[2] == 0xBF ? 3 : 0;
}
