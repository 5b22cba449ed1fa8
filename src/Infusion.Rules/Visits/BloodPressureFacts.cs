namespace Infusion.Rules.Visits;

/// <summary>A blood pressure as it was measured; <c>null</c> is not known.</summary>
public sealed record BloodPressureFacts
{
    /// <summary>The systolic pressure in mmHg, 1 to 400.</summary>
    public int? Systolic { get; init => field = Measured(value); }

    /// <summary>The diastolic pressure in mmHg, 1 to 400.</summary>
    public int? Diastolic { get; init => field = Measured(value); }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        "blood pressure facts: " + VisitKnown.List(("systolic", Systolic is not null), ("diastolic", Diastolic is not null));

    private static int? Measured(int? value) => value is null or (>= 1 and <= 400)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), "A blood pressure is from 1 to 400 mmHg.");
}
