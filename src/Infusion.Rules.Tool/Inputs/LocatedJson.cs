using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A JSON document made of another file, one value a line, that knows where in that file each line comes from.</summary>
/// <param name="path">The file.</param>
internal sealed partial class LocatedJson(string path)
{
    private readonly StringBuilder _text = new();
    private readonly List<(Place Key, Place Value, int ValueColumn)> _lines = [];
    private bool _isFirst = true;

    /// <summary>Where something stands in a file: line and column, from 1.</summary>
    public readonly record struct Place(long Line, long Column);

    /// <summary>The document.</summary>
    public string Text => _text.ToString();

    /// <summary>Whether a text is a number of JSON, which may then stand in the document digit by digit.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>Writes the begin of an object or a list.</summary>
    /// <param name="name">The name it has in the object around it; <c>null</c> in a list and at the top.</param>
    /// <param name="bracket">"{" or "[".</param>
    /// <param name="key">Where the name stands.</param>
    /// <param name="value">Where the value stands.</param>
    public void Open(string? name, char bracket, Place key, Place value)
    {
        Line(name, bracket.ToString(), key, value);
        _isFirst = true;
    }

    /// <summary>Writes the end of an object or a list.</summary>
    public void Close(char bracket, Place at)
    {
        _isFirst = true;
        Line(null, bracket.ToString(), at, at);
        _isFirst = false;
    }

    /// <summary>Writes a string.</summary>
    public void String(string? name, string value, Place key, Place at) =>
        Line(name, JsonSerializer.Serialize(value, Strings.Default.String), key, at);

    /// <summary>Writes a number, <c>true</c>, <c>false</c> or <c>null</c> as it stands.</summary>
    public void Literal(string? name, string value, Place key, Place at) => Line(name, value, key, at);

    /// <summary>The problems of the document at their places in the file.</summary>
    public BadInputException Bad(ImmutableArray<Problem> problems) => new(string.Join('\n', problems.Select(problem =>
    {
        (Place key, Place value, int column) = _lines[Math.Clamp(problem.Line - 1, 0, _lines.Count - 1)];
        Place at = problem.Column < column ? key : value;
        return InputFile.Line(path, at.Line, at.Column, problem);
    })));

    private void Line(string? name, string value, Place key, Place at)
    {
        string before = (_isFirst ? "" : ",") + (name is null ? "" : JsonSerializer.Serialize(name, Strings.Default.String) + ": ");
        if (_text.Length + before.Length + value.Length >= DocumentLimits.MaxBytes)
        {
            throw new BadInputException(FormattableString.Invariant(
                $"{path}:{at.Line}:{at.Column}: as JSON the file has more than {DocumentLimits.MaxBytes} bytes up to here; split it."));
        }

        _text.Append(before).Append(value).Append('\n');
        _lines.Add((key, at, before.Length + 1));
        _isFirst = false;
    }

    [GeneratedRegex("^-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
