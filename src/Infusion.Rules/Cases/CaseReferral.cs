using Infusion.Rules.Fees;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>A person this patient has referred.</summary>
public sealed record CaseReferral
{
    /// <summary>An id for the referred person; no name. The id of the case is the patient's own.</summary>
    public required string Friend { get; init; }

    /// <summary>What the referred person has scheduled; <see cref="FriendBooking.Nothing"/> when nothing yet.</summary>
    public required FriendBooking Booking { get; init; }

    /// <summary>When it was scheduled; <c>null</c> for before every visit of this patient.</summary>
    public Instant? ScheduledAt { get; init; }

    /// <summary>Whether somebody else's referral of that person was recorded first.</summary>
    public bool IsReferredBefore { get; init; }

    /// <summary>Says what was scheduled, never by whom.</summary>
    /// <returns>"referral: Infusion".</returns>
    public override string ToString() => $"referral: {Booking}";
}
