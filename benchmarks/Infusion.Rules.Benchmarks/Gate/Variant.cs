namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>One way to do the work, over patients <c>from</c> to <c>from + count</c>.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Size">How many patients there are; a slice that reaches the end begins again.</param>
/// <param name="Run">Does the work and gives a sum that depends on all of it.</param>
internal sealed record Variant(string Name, int Size, Func<int, int, long> Run);
