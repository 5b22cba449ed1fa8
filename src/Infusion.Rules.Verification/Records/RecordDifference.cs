using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification.Records;

/// <summary>What two versions say otherwise of one decision about one record.</summary>
/// <param name="Decision">The id of the decision.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Direction">The direction: tightens, relaxes, or neither has an order.</param>
/// <param name="Place">Which of several decisions about that subject it is.</param>
/// <param name="IsOpen">Whether one of them has not settled it, or has no such decision.</param>
internal readonly record struct RecordDifference(
    string Decision, string? Subject, ChangeAxis Axis, Direction Direction, int Place, bool IsOpen);
