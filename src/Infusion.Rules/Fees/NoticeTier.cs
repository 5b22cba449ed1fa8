using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>What a patient's cancellation costs when it comes with less than so much notice.</summary>
public sealed record NoticeTier
{
    /// <summary>Creates the tier.</summary>
    /// <param name="notice">The notice.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="isInclusive">Whether exactly so much notice, or a cancellation exactly then, still costs; otherwise it is
    /// enough.</param>
    public NoticeTier(Notice notice, FeeCharge charge, bool isInclusive = false)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(charge);
        (Notice, Charge, IsInclusive) = (notice, charge, isInclusive);
    }

    /// <summary>Creates the tier of a length of time.</summary>
    /// <param name="lessThan">The notice in hours before the appointment; exactly so much is enough to escape the tier.</param>
    /// <param name="charge">The charge.</param>
    /// <exception cref="ArgumentOutOfRangeException">The notice is not positive.</exception>
    public NoticeTier(Duration lessThan, FeeCharge charge)
        : this(new Notice.Length(lessThan), charge)
    {
    }

    /// <summary>The notice.</summary>
    public Notice Notice { get; }

    /// <summary>Whether exactly so much notice, or a cancellation exactly then, still costs; otherwise it is enough.</summary>
    public bool IsInclusive { get; }

    /// <summary>The charge.</summary>
    public FeeCharge Charge { get; }

    /// <summary>Writes notice and charge.</summary>
    /// <returns>"less than 24 h: 50.00 USD", "24 h or less: 50.00 USD".</returns>
    public override string ToString() => $"{(Notice, IsInclusive) switch
    {
        (Notice.ByClock, false) => $"after {Notice}",
        (Notice.ByClock, true) => $"at {Notice} or later",
        (_, false) => $"less than {Notice}",
        _ => $"{Notice} or less",
    }}: {Charge}";

    /// <summary>Where the tier ends, in the order of tiers whose notices are counted alike; two that end alike are one.</summary>
    internal (long Size, bool IsInclusive) End => Notice is Notice.BusinessDays && IsInclusive
        ? (Notice.Size + 1, false)
        : (Notice.Size, IsInclusive);
}
