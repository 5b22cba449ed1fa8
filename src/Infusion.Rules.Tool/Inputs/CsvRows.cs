using System.Text;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Reads the rows of a CSV file (RFC 4180): fields parted by commas, with or without quotation marks.</summary>
/// <remarks>Blanks around a field are no part of it. A line with nothing in it is no row; every other one is.</remarks>
/// <param name="path">The file.</param>
/// <param name="text">What is in it.</param>
internal sealed class CsvRows(string path, string text)
{
    private const char Mark = '"';

    private int _at;
    private int _line = 1;
    private int _begin;

    /// <summary>A field and where it begins.</summary>
    public readonly record struct Field(string Text, LocatedJson.Place At);

    /// <summary>The fields of the next row; <c>null</c> after the last one.</summary>
    public List<Field>? Next()
    {
        while (SkipBlanks() && IsEnd)
        {
            EndLine();
        }

        if (_at == text.Length)
        {
            return null;
        }

        List<Field> fields = [One()];
        while (_at < text.Length && text[_at] == ',')
        {
            _at++;
            fields.Add(One());
        }

        EndLine();
        return fields;
    }

    private LocatedJson.Place Here => new(_line, _at - _begin + 1);

    private bool IsEnd => _at < text.Length && text[_at] is '\n' or '\r';

    private Field One()
    {
        SkipBlanks();
        LocatedJson.Place at = Here;
        return new(_at < text.Length && text[_at] == Mark ? Quoted(at) : Bare(), at);
    }

    private string Bare()
    {
        int begin = _at;
        int length = text.AsSpan(begin).IndexOfAny(",\r\n");
        int end = length < 0 ? text.Length : begin + length;
        int mark = text.AsSpan(begin, end - begin).IndexOf(Mark);
        if (mark >= 0)
        {
            _at += mark;
            throw Misplaced(Here);
        }

        _at = end;
        return text[begin..end].TrimEnd(' ', '\t');
    }

    private string Quoted(LocatedJson.Place opened)
    {
        var field = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            LocatedJson.Place here = Here;
            if (text[_at] == Mark && !text.AsSpan(_at).StartsWith("\"\""))
            {
                _at++;
                SkipBlanks();
                return _at == text.Length || text[_at] == ',' || IsEnd ? field.ToString() : throw Misplaced(here);
            }

            _at += text[_at] == Mark ? 1 : 0;
            field.Append(text[_at]);
            (_line, _begin) = text[_at] == '\n' ? (_line + 1, _at + 1) : (_line, _begin);
        }

        throw new BadInputException(FormattableString.Invariant(
            $"{path}:{opened.Line}:{opened.Column}: a quotation mark is opened and never closed."));
    }

    private bool SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
        {
            _at++;
        }

        return true;
    }

    private void EndLine()
    {
        if (_at < text.Length)
        {
            _at += text.AsSpan(_at).StartsWith("\r\n") ? 2 : 1;
            (_line, _begin) = (_line + 1, _at);
        }
    }

    private BadInputException Misplaced(LocatedJson.Place mark) => new(
        FormattableString.Invariant($"{path}:{mark.Line}:{mark.Column}: a quotation mark stands where it cannot; ")
        + "put the field in quotation marks and double those inside.");
}
