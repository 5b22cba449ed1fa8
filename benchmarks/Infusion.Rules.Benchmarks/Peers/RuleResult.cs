namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>What one rule object says.</summary>
internal sealed record RuleResult(string Rule, bool Holds, string? Reason);
