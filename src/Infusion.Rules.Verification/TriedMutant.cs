namespace Infusion.Rules.Verification;

/// <summary>A mutant of the policy, and what became of it.</summary>
/// <param name="Edit">What was changed.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="KilledBy">The first case that fails under it; <c>null</c> when none does.</param>
public sealed record TriedMutant(PolicyEdit Edit, MutantFate Fate, string? KilledBy)
{
    /// <summary>Writes the edit and its fate.</summary>
    /// <returns>"visits.recoveryMinimum: PT1H -> PT59M: survives".</returns>
    public override string ToString() =>
        $"{Edit}: {ReportText.Words(Fate.ToString())}{(KilledBy is null ? "" : $" by {KilledBy}")}";
}
