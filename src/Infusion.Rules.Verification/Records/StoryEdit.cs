using System.Text.Json.Nodes;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Records;

/// <summary>Writes the value of a fact into a story, at the field that the fact is read from.</summary>
/// <remarks>What it makes is a proposal: the rules read it again, and only what they say of it counts.</remarks>
internal static class StoryEdit
{
    // What takes a list takes no value.
    private static readonly string[] _lists =
    [
        "visit.intakes", "visit.vitalSigns", "visit.sideEffects", "record.scores", "record.words", "record.referrals", "visits",
        "eligibility.conditions", "continuity.medicines", "continuity.changes",
    ];

    // All entries of a list, the first, the last; of scores, which stand beside one another, those of each instrument, and the second too.
    private static readonly int[] _which = [-1, 0, int.MaxValue];
    private static readonly int[] _whichScores = [-1, 1, int.MaxValue, 0];

    /// <summary>The ways of writing a value into a story; each changes a story in its place.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="code">Its value.</param>
    /// <param name="said">The name to write for it; <c>null</c> for the value's own.</param>
    /// <param name="scale">The scale that a score is on; <c>null</c> where it is not known.</param>
    public static IEnumerable<Action<JsonObject>> Of(Fact fact, long code, string? said = null, long? scale = null)
    {
        if (scale is { } on && fact.ScoresOf?.Invoke(on, code) is { } scores)
        {
            string instrument = Stories.Written(fact.ScaledBy!.Names[(int)on]);
            yield return story => Score(story, instrument, scores.First, scores.Later, static (_, _) => true);
            yield return story => Score(story, instrument, scores.First, scores.Later, static (place, of) => place == of);
            yield return story => Score(story, instrument, scores.First, scores.Later, static (place, _) => place == 1);
            yield break;
        }

        string[] fields = [.. fact.Fields];
        if (fields.Length == 0)
        {
            yield break;
        }

        foreach (int which in Array.Exists(fields, static field => IsOfScore(field)) ? _whichScores : _which)
        {
            foreach (Action<JsonObject> edit in fact.Kind == FactKind.Elapsed ? Times(fact, fields, code, which)
                : !fact.Cuts.IsEmpty ? Dates(fact, code)
                : Values(fact, fields, code, which, said))
            {
                yield return edit;
            }
        }
    }

    /// <summary>Leaves out what a fact is read from.</summary>
    /// <param name="fact">The fact.</param>
    public static Action<JsonObject> Without(Fact fact) => story =>
    {
        foreach (string field in fact.Fields)
        {
            foreach ((JsonObject owner, string name) in Places(story, field, -1).ToArray())
            {
                if (name is not ("asOf" or "id"))
                {
                    owner.Remove(name);
                }
            }
        }
    };

