using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What is known of a patient's care beside the infusions.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record Care
{
    /// <summary>The present medicines.</summary>
    public ImmutableArray<StatedMedicine> Medicines
    {
        get => field.OrEmpty();
        init => (field, MedicinesInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Medicines"/> that are not voided.</summary>
    internal ImmutableArray<StatedMedicine> MedicinesInForce { get => field.OrEmpty(); private init; }

    /// <summary>Whether <see cref="Medicines"/> is everything. A partial list leaves room for a medicine nobody recorded.</summary>
    public ListCompleteness MedicinesCompleteness { get; init; }

    /// <summary>When <see cref="MedicinesCompleteness"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? MedicinesCompletenessSaidAt { get; init; }

    /// <summary>Which clinician has reviewed the list of medicines; <c>null</c> while nobody's word on it is recorded.</summary>
    public ClinicianRole? MedicinesReviewedBy { get; init; }

    /// <summary>When that was; a later change of the list takes the word back.</summary>
    public Instant? MedicinesReviewedAt { get; init; }

    /// <summary>The changes to medicines, made or wanted.</summary>
    public ImmutableArray<MedicationChange> Changes
    {
        get => field.OrEmpty();
        init => (field, ChangesInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Changes"/> that are not voided.</summary>
    internal ImmutableArray<MedicationChange> ChangesInForce { get => field.OrEmpty(); private init; }

    /// <summary>Whether <see cref="Changes"/> is everything. A partial list leaves room for a change nobody recorded.</summary>
    public ListCompleteness ChangesCompleteness { get; init; }

    /// <summary>When <see cref="ChangesCompleteness"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? ChangesCompletenessSaidAt { get; init; }

    /// <summary>The managing provider on file.</summary>
    public ProviderOnFile? Provider { get; init; }

    /// <inheritdoc/>
    public bool Equals(Care? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Changes.Length + (31 * Medicines.Length);

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"continuity: medicines, provider".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Care> All { get; } = new("continuity", static () => new());

        public static Field<Care, ImmutableArray<StatedMedicine>> Medicines { get; } = All.List("medicines",
            Formats.Named(new StatedMedicineFormat(), 0, 200, "id"),
            "Which medicines does the patient take?",
            static entry => entry.Medicines, static (entry, value) => entry with { Medicines = value });

        public static Field<Care, ListCompleteness> MedicinesCompleteness { get; } = All.Completeness("medicinesAreComplete", Medicines,
            "Is every medicine on record?",
            static entry => entry.MedicinesCompleteness, static (entry, value) => entry with { MedicinesCompleteness = value });

        public static Field<Care, Instant?> MedicinesCompletenessSaidAt { get; } =
            All.SaidAt(
                MedicinesCompleteness, static entry => entry.MedicinesCompletenessSaidAt,
                static (entry, value) => entry with { MedicinesCompletenessSaidAt = value });

        public static Field<Care, ClinicianRole?> MedicinesReviewedBy { get; } = All.Maybe("medicinesReviewedBy",
            Formats.Enum<ClinicianRole>(), "Which clinician has reviewed the list of medicines?",
            static entry => entry.MedicinesReviewedBy, static (entry, value) => entry with { MedicinesReviewedBy = value });

        public static Field<Care, Instant?> MedicinesReviewedAt { get; } = All.Maybe("medicinesReviewedAt", RecordFormats.At,
            "When was the list of medicines reviewed?",
            static entry => entry.MedicinesReviewedAt, static (entry, value) => entry with { MedicinesReviewedAt = value });

        public static Field<Care, ImmutableArray<MedicationChange>> Changes { get; } = All.List("changes",
            Formats.Named(MedicationChange.Fields.All.Format, 0, 200, "id"),
            "Which medicines were or are to be changed?",
            static entry => entry.Changes, static (entry, value) => entry with { Changes = value });

        public static Field<Care, ListCompleteness> ChangesCompleteness { get; } = All.Completeness("changesAreComplete", Changes,
            "Is every change to a medicine on record?",
            static entry => entry.ChangesCompleteness, static (entry, value) => entry with { ChangesCompleteness = value });

        public static Field<Care, Instant?> ChangesCompletenessSaidAt { get; } =
            All.SaidAt(
                ChangesCompleteness, static entry => entry.ChangesCompletenessSaidAt,
                static (entry, value) => entry with { ChangesCompletenessSaidAt = value });

        public static Field<Care, ProviderOnFile?> Provider { get; } = All.Maybe("provider", Formats.Enum<ProviderOnFile>(),
            "Who manages the patient's care outside this clinic?",
            static entry => entry.Provider, static (entry, value) => entry with { Provider = value });
    }

    private sealed class Json() : FormatJsonConverter<Care>(Fields.All.Format);
}
