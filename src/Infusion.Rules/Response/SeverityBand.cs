namespace Infusion.Rules.Response;

/// <summary>A band of PHQ-9 scores.</summary>
/// <remarks>Equality is by value. Immutable and thread-safe; <c>default</c> is the score 0 called minimal.</remarks>
/// <param name="Severity">The band's name.</param>
/// <param name="Lowest">The lowest score in points, inclusive.</param>
/// <param name="Highest">The highest score in points, inclusive.</param>
public readonly record struct SeverityBand(Phq9Severity Severity, int Lowest, int Highest)
{
    /// <summary>Writes the band.</summary>
    /// <returns>"Mild 5-9".</returns>
    public override string ToString() => FormattableString.Invariant($"{Severity} {Lowest}-{Highest}");
}
