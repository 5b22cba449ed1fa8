namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>What one rule object says.</summary>
internal sealed record RuleResult(PeerRule Rule, bool Applies, string? Reason, object? Output);
