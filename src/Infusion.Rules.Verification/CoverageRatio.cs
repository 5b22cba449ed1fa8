namespace Infusion.Rules.Verification;

/// <summary>How many of how many, exactly: 999 of 1000 is never 100 percent.</summary>
/// <param name="Met">How many are met.</param>
/// <param name="Total">How many there are.</param>
/// <remarks><c>default</c> is nothing of nothing, which is not complete.</remarks>
public readonly record struct CoverageRatio(int Met, int Total)
{
    /// <summary>Whether all are met, and there is at least one.</summary>
    public bool IsComplete => Total > 0 && Met == Total;

    /// <summary>Whether the share is at least a percentage, compared exactly; nothing of nothing is not.</summary>
    /// <param name="percent">The percentage, 0 to 100.</param>
    /// <returns>Whether it is reached.</returns>
    public bool Reaches(decimal percent) => Total > 0 && percent <= 100 && Met * 100m >= Math.Max(percent, 0) * Total;

    /// <summary>Writes both numbers and the percentage, rounded down to a tenth.</summary>
    /// <returns>"999 of 1000 (99.9 %)".</returns>
    public override string ToString() => Total == 0
        ? "0 of 0"
        : FormattableString.Invariant($"{Met} of {Total} ({decimal.Floor(Met * 1000m / Total) / 10m:0.#} %)");
}
