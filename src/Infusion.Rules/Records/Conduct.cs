using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>How a visit was conducted.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Conduct.Json))]
public sealed record Conduct
{
    /// <summary>Whether commode and urinal were offered; they are offered to anyone (R54).</summary>
    public bool? AccommodationsOffered { get; init; }

    /// <summary>Whether the patient walked during the infusion (R54).</summary>
    public bool? WalkedDuringInfusion { get; init; }

    /// <summary>Whether a physician or a nurse was immediately available (R56).</summary>
    public bool? ClinicianAvailable { get; init; }

    /// <summary>Whether a board-certified emergency physician was responsible (R56).</summary>
    public bool? EmergencyPhysicianResponsible { get; init; }

    /// <inheritdoc/>
    public bool Equals(Conduct? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Conduct> All { get; } = new("conduct", static () => new());

        public static Field<Conduct, bool?> AccommodationsOffered { get; } = All.Maybe("accommodationsOffered", Formats.Flag,
            "Were commode and urinal offered?",
            static entry => entry.AccommodationsOffered, static (entry, value) => entry with { AccommodationsOffered = value });

        public static Field<Conduct, bool?> WalkedDuringInfusion { get; } = All.Maybe("walkedDuringInfusion", Formats.Flag,
            "Did the patient walk during the infusion?",
            static entry => entry.WalkedDuringInfusion, static (entry, value) => entry with { WalkedDuringInfusion = value });

        public static Field<Conduct, bool?> ClinicianAvailable { get; } = All.Maybe("clinicianAvailable", Formats.Flag,
            "Was a physician or nurse immediately available?",
            static entry => entry.ClinicianAvailable, static (entry, value) => entry with { ClinicianAvailable = value });

        public static Field<Conduct, bool?> EmergencyPhysicianResponsible { get; } = All.Maybe("emergencyPhysicianResponsible",
            Formats.Flag,
            "Was a board-certified emergency physician responsible?",
            static entry => entry.EmergencyPhysicianResponsible,
            static (entry, value) => entry with { EmergencyPhysicianResponsible = value });
    }

    private sealed class Json() : FormatJsonConverter<Conduct>(Fields.All.Format);
}
