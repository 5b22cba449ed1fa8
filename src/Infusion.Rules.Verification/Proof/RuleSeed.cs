namespace Infusion.Rules.Verification.Proof;

/// <summary>A complete case to which other rules apply in one version than in the other.</summary>
/// <param name="Example">A coordinate for each joint fact; -1 where the fact plays no part.</param>
internal sealed record RuleSeed(int[] Example);
