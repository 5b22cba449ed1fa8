namespace Infusion.Rules.Verification;

/// <summary>What one kind of policy value is judged by.</summary>
/// <param name="Pattern">The path; <c>*</c> stands for any run of characters.</param>
/// <param name="Basis">What it is judged by.</param>
/// <param name="Axis">The axis of a declared parameter.</param>
/// <param name="WhenRaised">The direction when a declared number grows; <see cref="ChangeClass.Incomparable"/> when it has none.</param>
/// <param name="Reason">Why it is judged so.</param>
public sealed record ParameterRule(
    string Pattern,
    ParameterBasis Basis,
    ChangeAxis Axis = ChangeAxis.Caution,
    ChangeClass WhenRaised = ChangeClass.Incomparable,
    string Reason = "")
{
    /// <summary>Whether the rule speaks of a path.</summary>
    /// <param name="path">The path of a leaf; capitals do not matter.</param>
    /// <returns>Whether the pattern covers it.</returns>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Covers(Pattern, path);
    }

    /// <summary>Whether a pattern covers a path; capitals do not matter.</summary>
    internal static bool Covers(string pattern, string path)
    {
        string[] parts = pattern.Split('*');
        int from = 0;
        for (int part = 0; part < parts.Length; part++)
        {
            int at = path.IndexOf(parts[part], from, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || (part == 0 && at != 0))
            {
                return false;
            }

            from = at + parts[part].Length;
        }

        return parts[parts.Length - 1].Length == 0 || path.EndsWith(parts[parts.Length - 1], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Writes the pattern and the basis.</summary>
    /// <returns>"fasting.foods*: Declared".</returns>
    public override string ToString() => $"{Pattern}: {Basis}";
}
