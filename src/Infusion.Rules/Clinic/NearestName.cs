namespace Infusion.Rules.Clinic;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>The nearest of the names, or null when none is near.</summary>
    /// <remarks>
    /// The distance is Damerau-Levenshtein (insert, drop, replace, swap neighbours; no part edited twice), blind to case.
    /// Near is at most a third of the longer name's length, from 1 to 3, and less than all of it. The first of equals wins.
    /// </remarks>
    /// <param name="word">What was written.</param>
    /// <param name="names">The valid names.</param>
    public static string? To(string word, IEnumerable<string> names)
    {
        if (word.Length > LongestName)
        {
            return null;
        }

        string? nearest = null;
        int least = int.MaxValue;
        foreach (string name in names)
        {
            if (IsNear(word, name) && Distance(word, name) is var distance && distance < least)
            {
                (nearest, least) = (name, distance);
            }
        }

        return nearest;
    }

    /// <summary>The nearest of the names that have the same letters and digits, or null: "phq9" is another spelling of "phq-9",
    /// and "phq-8" is another questionnaire.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="names">The valid names.</param>
    public static string? Respelt(string word, IEnumerable<string> names) => To(word, names.Where(name => SignsOf(name) == SignsOf(word)));

    /// <summary>Whether a name is near to what was written.</summary>
    public static bool IsNear(string word, string name)
    {
        int longer = Math.Max(word.Length, name.Length);
        int limit = Math.Min(Math.Max(1, Math.Min(3, longer / 3)), longer - 1);
        return longer <= LongestName && Math.Abs(word.Length - name.Length) <= limit && Distance(word, name) <= limit;
    }

    /// <summary>How many edits turn one word into the other, case ignored.</summary>
    internal static int Distance(string a, string b)
    {
        var before = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = previous[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }

    // Each letter once, in any order, and the digits as they stand.
    private static string SignsOf(string text) => string.Concat(
        text.Where(char.IsLetter).Select(char.ToLowerInvariant).Distinct().OrderBy(letter => letter).Concat(text.Where(char.IsDigit)));

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
