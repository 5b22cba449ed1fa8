using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>How many wrong policies a set of cases would notice.</summary>
public sealed class MutantCoverage
{
    /// <summary>Every mutant that was tried, in the order of the policy's document.</summary>
    public required ImmutableArray<TriedMutant> Mutants { get => field.OrEmpty(); init; }

    /// <summary>How many of those that decide differently make some case fail.</summary>
    public CoverageRatio Killed => new(
        Mutants.Count(static one => one.Fate == MutantFate.Killed),
        Mutants.Count(static one => one.Fate is MutantFate.Killed or MutantFate.Survives));

    /// <summary>The changes that no case notices.</summary>
    public ImmutableArray<PolicyEdit> Survivors =>
        [.. Mutants.Where(static one => one.Fate == MutantFate.Survives).Select(static one => one.Edit)];

    /// <summary>Writes the ratio.</summary>
    /// <returns>"mutants killed 612 of 625 (97.9 %)".</returns>
    public override string ToString() => $"mutants killed {Killed}";
}
