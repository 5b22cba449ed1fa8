using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;

namespace Infusion.Rules.Cases;

/// <summary>How an appointment came to nothing.</summary>
public sealed record CaseCancellation
{
    /// <summary>Who ended it; never <see cref="AppointmentEnd.InfusionGiven"/>.</summary>
    public required AppointmentEnd By { get; init; }

    /// <summary>The clinic's primary reason on record; <c>null</c> when not known.</summary>
    public CancellationReason? Reason { get; init; }

    /// <summary>When it was cancelled; <c>null</c> when not known.</summary>
    public Moment? At { get; init; }

    /// <summary>How many appointments the patient missed before; <c>null</c> when not known.</summary>
    public int? EarlierMisses { get; init; }

    /// <summary>The reason for which the clinic waived the fee; <c>null</c> when it did not.</summary>
    public string? Waiver { get; init; }

    /// <summary>The appointment that takes its place; <c>null</c> when there is none.</summary>
    public Moment? NewAppointment { get; init; }

    /// <summary>Writes who cancelled.</summary>
    /// <returns>"ClinicCancelled".</returns>
    public override string ToString() => By.ToString();
}
