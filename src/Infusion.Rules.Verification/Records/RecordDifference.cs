using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification.Records;

/// <summary>What two versions say otherwise of one decision about one record.</summary>
/// <param name="Key">Which decision it is.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Direction">The direction: tightens, relaxes, or neither has an order.</param>
/// <param name="IsOpen">Whether one of them has not settled it, or has no such decision.</param>
/// <param name="IsOfWhole">Whether one of them does not say it at all, because the decision that it is a part of is another there.</param>
internal readonly record struct RecordDifference(AnswerKey Key, ChangeAxis Axis, Direction Direction, bool IsOpen, bool IsOfWhole);
