using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Where in a record the answer to a question goes, what it is about, who knows it and until when it is of use.</summary>
/// <param name="About">What it is about, such as a visit's id; <c>null</c> for the patient.</param>
/// <param name="Path">Where in the record its answer goes.</param>
/// <param name="By">Who can answer it.</param>
/// <param name="Until">The last instant at which the answer is of use; <c>null</c> where it always is.</param>
internal sealed record QuestionPlace(string? About, string Path, ClinicPerson By, Instant? Until)
{
    /// <summary>Finds the place of a question.</summary>
    /// <param name="input">What the fact that is asked reads, such as <c>visit.end</c>.</param>
    /// <param name="subject">What the decision is about that asks.</param>
    /// <param name="record">The record.</param>
    /// <param name="of">The visit whose decision asks; <c>null</c> where it is none of a visit.</param>
    public static QuestionPlace Of(string input, object subject, PatientRecord record, Visit? of = null)
    {
        string where = FieldOf(input);
        string[] parts = where.Split(['.'], 2);
        (string entry, string field) = (parts[0], parts.Length > 1 ? parts[1] : "");
        Visit? visit = VisitOf(subject) ?? of;

        // The end that a later visit asks for is that of the infusion before it, which may not be on record; of several infusions, that
        // which lacks it.
        Visit? asked = (where, subject) switch
        {
            ("visit.end", VisitInCourse { Previous: null, Visit.Start: null }) => null,
            ("visit.end", VisitInCourse course) => course.Previous ?? visit,
            ("visit.end", _) => visit ?? FirstOpen(record),
            _ => visit,
        };
        string ofVisit = $"visits[{asked?.Id ?? "+"}]";
        string path = OfReferral(where, subject, record) ?? InList(entry == "record" ? field : where, record) ?? (entry, subject) switch
        {
            ("record", _) => field,
            ("visit", _) => asked is null || (field == "end" && asked.Start is null) ? ofVisit
                : field is "intakes" or "sideEffects" or "vitalSigns" ? $"{ofVisit}.{field}[+]"
                : $"{ofVisit}.{field}",
            ("intake", Taken taken) when taken.Visit.Intakes.IndexOf(taken.Intake) is >= 0 and var place =>
                FormattableString.Invariant($"{ofVisit}.intakes[{place}].{field}"),
            ("intake", _) => $"{ofVisit}.intakes[+]",
            ("sideEffect", EffectOfVisit effect) when effect.Visit.SideEffects.IndexOf(effect.Effect) is >= 0 and var place =>
                FormattableString.Invariant($"{ofVisit}.sideEffects[{place}].{field}"),
            ("cancelled" or "checklist" or "conduct" or "bloodPressure", _) => $"{ofVisit}.{entry}.{field}",
            ("vitalSigns", VitalSigns signs) when visit?.VitalSigns.IndexOf(signs) is >= 0 and var place =>
                FormattableString.Invariant($"{ofVisit}.vitalSigns[{place}].{field}"),
            ("vitalSigns", _) => $"{ofVisit}.vitalSigns[+]",
            ("sideEffect", _) => $"{ofVisit}.sideEffects[+]",
            ("score", _) => "scores[+]",
            ("condition", PatientsCondition condition)
                when condition.Patient.Conditions.IndexOf(condition.Condition) is >= 0 and var place =>
                FormattableString.Invariant($"eligibility.conditions[{place}].{field}"),
            ("change", RecordedChange change) when record.Continuity?.Changes.IndexOf(change.Change) is >= 0 and var place =>
                FormattableString.Invariant($"continuity.changes[{place}].{field}"),
            ("referral", ReferralInCourse referral) when record.Referrals.IndexOf(referral.Referral) is >= 0 and var place =>
                FormattableString.Invariant($"referrals[{place}].{field}"),
            _ => where,
        };
        return new(visit?.Id, path, WhoKnows(entry, field), visit is null ? null : LastUse(entry, field, visit));
    }

