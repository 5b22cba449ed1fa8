using System.Globalization;
using Infusion.Rules.Words;

namespace Infusion.Rules.Documents;

/// <summary>One thing wrong with a document, and where it is.</summary>
/// <remarks>
/// No value of a patient is in it. <see cref="Found"/> names a JSON kind, a property or a path; of words it quotes only a slip in one of
/// a closed list. Names, free text, numbers, dates and times are described and never repeated. Equality is by every property.
/// </remarks>
public sealed record Problem
{
    private const int LongestQuote = 40;

    /// <summary>Describes a problem.</summary>
    /// <param name="code">The stable code, one of <see cref="ProblemCodes"/>.</param>
    /// <param name="path">The JSON path.</param>
    /// <param name="line">The line, 1 or more.</param>
    /// <param name="column">The column in UTF-16 characters, 1 or more.</param>
    /// <param name="found">What was found, without any value of a patient.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <param name="nearest">The nearest valid name, or null.</param>
    internal Problem(string code, string path, int line, int column, string found, string allowed, string? nearest = null)
    {
        Code = code;
        Path = path;
        Line = line;
        Column = column;
        Found = found;
        Allowed = allowed;
        Nearest = nearest;
    }

    /// <summary>The stable kebab-case code, one of <see cref="ProblemCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The JSON path, such as <c>$.visits[1].intakes[0].at</c>.</summary>
    /// <remarks>A name that is not letters, digits and underscores is quoted in
    /// brackets. A missing property has the path it would have.</remarks>
    public string Path { get; }

    /// <summary>The line, counted from 1.</summary>
    /// <remarks>Lines end at a line feed, with or without a carriage return before it.</remarks>
    public int Line { get; }

    /// <summary>The column in UTF-16 characters, counted from 1.</summary>
    /// <remarks>A tab is one column; a byte-order mark is none.</remarks>
    public int Column { get; }

    /// <summary>What was found, described without any value of a patient.</summary>
    public string Found { get; }

    /// <summary>What is allowed there.</summary>
    public string Allowed { get; }

    /// <summary>The nearest valid name, or null when none is close.</summary>
    public string? Nearest { get; }

    /// <summary>The problem as one sentence, made of the other properties.</summary>
    public string Message => Code == ProblemCodes.MissingProperty ? $"{Allowed} is missing."
        : Nearest is null ? $"found {Found}; allowed: {Allowed}."
        : $"found {Found}; did you mean {Quote(Nearest)}?";

    /// <summary>The position, the path and the message.</summary>
    /// <returns>Text such as <c>line 3, column 9: $.visits[0].at: found a number; allowed: ...</c>.</returns>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "line {0}, column {1}: {2}: {3}", Line, Column, Path, Message);

    /// <summary>A word that is none of a closed list: quoted where one of them was meant, and not where it may be anything.</summary>
    internal static string OtherWord(string word, string? meant) => meant is null ? "another word" : Quote(word);

    /// <summary>A word in quotation marks: at most 40 characters, on one line, each of which can be seen.</summary>
    internal static string Quote(string word) => "\"" + Clip(word) + "\"";

    /// <summary>At most 40 characters of a word, on one line, with U+FFFD for each that cannot be seen.</summary>
    internal static string Clip(string word)
    {
        int length = word.Length <= LongestQuote ? word.Length : LongestQuote - 1;
        string shown = ShownText.Line(word.Substring(0, length));
        return length < word.Length ? shown + "…" : shown;
    }
}
