using System.Collections.Immutable;
using System.Text;

namespace Infusion.Rules.Documents;

/// <summary>One step of a path: a property, or an entry of a list.</summary>
/// <param name="Text">The property's name, the entry's id or index, or <c>+</c> for another entry.</param>
/// <param name="IsInBrackets">Whether it stands in brackets.</param>
/// <param name="IsQuoted">Whether it stands in quotes: digits are then a name.</param>
internal readonly record struct DocumentStep(string Text, bool IsInBrackets, bool IsQuoted)
{
    /// <summary>Whether it is another entry, after the last.</summary>
    public bool IsAnother => Text == "+" && IsInBrackets && !IsQuoted;

    /// <summary>Whether it can only be an entry of a list.</summary>
    public bool IsEntry => IsInBrackets && !IsQuoted;
}

/// <summary>Where a value stands in a document: <c>$.visits[1].end</c>, as problems write it, or <c>visits[visit-2].end</c>.</summary>
internal static class DocumentPath
{
    /// <summary>What a path may be.</summary>
    public static string Allowed => "a path such as visits[visit-2].end, visits[0].intakes[+] or eligibility.screens['heart-attack']";

    /// <summary>Reads the steps of a path; false for a text that is none.</summary>
    /// <param name="path">The path, with or without <c>$</c> before it.</param>
    /// <param name="steps">The steps, one at least.</param>
    public static bool TryParse(string path, out ImmutableArray<DocumentStep> steps)
    {
        ImmutableArray<DocumentStep>.Builder read = ImmutableArray.CreateBuilder<DocumentStep>();
        int at = path.Length > 0 && path[0] == '$' ? 1 : 0;
        bool isOne = true;
        bool needsPoint = at == 1;
        while (isOne && at < path.Length)
        {
            DocumentStep step = default;
            isOne = path[at] == '[' ? TryBrackets(path, ref at, out step) : TryName(path, needsPoint, ref at, out step);
            read.Add(step);
            needsPoint = true;
        }

        steps = read.ToImmutable();
        return isOne && steps.Length > 0;
    }

    private static bool TryName(string path, bool needsPoint, ref int at, out DocumentStep step)
    {
        step = default;
        if (needsPoint && path[at++] != '.')
        {
            return false;
        }

        int end = path.IndexOfAny(['.', '['], at);
        end = end < 0 ? path.Length : end;
        step = new(path.Substring(at, end - at), IsInBrackets: false, IsQuoted: false);
        at = end;
        return step.Text.Length > 0;
    }

    private static bool TryBrackets(string path, ref int at, out DocumentStep step)
    {
        step = default;
        bool isQuoted = at + 1 < path.Length && path[at + 1] == '\'';
        at += isQuoted ? 2 : 1;
        var text = new StringBuilder();
        for (; at < path.Length && path[at] != (isQuoted ? '\'' : ']'); at++)
        {
            at += isQuoted && path[at] == '\\' && at + 1 < path.Length ? 1 : 0;
            text.Append(path[at]);
        }

        at += isQuoted ? 1 : 0;
        bool isClosed = at < path.Length && path[at] == ']';
        at++;
        step = new(text.ToString(), IsInBrackets: true, isQuoted);
        return isClosed && text.Length > 0;
    }
}
