using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>One value of a fact as both versions see it: a place among each version's sets of cells, and a value to show.</summary>
/// <param name="Old">The place in <see cref="JointFact.OldSets"/>.</param>
/// <param name="New">The place in <see cref="JointFact.NewSets"/>.</param>
/// <param name="OldValue">The value as the old version reads it.</param>
/// <param name="NewValue">The value as the new version reads it.</param>
/// <param name="Low">The lowest code the coordinate stands for, in the newer fact's codes.</param>
/// <param name="High">The highest code it stands for.</param>
/// <param name="Said">The name that a record has for it, where the versions may read a name as different values.</param>
internal readonly record struct Coordinate(
    int Old, int New, FactValue OldValue, FactValue NewValue, long Low, long High, string? Said = null);
