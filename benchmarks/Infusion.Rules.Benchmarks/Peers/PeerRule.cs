namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>One rule as the peers have it: where its text holds, the field has, or adds, the value.</summary>
internal sealed record PeerRule(PeerField Field, int Value, string Text)
{
    public string Name => FormattableString.Invariant($"{Field}.{Value}");
}
