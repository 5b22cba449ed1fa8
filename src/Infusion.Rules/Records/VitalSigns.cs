using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Records;

/// <summary>Which vital signs are recorded in one part of a visit.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(VitalSigns.Json))]
public sealed record VitalSigns : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>The part of the visit.</summary>
    public VisitPhase? Phase { get; init; }

    /// <summary>When they were taken.</summary>
    public Moment? TakenAt { get; init; }

    /// <summary>Whether the heart rate is recorded.</summary>
    public bool? HeartRateRecorded { get; init; }

    /// <summary>Whether the blood pressure is recorded.</summary>
    public bool? BloodPressureRecorded { get; init; }

    /// <summary>Whether the oxygen saturation is recorded.</summary>
    public bool? OxygenSaturationRecorded { get; init; }

    /// <inheritdoc/>
    public bool Equals(VitalSigns? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<VitalSigns> All { get; } = new("vitalSigns", static () => new());

        public static Field<VitalSigns, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<VitalSigns, VisitPhase?> Phase { get; } = All.Maybe("phase", Formats.Enum<VisitPhase>(),
            "Before, during or after the infusion?", static entry => entry.Phase, static (entry, value) => entry with { Phase = value });

        public static Field<VitalSigns, Moment?> TakenAt { get; } = All.Maybe("at", RecordFormats.Moment,
            "When were they taken?", static entry => entry.TakenAt, static (entry, value) => entry with { TakenAt = value });

        public static Field<VitalSigns, bool?> HeartRateRecorded { get; } = All.Maybe("heartRate", Formats.Flag,
            "Is the heart rate recorded?",
            static entry => entry.HeartRateRecorded, static (entry, value) => entry with { HeartRateRecorded = value });

        public static Field<VitalSigns, bool?> BloodPressureRecorded { get; } = All.Maybe("bloodPressure", Formats.Flag,
            "Is the blood pressure recorded?",
            static entry => entry.BloodPressureRecorded, static (entry, value) => entry with { BloodPressureRecorded = value });

        public static Field<VitalSigns, bool?> OxygenSaturationRecorded { get; } = All.Maybe("oxygenSaturation", Formats.Flag,
            "Is the oxygen saturation recorded?",
            static entry => entry.OxygenSaturationRecorded, static (entry, value) => entry with { OxygenSaturationRecorded = value });
    }

    private sealed class Json() : FormatJsonConverter<VitalSigns>(Fields.All.Format);
}
