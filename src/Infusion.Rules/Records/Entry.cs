using System.Text.Json.Serialization;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What every dated entry of a record has: which one it is, when and by whom it was entered, and whether it is voided.</summary>
/// <remarks>An entry is never edited: it is voided, and another one stands in
/// its place. Without an id it can be neither voided nor referred to.
/// What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
/// <example><c>visit with { Entry = visit.Entry with { Voided = new() { Reason = "the wrong patient", At = now } } }</c></example>
[JsonConverter(typeof(Json))]
public sealed record Entry
{
    /// <summary>The kebab-case id, once in its list; <c>null</c> for none.</summary>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public string? Id { get; init => field = Checked(value); }

    /// <summary>When it was entered.</summary>
    public Instant? EnteredAt { get; init; }

    /// <summary>Who entered it: a role or a short id in kebab-case, no name.</summary>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public string? EnteredBy { get; init => field = Checked(value); }

    /// <summary>Why and when it was taken back; <c>null</c> while it counts.</summary>
    public Voided? Voided { get; init; }

    /// <summary>An entry of which only the id is known.</summary>
    /// <param name="id">The kebab-case id.</param>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public static implicit operator Entry(string id) => new() { Id = id };

    /// <inheritdoc/>
    public bool Equals(Entry? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id is null ? 0 : StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"entry: id, voided".</returns>
    public override string ToString() => Fields.All.Known(this);

    private static string? Checked(string? id) => id is null ? null : Formats.CheckedId(id, nameof(id));

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Entry> All { get; } = new("entry", static () => new());

        public static Field<Entry, string?> Id { get; } = All.Optional("id", Formats.Id(), "Which entry of its list is it?",
            static entry => entry.Id, static (entry, value) => entry with { Id = value });

        public static Field<Entry, Instant?> EnteredAt { get; } = All.Maybe("enteredAt", RecordFormats.At, "When was it entered?",
            static entry => entry.EnteredAt, static (entry, value) => entry with { EnteredAt = value });

        public static Field<Entry, string?> EnteredBy { get; } = All.Optional("enteredBy", Formats.Id(),
            "Who entered it? A role or a short id, no name.",
            static entry => entry.EnteredBy, static (entry, value) => entry with { EnteredBy = value });

        public static Field<Entry, Voided?> Voided { get; } = All.Optional("voided", Records.Voided.Fields.All.Format,
            "Why and when was it taken back?",
            static entry => entry.Voided, static (entry, value) => entry with { Voided = value });

        static Fields() =>
            All.Holds(
                Voided, static entry => entry is not { Voided: not null, Id: null }, "a voided entry without an id", "an id beside it");
    }

    private sealed class Json() : FormatJsonConverter<Entry>(Fields.All.Format);
}
