using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>One visit of a patient, past or planned; what is <c>null</c> is not known.</summary>
/// <remarks>Plain data: it may be incomplete, and it decides nothing. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Visit.Json))]
public sealed record Visit : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is
    /// voided. A visit always has an id: "visit", where it is given none.</summary>
    public Entry Entry { get; init => field = value.Id is null ? value with { Id = "visit" } : value; } = "visit";

    /// <summary>The kebab-case id, once in a record; "visit" where there is but one.</summary>
    public string Id => Entry.Id!;

    /// <summary>The protocol the infusion is given on, as the policy or a person names it; <c>null</c> for the one of the record.</summary>
    public StatedName? Protocol { get; init; }

    /// <summary>What a clinician has recorded of the infusion's place in its series; <c>null</c> where it follows from the count.</summary>
    public SeriesMark? Series { get; init; }

    /// <summary>The scheduled appointment.</summary>
    public Moment? Appointment { get; init; }

    /// <summary>Where it stands among other visits: at its start, or as near to it as is on record.</summary>
    internal Instant When => TimeIfAny.GetValueOrDefault();

    /// <summary>The same; <c>null</c> where nothing of it has a time.</summary>
    internal Instant? TimeIfAny => (Start ?? Appointment ?? Arrival ?? Departure)?.Earliest;

    /// <summary>When the appointment was booked: what the clinic charges is by its rules of that date.</summary>
    public Instant? BookedAt { get; init; }

    /// <summary>When the patient arrived.</summary>
    public Moment? Arrival { get; init; }

    /// <summary>When the patient sets out for the clinic, or did.</summary>
    public Moment? Departure { get; init; }

    /// <summary>What was eaten and drunk, and what was not.</summary>
    public ImmutableArray<Intake> Intakes
    {
        get => field.OrEmpty();
        init => (field, IntakesInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Intakes"/> that are not voided.</summary>
    internal ImmutableArray<Intake> IntakesInForce { get => field.OrEmpty(); private init; }

    /// <summary>Whether <see cref="Intakes"/> is everything. A partial list leaves room for an intake nobody recorded.</summary>
    public ListCompleteness IntakesCompleteness { get; init; }

    /// <summary>When <see cref="IntakesCompleteness"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? IntakesCompletenessSaidAt { get; init; }

    /// <summary>When the infusion really began, or is proposed to.</summary>
    public Moment? Start { get; init; }

    /// <summary>When the infusion ended, or was broken off; a planned end never stands here.</summary>
    public Moment? End { get; init; }

    /// <summary>Whether the infusion was broken off, so that <see cref="End"/> is the time of that.</summary>
    public bool IsAborted { get; init; }

    /// <summary>Whether the patient gets up and walks steadily.</summary>
    public bool? WalksSteadily { get; init; }

    /// <summary>When <see cref="WalksSteadily"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? WalksSteadilySaidAt { get; init; }

    /// <summary>Whether a clinician says that the clinic's own release criteria are met.</summary>
    public bool? CriteriaMet { get; init; }

    /// <summary>Who said so.</summary>
    public ClinicianRole? CriteriaMetBy { get; init; }

    /// <summary>When it was said; a later side effect, vital sign or fall makes it lapse.</summary>
    public Moment? CriteriaMetAt { get; init; }

    /// <summary>When the patient last fell; <c>null</c> for no fall.</summary>
    public Moment? FellAt { get; init; }

    /// <summary>The score on the policy's discharge scale, 0 to 10 points.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The score is below 0 or above 10.</exception>
    public int? DischargeScore
    {
        get;
        init => field = value is null or (>= 0 and <= 10)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "A discharge score is from 0 to 10 points.");
    }

    /// <summary>Whether a ride home or to the hotel is arranged; a taxi is one.</summary>
    public bool? RideArranged { get; init; }

    /// <summary>When <see cref="RideArranged"/> was said; <c>null</c> for the time of the check it stands in.</summary>
    public Instant? RideArrangedSaidAt { get; init; }

    /// <summary>Whether the ride is a taxi or a ride-share, for clinics that do not take every one.</summary>
    public bool? RideIsTaxi { get; init; }

    /// <summary>Whether a person accompanies the patient.</summary>
    public bool? Accompanied { get; init; }

    /// <summary>The age of that person in years, 0 to 130, for clinics that ask for an adult.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The age is below 0 or above 130.</exception>
    public int? EscortAge
    {
        get;
        init => field = value is null or (>= 0 and <= 130)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), "An age is from 0 to 130 years.");
    }

    /// <summary>Whether that person stays with the patient after the release for as long as the clinic asks.</summary>
    public bool? EscortStays { get; init; }

    /// <summary>Whether a person is there with the patient during the visit.</summary>
    public bool? EscortIsThere { get; init; }

    /// <summary>When the patient left the clinic.</summary>
    public Moment? Left { get; init; }

    /// <summary>The effects the patient reported, each with a time it was still present.</summary>
    public ImmutableArray<SideEffect> SideEffects
    {
        get => field.OrEmpty();
        init => (field, SideEffectsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="SideEffects"/> that are not voided.</summary>
    internal ImmutableArray<SideEffect> SideEffectsInForce { get => field.OrEmpty(); private init; }

    /// <summary>How the visit was conducted.</summary>
    public Conduct? Conduct { get; init; }

    /// <summary>Which vital signs are recorded, one entry for a part of the visit.</summary>
    public ImmutableArray<VitalSigns> VitalSigns
    {
        get => field.OrEmpty();
        init => (field, VitalSignsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="VitalSigns"/> that are not voided.</summary>
    internal ImmutableArray<VitalSigns> VitalSignsInForce { get => field.OrEmpty(); private init; }

    /// <summary>The blood pressure before the infusion.</summary>
    public BloodPressure? BloodPressure { get; init; }

    /// <summary>The steps before the infusion.</summary>
    public Checklist? Checklist { get; init; }

    /// <summary>What the visit costs; the clinic says so.</summary>
    public Money? Price { get; init; }

    /// <summary>How the appointment came to nothing; <c>null</c> when it did not.</summary>
    public Cancellation? Cancellation { get; init; }

    /// <summary><see cref="Cancellation"/>, unless it is voided.</summary>
    public Cancellation? CancellationInForce => Cancellation.InForce();

    /// <summary>When the next infusion of the patient began: the last sign that this one was over. A course says so, no document.</summary>
    internal Moment? NextStart { get; init; }

    /// <summary>When the infusion ended, as far as it is known: on record, or else
    /// between its start and the first sign that it was over.</summary>
    /// <remarks>An infusion with a start, no end and no such sign is in progress, and its end is not known.</remarks>
    public Moment? KnownEnd => EndKnownBy(null);

    /// <summary><see cref="KnownEnd"/>, or else any time since the start: while there is no sign that an infusion is over, it may have
    /// ended, or not yet. <c>null</c> while none has started.</summary>
    internal Moment? PossibleEnd => KnownEnd
        ?? (Start is { } begun ? Moment.Between(begun.Earliest, Moment.Later(begun.Latest, Duration.FromDays(3_660))) : null);

    /// <inheritdoc/>
    public bool Equals(Visit? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary><see cref="KnownEnd"/>, where another infusion may be a sign too.</summary>
    /// <param name="otherStart">When that one began; <c>null</c> while it did not.</param>
    internal Moment? EndKnownBy(Moment? otherStart)
    {
        if (End is not null || Start is not { } begun || (Left ?? NextStart ?? otherStart) is null)
        {
            return End;
        }

        Instant over = Instant.Min(
            Left?.Latest ?? Instant.MaxValue, Instant.Min(NextStart?.Latest ?? Instant.MaxValue, otherStart?.Latest ?? Instant.MaxValue));
        return Moment.Between(begun.Earliest, Instant.Max(begun.Earliest, over));
    }

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"visit: id, appointment".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<Visit> All { get; } = new("visit", static () => new());

        public static Field<Visit, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static visit => visit.Entry, static (visit, value) => visit with { Entry = value }, "id");

        public static Field<Visit, StatedName?> Protocol { get; } = All.Maybe("protocol", RecordFormats.Name,
            "Which protocol was the infusion given on?",
            static visit => visit.Protocol, static (visit, value) => visit with { Protocol = value });

        public static Field<Visit, SeriesMark?> Series { get; } = All.Maybe("series", Formats.Enum<SeriesMark>(),
            "Does the infusion start a new series, extend the induction, or begin maintenance?",
            static visit => visit.Series, static (visit, value) => visit with { Series = value });

        public static Field<Visit, Moment?> Appointment { get; } = All.Maybe("appointment", RecordFormats.Moment,
            "When is the appointment?",
            static visit => visit.Appointment, static (visit, value) => visit with { Appointment = value }, isRequired: true);

        public static Field<Visit, Instant?> BookedAt { get; } = All.Maybe("bookedAt", RecordFormats.At, "When was the appointment booked?",
            static visit => visit.BookedAt, static (visit, value) => visit with { BookedAt = value });

        public static Field<Visit, Moment?> Arrival { get; } = All.Maybe("arrival", RecordFormats.Moment, "When did the patient arrive?",
            static visit => visit.Arrival, static (visit, value) => visit with { Arrival = value });

        public static Field<Visit, Moment?> Departure { get; } = All.Maybe("departure", RecordFormats.Moment,
            "When does the patient set out?",
            static visit => visit.Departure, static (visit, value) => visit with { Departure = value });

        public static Field<Visit, ImmutableArray<Intake>> Intakes { get; } = All.List("intakes",
            Formats.Named(Intake.Fields.All.Format, 0, 500, "id"),
            "What was eaten and drunk, and when?", static visit => visit.Intakes, static (visit, value) => visit with { Intakes = value });

        public static Field<Visit, ListCompleteness> IntakesCompleteness { get; } = All.Completeness("intakesAreComplete", Intakes,
            "Is this everything that was eaten and drunk?",
            static visit => visit.IntakesCompleteness, static (visit, value) => visit with { IntakesCompleteness = value });

        public static Field<Visit, Instant?> IntakesCompletenessSaidAt { get; } =
            All.SaidAt(
                IntakesCompleteness, static visit => visit.IntakesCompletenessSaidAt,
                static (visit, value) => visit with { IntakesCompletenessSaidAt = value });

        public static Field<Visit, Moment?> Start { get; } = All.Maybe("start", RecordFormats.Moment, "When did the infusion start?",
            static visit => visit.Start, static (visit, value) => visit with { Start = value });

        public static Field<Visit, Moment?> End { get; } = All.Maybe("end", RecordFormats.Moment,
            "When did the infusion end, or was it broken off?",
            static visit => visit.End, static (visit, value) => visit with { End = value });

        public static Field<Visit, bool> IsAborted { get; } = All.Default("aborted", Formats.Flag, false, "Was the infusion broken off?",
            static visit => visit.IsAborted, static (visit, value) => visit with { IsAborted = value });

        public static Field<Visit, bool?> WalksSteadily { get; } = All.Maybe("walksSteadily", Formats.Flag,
            "Does the patient get up and walk steadily?",
            static visit => visit.WalksSteadily, static (visit, value) => visit with { WalksSteadily = value });

        public static Field<Visit, Instant?> WalksSteadilySaidAt { get; } =
            All.SaidAt(
                WalksSteadily, static visit => visit.WalksSteadilySaidAt,
                static (visit, value) => visit with { WalksSteadilySaidAt = value });

        public static Field<Visit, bool?> CriteriaMet { get; } = All.Maybe("criteriaMet", Formats.Flag,
            "Does a clinician say that the clinic's own release criteria are met?",
            static visit => visit.CriteriaMet, static (visit, value) => visit with { CriteriaMet = value });

        public static Field<Visit, ClinicianRole?> CriteriaMetBy { get; } = All.Maybe("criteriaMetBy", Formats.Enum<ClinicianRole>(),
            "Who says so?", static visit => visit.CriteriaMetBy, static (visit, value) => visit with { CriteriaMetBy = value });

        public static Field<Visit, Moment?> CriteriaMetAt { get; } = All.Maybe("criteriaMetAt", RecordFormats.Moment,
            "When was that said?", static visit => visit.CriteriaMetAt, static (visit, value) => visit with { CriteriaMetAt = value });

        public static Field<Visit, Moment?> FellAt { get; } = All.Maybe("fellAt", RecordFormats.Moment,
            "When did the patient last fall?", static visit => visit.FellAt, static (visit, value) => visit with { FellAt = value });

        public static Field<Visit, int?> DischargeScore { get; } = All.Maybe("dischargeScore", Formats.Int(0, 10, "points"),
            "What is the discharge score?",
            static visit => visit.DischargeScore, static (visit, value) => visit with { DischargeScore = value });

        public static Field<Visit, bool?> RideArranged { get; } = All.Maybe("rideArranged", Formats.Flag,
            "Is a ride home or to the hotel arranged?",
            static visit => visit.RideArranged, static (visit, value) => visit with { RideArranged = value });

        public static Field<Visit, Instant?> RideArrangedSaidAt { get; } =
            All.SaidAt(
                RideArranged, static visit => visit.RideArrangedSaidAt, static (visit, value) => visit with { RideArrangedSaidAt = value });

        public static Field<Visit, bool?> RideIsTaxi { get; } = All.Maybe("rideIsTaxi", Formats.Flag, "Is the ride a taxi or a ride-share?",
            static visit => visit.RideIsTaxi, static (visit, value) => visit with { RideIsTaxi = value });

        public static Field<Visit, bool?> Accompanied { get; } = All.Maybe("accompanied", Formats.Flag,
            "Does a person accompany the patient?",
            static visit => visit.Accompanied, static (visit, value) => visit with { Accompanied = value });

        public static Field<Visit, int?> EscortAge { get; } = All.Maybe("escortAge", Formats.Int(0, 130, "years"),
            "How old is the person who accompanies the patient?",
            static visit => visit.EscortAge, static (visit, value) => visit with { EscortAge = value });

        public static Field<Visit, bool?> EscortStays { get; } = All.Maybe("escortStays", Formats.Flag,
            "Does the person who accompanies the patient stay as long as the clinic asks?",
            static visit => visit.EscortStays, static (visit, value) => visit with { EscortStays = value });

        public static Field<Visit, bool?> EscortIsThere { get; } = All.Maybe("escortIsThere", Formats.Flag,
            "Is a person there with the patient during the visit?",
            static visit => visit.EscortIsThere, static (visit, value) => visit with { EscortIsThere = value });

        public static Field<Visit, Moment?> Left { get; } = All.Maybe("left", RecordFormats.Moment,
            "When did the patient leave the clinic?",
            static visit => visit.Left, static (visit, value) => visit with { Left = value });

        public static Field<Visit, ImmutableArray<SideEffect>> SideEffects { get; } = All.List("sideEffects",
            Formats.Named(SideEffect.Fields.All.Format, 0, 200, "id"),
            "Which effects did the patient report?",
            static visit => visit.SideEffects, static (visit, value) => visit with { SideEffects = value });

        public static Field<Visit, Conduct?> Conduct { get; } = All.Optional("conduct", Records.Conduct.Fields.All.Format,
            "How was the visit conducted?",
            static visit => visit.Conduct, static (visit, value) => visit with { Conduct = value });

        public static Field<Visit, ImmutableArray<VitalSigns>> VitalSigns { get; } = All.List("vitalSigns",
            Formats.Named(Records.VitalSigns.Fields.All.Format, 0, 100, "id"),
            "Which vital signs are recorded, part by part?",
            static visit => visit.VitalSigns, static (visit, value) => visit with { VitalSigns = value });

        public static Field<Visit, BloodPressure?> BloodPressure { get; } = All.Optional("bloodPressure",
            Records.BloodPressure.Fields.All.Format,
            "What was the blood pressure before the infusion?",
            static visit => visit.BloodPressure, static (visit, value) => visit with { BloodPressure = value });

        public static Field<Visit, Checklist?> Checklist { get; } = All.Optional("checklist", Records.Checklist.Fields.All.Format,
            "Which steps before the infusion are done?",
            static visit => visit.Checklist, static (visit, value) => visit with { Checklist = value });

        public static Field<Visit, Money?> Price { get; } = All.Maybe("price", Formats.Money, "What does the visit cost?",
            static visit => visit.Price, static (visit, value) => visit with { Price = value });

        public static Field<Visit, Cancellation?> Cancellation { get; } = All.Optional("cancelled", Records.Cancellation.Fields.All.Format,
            "How was the appointment cancelled?",
            static visit => visit.Cancellation, static (visit, value) => visit with { Cancellation = value });

        static Fields()
        {
            All.Holds(End, static visit => visit is not { End: not null, Start: null }, "an end without a start", "an end with its start");
            All.Holds(IsAborted, static visit => visit is not { IsAborted: true, End: null },
                "a broken-off infusion without an end", "the time it was broken off in end");
        }
    }

    private sealed class Json() : FormatJsonConverter<Visit>(Fields.All.Format);
}
