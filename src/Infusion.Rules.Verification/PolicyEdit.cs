namespace Infusion.Rules.Verification;

/// <summary>One value of a policy document that is changed.</summary>
/// <param name="Path">Where it stands, such as <c>fasting.kinds[clear-liquid].limits[0].before</c>.</param>
/// <param name="Operator">How it is changed.</param>
/// <param name="Before">What stood there; <c>null</c> for nothing.</param>
/// <param name="After">What stands there now; <c>null</c> for nothing.</param>
/// <param name="IsOfWords">Whether it is a name, a source or words, which no decision rests on.</param>
public sealed record PolicyEdit(string Path, MutationOperator Operator, string? Before, string? After, bool IsOfWords)
{
    /// <summary>Writes the path and both values.</summary>
    /// <returns>"visits.recoveryMinimum: PT1H -> PT59M".</returns>
    public override string ToString() => $"{Path}: {Before ?? "nothing"} -> {After ?? "nothing"}";
}
