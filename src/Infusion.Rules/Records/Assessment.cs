using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What is known of a patient who may become a candidate.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record Assessment
{
    /// <summary>The clinic-local date the patient is judged on; <c>null</c>
    /// when not known. A review then takes the date of its instant.</summary>
    public LocalDate? On { get; init; }

    /// <summary>The stated conditions.</summary>
    public ImmutableArray<StatedCondition> Conditions
    {
        get => field.OrEmpty();
        init => (field, ConditionsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Conditions"/> that are not voided.</summary>
    internal ImmutableArray<StatedCondition> ConditionsInForce { get => field.OrEmpty(); private init; }

    /// <summary>Whether <see cref="Conditions"/> is everything. A partial list leaves room for a condition nobody recorded.</summary>
    public ListCompleteness ConditionsCompleteness { get; init; }

    /// <summary>When <see cref="ConditionsCompleteness"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? ConditionsCompletenessSaidAt { get; init; }

    /// <summary>The answers to screening criteria; <c>null</c> when none is answered.</summary>
    public ScreenAnswers? Screens { get; init; }

    /// <summary>Whether failed first- and second-line treatment is on record.</summary>
    public bool? PriorTherapyDocumented { get; init; }

    /// <summary>The verdict of the consultation; <c>null</c> when it is not known whether there is one.</summary>
    /// <remarks>The verdict is the clinic's own record, so nothing recorded is a known value and the default.</remarks>
    public PhysicianVerdict? Verdict { get; init; } = PhysicianVerdict.NotRecorded;

    /// <summary>Who recorded the verdict.</summary>
    public ClinicianRole? VerdictBy { get; init; }

    /// <summary>Whether the verdict has a reason on record.</summary>
    public bool? VerdictHasReason { get; init; }

    /// <inheritdoc/>
    public bool Equals(Assessment? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Conditions.Length;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"assessment: on, conditions".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Assessment> All { get; } = new("eligibility", static () => new());

        public static Field<Assessment, LocalDate?> On { get; } = All.Maybe("on", RecordFormats.Date,
            "On which date is the patient judged?", static entry => entry.On, static (entry, value) => entry with { On = value });

        public static Field<Assessment, ImmutableArray<StatedCondition>> Conditions { get; } = All.List("conditions",
            Formats.Named(StatedCondition.Fields.All.Format, 0, 100, "id"),
            "Which conditions does the patient have?",
            static entry => entry.Conditions, static (entry, value) => entry with { Conditions = value });

        public static Field<Assessment, ListCompleteness> ConditionsCompleteness { get; } = All.Completeness(
            "conditionsAreComplete", Conditions, "Is every condition of the patient on record?",
            static entry => entry.ConditionsCompleteness, static (entry, value) => entry with { ConditionsCompleteness = value });

        public static Field<Assessment, Instant?> ConditionsCompletenessSaidAt { get; } =
            All.SaidAt(
                ConditionsCompleteness, static entry => entry.ConditionsCompletenessSaidAt,
                static (entry, value) => entry with { ConditionsCompletenessSaidAt = value });

        public static Field<Assessment, ScreenAnswers?> Screens { get; } = All.Optional("screens", ScreenAnswers.Format,
            "How are the screening criteria answered?",
            static entry => entry.Screens, static (entry, value) => entry with { Screens = value });

        public static Field<Assessment, bool?> PriorTherapyDocumented { get; } = All.Maybe("priorTherapyDocumented", Formats.Flag,
            "Is it on record that first- and second-line treatment failed?",
            static entry => entry.PriorTherapyDocumented, static (entry, value) => entry with { PriorTherapyDocumented = value });

        public static Field<Assessment, PhysicianVerdict?> Verdict { get; } = All.Maybe("verdict", Formats.Enum<PhysicianVerdict>(),
            "What did the consultation end with?", static entry => entry.Verdict, static (entry, value) => entry with { Verdict = value });

        public static Field<Assessment, ClinicianRole?> VerdictBy { get; } = All.Maybe("verdictBy", Formats.Enum<ClinicianRole>(),
            "Who recorded the verdict?", static entry => entry.VerdictBy, static (entry, value) => entry with { VerdictBy = value });

        public static Field<Assessment, bool?> VerdictHasReason { get; } = All.Maybe("verdictHasReason", Formats.Flag,
            "Is a reason for the verdict on record?",
            static entry => entry.VerdictHasReason, static (entry, value) => entry with { VerdictHasReason = value });
    }

    private sealed class Json() : FormatJsonConverter<Assessment>(Fields.All.Format);
}
