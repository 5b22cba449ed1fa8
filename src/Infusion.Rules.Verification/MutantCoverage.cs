using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>How many wrong policies a set of cases would notice.</summary>
public sealed class MutantCoverage
{
    /// <summary>Every mutant that decides differently, in the order of the policy's document.</summary>
    public required ImmutableArray<TriedMutant> Mutants { get; init; }

    /// <summary>How many make some case fail.</summary>
    public CoverageRatio Killed => new(Mutants.Count(static one => one.KilledBy is not null), Mutants.Length);

    /// <summary>The changes that no case notices.</summary>
    public ImmutableArray<PolicyEdit> Survivors => [.. Mutants.Where(static one => one.KilledBy is null).Select(static one => one.Edit)];

    /// <summary>Writes the ratio.</summary>
    /// <returns>"mutants killed 612 of 625 (97.9 %)".</returns>
    public override string ToString() => $"mutants killed {Killed}";
}
