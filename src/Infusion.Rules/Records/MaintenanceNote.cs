using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What is on record about one patient's maintenance, beside the visits.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(MaintenanceNote.Json))]
public sealed record MaintenanceNote
{
    /// <summary>The clinic-local date that is asked about.</summary>
    public LocalDate? On { get; init; }

    /// <summary>Whether the symptoms are back.</summary>
    public bool? SymptomsAreBack { get; init; }

    /// <summary>The interval a clinician has set; <c>null</c> when none is on file.</summary>
    public ClinicianInterval? ClinicianInterval { get; init; }

    /// <summary>The grade of response, as the policy or a person names it.</summary>
    public StatedName? ResponseGrade { get; init; }

    /// <summary>How many days relief lasted; 0 to 10,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? ReliefDays
    {
        get;
        init => field = value is null or (>= 0 and <= 10_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "Days of relief are from 0 to 10,000.");
    }

    /// <summary>Which maintenance infusion comes next, 1 for the first; 1 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int? Ordinal
    {
        get;
        init => field = value is null or (>= 1 and <= 1_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A maintenance infusion is from the first to the 1,000th.");
    }

    /// <inheritdoc/>
    public bool Equals(MaintenanceNote? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => On.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"maintenance: on".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<MaintenanceNote> All { get; } = new("maintenance", static () => new());

        public static Field<MaintenanceNote, LocalDate?> On { get; } = All.Maybe("on", RecordFormats.Date,
            "Which date is asked about? Left out, the date of asOf.",
            static entry => entry.On, static (entry, value) => entry with { On = value });

        public static Field<MaintenanceNote, bool?> SymptomsAreBack { get; } = All.Maybe("symptomsAreBack", Formats.Flag,
            "Are the symptoms back?",
            static entry => entry.SymptomsAreBack, static (entry, value) => entry with { SymptomsAreBack = value });

        public static Field<MaintenanceNote, ClinicianInterval?> ClinicianInterval { get; } = All.Optional("clinicianInterval",
            Records.ClinicianInterval.Fields.All.Format,
            "Which interval has a clinician set?",
            static entry => entry.ClinicianInterval, static (entry, value) => entry with { ClinicianInterval = value });

        public static Field<MaintenanceNote, StatedName?> ResponseGrade { get; } = All.Maybe("responseGrade", RecordFormats.Name,
            "How good was the response?",
            static entry => entry.ResponseGrade, static (entry, value) => entry with { ResponseGrade = value });

        public static Field<MaintenanceNote, int?> ReliefDays { get; } = All.Maybe("reliefDays", Formats.Int(0, 10_000, "days"),
            "How many days did relief last?", static entry => entry.ReliefDays, static (entry, value) => entry with { ReliefDays = value });

        public static Field<MaintenanceNote, int?> Ordinal { get; } = All.Maybe("ordinal", Formats.Int(1, 1_000, "infusions"),
            "Which maintenance infusion comes next, 1 for the first?",
            static entry => entry.Ordinal, static (entry, value) => entry with { Ordinal = value });
    }

    private sealed class Json() : FormatJsonConverter<MaintenanceNote>(Fields.All.Format);
}
