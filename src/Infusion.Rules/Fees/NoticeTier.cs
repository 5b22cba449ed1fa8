using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>What a patient's cancellation costs when it comes with less than so much notice.</summary>
public sealed record NoticeTier
{
    /// <summary>Creates the tier.</summary>
    /// <param name="lessThan">The notice in hours before the appointment; exactly so much is enough to escape the tier.</param>
    /// <param name="charge">The charge.</param>
    /// <exception cref="ArgumentOutOfRangeException">The notice is not positive.</exception>
    public NoticeTier(Duration lessThan, FeeCharge charge)
    {
        ArgumentNullException.ThrowIfNull(charge);
        (LessThan, Charge) = lessThan > Duration.Zero
            ? (lessThan, charge)
            : throw new ArgumentOutOfRangeException(nameof(lessThan), "A notice is longer than nothing.");
    }

    /// <summary>The notice before the appointment, exclusive.</summary>
    public Duration LessThan { get; }

    /// <summary>The charge.</summary>
    public FeeCharge Charge { get; }

    /// <summary>Writes notice and charge.</summary>
    /// <returns>"less than 24 h: 50.00 USD".</returns>
    public override string ToString() => $"less than {Wording.Of(LessThan)}: {Charge}";
}
