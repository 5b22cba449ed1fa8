using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>A record with one of its entries or fields taken out, to be judged without it.</summary>
internal static class Voiding
{
    /// <summary>The record without what stands at a path; <c>null</c> where nothing there can be taken out.</summary>
    public static PatientRecord? At(PatientRecord record, string path)
    {
        if (!DocumentPath.TryParse(path, out ImmutableArray<DocumentStep> steps))
        {
            return null;
        }

        string Step(int place) => place < steps.Length ? steps[place].Text : "";
        return (steps.Length, Step(0), Step(2)) switch
        {
            (2, "visits", _) =>
                Taken(record.Visits, Step(1), static (one, entry) => one with { Entry = entry }) is { } visits
                    ? record with { Visits = visits }
                    : null,
            (4, "visits", "intakes") =>
                OnVisit(
                    Step(1),
                    one => Taken(one.Intakes, Step(3), static (intake, entry) => intake with { Entry = entry }) is { } intakes
                        ? one with { Intakes = intakes }
                        : null),
            (3, "visits", var field) => OnVisit(Step(1), one => Without(one, field)),
            (2, "scores", _) =>
                Taken(record.Scores, Step(1), static (score, entry) => score with { Entry = entry }) is { } scores
                    ? record with { Scores = scores }
                    : null,
            (2, "eligibility", _) when Step(1) == "verdict" && record.Eligibility is { } judged =>
                record with { Eligibility = judged with { Verdict = PhysicianVerdict.NotRecorded } },
            (2, "consultation", _) when record.Consultation is { } held && Without(held, Step(1)) is { } rest =>
                record with { Consultation = rest },
            (3, "eligibility", _) when Step(1) == "conditions" && record.Eligibility is { } assessment =>
                Taken(assessment.Conditions, Step(2), static (one, entry) => one with { Entry = entry }) is { } conditions
                    ? record with { Eligibility = assessment with { Conditions = conditions } }
                    : null,
            _ => null,
        };

        PatientRecord? OnVisit(string place, Func<Visit, Visit?> change) =>
            With(record.Visits, place, change) is { } visits ? record with { Visits = visits } : null;

        // What has no id cannot be voided in a document.
        ImmutableArray<T>? Taken<T>(ImmutableArray<T> entries, string of, Func<T, Entry, T> with)
            where T : class, IEntry => PlaceOf(entries, of) is not { } at ? null
            : entries[at].Entry is { Id: not null } entry
                ? entries.SetItem(at, with(entries[at], entry with { Voided = new() { Reason = "judged without it", At = record.AsOf } }))
            : entries.RemoveAt(at);
    }

    private static Consultation? Without(Consultation held, string field) => field switch
    {
        "historyRecorded" => held with { HistoryRecorded = null },
        "medicationsRecorded" => held with { MedicationsRecorded = null },
        "appropriatenessRecorded" => held with { AppropriatenessRecorded = null },
        _ => null,
    };

    private static Visit? Without(Visit visit, string field) => field switch
    {
        "appointment" => visit with { Appointment = null },
        "bookedAt" => visit with { BookedAt = null },
        "departure" => visit with { Departure = null },
        "arrival" => visit with { Arrival = null },
        // Without an end there is no time at which it was broken off.
        "start" => visit with { Start = null, End = null, IsAborted = false },
        "end" => visit with { End = null, IsAborted = false },
        "left" => visit with { Left = null },
        "cancelled" => visit with { Cancellation = null },
        _ => null,
    };

    private static ImmutableArray<T>? With<T>(ImmutableArray<T> entries, string place, Func<T, T?> change)
        where T : class, IEntry =>
        PlaceOf(entries, place) is { } at && change(entries[at]) is { } changed ? entries.SetItem(at, changed) : null;

    private static int? PlaceOf<T>(ImmutableArray<T> entries, string place)
        where T : class, IEntry
    {
        if (int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return index < entries.Length ? index : null;
        }

        for (int at = 0; at < entries.Length; at++)
        {
            if (entries[at].Entry.Id == place)
            {
                return at;
            }
        }

        return null;
    }
}
