namespace Infusion.Rules.Tables;

/// <summary>A combination of facts that cannot be, such as an end before a start.</summary>
/// <param name="Id">The stable id.</param>
/// <param name="When">The condition that cannot hold.</param>
/// <param name="Says">Why it cannot, as one sentence.</param>
public sealed record Constraint(string Id, Condition When, string Says)
{
    /// <summary>Writes the id and the sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Id}: {Says}";
}
