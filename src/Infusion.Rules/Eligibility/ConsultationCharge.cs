namespace Infusion.Rules.Eligibility;

/// <summary>What a consultation costs.</summary>
public enum ConsultationCharge
{
    /// <summary>The slot's price and nothing more; a longer call is not charged.</summary>
    SlotPriceOnly,

    /// <summary>What the consultation costs is not published.</summary>
    NotPublished,
}
