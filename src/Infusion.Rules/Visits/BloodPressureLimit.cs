namespace Infusion.Rules.Visits;

/// <summary>A blood-pressure limit a clinic has set; the page publishes none.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record BloodPressureLimit
{
    /// <summary>Creates a limit.</summary>
    /// <param name="systolic">The highest systolic pressure within the limit, in mmHg, 1 to 399, inclusive.</param>
    /// <param name="diastolic">The highest diastolic pressure within the limit, in mmHg, 1 to 399, inclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A pressure is not from 1 to 399 mmHg.</exception>
    public BloodPressureLimit(int systolic, int diastolic)
    {
        if (systolic is < 1 or > 399 || diastolic is < 1 or > 399)
        {
            throw new ArgumentOutOfRangeException(nameof(systolic), "A blood-pressure limit is from 1 to 399 mmHg.");
        }

        (Systolic, Diastolic) = (systolic, diastolic);
    }

    /// <summary>The highest systolic pressure within the limit, in mmHg, inclusive.</summary>
    public int Systolic { get; }

    /// <summary>The highest diastolic pressure within the limit, in mmHg, inclusive.</summary>
    public int Diastolic { get; }

    /// <summary>Writes the limit.</summary>
    /// <returns>"180/110 mmHg".</returns>
    public override string ToString() => FormattableString.Invariant($"{Systolic}/{Diastolic} mmHg");
}
