using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What two versions make of complete cases, with one case that shows it.</summary>
/// <param name="OldOutcome">The old outcome; see <see cref="Outcomes"/> for the negative ones.</param>
/// <param name="NewOutcome">The new outcome.</param>
/// <param name="OldTerms">The terms of the old deciding rules.</param>
/// <param name="NewTerms">The terms of the new deciding rules.</param>
/// <param name="Example">A coordinate for each joint fact; -1 where the fact plays no part.</param>
internal sealed record CompletePair(
    int OldOutcome, int NewOutcome, ImmutableArray<Term> OldTerms, ImmutableArray<Term> NewTerms, int[] Example);
