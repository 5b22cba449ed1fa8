using System.Collections.Immutable;

namespace Infusion.Rules.Sources;

/// <summary>What every text of the register has in common: it is there.</summary>
internal static class Text
{
    public static string Required(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        return string.IsNullOrWhiteSpace(text) ? throw new ArgumentException("The text is blank.", name) : text;
    }

    /// <summary>Lets an empty list through; its texts are neither blank nor repeated.</summary>
    public static ImmutableArray<string> Required(ImmutableArray<string> texts, string name)
    {
        if (texts.IsDefault || texts.Any(string.IsNullOrWhiteSpace))
        {
            throw new ArgumentException("The list is missing, or one of its texts is blank.", name);
        }

        return texts.Distinct(StringComparer.Ordinal).Count() == texts.Length
            ? texts
            : throw new ArgumentException("The list repeats a text.", name);
    }
}
