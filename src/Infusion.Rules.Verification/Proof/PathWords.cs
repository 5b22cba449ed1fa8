using System.Text.RegularExpressions;
using Infusion.Rules.Words;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The path of a value in words.</summary>
internal static class PathWords
{
    /// <summary>"fasting.kinds[clear-liquid].limits[0].before" as "Fasting: kind clear liquid, limit 1, before".</summary>
    public static string Of(string path)
    {
        string[] parts = [.. Regex.Split(path, "\\.(?![^\\[]*\\])").Select(Part)];
        return NameWords.Capital(parts.Length == 1 ? parts[0] : $"{parts[0]}: {string.Join(", ", parts.Skip(1))}");
    }

    /// <summary>An id in words; anything else as it is.</summary>
    public static string Id(string text) => Regex.IsMatch(text, "^[a-z][a-z0-9]*([-.][a-z0-9]+)+$") ? NameWords.Of(text) : text;

    private static string Part(string part)
    {
        Match item = Regex.Match(part, "^([^\\[]+)\\[(.+)\\]$");
        return !item.Success ? NameWords.Of(part)
            : $"{Single(NameWords.Of(item.Groups[1].Value))} "
                + (int.TryParse(item.Groups[2].Value, out int place)
                    ? (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : Id(item.Groups[2].Value));
    }

    /// <summary>The name of one of several.</summary>
    public static string Single(string name) => name.EndsWith("criteria", StringComparison.Ordinal) ? $"{name.Remove(name.Length - 1)}on"
        : name.EndsWith("ies", StringComparison.Ordinal) ? $"{name.Remove(name.Length - 3)}y"
        : name.Length > 1 && name[name.Length - 1] == 's' ? name.Remove(name.Length - 1)
        : name;
}
