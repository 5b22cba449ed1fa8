namespace Infusion.Rules.Verification.Proof;

/// <summary>The sets of possible outcomes of two versions for cases known in part, with one case that shows it.</summary>
/// <param name="OldMask">The old set, as <see cref="Masks"/> has it.</param>
/// <param name="NewMask">The new set.</param>
/// <param name="Example">A coordinate for each joint fact; -1 where the fact plays no part.</param>
internal sealed record PartialPair(ulong OldMask, ulong NewMask, int[] Example);
