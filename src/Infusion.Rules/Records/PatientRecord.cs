using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What is on record of one patient: inputs only, never outcomes.</summary>
/// <remarks>
/// <para>Every part may be left out: what is not there is not known. It knows no policy, so that no change of one refuses a stored record;
/// <see cref="InfusionRules.Review"/> decides all of it.</para>
/// <para>Value-equal. Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(Json))]
public sealed record PatientRecord
{
    /// <summary>The kebab-case id of the record; no patient's name.</summary>
    public required string Id { get; init; }

    /// <summary>The instant everything is judged at.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>The instant through which what the clinic itself does (visits, its own scores, cancellations) is all on record;
    /// <c>null</c> for the latest entry.</summary>
    /// <remarks>Judged at a later instant, whatever an infusion since then would change is open, and a question asks how far the record is
    /// kept. Where it is <c>null</c> nothing is taken to have happened after the latest entry.</remarks>
    public Instant? CompleteThrough { get; init; }

    /// <summary>What is recorded of the consultation; <c>null</c> when nothing is known of it.</summary>
    public Consultation? Consultation { get; init; }

    /// <summary><see cref="Consultation"/>, unless it is voided.</summary>
    internal Consultation? ConsultationInForce => Consultation.InForce();

    /// <summary>Conditions, screening answers and the physician's verdict; <c>null</c> when nothing is known of them.</summary>
    public Assessment? Eligibility { get; init; }

    /// <summary>Medicines, changes to them, the managing provider; <c>null</c> when nothing is known of them.</summary>
    public Care? Continuity { get; init; }

    /// <summary>The protocol the infusions are given on, as the policy or a
    /// person names it; <c>null</c> for the one that the rules name without a
    /// clinician's choice.</summary>
    public StatedName? Protocol { get; init; }

    /// <summary>The route asked for; <c>null</c> when none is.</summary>
    public InfusionRoute? Route { get; init; }

