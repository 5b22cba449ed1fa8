using System.Text.RegularExpressions;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds what still cites the source of its old value: nobody has said that the source has the new one.</summary>
internal static class CitationsToConfirm
{
    // A value that the clinic gives no source for has none that could be out of date.
    private const string OwnPolicy = "clinic-policy";

    /// <summary>One change for each parameter, or item of a list, whose value changed and whose citations did not.</summary>
    /// <param name="before">The old values by their paths.</param>
    /// <param name="after">The new values by their paths.</param>
    public static IEnumerable<ParameterChange> Between(Dictionary<string, string> before, Dictionary<string, string> after)
    {
        Dictionary<string, string[]> cited = CitedIn(before);
        Dictionary<string, string[]> stillCited = CitedIn(after);
        string[] owners =
            [.. cited.Keys.Concat(stillCited.Keys).Distinct(StringComparer.Ordinal).OrderByDescending(static path => path.Length)];
        var values = before.Keys.Concat(after.Keys).Distinct(StringComparer.Ordinal)
            .Where(path => Value(before, path) != Value(after, path))
            .GroupBy(path => Array.Find(owners, owner => IsIn(path, owner)) ?? "", StringComparer.Ordinal)
            .Where(group => cited.ContainsKey(group.Key) && stillCited.ContainsKey(group.Key))
            .OrderBy(static group => group.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, string> group in values)
        {
            string owner = group.Key;
            string[] paths = [.. group.Where(path => !IsBasis(path, owner)).OrderBy(static path => path, StringComparer.Ordinal)];
            string[] sources = [.. stillCited[owner].Where(static id => id != OwnPolicy)];
            if (paths.Length > 0 && sources.Length > 0 && cited[owner].SequenceEqual(stillCited[owner]))
            {
                yield return new()
                {
                    Path = owner + ".citations",
                    Before = Values(before, owner, paths),
                    After = Values(after, owner, paths),
                    Basis = ParameterBasis.ToConfirm,
                    Axis = ChangeAxis.Wording,
                    Class = ChangeClass.Mixed,
                    ToConfirm = [.. sources],
                };
            }
        }
    }

    /// <summary>What is cited, by the path of what cites it.</summary>
    public static Dictionary<string, string[]> CitedIn(Dictionary<string, string> leaves) => leaves
        .Select(static leaf => (Place: Regex.Match(leaf.Key, @"^(.+)\.citations\[\d+\]$"), leaf.Value))
        .Where(static leaf => leaf.Place.Success)
        .GroupBy(static leaf => leaf.Place.Groups[1].Value, StringComparer.Ordinal)
        .ToDictionary(
            static group => group.Key,
            static group => group.Select(static leaf => leaf.Value).OrderBy(static id => id, StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);

    /// <summary>Whether a value is, or stands in, what has a path.</summary>
    public static bool IsIn(string path, string owner) => path.StartsWith(owner, StringComparison.Ordinal)
        && (path.Length == owner.Length || path[owner.Length] is '.' or '[');

    // What is said of a value is not the value.
    private static bool IsBasis(string path, string owner) => path == owner + ".provenance" || path == owner + ".modality"
        || path.StartsWith(owner + ".citations[", StringComparison.Ordinal);

    private static string? Value(Dictionary<string, string> leaves, string path) =>
        leaves.TryGetValue(path, out string? text) ? text : null;

    private static string? Values(Dictionary<string, string> leaves, string owner, string[] paths)
    {
        string[] said =
        [
            .. paths.Where(leaves.ContainsKey)
                .Select(path => path == owner ? leaves[path] : $"{path.Substring(owner.Length).TrimStart('.')} {leaves[path]}"),
        ];
        return said.Length == 0 ? null : string.Join(", ", said);
    }
}
