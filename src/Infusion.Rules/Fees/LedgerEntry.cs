using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>Something that happened to referrals and visits. Persons are ids that the caller chooses.</summary>
public abstract record LedgerEntry
{
    private protected LedgerEntry()
    {
    }

    /// <summary>A referral was recorded.</summary>
    /// <param name="Referrer">Who referred.</param>
    /// <param name="Friend">Who was referred.</param>
    public sealed record Referred(string Referrer, string Friend) : LedgerEntry
    {
        /// <summary>Whether everybody who referred that person before is among the entries; <c>false</c> when that is not known.</summary>
        public bool IsOrderKnown { get; init; } = true;

        /// <summary>Says what happened, without the persons.</summary>
        /// <returns>"referred".</returns>
        public override string ToString() => "referred";
    }

    /// <summary>A person scheduled something.</summary>
    /// <param name="Person">Who scheduled.</param>
    /// <param name="Booking">What was scheduled.</param>
    public sealed record Scheduled(string Person, FriendBooking Booking) : LedgerEntry
    {
        /// <summary>Whether it is known when: <c>false</c> leaves open which visit spends the credit.</summary>
        public bool IsWhenKnown { get; init; } = true;

        /// <summary>The rules in force when it was scheduled; <c>null</c> for those of the ledger.</summary>
        internal FeeRules? Rules { get; init; }

        /// <summary>Says what happened, without the person.</summary>
        /// <returns>"scheduled".</returns>
        public override string ToString() => "scheduled";
    }

    /// <summary>A person cancelled; no credit is taken back.</summary>
    /// <param name="Person">Who cancelled.</param>
    public sealed record Cancelled(string Person) : LedgerEntry
    {
        /// <summary>Says what happened, without the person.</summary>
        /// <returns>"cancelled".</returns>
        public override string ToString() => "cancelled";
    }

    /// <summary>A visit's infusion started.</summary>
    /// <param name="Person">Whose visit it is.</param>
    /// <param name="Appointment">The appointment's id.</param>
    /// <param name="Price">The visit's price, not negative; zero for a visit without one, <c>null</c> when it is not known.</param>
    public sealed record VisitStarted(string Person, string Appointment, Money? Price) : LedgerEntry
    {
        /// <summary>The rules in force when it was booked; <c>null</c> for those of the ledger.</summary>
        internal FeeRules? Rules { get; init; }

        /// <summary>Says what happened, without the person.</summary>
        /// <returns>"visit started".</returns>
        public override string ToString() => "visit started";
    }
}
