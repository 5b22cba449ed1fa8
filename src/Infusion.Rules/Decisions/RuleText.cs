using System.Collections.Immutable;

namespace Infusion.Rules.Decisions;

/// <summary>Writes the sentences of rules into a caller's buffer.</summary>
internal static class RuleText
{
    /// <summary>Writes each rule's sentence, a blank between two; nothing at all when they do not fit.</summary>
    public static bool TryWrite(ImmutableArray<Rule> rules, Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        int length = 0;
        foreach (Rule rule in rules)
        {
            int start = length == 0 ? 0 : length + 1;
            if (destination.Length - start < rule.Sentence.Length)
            {
                return false;
            }

            if (start > 0)
            {
                destination[length] = ' ';
            }

            rule.Sentence.AsSpan().CopyTo(destination.Slice(start));
            length = start + rule.Sentence.Length;
        }

        charsWritten = length;
        return true;
    }
}
