using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Records;

/// <summary>One change to a medicine, made or only wanted. It covers every medicine, not only those for pain (C10).</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record MedicationChange : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>The medicine, as the policy or a person names it.</summary>
    public StatedName? Medicine { get; init; }

    /// <summary>Whether a prescriber ordered the change: the managing provider or another, the clinic's own physician included.</summary>
    public bool? ProviderOrdered { get; init; }

    /// <summary>Whether the change is already made.</summary>
    public bool? AlreadyMade { get; init; }

    /// <summary>Whether the managing provider was consulted; the clinic's own physician does not count.</summary>
    public bool? ProviderConsulted { get; init; }

    /// <summary>Whether the patient is in the maintenance stage.</summary>
    public bool? InMaintenance { get; init; }

    /// <summary>Whether the clinic has been in touch with that provider.</summary>
    public bool? ClinicInTouch { get; init; }

    /// <summary>Whether the medicine is only paused before an infusion and taken again afterwards; <c>null</c> with a
    /// <see cref="PausedFrom"/> says that it is.</summary>
    public bool? OnlyPaused { get; init; }

    /// <summary>When the first dose is that is left out.</summary>
    public Moment? PausedFrom { get; init; }

    /// <summary>The appointment it is paused for; <c>null</c> on a patient's record for the next one.</summary>
    public Moment? PausedFor { get; init; }

    /// <summary>The next appointment on the record, for a pause that names none. A course says so, no document.</summary>
    internal Moment? NextAppointment { get; init; }

    /// <inheritdoc/>
    public bool Equals(MedicationChange? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Medicine.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"change: medicine".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<MedicationChange> All { get; } = new("change", static () => new());

        public static Field<MedicationChange, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<MedicationChange, StatedName?> Medicine { get; } = All.Maybe("medicine", RecordFormats.Name,
            "Which medicine is it?", static entry => entry.Medicine, static (entry, value) => entry with { Medicine = value });

        public static Field<MedicationChange, bool?> ProviderOrdered { get; } = All.Maybe("providerOrdered", Formats.Flag,
            "Did a prescriber order this change, such as the managing provider?",
            static entry => entry.ProviderOrdered, static (entry, value) => entry with { ProviderOrdered = value });

        public static Field<MedicationChange, bool?> AlreadyMade { get; } = All.Maybe("alreadyMade", Formats.Flag,
            "Has the change been made already?",
            static entry => entry.AlreadyMade, static (entry, value) => entry with { AlreadyMade = value });

        public static Field<MedicationChange, bool?> ProviderConsulted { get; } = All.Maybe("providerConsulted", Formats.Flag,
            "Was the managing provider outside this clinic consulted?",
            static entry => entry.ProviderConsulted, static (entry, value) => entry with { ProviderConsulted = value });

        public static Field<MedicationChange, bool?> InMaintenance { get; } = All.Maybe("inMaintenance", Formats.Flag,
            "Is the patient in the maintenance stage?",
            static entry => entry.InMaintenance, static (entry, value) => entry with { InMaintenance = value });

        public static Field<MedicationChange, bool?> ClinicInTouch { get; } = All.Maybe("clinicInTouch", Formats.Flag,
            "Has the clinic been in touch with that provider?",
            static entry => entry.ClinicInTouch, static (entry, value) => entry with { ClinicInTouch = value });

        public static Field<MedicationChange, bool?> OnlyPaused { get; } = All.Maybe("onlyPaused", Formats.Flag,
            "Is the medicine only paused before an infusion, and taken again afterwards?",
            static entry => entry.OnlyPaused, static (entry, value) => entry with { OnlyPaused = value });

        public static Field<MedicationChange, Moment?> PausedFrom { get; } = All.Maybe("pausedFrom", RecordFormats.Moment,
            "When is the first dose that is left out?",
            static entry => entry.PausedFrom, static (entry, value) => entry with { PausedFrom = value });

        public static Field<MedicationChange, Moment?> PausedFor { get; } = All.Maybe("pausedFor", RecordFormats.Moment,
            "For which appointment is it paused?",
            static entry => entry.PausedFor, static (entry, value) => entry with { PausedFor = value });

        static Fields() => All.Holds(
            OnlyPaused, static entry => entry is not { OnlyPaused: false, PausedFrom: not null }, "no pause, with a first dose left out",
            "true, or no pausedFrom");
    }

    private sealed class Json() : FormatJsonConverter<MedicationChange>(Fields.All.Format);
}
