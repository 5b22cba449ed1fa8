namespace Infusion.Rules.Verification;

/// <summary>One value of a policy document.</summary>
/// <param name="Path">Where it stands, such as <c>fasting.kinds[clear-liquid].limits[0].before</c>.</param>
/// <param name="Text">The value as text.</param>
public readonly record struct PolicyLeaf(string Path, string Text)
{
    /// <summary>Writes the path and the value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {Text}";
}
