using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>A person this patient has referred.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Referral.Json))]
public sealed record Referral : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>An id for the referred person, once among the referrals that are not voided; no name.</summary>
    public string Friend { get; init; } = "friend";

    /// <summary>What the referred person has scheduled since; <see cref="FriendBooking.Nothing"/> when nothing yet.</summary>
    public FriendBooking? Booking { get; init; }

    /// <summary>When it was scheduled; <c>null</c> when not known.</summary>
    public Instant? ScheduledAt { get; init; }

    /// <summary>Whether somebody else's referral of that person was recorded first.</summary>
    public bool? IsReferredBefore { get; init; }

    /// <inheritdoc/>
    public bool Equals(Referral? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Friend);

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"referral: friend, scheduled".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Referral> All { get; } = new("referral", static () => new());

        public static Field<Referral, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<Referral, string> Friend { get; } = All.Required("friend", Formats.Id(),
            "An id for the referred person; no name.",
            static entry => entry.Friend, static (entry, value) => entry with { Friend = value });

        public static Field<Referral, FriendBooking?> Booking { get; } = All.Maybe("scheduled", Formats.Enum<FriendBooking>(),
            "What has the referred person scheduled?",
            static entry => entry.Booking, static (entry, value) => entry with { Booking = value }, isRequired: true);

        public static Field<Referral, Instant?> ScheduledAt { get; } = All.Maybe("at", RecordFormats.At,
            "When was it scheduled?",
            static entry => entry.ScheduledAt, static (entry, value) => entry with { ScheduledAt = value });

        public static Field<Referral, bool?> IsReferredBefore { get; } = All.Maybe("referredBefore", Formats.Flag,
            "Was somebody else's referral of that person recorded first?",
            static entry => entry.IsReferredBefore, static (entry, value) => entry with { IsReferredBefore = value });
    }

    private sealed class Json() : FormatJsonConverter<Referral>(Fields.All.Format);
}
