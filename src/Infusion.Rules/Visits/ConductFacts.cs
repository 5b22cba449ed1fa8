namespace Infusion.Rules.Visits;

/// <summary>What is recorded of how a visit was conducted; <c>null</c> is not recorded.</summary>
public sealed record ConductFacts
{
    /// <summary>Whether commode and urinal were offered; they are offered to anyone (R54).</summary>
    public bool? AccommodationsOffered { get; init; }

    /// <summary>Whether the patient walked during the infusion (R54).</summary>
    public bool? WalkedDuringInfusion { get; init; }

    /// <summary>Whether a physician or a nurse was immediately available (R56).</summary>
    public bool? ClinicianAvailable { get; init; }

    /// <summary>Whether a board-certified emergency physician was responsible (R56).</summary>
    public bool? EmergencyPhysicianResponsible { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "conduct facts: " + VisitKnown.List(
        ("accommodations", AccommodationsOffered is not null),
        ("walking", WalkedDuringInfusion is not null),
        ("clinician", ClinicianAvailable is not null),
        ("physician", EmergencyPhysicianResponsible is not null));
}
