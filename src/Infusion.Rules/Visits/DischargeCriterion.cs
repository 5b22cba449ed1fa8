namespace Infusion.Rules.Visits;

/// <summary>A discharge score a clinic asks for in addition to walking.</summary>
/// <remarks>The page names no score. Compared by value. Immutable and thread-safe.</remarks>
public sealed record DischargeCriterion
{
    /// <summary>Creates a criterion.</summary>
    /// <param name="scale">The score.</param>
    /// <param name="minimumPoints">The lowest score that meets it, inclusive; 0 to 10 points.</param>
    /// <exception cref="ArgumentOutOfRangeException">The points are not from 0 to 10.</exception>
    public DischargeCriterion(DischargeScale scale, int minimumPoints)
    {
        if (minimumPoints is < 0 or > 10)
        {
            throw new ArgumentOutOfRangeException(nameof(minimumPoints), "A discharge score is from 0 to 10 points.");
        }

        (Scale, MinimumPoints) = (scale, minimumPoints);
    }

    /// <summary>The score.</summary>
    public DischargeScale Scale { get; }

    /// <summary>The lowest score that meets it, inclusive; 0 to 10 points.</summary>
    public int MinimumPoints { get; }

    /// <summary>Writes the scale and the points.</summary>
    /// <returns>"PADSS of at least 9".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Scale.ToString().ToUpperInvariant()} of at least {MinimumPoints}");
}
