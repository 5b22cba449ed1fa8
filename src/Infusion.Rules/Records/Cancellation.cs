using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Records;

/// <summary>How an appointment came to nothing.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Cancellation.Json))]
public sealed record Cancellation : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>Who ended it.</summary>
    public AppointmentEnd? By { get; init; }

    /// <summary>The clinic's primary reason on record.</summary>
    public CancellationReason? Reason { get; init; }

    /// <summary>When it was cancelled.</summary>
    public Moment? At { get; init; }

    /// <summary>How many appointments the patient missed before; 0 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? EarlierMisses
    {
        get;
        init => field = value is null or (>= 0 and <= 1_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Missed appointments are from 0 to 1,000.");
    }

    /// <summary>How many of those count where the clinic counts only some, such as those in a row; 0 to 1,000.</summary>
    /// <remarks>Where it is <c>null</c>, any number up to <see cref="EarlierMisses"/> may count.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? CountedMisses
    {
        get;
        init => field = value is null or (>= 0 and <= 1_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Missed appointments are from 0 to 1,000.");
    }

    /// <summary>The reason for which the clinic waived the fee, as the policy or a person names it; <c>null</c> when it did not.</summary>
    /// <remarks>A reason that the policy does not list is asked about, until it is said to be none of the policy's.</remarks>
    public StatedName? Waiver { get; init; }

    /// <summary>The appointment that takes its place; <c>null</c> when there is none.</summary>
    public Moment? NewAppointment { get; init; }

    /// <inheritdoc/>
    public bool Equals(Cancellation? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Cancellation> All { get; } = new("cancelled", static () => new());

        public static Field<Cancellation, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<Cancellation, AppointmentEnd?> By { get; } = All.Maybe("by", Formats.EnumBut(AppointmentEnd.InfusionGiven),
            "What became of the appointment?",
            static entry => entry.By, static (entry, value) => entry with { By = value }, isRequired: true);

        public static Field<Cancellation, CancellationReason?> Reason { get; } = All.Maybe("reason", Formats.Enum<CancellationReason>(),
            "What is the clinic's primary reason on record?",
            static entry => entry.Reason, static (entry, value) => entry with { Reason = value });

        public static Field<Cancellation, Moment?> At { get; } = All.Maybe("at", RecordFormats.Moment,
            "When was the appointment cancelled?", static entry => entry.At, static (entry, value) => entry with { At = value });

        public static Field<Cancellation, int?> EarlierMisses { get; } = All.Maybe("earlierMisses", Formats.Int(0, 1_000, "appointments"),
            "How many appointments did the patient miss before?",
            static entry => entry.EarlierMisses, static (entry, value) => entry with { EarlierMisses = value });

        public static Field<Cancellation, int?> CountedMisses { get; } = All.Maybe("countedMisses", Formats.Int(0, 1_000, "appointments"),
            "How many of the earlier misses count under the clinic's rule?",
            static entry => entry.CountedMisses, static (entry, value) => entry with { CountedMisses = value });

        public static Field<Cancellation, StatedName?> Waiver { get; } = All.Maybe("waiver", RecordFormats.Name,
            "Has the clinic waived the fee, and why?",
            static entry => entry.Waiver, static (entry, value) => entry with { Waiver = value });

        public static Field<Cancellation, Moment?> NewAppointment { get; } = All.Maybe("newAppointment", RecordFormats.Moment,
            "Which appointment takes its place?",
            static entry => entry.NewAppointment, static (entry, value) => entry with { NewAppointment = value });
    }

    private sealed class Json() : FormatJsonConverter<Cancellation>(Fields.All.Format);
}
