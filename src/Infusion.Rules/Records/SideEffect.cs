using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Records;

/// <summary>One effect a patient reports.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(SideEffect.Json))]
public sealed record SideEffect : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>The effect in words; one that the policy's catalogue does not name is unlisted.</summary>
    public StatedName? Effect { get; init; }

    /// <summary>When the effect was still present.</summary>
    public Moment? PresentAt { get; init; }

    /// <summary>Which clinician looked at it; <c>null</c> while no clinician's word is on record.</summary>
    public ClinicianRole? SeenBy { get; init; }

    /// <summary>When that was.</summary>
    public Moment? SeenAt { get; init; }

    /// <inheritdoc/>
    public bool Equals(SideEffect? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<SideEffect> All { get; } = new("sideEffect", static () => new());

        public static Field<SideEffect, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<SideEffect, StatedName?> Effect { get; } = All.Maybe("effect", RecordFormats.Name,
            "What does the patient feel?", static entry => entry.Effect, static (entry, value) => entry with { Effect = value });

        public static Field<SideEffect, Moment?> PresentAt { get; } = All.Maybe("at", RecordFormats.Moment,
            "When was the effect still present?",
            static entry => entry.PresentAt, static (entry, value) => entry with { PresentAt = value });

        public static Field<SideEffect, ClinicianRole?> SeenBy { get; } = All.Maybe("seenBy", Formats.Enum<ClinicianRole>(),
            "Which clinician looked at it?", static entry => entry.SeenBy, static (entry, value) => entry with { SeenBy = value });

        public static Field<SideEffect, Moment?> SeenAt { get; } = All.Maybe("seenAt", RecordFormats.Moment,
            "When did a clinician look at it?", static entry => entry.SeenAt, static (entry, value) => entry with { SeenAt = value });
    }

    private sealed class Json() : FormatJsonConverter<SideEffect>(Fields.All.Format);
}
