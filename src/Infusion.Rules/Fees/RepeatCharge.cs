namespace Infusion.Rules.Fees;

/// <summary>What a miss costs from the second, third or later one on, in place of the first charge.</summary>
/// <remarks>A miss is a no-show, a patient's cancellation with too little notice, or a reason the policy charges for.</remarks>
public sealed record RepeatCharge
{
    /// <summary>Creates the charge.</summary>
    /// <param name="fromMiss">The miss it begins with, 2 for the second; 2 to 1,000.</param>
    /// <param name="charge">The charge.</param>
    /// <exception cref="ArgumentOutOfRangeException">The miss is outside its range.</exception>
    public RepeatCharge(int fromMiss, FeeCharge charge)
    {
        ArgumentNullException.ThrowIfNull(charge);
        (FromMiss, Charge) = fromMiss is >= 2 and <= FeeFacts.MostMisses
            ? (fromMiss, charge)
            : throw new ArgumentOutOfRangeException(nameof(fromMiss), "A repeated miss is the second or a later one.");
    }

    /// <summary>The miss it begins with, 2 for the second.</summary>
    public int FromMiss { get; }

    /// <summary>The charge.</summary>
    public FeeCharge Charge { get; }

    /// <summary>Writes the miss and the charge.</summary>
    /// <returns>"from miss 2: 100 % of the price".</returns>
    public override string ToString() => FormattableString.Invariant($"from miss {FromMiss}: {Charge}");
}
