using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>What it costs when the clinic cancels for a recorded reason that lies with the patient.</summary>
/// <remarks>Such a cancellation is a miss. Compared by value. Immutable and thread-safe.</remarks>
public sealed record ReasonCharge
{
    /// <summary>Creates the charge.</summary>
    /// <param name="reason">The reason; a fasting violation has a fee of its own.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="lateByMoreThan">For a late arrival, the lateness after the
    /// appointment that is still free, inclusive; <c>null</c> for none.</param>
    /// <exception cref="ArgumentException">The reason is a fasting violation, or a lateness is given for another reason.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lateness is negative.</exception>
    public ReasonCharge(CancellationReason reason, FeeCharge charge, Duration? lateByMoreThan = null)
    {
        ArgumentNullException.ThrowIfNull(charge);
        if (reason == CancellationReason.FastingViolation || (lateByMoreThan is not null && reason != CancellationReason.LateArrival))
        {
            throw new ArgumentException(
                "A fasting violation has a fee of its own, and only a late arrival has a lateness.", nameof(reason));
        }

        if (lateByMoreThan < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(lateByMoreThan), "A lateness is not negative.");
        }

        (Reason, Charge, LateByMoreThan) = (reason, charge, lateByMoreThan);
    }

    /// <summary>The reason the clinic recorded.</summary>
    public CancellationReason Reason { get; }

    /// <summary>The charge.</summary>
    public FeeCharge Charge { get; }

    /// <summary>The lateness after the appointment that is still free, inclusive; <c>null</c> when the reason alone counts.</summary>
    public Duration? LateByMoreThan { get; }

    /// <summary>Writes the reason and the charge.</summary>
    /// <returns>"LateArrival by more than 15 min: 100 % of the price".</returns>
    public override string ToString() =>
        $"{Reason}{(LateByMoreThan is { } late ? $" by more than {Wording.Of(late)}" : "")}: {Charge}";
}
