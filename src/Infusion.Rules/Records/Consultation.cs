using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>What is recorded of a consultation.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record Consultation : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>Whether it was held.</summary>
    public bool? Held { get; init; }

    /// <summary>Whether the clinical history is recorded.</summary>
    public bool? HistoryRecorded { get; init; }

    /// <summary>Whether the medicines are recorded.</summary>
    public bool? MedicationsRecorded { get; init; }

    /// <summary>Whether appropriateness for ketamine is recorded.</summary>
    public bool? AppropriatenessRecorded { get; init; }

    /// <inheritdoc/>
    public bool Equals(Consultation? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"consultation: held".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Consultation> All { get; } = new("consultation", static () => new());

        public static Field<Consultation, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<Consultation, bool?> Held { get; } = All.Maybe("held", Formats.Flag,
            "Was the consultation held?", static entry => entry.Held, static (entry, value) => entry with { Held = value });

        public static Field<Consultation, bool?> HistoryRecorded { get; } = All.Maybe("historyRecorded", Formats.Flag,
            "Is the clinical history recorded?",
            static entry => entry.HistoryRecorded, static (entry, value) => entry with { HistoryRecorded = value });

        public static Field<Consultation, bool?> MedicationsRecorded { get; } = All.Maybe("medicationsRecorded", Formats.Flag,
            "Are the medications recorded?",
            static entry => entry.MedicationsRecorded, static (entry, value) => entry with { MedicationsRecorded = value });

        public static Field<Consultation, bool?> AppropriatenessRecorded { get; } = All.Maybe("appropriatenessRecorded", Formats.Flag,
            "Is it recorded whether ketamine is appropriate?",
            static entry => entry.AppropriatenessRecorded, static (entry, value) => entry with { AppropriatenessRecorded = value });
    }

    private sealed class Json() : FormatJsonConverter<Consultation>(Fields.All.Format);
}
