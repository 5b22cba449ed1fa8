using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>A clinician's dated word on a matter that the rules leave to a person; no text of their own.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record ClinicianWord : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>What it is about.</summary>
    public WordAbout About { get; init; }

    /// <summary>When it was said: it speaks of nothing later.</summary>
    public Instant At { get; init; }

    /// <summary>Who said it.</summary>
    public ClinicianRole? By { get; init; }

    /// <summary>The id of the entry it is about, such as a visit; <c>null</c> for the record as a whole.</summary>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public string? Of
    {
        get;
        init => field = value is null ? null : Formats.CheckedId(value, nameof(value));
    }

    /// <summary>Whether a clinician said it; <c>null</c> when it is not known who did.</summary>
    internal bool? IsByClinician => By is { } role ? role != ClinicianRole.Other : null;

    /// <inheritdoc/>
    public bool Equals(ClinicianWord? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => At.GetHashCode();

    /// <summary>Whether it was said from a time on; <c>null</c> where that time is not known exactly enough.</summary>
    internal bool? IsSaid(Moment? since) => since is { } from ? Moment.At(At).IsNotBefore(from) : true;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"word: about, at".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<ClinicianWord> All { get; } = new("word", static () => new());

        public static Field<ClinicianWord, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static word => word.Entry, static (word, value) => word with { Entry = value });

        public static Field<ClinicianWord, WordAbout> About { get; } = All.Required("about", Formats.Enum<WordAbout>(),
            "What does the clinician say?", static word => word.About, static (word, value) => word with { About = value });

        public static Field<ClinicianWord, Instant> At { get; } = All.Required("at", RecordFormats.At,
            "When was it said?", static word => word.At, static (word, value) => word with { At = value });

        public static Field<ClinicianWord, ClinicianRole?> By { get; } = All.Maybe("by", Formats.Enum<ClinicianRole>(),
            "Who said it?", static word => word.By, static (word, value) => word with { By = value });

        public static Field<ClinicianWord, string?> Of { get; } = All.Optional("of", Formats.Id(),
            "Which entry is it about? Left out, the record as a whole.",
            static word => word.Of, static (word, value) => word with { Of = value });
    }

    private sealed class Json() : FormatJsonConverter<ClinicianWord>(Fields.All.Format);
}
