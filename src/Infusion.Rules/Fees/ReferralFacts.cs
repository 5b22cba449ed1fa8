namespace Infusion.Rules.Fees;

/// <summary>What is known of one referral.</summary>
public sealed record ReferralFacts
{
    /// <summary>What the referred person has scheduled since the referral; <c>null</c> is not known.</summary>
    public FriendBooking? Booking { get; init; }

    /// <summary>Whether referrer and referred are one person; <c>null</c> is not known.</summary>
    public bool? IsSelf { get; init; }

    /// <summary>Whether this is the first referral recorded for that person; <c>null</c> is not known.</summary>
    public bool? IsFirstReferrer { get; init; }

    /// <summary>Whether that person has earned somebody the credit already; <c>null</c> is not known.</summary>
    public bool? IsAlreadyCredited { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "referral facts: " + string.Join(", ", new[]
    {
        Booking is null ? null : "booking",
        IsSelf is null ? null : "self",
        IsFirstReferrer is null ? null : "first referrer",
        IsAlreadyCredited is null ? null : "credited",
    }.Where(known => known is not null).DefaultIfEmpty("none"));
}
