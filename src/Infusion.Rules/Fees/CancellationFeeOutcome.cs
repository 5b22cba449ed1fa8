namespace Infusion.Rules.Fees;

/// <summary>What the fee rules say of one appointment, from the least to the most cautious.</summary>
/// <remarks>Charging comes first, because a charge that turns out wrong harms the patient and is hard to take back, while one that comes
/// later loses nothing. So as long as facts are missing, the most cautious outcome is one that charges nothing yet.</remarks>
public enum CancellationFeeOutcome
{
    /// <summary>The fee is charged, once for the appointment.</summary>
    Charged,

    /// <summary>The clinic may charge the fee and need not, as its policy says; it is not owed before the clinic does.</summary>
    MayBeCharged,

    /// <summary>No fee: the infusion went ahead, or the clinic's policy asks none for so much notice.</summary>
    NoFee,

    /// <summary>The page publishes no charge for this. The library adds
    /// nothing, and does not say that the clinic charges nothing.</summary>
    NotPublished,

    /// <summary>One of the first misses, which the clinic's policy lets pass.</summary>
    WithinGrace,

    /// <summary>The fee was waived: for a reason the policy lists, or for one on record that the clinic has still to judge.</summary>
    Waived,

    /// <summary>The clinic recorded a fasting violation that the facts do not support, so that there was no fee to waive.</summary>
    ReasonNotSupported,
}
