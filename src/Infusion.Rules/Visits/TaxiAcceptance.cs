namespace Infusion.Rules.Visits;

/// <summary>Whether a taxi or a ride-share is a ride away from the clinic.</summary>
public enum TaxiAcceptance
{
    /// <summary>A taxi is a ride, with or without company (C8).</summary>
    Accepted,

    /// <summary>A taxi is a ride only when a person accompanies the patient.</summary>
    OnlyAccompanied,

    /// <summary>A taxi is no ride: somebody the patient knows drives.</summary>
    NotAccepted,
}
