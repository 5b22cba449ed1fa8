namespace Infusion.Rules.Eligibility;

/// <summary>What a consultation costs.</summary>
public enum ConsultationCharge
{
    /// <summary>The slot's price.</summary>
    SlotPriceOnly,

    /// <summary>A call that is longer than its slot costs no more.</summary>
    OverrunNotCharged,

    /// <summary>What the consultation costs is not published.</summary>
    NotPublished,
}
