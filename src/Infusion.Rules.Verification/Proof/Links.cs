namespace Infusion.Rules.Verification.Proof;

/// <summary>What a table rests on outside itself: the tables that its facts are linked to, and the parameters that decide how they are
/// read.</summary>
/// <param name="to">What a table comes to in both versions; <c>null</c> where that is not known.</param>
/// <param name="paths">The paths of the parameters that differ.</param>
internal sealed class Links(Func<string, LinkedPairs?> to, IReadOnlyList<string> paths)
{
    /// <summary>Where nothing else is known of two versions.</summary>
    public static Links None { get; } = new(static _ => null, []);

    /// <summary>What a table comes to in both versions; <c>null</c> where that is not known.</summary>
    public LinkedPairs? To(string table) => to(table);

    /// <summary>The same, with what one table comes to.</summary>
    public Links With(string table, LinkedPairs pairs) => new(other => other == table ? pairs : to(other), paths);

    /// <summary>The parameters that differ and that a pattern covers.</summary>
    public IEnumerable<string> Changed(string pattern) => paths.Where(path => ParameterRule.Covers(pattern, path));
}
