using Infusion.Rules.Words;

namespace Infusion.Rules.Tool;

/// <summary>An input that cannot be read. The message is for the person who gave it, and shows what a file said as far as it can be
/// shown.</summary>
internal sealed class BadInputException(string message) : Exception(ShownText.Lines(message))
{
    /// <summary>Refuses a name or an argument of more than one line: it would forge the lines of whatever names it.</summary>
    /// <param name="text">The name.</param>
    /// <exception cref="BadInputException">It has a line break or another control character.</exception>
    public static void UnlessOneLine(string text)
    {
        if (text.Any(char.IsControl))
        {
            throw new BadInputException(
                $"{ShownText.Line(text)}: found a line break or a control character; allowed: a name or a value in one line.");
        }
    }
}
