namespace Infusion.Rules.Visits;

/// <summary>Something in the conduct of a visit that differs from what the clinic publishes.</summary>
public enum ConductFinding
{
    /// <summary>Commode and urinal were not offered.</summary>
    AccommodationsNotOffered,

    /// <summary>The patient walked during the infusion.</summary>
    WalkedDuringInfusion,

    /// <summary>Neither a physician nor a nurse was immediately available.</summary>
    NoClinicianAvailable,

    /// <summary>No board-certified emergency physician was responsible.</summary>
    NoResponsiblePhysician,

    /// <summary>The conduct of a visit is not published.</summary>
    NotPublished,
}
