using System.Collections.Immutable;
using System.Globalization;
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

        string[] names = [.. steps.Select(static step => step.Text)];
        return names switch
        {
            ["visits", var visit] => OnVisit(visit, one => one with { Entry = Taken(one.Entry) }),
            ["visits", var visit, "intakes", var intake] =>
                OnVisit(
                    visit,
                    one => With(one.Intakes, intake, entry => entry with { Entry = Taken(entry.Entry) }) is { } intakes
                        ? one with { Intakes = intakes }
                        : null),
            ["visits", var visit, var field] => OnVisit(visit, one => Without(one, field)),
            ["scores", var score] =>
                With(record.Scores, score, entry => entry with { Entry = Taken(entry.Entry) }) is { } scores
                    ? record with { Scores = scores }
                    : null,
            ["eligibility", "conditions", var condition] when record.Eligibility is { } assessment =>
                With(assessment.Conditions, condition, entry => entry with { Entry = Taken(entry.Entry) }) is { } conditions
                    ? record with { Eligibility = assessment with { Conditions = conditions } }
                    : null,
            _ => null,
        };

        PatientRecord? OnVisit(string place, Func<Visit, Visit?> change) =>
            With(record.Visits, place, change) is { } visits ? record with { Visits = visits } : null;

        Entry Taken(Entry entry) => entry with { Voided = new() { Reason = "judged without it", At = record.AsOf } };
    }

    private static Visit? Without(Visit visit, string field) => field switch
    {
        "appointment" => visit with { Appointment = null },
        "departure" => visit with { Departure = null },
        "arrival" => visit with { Arrival = null },
        "start" => visit with { Start = null },
        "end" => visit with { End = null },
        "left" => visit with { Left = null },
        "cancelled" => visit with { Cancellation = null },
        _ => null,
    };

    private static ImmutableArray<T>? With<T>(ImmutableArray<T> entries, string place, Func<T, T?> change)
        where T : class, IEntry
    {
        bool isIndex = int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        for (int at = 0; at < entries.Length; at++)
        {
            if ((isIndex ? at == index : entries[at].Entry.Id == place) && change(entries[at]) is { } changed)
            {
                return entries.SetItem(at, changed);
            }
        }

        return null;
    }
}
