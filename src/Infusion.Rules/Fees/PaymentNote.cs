namespace Infusion.Rules.Fees;

/// <summary>What a statement of charges says about paying.</summary>
public enum PaymentNote
{
    /// <summary>The patient pays; no insurance plan is billed.</summary>
    SelfPay,

    /// <summary>The page publishes no price: a visit's price is what the clinic says it is.</summary>
    PriceFromClinic,

    /// <summary>A deposit is paid at the booking.</summary>
    Deposit,

    /// <summary>The fee for a fasting violation is due once for an appointment, and only where the record supports it.</summary>
    FastingFeeOnce,

    /// <summary>The clinic can document the visits for the patient.</summary>
    VisitDocumentation,

    /// <summary>What a statement says about paying is not published.</summary>
    NotPublished,
}