    /// <summary>The visits, past and planned, in any order; each id once.</summary>
    public ImmutableArray<Visit> Visits
    {
        get => field.OrEmpty();
        init => (field, VisitsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Visits"/> that are not voided.</summary>
    internal ImmutableArray<Visit> VisitsInForce { get => field.OrEmpty(); private init; }

    /// <summary>Every score on record, in any order.</summary>
    public ImmutableArray<ScoreEntry> Scores
    {
        get => field.OrEmpty();
        init => (field, ScoresInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Scores"/> that are not voided.</summary>
    internal ImmutableArray<ScoreEntry> ScoresInForce { get => field.OrEmpty(); private init; }

    /// <summary>What clinicians have said on matters that the rules leave to a person, in any order.</summary>
    public ImmutableArray<ClinicianWord> Words
    {
        get => field.OrEmpty();
        init => (field, WordsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Words"/> that are not voided.</summary>
    internal ImmutableArray<ClinicianWord> WordsInForce { get => field.OrEmpty(); private init; }

    /// <summary>What is known about maintenance beside the visits; <c>null</c> when nothing is.</summary>
    public MaintenanceNote? Maintenance { get; init; }

    /// <summary>The persons this patient has referred, in the order of the referrals.</summary>
    public ImmutableArray<Referral> Referrals
    {
        get => field.OrEmpty();
        init => (field, ReferralsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Referrals"/> that are not voided.</summary>
    internal ImmutableArray<Referral> ReferralsInForce { get => field.OrEmpty(); private init; }

    /// <summary>Reads a record.</summary>
    /// <param name="json">The document, format 1; comments may be in it.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static PatientRecord Parse(string json, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(zone);
        return Fields.Document.Parse(json, zone);
    }

    /// <summary>Reads a record, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <param name="record">The record, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is a record.</returns>
    public static bool TryParse(
        string? json, DateTimeZone zone, [NotNullWhen(true)] out PatientRecord? record, out ImmutableArray<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Fields.Document.TryParse(json, out record, out problems, zone);
    }

    /// <summary>Reads a record from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8; no more than <see cref="DocumentLimits.MaxBytes"/> and one byte are read.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static PatientRecord Load(Stream stream, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(zone);
        return Fields.Document.Load(stream, zone);
    }

    /// <summary>Writes the record in its canonical form, which <see cref="Parse"/> reads back as an equal record.</summary>
    /// <param name="zone">The clinic's time zone, on whose clock times are written.</param>
    /// <returns>JSON of format 1 in a fixed order, indented, with line feeds.</returns>
    /// <exception cref="InvalidOperationException">What a document has to give is <c>null</c>, such as an appointment.</exception>
    public string ToJson(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Fields.Document.Text(this, zone);
    }

    /// <summary>The record with one of its values set, such as the answer to a question.</summary>
    /// <remarks>
    /// <para>A path is that of the document. An entry of a list is told by its id or its index, another one is <c>[+]</c>; objects that
    /// are not there yet are made. <c>null</c> leaves a value out.</para>
    /// <para>The whole record is read anew, so that what it comes to is a record that a document can hold.</para>
    /// </remarks>
    /// <param name="path">Where the value stands: <c>visits[visit-2].end</c>, <c>visits[0].intakes[+]</c>, with or without <c>$.</c>
    /// before it.</param>
    /// <param name="json">The value as JSON, such as <c>"2026-06-15T14:00"</c> with its quotes.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <returns>The record with the value.</returns>
    /// <exception cref="DocumentException">The path leads nowhere or the value does not fit; the exception says what would.</exception>
    public PatientRecord With(string path, string json, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(zone);
        return Fields.Document.With(this, path, json, zone);
    }

    /// <summary>The places of the record that speak against each other, and cannot both be right; none of them is left out.</summary>
    /// <remarks>Voided entries are not looked at, and the order of a list decides nothing. Every infusion that overlaps another and every
    /// score that differs from another of its instant is in a pair, but not every pair of more than two is named.</remarks>
    /// <param name="conditionOf">Which condition a name means, for a policy's aliases, and <c>null</c> where that cannot be told; left out,
    /// each name means itself whatever its case.</param>
    /// <param name="kindOf">Which kind of intake a name means, likewise.</param>
    /// <returns>The contradictions; empty when there are none.</returns>
    public ImmutableArray<Contradiction> Contradictions(
        Func<StatedName, string?>? conditionOf = null, Func<StatedName, string?>? kindOf = null) =>
        new ContradictionFinder(
            this, conditionOf ?? ContradictionFinder.AsWritten, kindOf ?? ContradictionFinder.AsWritten).Find();

    /// <summary>The record to be judged without one of its places: an entry is marked voided, or left out where it has
    /// no id, and a field is left out.</summary>
    /// <param name="path">One of the two paths of a <see cref="Contradiction"/>.</param>
    /// <returns>The record without it.</returns>
    /// <exception cref="ArgumentException">Nothing stands there that can be taken out.</exception>
    public PatientRecord Voiding(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Records.Voiding.At(this, path)
            ?? throw new ArgumentException("The path leads to no entry or field that can be taken out.", nameof(path));
    }

    /// <inheritdoc/>
    public bool Equals(PatientRecord? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"record: id, asOf, visits".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        private const int Most = 10_000;

        public static EntryFields<PatientRecord> All { get; } = new("record", static () => new() { Id = "record", AsOf = default });

        public static Field<PatientRecord, string> Id { get; } = All.Required("id", Formats.Id(),
            "The kebab-case id of the record; no patient's name.",
            static record => record.Id, static (record, value) => record with { Id = value });

        public static Field<PatientRecord, Instant> AsOf { get; } = All.Required("asOf", RecordFormats.At,
            "The time everything is judged at.",
            static record => record.AsOf, static (record, value) => record with { AsOf = value });

        public static Field<PatientRecord, Instant?> CompleteThrough { get; } = All.Maybe("completeThrough", RecordFormats.At,
            "Through which time is all on record that the clinic did? Left out, the latest entry.",
            static record => record.CompleteThrough, static (record, value) => record with { CompleteThrough = value });

        public static Field<PatientRecord, Assessment?> Eligibility { get; } = All.Optional("eligibility", Assessment.Fields.All.Format,
            "What is known of the patient's conditions and answers?",
            static record => record.Eligibility, static (record, value) => record with { Eligibility = value });

        public static Field<PatientRecord, Consultation?> Consultation { get; } = All.Optional("consultation",
            Records.Consultation.Fields.All.Format,
            "What is recorded of the consultation?",
            static record => record.Consultation, static (record, value) => record with { Consultation = value });

        public static Field<PatientRecord, Care?> Continuity { get; } = All.Optional("continuity", Care.Fields.All.Format,
            "What is known of the care beside the infusions?",
            static record => record.Continuity, static (record, value) => record with { Continuity = value });

        public static Field<PatientRecord, StatedName?> Protocol { get; } = All.Maybe("protocol", RecordFormats.Name,
            "Which protocol are the infusions given on?",
            static record => record.Protocol, static (record, value) => record with { Protocol = value });

        public static Field<PatientRecord, InfusionRoute?> Route { get; } = All.Maybe("route", Formats.Enum<InfusionRoute>(),
            "Which route is asked for?", static record => record.Route, static (record, value) => record with { Route = value });

        public static Field<PatientRecord, ImmutableArray<Visit>> Visits { get; } = All.List("visits",
            Formats.Named(Visit.Fields.All.Format, 0, Most, "id"),
            "Which visits were there, and which are planned?",
            static record => record.Visits, static (record, value) => record with { Visits = value });

        public static Field<PatientRecord, ImmutableArray<ScoreEntry>> Scores { get; } = All.List("scores",
            Formats.Named(ScoreEntry.Fields.All.Format, 0, Most, "id"),
            "Which scores are on record?", static record => record.Scores, static (record, value) => record with { Scores = value });

        public static Field<PatientRecord, ImmutableArray<ClinicianWord>> Words { get; } = All.List("words",
            Formats.Named(ClinicianWord.Fields.All.Format, 0, Most, "id"),
            "What have clinicians said?", static record => record.Words, static (record, value) => record with { Words = value });

        public static Field<PatientRecord, MaintenanceNote?> Maintenance { get; } = All.Optional("maintenance",
            MaintenanceNote.Fields.All.Format,
            "What is known about maintenance?",
            static record => record.Maintenance, static (record, value) => record with { Maintenance = value });

        public static Field<PatientRecord, ImmutableArray<Referral>> Referrals { get; } = All.List("referrals",
            Formats.Named(Referral.Fields.All.Format, 0, Most, "id"),
            "Whom has the patient referred?",
            static record => record.Referrals, static (record, value) => record with { Referrals = value });

        /// <summary>A record as a document of its own.</summary>
        public static DocumentFormat<PatientRecord> Document { get; } = new(All.Format, newest: 1);

        static Fields() => All.Check(RecordChecks.Check);

        /// <summary>Writes the JSON Schema of records.</summary>
        public static byte[] WriteSchema() => Document.Schema(
            "record", "Infusion.Rules patient record",
            "What is on record of one patient. What is left out is not known. What the schema cannot say (the clinic's clock, which scores "
            + "an instrument has) the library checks when it reads the file.");
    }

    private sealed class Json() : FormatJsonConverter<PatientRecord>(Fields.Document);
}
