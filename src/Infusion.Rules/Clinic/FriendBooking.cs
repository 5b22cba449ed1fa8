namespace Infusion.Rules.Clinic;

/// <summary>What a referred person has scheduled since the referral. A later cancellation takes nothing back.</summary>
public enum FriendBooking
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Only the free consultation call.</summary>
    FreeCall,

    /// <summary>An infusion.</summary>
    Infusion,
}