    // Whether a friend has earned the credit before turns on who referred the friend first.
    private static string? OfReferral(string where, object subject, PatientRecord record) =>
        where is "referrals" or "record.referrals" && subject is ReferralInCourse referral
            && record.Referrals.IndexOf(referral.Referral) is >= 0 and var place
            ? FormattableString.Invariant($"referrals[{place}].referredBefore") : null;

    // A list takes one entry more. What visits there were turns first on the one of which nobody knows how it ended.
    private static string? InList(string place, PatientRecord record) => place switch
    {
        "visits" when FirstOpen(record) is { End: null } open => $"visits[{open.Id}].end",
        "visits" or "words" or "scores" or "referrals" or "eligibility.conditions" or "continuity.medicines" or "continuity.changes" =>
            $"{place}[+]",
        _ => null,
    };

    /// <summary>The place of the question what a score is of.</summary>
    /// <param name="place">The score's place in the record's list.</param>
    public static QuestionPlace OfBasis(int place) =>
        new(null, FormattableString.Invariant($"scores[{place}].basis"), ClinicPerson.Patient, null);

    /// <summary>The place of the question who said a word.</summary>
    /// <param name="place">The word's place in the record's list.</param>
    public static QuestionPlace OfSpeaker(int place) =>
        new(null, FormattableString.Invariant($"words[{place}].by"), ClinicPerson.Physician, null);

    /// <summary>The place of the question whether an infusion counts: a word of its own.</summary>
    public static QuestionPlace OfSession(Visit visit) => new(visit.Id, "words[+]", ClinicPerson.Physician, null) { Word = visit.Id };

    /// <summary>The id of the visit that a word is asked for; <c>null</c> where none is.</summary>
    public string? Word { get; private init; }

    // Whether a list is complete, and when exactly something was, is no fact of a table.
    private static string FieldOf(string input) => input switch
    {
        "fasting.complete" => "visit.intakesAreComplete",
        "continuity.complete" => "continuity.changesAreComplete",
        "continuity.medicines-complete" => "continuity.medicinesAreComplete",
        "eligibility.complete" => "eligibility.conditionsAreComplete",
        "visit.infusions-complete" => "record.completeThrough",
        "response.score-time" => "score.at",
        "response.session-end" => "visit.end",
        _ => input,
    };

    // Without an end that is missing, one that is not known exactly.
    private static Visit? FirstOpen(PatientRecord record) => record.VisitsInForce
        .Where(static visit => visit is { CancellationInForce: null, Start: not null, End: not { IsExact: true } })
        .OrderBy(static visit => visit.End is null ? 0 : 1).ThenBy(static visit => visit.When)
        .ThenBy(static visit => visit.Id, StringComparer.Ordinal).FirstOrDefault();

    private static Visit? VisitOf(object subject) => subject switch
    {
        Visit visit => visit,
        VisitInCourse course => course.Visit,
        Taken taken => taken.Visit,
        EffectOfVisit effect => effect.Visit,
        _ => null,
    };

    private static ClinicPerson WhoKnows(string entry, string field) => (entry, field) switch
    {
        ("visit", "appointment" or "bookedAt" or "price" or "protocol") or ("cancelled" or "referral", _)
            or ("record", "visits" or "referrals" or "completeThrough") => ClinicPerson.Desk,
        ("visit", "intakesAreComplete" or "departure" or "rideArranged" or "rideIsTaxi" or "accompanied" or "escortAge" or "escortStays"
            or "escortIsThere") or ("intake", _)
            or ("score", _) or ("condition", _) or ("continuity" or "change" or "medicine", _) or ("maintenance", "symptomsAreBack")
            or ("eligibility", "conditionsAreComplete" or "screens") => ClinicPerson.Patient,
        ("eligibility" or "consultation" or "maintenance" or "record" or "response", _) => ClinicPerson.Physician,
        _ => ClinicPerson.Nurse,
    };

    // What was eaten is of use until the infusion begins, a departure until the patient is there.
    private static Instant? LastUse(string entry, string field, Visit visit) =>
        entry == "intake" || field is "intakesAreComplete" or "departure" ? (visit.Start ?? visit.Appointment)?.Latest : null;
}
