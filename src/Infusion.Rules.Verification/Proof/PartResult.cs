using System.Collections.Immutable;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Everything that two versions of a part of a table come to, each pair once.</summary>
internal sealed record PartResult(
    Part Part, ImmutableArray<CompletePair> Complete, ImmutableArray<PartialPair> Partial, ImmutableArray<RuleSeed> Seeds, long Evaluated);
