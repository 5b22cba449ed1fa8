namespace Infusion.Rules.Verification;

/// <summary>A mutant of the policy, and whether some case fails under it.</summary>
/// <param name="Edit">What was changed.</param>
/// <param name="KilledBy">The first case that fails; <c>null</c> when none does.</param>
public sealed record TriedMutant(PolicyEdit Edit, string? KilledBy)
{
    /// <summary>Writes the edit and the case.</summary>
    /// <returns>"visits.recoveryMinimum: PT1H -> PT59M, survives".</returns>
    public override string ToString() => $"{Edit}, {(KilledBy is null ? "survives" : $"killed by {KilledBy}")}";
}
