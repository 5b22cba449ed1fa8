using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>One difference found by the proof, with the case it was found on and the test that replays it.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Direction">The direction.</param>
/// <param name="Finding">The finding of a Collect table; <c>null</c> for a whole table.</param>
/// <param name="Example">A coordinate for each joint fact; -1 where the fact is not known.</param>
/// <param name="IsShownBy">Whether a row of each version shows the difference, decided by the kernel and not by the proof.</param>
/// <param name="Says">What is to be said beside the two answers, or <c>null</c>.</param>
internal sealed record Difference(
    ChangeAxis Axis, Direction Direction, string? Finding, int[] Example, Func<FactValue[], FactValue[], bool> IsShownBy,
    string? Says = null);