    /// <summary>The ways of leaving something out of a story; each changes it in its place.</summary>
    /// <param name="node">The story, or a part of it.</param>
    public static IEnumerable<Action> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(static member => member.Key is not ("format" or "id" or "asOf" or "screens"))
            .SelectMany(member => Places(member.Value).Prepend(() => members.Remove(member.Key))),
        JsonArray items => items.SelectMany(item => Places(item).Prepend(() => items.Remove(item))),
        _ => [],
    };

    // The first score of an instrument and those after it that are to be written; where it has none, the first instrument's become those.
    private static void Score(JsonObject story, string instrument, decimal first, decimal later, Func<int, int, bool> isWritten)
    {
        JsonObject[] scores = [.. (story["scores"] as JsonArray ?? []).OfType<JsonObject>()];
        string? scored = scores.Any(one => InstrumentOf(one) == instrument) ? instrument : scores.Select(InstrumentOf).FirstOrDefault();
        JsonObject[] of = [.. scores.Where(one => InstrumentOf(one) == scored)];
        for (int place = 0; place < of.Length; place++)
        {
            of[place]["instrument"] = instrument;
            if (place == 0 || isWritten(place, of.Length - 1))
            {
                of[place]["points"] = place == 0 ? first : later;
            }
        }
    }

    private static string? InstrumentOf(JsonObject score) =>
        score["instrument"] is JsonValue value && value.TryGetValue(out string? name) ? name : null;

    // The fields that take a value, not a time that another fact reads beside it.
    private static IEnumerable<Action<JsonObject>> Values(
        Fact fact, string[] fields, long code, int which, string? said)
    {
        string name = fact.Kind == FactKind.Choice ? fact.Format(code) : "";
        foreach (string field in fields.Where(static field => !_lists.Contains(field)))
        {
            if (fact.Kind is FactKind.Count or FactKind.LookBack && field is "condition.onset" or "eligibility.on")
            {
                foreach (Func<LocalDate, JsonNode> written in new Func<LocalDate, JsonNode>[] { On, Around })
                {
                    yield return story => Set(
                        story, "condition.onset", which, (story, _) => Back(story, fact, code) is { } date ? written(date) : null);
                }

                continue;
            }

            // Whether a baseline is 0, the first score says; one that is not stays as it is.
            if (fact.Kind == FactKind.YesNo && field == "score.points")
            {
                if (code == 1)
                {
                    yield return story => Set(story, field, 0, static (_, _) => 0);
                }

                continue;
            }

            if (field == "visit.start" && fact.Unit == "days")
            {
                bool isFromFirst = fact.Kind == FactKind.Count;
                yield return story => MoveLast(story, code, isFromFirst);
                continue;
            }

            if (field is "record.visits" or "visit.start" && fact.Kind == FactKind.Count)
            {
                yield return story => Keep(story, code);
                continue;
            }

            if (fact.Kind == FactKind.LookBack && code != Fact.Never)
            {
                yield return story => Set(story, field, which, (story, _) => Back(story, fact, code) is { } date ? Around(date) : null);
            }

            yield return story => Set(story, field, which, (story, _) => fact.Kind switch
            {
                FactKind.YesNo => code == 1,
                FactKind.Choice => said ?? Named(fact, name),
                FactKind.LookBack when code == Fact.Never => "never",
                FactKind.LookBack => Back(story, fact, code) is { } date ? On(date) : null,
                _ => JsonValue.Create(code / (decimal)Math.Pow(10, fact.Scale)),
            });
        }
    }

    // A name that a policy lists stands as it is; one of the library's own is written as a record writes it.
    private static string Named(Fact fact, string name) => fact.Names.All(static one => one.Length > 0 && char.IsUpper(one[0]))
        ? Stories.Written(name)
        : name;

    private static LocalDate? Back(JsonObject story, Fact fact, long code)
    {
        if ((DateOf(story["eligibility"]?["on"]) ?? DateOf(story["asOf"])) is not { } on)
        {
            return null;
        }

        int count = (int)Math.Min(code, 2400);
        return fact.Unit switch
        {
            "months" => on.PlusMonths(-count),
            "weeks" => on.PlusWeeks(-count),
            "years" => on.PlusYears(-count),
            _ => on.PlusDays(-count),
        };
    }

    private static JsonNode On(LocalDate date) => LocalDatePattern.Iso.Format(date);

    // Nobody knows the day.
    private static JsonObject Around(LocalDate date) => new()
    {
        ["from"] = LocalDatePattern.Iso.Format(date.PlusDays(-1)),
        ["to"] = LocalDatePattern.Iso.Format(date.PlusDays(1)),
    };

    // So many visits that were given, the first ones.
    private static void Keep(JsonObject story, long count)
    {
        if (story["visits"] is JsonArray visits)
        {
            while (visits.Count > count && visits.Count > 0)
            {
                visits.RemoveAt(visits.Count - 1);
            }
        }
    }

    // The last visit that was given, so many days after the first one or the one before it, and all that comes after it with it.
    private static void MoveLast(JsonObject story, long days, bool isFromFirst)
    {
        JsonObject[] visits = Visits(story);
        JsonObject[] given = [.. visits.Where(static visit => Local(visit["start"]) is not null)];
        if (given.Length < 2 || days > 3660)
        {
            return;
        }

        LocalDateTime last = Local(given[given.Length - 1]["start"])!.Value;
        LocalDate from = Local(given[isFromFirst ? 0 : given.Length - 2]["start"])!.Value.Date;
        int by = (int)days - Period.DaysBetween(from, last.Date);
        IEnumerable<(JsonObject Owner, string Name)> beside = [.. Times(story["scores"]), (story, "asOf")];
        foreach ((JsonObject owner, string name) in visits.Skip(Array.IndexOf(visits, given[given.Length - 1])).SelectMany(Times)
            .Concat(beside.Where(time => Local(time.Owner[time.Name]) > last)).ToArray())
        {
            owner[name] = Stories.Text(Local(owner[name])!.Value.PlusDays(by));
        }
    }

    /// <summary>The visits of a story, in their order; none where it has no list of them.</summary>
    /// <param name="story">The story.</param>
    public static JsonObject[] Visits(JsonObject story) => [.. (story["visits"] as JsonArray ?? []).OfType<JsonObject>()];

    /// <summary>The members of a story, or of a part of it, that are times.</summary>
    /// <param name="node">The story, or a part of it.</param>
    public static IEnumerable<(JsonObject Owner, string Name)> Times(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Local(member.Value) is not null
            ? [(members, member.Key)]
            : Times(member.Value)),
        JsonArray items => items.SelectMany(Times),
        _ => [],
    };

    // One of the two times, from the other; of one time, that or the instant of judging.
    private static IEnumerable<Action<JsonObject>> Times(Fact fact, string[] fields, long code, int which)
    {
        long nanoseconds = code;
        if (fact.IsClock)
        {
            string moved = fields[fields.Length - 1];
            yield return story => Set(story, moved, which, (story, at) => Local(at ?? story["asOf"]) is { } time
                ? Stories.Text(time.Date.AtMidnight().PlusNanoseconds(nanoseconds))
                : null);
            yield break;
        }

        // A score is taken after the session that it judges.
        if (fields.Contains("score.at") && fields.Contains("visit.end"))
        {
            foreach (Func<LocalDateTime, JsonNode> written in new Func<LocalDateTime, JsonNode>[] { At, Around })
            {
                yield return story => Set(story, "score.at", which, (story, at) =>
                {
                    if (EndBefore(story, at)?.PlusNanoseconds(nanoseconds) is not { } moved)
                    {
                        return null;
                    }

                    story["asOf"] = Local(story["asOf"]) <= moved ? Stories.Text(moved.PlusDays(1)) : story["asOf"]?.DeepClone();
                    return written(moved);
                });
            }
        }

        // The earlier one stands first, but for the time until something that is ahead.
        string[] pair = fields.Length > 1 ? fields : [fields[0], "record.asOf"];
        (string From, string To, long Between)[] moves =
        [
            .. from first in Enumerable.Range(0, pair.Length)
               from second in Enumerable.Range(0, pair.Length)
               where first != second
               select (pair[second], pair[first], second > first ? -nanoseconds : nanoseconds),
        ];
        foreach ((string From, string To, long Between) move in moves)
        {
            yield return story => Move(story, move, At);

            // A record is judged at one instant: of the two it is the other that is known in part.
            bool isOfRecord = move.To == "record.asOf";
            yield return story =>
            {
                Move(story, move, isOfRecord ? At : Around);
                if (isOfRecord)
                {
                    Set(story, move.From, which, static (_, at) => Local(at) is { } time ? Around(time) : null);
                }
            };
        }

        // Judged when it has happened, and not before.
        foreach ((string From, string To, long Between) move in moves.Where(static move => move.To != "record.asOf"))
        {
            yield return story =>
            {
                Move(story, move, At);
                if (Time(story, move.To, which) is { } at && at > Local(story["asOf"]))
                {
                    story["asOf"] = Stories.Text(at.PlusMinutes(1));
                }
            };
        }

        if (fields.Length == 1)
        {
            yield return story => Set(story, fields[0], which, (story, _) =>
                Local(story["asOf"])?.PlusNanoseconds(nanoseconds) is { } at ? Stories.Text(at) : null);
        }

        void Move(JsonObject story, (string From, string To, long Between) move, Func<LocalDateTime, JsonNode> written) =>
            Set(story, move.To, which, (story, _) =>
                Time(story, move.From, which)?.PlusNanoseconds(move.Between) is { } at ? written(at) : null);
    }

    private static JsonNode At(LocalDateTime at) => Stories.Text(at);

    // Nobody knows the time to the second.
    private static JsonObject Around(LocalDateTime at) => new()
    {
        ["from"] = Stories.Text(at.PlusSeconds(-1)),
        ["to"] = Stories.Text(at.PlusSeconds(1)),
    };

    private static IEnumerable<Action<JsonObject>> Dates(Fact fact, long code)
    {
        foreach (CalendarCut cut in fact.Cuts)
        {
            foreach (int days in new[] { -1, 0, 1 })
            {
                yield return story =>
                {
                    JsonObject? last = (story["visits"] as JsonArray)?.OfType<JsonObject>()
                        .LastOrDefault(static one => one["start"] is not null);
                    if (Local(last?["start"]) is { } start)
                    {
                        LocalDate date = cut.FirstBeyond(start.Date).PlusDays(days);
                        story["asOf"] = Stories.Text(date.At(new(8, 0)));
                        if (story["maintenance"] is JsonObject note)
                        {
                            note.Remove("on");
                        }
                    }
                };
            }
        }
    }

    private static LocalDateTime? Time(JsonObject story, string field, int which) =>
        Places(story, field, which).Select(static place => Local(place.Owner[place.Name])).FirstOrDefault(static time => time is not null);

    private static LocalDateTime? EndBefore(JsonObject story, JsonNode? at) => (
        from visit in Visits(story)
        let end = Local(visit["end"])
        where end is not null && end < Local(at)
        orderby end
        select end).LastOrDefault();

    private static bool IsOfScore(string field) => field.StartsWith("score.", StringComparison.Ordinal);

    private static void Set(JsonObject story, string field, int which, Func<JsonObject, JsonNode?, JsonNode?> value)
    {
        foreach ((JsonObject owner, string name) in Places(story, field, which).ToArray())
        {
            if (value(story, owner[name]) is { } set)
            {
                owner[name] = set;
            }
        }
    }

    // The objects that have a field of a record's document, such as visit.end; made where a list has none yet.
    private static IEnumerable<(JsonObject Owner, string Name)> Places(JsonObject story, string field, int which)
    {
        string[] parts = field.Split(['.'], 2);
        (string entry, string name) = (parts[0], parts.Length > 1 ? parts[1] : "");
        IEnumerable<JsonObject> owners = entry switch
        {
            "record" => [story],
            "eligibility" when name.StartsWith("screens.", StringComparison.Ordinal) => [Child(Child(story, "eligibility"), "screens")],
            "eligibility" when name.StartsWith("screen.", StringComparison.Ordinal) => [Child(Child(story, "eligibility"), "screens")],
            "eligibility" or "consultation" or "continuity" or "maintenance" => [Child(story, entry)],
            "condition" => In(Child(story, "eligibility"), "conditions", which),
            "medicine" => In(Child(story, "continuity"), "medicines", which),
            "change" => In(Child(story, "continuity"), "changes", which),
            "visit" => In(story, "visits", which),
            "intake" => In(story, "visits", which).SelectMany(visit => In(visit, "intakes", which)),
            "sideEffect" => In(story, "visits", which).SelectMany(visit => In(visit, "sideEffects", which)),
            "vitalSigns" => In(story, "visits", which).SelectMany(visit => In(visit, "vitalSigns", which)),
            "cancelled" => In(story, "visits", which).Where(static visit => visit["cancelled"] is not null)
                .Select(visit => Child(visit, entry)),
            "checklist" or "conduct" or "bloodPressure" => In(story, "visits", which).Select(visit => Child(visit, entry)),
            "score" => In(story, "scores", which),
            "referral" => In(story, "referrals", which),
            _ => [],
        };
        string last = name.Split('.').Last();
        return owners.Select(owner => (owner, last));
    }

    private static JsonObject Child(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject child)
        {
            owner[name] = child = [];
        }

        return child;
    }

    // All of a list, the first or the last one; an empty list of things that may be there is given one.
    private static JsonObject[] In(JsonObject owner, string name, int which)
    {
        if (owner[name] is not JsonArray list)
        {
            owner[name] = list = [];
        }

        if (list.Count == 0 && name is "medicines" or "changes" or "sideEffects" or "vitalSigns" or "intakes" or "conditions")
        {
            list.Add((JsonNode)new JsonObject());
        }

        JsonObject[] items = [.. list.OfType<JsonObject>()];
        return which < 0 ? items
            : name == "scores" ? [.. items.GroupBy(InstrumentOf).SelectMany(of => One([.. of]))]
            : [.. One(items)];

        IEnumerable<JsonObject> One(JsonObject[] of) => which == int.MaxValue ? of.Skip(of.Length - 1) : of.Skip(which).Take(1);
    }

    /// <summary>A time of a story, on the clinic's clock; <c>null</c> where none stands there.</summary>
    public static LocalDateTime? Local(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text)
            && LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF").Parse(
                text.Length == 16 ? text + ":00" : text) is { Success: true, Value: var time }
            ? time
            : null;

    private static LocalDate? DateOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text)
            && LocalDatePattern.Iso.Parse(text.Split('T')[0]) is { Success: true, Value: var date }
            ? date
            : null;
}
