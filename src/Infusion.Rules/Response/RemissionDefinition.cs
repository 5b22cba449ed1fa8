namespace Infusion.Rules.Response;

/// <summary>A named cut-off below which a score is called remission.</summary>
/// <remarks>Published studies disagree about such cut-offs, so every result names the one it used. Equality is by value. Immutable and
/// thread-safe.</remarks>
/// <param name="Name">The definition's name, such as "MADRS below 10".</param>
/// <param name="CutOff">The cut-off in the instrument's points, with at most six decimal places.</param>
/// <param name="IncludesCutOff">Whether the cut-off itself is remission. Not
/// for pain, whose averaged scores are compared with "below" only.</param>
public sealed record RemissionDefinition(string Name, decimal CutOff, bool IncludesCutOff)
{
    /// <summary>Writes the name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
