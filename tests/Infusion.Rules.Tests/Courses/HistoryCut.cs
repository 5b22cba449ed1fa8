using System.Text.Json.Nodes;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>The document that an app would have had at an instant of one that was finished later.</summary>
/// <remarks>It knows documents only. What carries no time of its own stands at its check: the appointment or the infusion's end.</remarks>
internal static class HistoryCut
{
    private static readonly (string Flag, string SaidAt, string[] With)[] _said =
    [
        ("intakesAreComplete", "intakesAreCompleteSaidAt", []),
        ("walksSteadily", "walksSteadilySaidAt", []),
        ("rideArranged", "rideArrangedSaidAt", []),
        ("conditionsAreComplete", "conditionsAreCompleteSaidAt", []),
        ("medicinesAreComplete", "medicinesAreCompleteSaidAt", []),
        ("changesAreComplete", "changesAreCompleteSaidAt", []),
        ("medicinesReviewedBy", "medicinesReviewedAt", []),
        ("criteriaMet", "criteriaMetAt", ["criteriaMetBy"]),
        ("seenBy", "seenAt", []),
    ];

    public static History At(History whole, Instant at)
    {
        JsonObject document = whole.Document;
        foreach (JsonObject visit in Items(document, "visits").Where(visit => IsBookedLater(visit, at)).ToArray())
        {
            document["visits"]!.AsArray().Remove(visit);
        }

        foreach (JsonObject visit in Items(document, "visits"))
        {
            Drop(visit, "bookedAt", at);
            if (at < whole.AsOf)
            {
                CutUndated(visit, at);
            }

            Drop(visit, "arrival", at);
            Drop(visit, "left", at);
            Drop(visit, "fellAt", at);
            Drop(visit, "start", at);
            if (!visit.ContainsKey("start") || IsLater(visit["end"], at))
            {
                Remove(visit, "end", "aborted");
            }
        }

        foreach (JsonObject referral in Items(document, "referrals").Where(one => IsLater(one["at"], at)))
        {
            referral.Remove("at");
            referral["scheduled"] = "nothing";
        }

        Cut(document, at, "");
        if (document["eligibility"] is JsonObject eligibility)
        {
            CutEligibility(eligibility, at);
        }

        document["asOf"] = History.TextOf(at);
        return History.Of(document);
    }

    // An infusion that began is there, whenever its appointment was booked.
    private static bool IsBookedLater(JsonObject visit, Instant at) =>
        IsLater(visit["bookedAt"], at) && (!visit.ContainsKey("start") || IsLater(visit["start"], at));

    private static void CutUndated(JsonObject visit, Instant at)
    {
        bool isThere = (visit["arrival"] ?? visit["start"] ?? visit["appointment"]) is { } there && !IsLater(there, at);
        bool isBegun = visit["start"] is { } start && !IsLater(start, at);
        bool isEnded = (isBegun && visit["end"] is { } end && !IsLater(end, at)) || (visit["left"] is { } left && !IsLater(left, at));
        void Unless(bool stands, string name, string? saidAt = null)
        {
            if (!stands && (saidAt is null || visit[saidAt] is null))
            {
                visit.Remove(name);
            }
        }

        Unless(isThere, "intakesAreComplete", "intakesAreCompleteSaidAt");
        Unless(isThere, "rideArranged", "rideArrangedSaidAt");
        Unless(isThere, "rideIsTaxi");
        Unless(isThere, "accompanied");
        Unless(isThere, "bloodPressure");
        Unless(isThere, "checklist");
        Unless(isBegun, "conduct");
        Unless(isEnded, "walksSteadily", "walksSteadilySaidAt");
        Unless(isEnded, "criteriaMet", "criteriaMetAt");
        Unless(isEnded, "criteriaMetBy", "criteriaMetAt");
        Keep(visit["vitalSigns"], signs => signs["at"] is not null || signs["phase"]?.GetValue<string>() switch
        {
            "during" => isBegun,
            "after" => isEnded,
            _ => isThere,
        });
        Keep(visit["sideEffects"], effect => effect["at"] is not null || isBegun);
    }

    private static void CutEligibility(JsonObject eligibility, Instant at)
    {
        string today = History.TextOf(at)[..10];
        if (eligibility["on"] is { } on && string.CompareOrdinal(on.GetValue<string>(), today) > 0)
        {
            eligibility.Remove("on");
        }

        Keep(eligibility["conditions"], condition =>
            condition["onset"] is not { } onset || string.CompareOrdinal(onset.GetValue<string>(), today) <= 0);
    }

    // Entries that were made or happened later, voids that came later, and what was said later.
    private static void Cut(JsonNode? node, Instant at, string name)
    {
        if (node is JsonArray items)
        {
            bool isOfVisit = name is "visits";
            Keep(items, item => !IsLater(item["enteredAt"], at) && (isOfVisit
                || !(IsLater(item["at"], at) || IsLater(item["noneSince"], at) || IsLater(item["noneSinceSaidAt"], at))));
            foreach (JsonNode? item in items)
            {
                Cut(item, at, "");
            }
        }
        else if (node is JsonObject members)
        {
            foreach (string single in new[] { "consultation", "cancelled" })
            {
                if (members[single] is JsonObject entry
                    && (IsLater(entry["enteredAt"], at) || IsLater(entry["at"], at)))
                {
                    members.Remove(single);
                }
            }

            if (members["voided"] is { } voided && IsLater(voided["at"], at))
            {
                members.Remove("voided");
            }

            foreach ((string flag, string saidAt, string[] with) in _said.Where(said => IsLater(members[said.SaidAt], at)))
            {
                Remove(members, [flag, saidAt, .. with]);
            }

            foreach ((string key, JsonNode? value) in members.ToArray())
            {
                Cut(value, at, key);
            }
        }
    }

    private static IEnumerable<JsonObject> Items(JsonObject document, string list) =>
        document[list]?.AsArray().OfType<JsonObject>() ?? [];

    private static void Keep(JsonNode? list, Func<JsonObject, bool> stands)
    {
        foreach (JsonObject item in list?.AsArray().OfType<JsonObject>().Where(item => !stands(item)).ToArray() ?? [])
        {
            list!.AsArray().Remove(item);
        }
    }

    private static void Drop(JsonObject entry, string name, Instant at)
    {
        if (IsLater(entry[name], at))
        {
            entry.Remove(name);
        }
    }

    private static void Remove(JsonObject entry, params string[] names)
    {
        foreach (string name in names)
        {
            entry.Remove(name);
        }
    }

    private static bool IsLater(JsonNode? time, Instant at) => time is not null && History.InstantOf(time) > at;
}
