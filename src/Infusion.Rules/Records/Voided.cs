using System.Text.Json.Serialization;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>Why and when an entry was taken back. It stays on record, is shown, and is not judged.</summary>
/// <remarks>Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record Voided
{
    /// <summary>Why, in a line of text; nothing that identifies the patient.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was taken back.</summary>
    public required Instant At { get; init; }

    /// <inheritdoc/>
    public bool Equals(Voided? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => At.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"voided: reason, at".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Voided> All { get; } = new("voided", static () => new() { Reason = "", At = default });

        public static Field<Voided, string> Reason { get; } = All.Required("reason", Formats.Name(200), "Why was it taken back?",
            static voided => voided.Reason, static (voided, value) => voided with { Reason = value });

        public static Field<Voided, Instant> At { get; } = All.Required("at", RecordFormats.At, "When was it taken back?",
            static voided => voided.At, static (voided, value) => voided with { At = value });
    }

    private sealed class Json() : FormatJsonConverter<Voided>(Fields.All.Format);
}
