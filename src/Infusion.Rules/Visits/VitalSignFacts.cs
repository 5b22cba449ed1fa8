namespace Infusion.Rules.Visits;

/// <summary>Which vital signs are recorded in one part of a visit; <c>null</c> is not known.</summary>
public sealed record VitalSignFacts
{
    /// <summary>The part of the visit.</summary>
    public VisitPhase? Phase { get; init; }

    /// <summary>Whether the heart rate is recorded.</summary>
    public bool? HeartRateRecorded { get; init; }

    /// <summary>Whether the blood pressure is recorded.</summary>
    public bool? BloodPressureRecorded { get; init; }

    /// <summary>Whether the oxygen saturation is recorded.</summary>
    public bool? OxygenSaturationRecorded { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "vital sign facts: " + VisitKnown.List(
        ("phase", Phase is not null),
        ("heart rate", HeartRateRecorded is not null),
        ("blood pressure", BloodPressureRecorded is not null),
        ("oxygen saturation", OxygenSaturationRecorded is not null));
}
