using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Verification.Records;

/// <summary>Small records of patients for whom nothing stands in the way, at each place of their way through the clinic: what a change
/// of the rules does is shown by changing one of them in few places.</summary>
/// <remarks>They use the names of both policies: every protocol, and a condition and an instrument for each. Nothing in them is an
/// outcome.</remarks>
internal sealed class Stories(ClinicPolicy old, ClinicPolicy @new)
{
    private const int MostConditions = 2;

    // More than a week, after which a score may still judge.
    private const int LongPause = 10;

    // A Monday, in a month in which no clock is changed.
    private static readonly LocalDateTime _first = new(2026, 6, 1, 9, 0);

    /// <summary>The stories, and those in which nobody wrote down a protocol once more for each condition that the versions read
    /// otherwise.</summary>
    public IEnumerable<JsonObject> All()
    {
        string[] others = [.. OtherwiseRead.Take(MostConditions).Select(static condition => condition.Name)];
        foreach (JsonObject story in Plain())
        {
            yield return story;
            if (story["protocol"] is null)
            {
                foreach (string other in others)
                {
                    JsonObject instead = Copy(story);
                    instead["eligibility"]!["conditions"] = new JsonArray(Condition(other));
                    yield return instead;
                    JsonObject beside = Copy(story);
                    beside["eligibility"]!["conditions"]!.AsArray().Add((JsonNode)Condition(other));
                    yield return beside;
                }
            }
        }
    }

    private IEnumerable<ListedCondition> OtherwiseRead
    {
        get
        {
            ListedCondition[] was = [.. old.Eligibility?.Conditions ?? []];
            ListedCondition[] now = [.. @new.Eligibility?.Conditions ?? []];
            ConditionCategory[] served = [.. Served(old).Except(Served(@new)).Concat(Served(@new).Except(Served(old)))
                .Select(static one => one.Category)];
            IEnumerable<ListedCondition> chronic = old.Eligibility?.ChronicMonths == @new.Eligibility?.ChronicMonths ? []
                : now.Where(static condition => condition.IsOnlyListedWhenChronic).Take(1);
            return now.Except(was).Concat(was.Except(now)).Concat(chronic).Concat(
                served.Select(category => Array.Find(now, one => one.Category == category)).OfType<ListedCondition>())
                .GroupBy(static condition => condition.Name, StringComparer.Ordinal).Select(static same => same.First());

            static IEnumerable<(string Protocol, ConditionCategory Category)> Served(ClinicPolicy policy) =>
                from protocol in policy.Protocols?.Protocols ?? []
                from serves in protocol.Serves
                select (protocol.Id.ToString(), serves.Category);
        }
    }

    private static JsonObject Condition(string name) => new()
    {
        ["name"] = name,
        ["onset"] = "2020-01-01",
        ["inFullRemission"] = false,
    };

    private IEnumerable<JsonObject> Plain()
    {
        yield return Applicant();
        foreach (InfusionProtocol protocol in Protocols)
        {
            yield return Booked(protocol);
            yield return Cancelled(protocol);
            yield return TurnedAway(protocol);
            yield return Given(protocol);
            yield return NextDay(protocol);
            int[] inductions = [.. Inductions(protocol)];
            foreach (int sessions in inductions)
            {
                yield return Course(protocol, sessions, Length(protocol), isBetter: true);
                yield return Course(protocol, sessions, Length(protocol), isBetter: false);
            }

            int most = inductions[inductions.Length - 1];
            foreach (Period length in Lengths(protocol))
            {
                JsonObject course = Course(protocol, most, length, isBetter: true);
                yield return WithNext(course, protocol);
                yield return WithNext(Course(protocol, inductions[0], length, isBetter: false), protocol);
                yield return Unnamed(WithNext(course, protocol));
                yield return Maintained(course, protocol, length, isGiven: false);
                yield return Maintained(course, protocol, length, isGiven: true);
                yield return Unnamed(Maintained(course, protocol, length, isGiven: true));
            }

            yield return Beyond(protocol, most, inductions[0], isBetter: true);
            yield return Beyond(protocol, most, inductions[0], isBetter: false);

            // So short that whether an infusion counts turns on the protocol it was given by.
            Period brief = Period.FromNanoseconds(Length(protocol).Nanoseconds / 4);
            JsonObject broken = Course(protocol, most, brief, isBetter: true);
            yield return Unnamed(broken);
            yield return Unnamed(WithNext(broken, protocol));
            yield return Unnamed(Maintained(broken, protocol, brief, isGiven: true));
            JsonObject better = Course(protocol, most, Length(protocol), isBetter: true);
            yield return Unnamed(Maintained(better, protocol, brief, isGiven: true));
            yield return Unnamed(AtAnInterval(Maintained(better, protocol, brief, isGiven: true)));
            yield return WithFirst(Course(protocol, most, Length(protocol), isBetter: true), brief);
            yield return Unnamed(Begun(protocol, brief, Length(protocol)));
            yield return Unnamed(Begun(protocol, Length(protocol), brief));
            foreach (Duration lead in OtherLeads)
            {
                yield return Late(Booked(protocol));
                yield return Late(Arriving(protocol, Length(protocol)));
                JsonObject[] coming =
                [
                    .. Restrictions.Select(driving => Coming(protocol, driving, lead, isAborted: false)),
                    .. Restrictions.Select(driving => Coming(protocol, driving, lead, isAborted: true)),
                ];
                foreach (JsonObject story in coming)
                {
                    yield return story;
                    yield return WithEndInPart(story);
                }
            }

            foreach (Period length in new[] { Length(protocol), brief })
            {
                yield return Unnamed(Arriving(protocol, length));
                yield return Unnamed(WithoutEnd(Arriving(protocol, length)));
            }

            foreach (int days in new[] { 3, 200 })
            {
                yield return WithSymptoms(Maintained(better, protocol, Length(protocol), isGiven: false), days);
            }
        }
    }

    private InfusionProtocol[] Protocols =>
    [
        .. (@new.Protocols?.Protocols ?? []).Concat(old.Protocols?.Protocols ?? [])
            .GroupBy(static protocol => protocol.Id.ToString(), StringComparer.Ordinal).Select(static same => same.First()),
    ];

    // As many infusions as either version evaluates after, and one more and one less.
    private ImmutableArray<int> Inductions(InfusionProtocol protocol) =>
    [
        .. new[] { old, @new }.SelectMany(static policy => policy.Protocols?.Protocols ?? []).Where(one => one.Id == protocol.Id)
            .SelectMany(static one => new[] { one.EvaluateAfterSessions, one.InductionSessions }).OfType<SessionCount>()
            .SelectMany(static count => new[] { count.Minimum, count.Maximum ?? count.Minimum }).DefaultIfEmpty(2).Distinct()
            .Where(static count => count is > 0 and <= 12).OrderBy(static count => count),
    ];

    /// <summary>A time of a record, on the clinic's clock.</summary>
    public static string Text(LocalDateTime at) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.FFFFFFFFF").Format(at);

    /// <summary>The name of an enum's value as a record writes it: "PainNrs" as "pain-nrs".</summary>
    public static string Written(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (int place = 0; place < name.Length; place++)
        {
            bool isBegun = place > 0 && (char.IsUpper(name[place])
                || (char.IsDigit(name[place]) && !char.IsDigit(name[place - 1])));
            text.Append(isBegun ? "-" : "").Append(char.ToLowerInvariant(name[place]));
        }

        return text.ToString();
    }

    private static JsonObject Record(LocalDateTime asOf, JsonObject eligibility) => new()
    {
        ["format"] = 1,
        ["id"] = "patient",
        ["asOf"] = Text(asOf),
        ["consultation"] = new JsonObject
        {
            ["held"] = true,
            ["historyRecorded"] = true,
            ["medicationsRecorded"] = true,
            ["appropriatenessRecorded"] = true,
        },
        ["eligibility"] = eligibility,
        ["continuity"] = new JsonObject
        {
            ["medicines"] = new JsonArray(),
            ["medicinesAreComplete"] = true,
            ["changes"] = new JsonArray(),
            ["changesAreComplete"] = true,
            ["provider"] = "outside-provider",
        },
        ["visits"] = new JsonArray(),
        ["scores"] = new JsonArray(),
        ["referrals"] = new JsonArray(),
    };

    private JsonObject Applicant()
    {
        JsonObject record = Record(_first, Eligibility(null));
        record["eligibility"]!.AsObject().Remove("verdict");
        record["referrals"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["friend"] = "friend",
            ["scheduled"] = "infusion",
            ["at"] = Text(_first.PlusDays(-1)),
            ["referredBefore"] = false,
        });
        return record;
    }

    private JsonObject Eligibility(ConditionCategory? category)
    {
        JsonObject screens = [];
        foreach (ScreenCriterion screen in (@new.Eligibility?.Screens ?? []).Concat(old.Eligibility?.Screens ?? []))
        {
            screens[screen.Id] = Harmless(screen.Asks);
        }

        ListedCondition[] listed = [.. (@new.Eligibility?.Conditions ?? []).Concat(old.Eligibility?.Conditions ?? [])];
        ListedCondition? condition = Array.Find(listed, one => category is null || one.Category == category);
        return new()
        {
            ["on"] = Day(_first),
            ["conditions"] = condition is null ? [] : new JsonArray(Condition(condition.Name)),
            ["conditionsAreComplete"] = true,
            ["screens"] = screens,
            ["priorTherapyDocumented"] = true,
            ["verdict"] = "candidate",
            ["verdictBy"] = "physician",
        };
    }

    // The answer that a screen is not for: no, never, and the end of a range that has no limit.
    private static JsonNode Harmless(ScreenAsk asks) => asks switch
    {
        ScreenAsk.YesNo => false,
        ScreenAsk.Number { Below: null } number => number.Minimum,
        ScreenAsk.Number { AtLeast: null } number => number.Maximum,
        ScreenAsk.Number number => number.Below!.Value,
        _ => "never",
    };

    private JsonObject Booked(InfusionProtocol protocol)
    {
        JsonObject record = On(protocol, _first.PlusMinutes(-5));
        record["visits"]!.AsArray().Add((JsonNode)Ahead("visit-1", _first));
        return record;
    }

    private JsonObject Cancelled(InfusionProtocol protocol)
    {
        JsonObject record = On(protocol, _first.PlusHours(4));
        JsonObject visit = Ahead("visit-1", _first);
        visit["cancelled"] = new JsonObject
        {
            ["by"] = "patient-cancelled",
            ["reason"] = "other",
            ["at"] = Text(_first.PlusHours(-20)),
            ["earlierMisses"] = 0,
            ["newAppointment"] = Text(_first.PlusDays(3)),
        };
        record["visits"]!.AsArray().Add((JsonNode)visit);
        return record;
    }

    // Who has eaten too late.
    private JsonObject TurnedAway(InfusionProtocol protocol)
    {
        JsonObject record = On(protocol, _first.PlusHours(1));
        JsonObject visit = Ahead("visit-1", _first);
        visit["cancelled"] = new JsonObject
        {
            ["by"] = "clinic-cancelled",
            ["reason"] = "fasting-violation",
            ["at"] = Text(_first.PlusMinutes(5)),
            ["earlierMisses"] = 0,
        };
        visit["intakes"] = new JsonArray(new JsonObject { ["what"] = Food, ["at"] = Text(_first.PlusMinutes(-30)) });
        record["visits"]!.AsArray().Add((JsonNode)visit);
        return record;
    }

    private JsonObject Given(InfusionProtocol protocol)
    {
        LocalDateTime end = _first.Plus(Length(protocol));
        JsonObject record = On(protocol, end.PlusHours(2));
        JsonObject visit = Given("visit-1", _first, protocol, Length(protocol), hasLeft: false);
        visit["checklist"] = new JsonObject
        {
            ["chartReview"] = true,
            ["questionsAnswered"] = true,
            ["bladderEmptied"] = true,
            ["ivPlaced"] = true,
            ["monitorAttached"] = true,
        };
        visit["conduct"] = new JsonObject
        {
            ["accommodationsOffered"] = true,
            ["walkedDuringInfusion"] = false,
            ["clinicianAvailable"] = true,
            ["emergencyPhysicianResponsible"] = true,
        };
        visit["sideEffects"] = new JsonArray(new JsonObject
        {
            ["effect"] = Effect,
            ["at"] = Text(end),
            ["seenBy"] = "physician",
            ["seenAt"] = Text(end.PlusMinutes(30)),
        });
        record["visits"]!.AsArray().Add((JsonNode)visit);
        return record;
    }

    private JsonObject NextDay(InfusionProtocol protocol)
    {
        LocalDateTime next = _first.PlusDays(1);
        return AfterOne(protocol, Length(protocol), Ahead("visit-2", next), next.PlusHours(-3));
    }

    // An infusion and the visit after it.
    private JsonObject AfterOne(InfusionProtocol protocol, Period length, JsonObject next, LocalDateTime asOf)
    {
        JsonObject record = On(protocol, asOf);
        record["visits"] = new JsonArray(Given("visit-1", _first, protocol, length, hasLeft: true), next);
        return record;
    }

    // The day after an infusion, arrived as late as is in time for one who has been there before.
    private JsonObject Arriving(InfusionProtocol protocol, Period length)
    {
        LocalDateTime next = _first.PlusDays(1);
        JsonObject ahead = Ahead("visit-2", next);
        ahead["arrival"] = Text(next.PlusNanoseconds(-LaterLead.ToInt64Nanoseconds()));
        return AfterOne(protocol, length, ahead, next.PlusMinutes(-1));
    }

    // On the way so late that whether somebody else has to drive turns on how long before the appointment one has to be there.
    private JsonObject Coming(InfusionProtocol protocol, DrivingLimit? driving, Duration lead, bool isAborted)
    {
        LocalDateTime end = _first.Plus(Length(protocol));
        LocalDateTime next = (driving switch
        {
            DrivingLimit.Elapsed limit => end.PlusNanoseconds(limit.After.ToInt64Nanoseconds()),
            DrivingLimit.NextDay limit => end.Date.PlusDays(1).At(limit.From ?? LocalTime.Midnight),
            _ => end.PlusDays(1),
        }).PlusNanoseconds(lead.ToInt64Nanoseconds());
        JsonObject ahead = Ahead("visit-2", next);
        ahead.Remove("departure");
        ahead.Remove("arrival");
        JsonObject record = AfterOne(protocol, Length(protocol), ahead, next.PlusHours(-3));
        if (isAborted)
        {
            record["visits"]![0]!["aborted"] = true;
        }

        return record;
    }

    // How long before their appointments patients are to be there, where the versions differ in it, or in when they may drive there.
    private IEnumerable<Duration> OtherLeads =>
        Leads(old).SequenceEqual(Leads(@new)) && Restrictions.Length == 1 ? []
        : Leads(old).Concat(Leads(@new)).OfType<Duration>().DefaultIfEmpty(Duration.Zero).Distinct();

    private DrivingLimit?[] Restrictions => [.. new[] { old, @new }.Select(static policy => policy.Visits?.Driving).Distinct()];

    private static IEnumerable<Duration?> Leads(ClinicPolicy policy) => [policy.Visits?.FirstArrivalLead, policy.Visits?.LaterArrivalLead];

    private Duration LaterLead =>
        new[] { old, @new }.Select(static policy => policy.Visits?.LaterArrivalLead).OfType<Duration>()
            .DefaultIfEmpty(Duration.FromMinutes(30)).Min();

    // Of the first infusion a clinician has to say whether it counts.
    private static JsonObject WithFirst(JsonObject course, Period brief)
    {
        JsonNode first = course["visits"]![0]!;
        first["end"] = Text(StoryEdit.Local(first["start"])!.Value.Plus(brief));
        return course;
    }

    // Nobody wrote down when the infusions ended.
    private static JsonObject WithoutEnd(JsonObject story)
    {
        foreach (JsonObject visit in story["visits"]!.AsArray().OfType<JsonObject>())
        {
            visit.Remove("end");
        }

        return story;
    }

    // The clinician has set when the next infusion is.
    private static JsonObject AtAnInterval(JsonObject story)
    {
        story["maintenance"]!["clinicianInterval"] = new JsonObject { ["earliest"] = "P4W", ["latest"] = "P6W" };
        return story;
    }

    private static JsonObject Late(JsonObject story)
    {
        JsonObject ahead = story["visits"]!.AsArray().OfType<JsonObject>().Last();
        LocalDateTime appointment = StoryEdit.Local(ahead["appointment"])!.Value;
        ahead["arrival"] = Text(appointment.PlusMinutes(-1));
        story["asOf"] = Text(appointment);
        return story;
    }

    // Nobody wrote down to the minute when the first infusion ended.
    private static JsonObject WithEndInPart(JsonObject story)
    {
        JsonObject record = Copy(story);
        JsonObject visit = record["visits"]![0]!.AsObject();
        LocalDateTime end = StoryEdit.Local(visit["end"])!.Value;
        visit["end"] = new JsonObject { ["from"] = Text(end.PlusSeconds(-1)), ["to"] = Text(end.PlusSeconds(1)) };
        return record;
    }

    private static JsonObject WithSymptoms(JsonObject story, int days)
    {
        story["maintenance"] = new JsonObject { ["symptomsAreBack"] = true };
        LocalDateTime last = story["visits"]!.AsArray().OfType<JsonObject>()
            .Select(static visit => StoryEdit.Local(visit["start"])!.Value).Max();
        story["asOf"] = Text(last.PlusDays(days));
        return story;
    }

    private JsonObject Course(InfusionProtocol protocol, int sessions, Period length, bool isBetter)
    {
        JsonObject record = On(protocol, _first);
        LocalDateTime day = _first;
        JsonArray visits = record["visits"]!.AsArray();
        AddScores(record, protocol, 8, _first.PlusDays(-1));
        for (int session = 1; session <= sessions; session++)
        {
            visits.Add((JsonNode)Given(FormattableString.Invariant($"visit-{session}"), day, protocol, length, hasLeft: true));
            day = day.PlusDays(2);
        }

        LocalDateTime after = day.PlusDays(-1);
        AddScores(record, protocol, isBetter ? 2 : 7, after);
        record["asOf"] = Text(after.PlusDays(14));
        return record;
    }

    // Judged in time, or as late as may be, before the induction goes on; and two infusions on one day beyond it, for which nobody wrote
    // down a reason.
    private JsonObject Beyond(InfusionProtocol protocol, int most, int judgedAfter, bool isBetter)
    {
        JsonObject record = Course(protocol, most, Length(protocol), isBetter);
        JsonArray visits = record["visits"]!.AsArray();
        foreach ((JsonObject owner, string name) in visits.Skip(judgedAfter).SelectMany(StoryEdit.Times).ToArray())
        {
            owner[name] = Text(StoryEdit.Local(owner[name])!.Value.PlusDays(LongPause));
        }

        LocalDateTime next = StoryEdit.Local(visits[visits.Count - 1]!["start"])!.Value.PlusDays(LongPause);
        LocalDateTime judged = StoryEdit.Local(visits[judgedAfter - 1]!["start"])!.Value.PlusDays(1);
        foreach (JsonObject score in record["scores"]!.AsArray().OfType<JsonObject>()
            .Where(static score => StoryEdit.Local(score["at"]) > _first))
        {
            score["at"] = Text(judged);
        }

        // Too late to judge the induction the scores say the opposite.
        AddScores(record, protocol, isBetter ? 7 : 2, next.PlusHours(-12));
        visits.Add((JsonNode)Given("visit-beyond", next, protocol, Length(protocol), hasLeft: true));
        visits.Add((JsonNode)Given("visit-again", next.PlusHours(8), protocol, Length(protocol), hasLeft: true));
        record["asOf"] = Text(next.PlusDays(1));
        return record;
    }

    // Two infusions of a series that goes on.
    private JsonObject Begun(InfusionProtocol protocol, Period first, Period second)
    {
        LocalDateTime next = _first.PlusDays(2);
        return AfterOne(protocol, first, Given("visit-2", next, protocol, second, hasLeft: true), next.PlusDays(1));
    }

    // A course whose next visit is in three days.
    private JsonObject WithNext(JsonObject course, InfusionProtocol protocol)
    {
        JsonObject record = Copy(course);
        JsonObject next = Ahead("visit-next", AsOf(record).Date.PlusDays(3).At(_first.TimeOfDay));
        next["protocol"] = protocol.Id.ToString();
        record["visits"]!.AsArray().Add((JsonNode)next);
        return record;
    }

    // A course in maintenance, before the first infusion of it or after one.
    private JsonObject Maintained(JsonObject course, InfusionProtocol protocol, Period length, bool isGiven)
    {
        JsonObject record = Copy(course);
        record["words"] = new JsonArray(new JsonObject
        {
            ["about"] = "maintenance",
            ["at"] = Text(AsOf(record).PlusHours(1)),
            ["by"] = "physician",
        });
        record["maintenance"] = new JsonObject { ["symptomsAreBack"] = false };
        LocalDateTime again = AsOf(record).PlusDays(26).Date.At(_first.TimeOfDay);
        if (isGiven)
        {
            record["visits"]!.AsArray().Add((JsonNode)Given("visit-again", again, protocol, length, hasLeft: true));
            AddScores(record, protocol, 6, again.PlusDays(1));
        }

        record["asOf"] = Text(again.PlusDays(isGiven ? 5 : 0));
        return record;
    }

    // Nobody wrote down by which protocol: the conditions name it.
    private static JsonObject Unnamed(JsonObject course)
    {
        JsonObject record = Copy(course);
        record.Remove("protocol");
        foreach (JsonObject visit in record["visits"]!.AsArray().OfType<JsonObject>())
        {
            visit.Remove("protocol");
        }

        return record;
    }

    /// <summary>A story to be changed, while the first stays as it is.</summary>
    public static JsonObject Copy(JsonObject story) => story.DeepClone().AsObject();

    private static LocalDateTime AsOf(JsonObject story) => StoryEdit.Local(story["asOf"])!.Value;

    // One of each instrument.
    private void AddScores(JsonObject record, InfusionProtocol protocol, int tenths, LocalDateTime at)
    {
        foreach (Instrument instrument in Instruments(protocol))
        {
            record["scores"]!.AsArray().Add((JsonNode)Score(protocol, instrument, tenths, at));
        }
    }

    private static JsonObject Score(InfusionProtocol protocol, Instrument instrument, int tenths, LocalDateTime at) => new()
    {
        ["condition"] = Written((protocol.Serves.IsEmpty ? ConditionCategory.Pain : protocol.Serves[0].Category).ToString()),
        ["instrument"] = Written(instrument.ToString()),
        ["points"] = tenths * (instrument == Instrument.PainNrs ? 1 : 2),
        ["at"] = Text(at),
    };

    private IEnumerable<Instrument> Instruments(InfusionProtocol protocol) =>
        (@new.Response?.Criteria ?? []).Concat(old.Response?.Criteria ?? [])
        .OrderBy(criterion => old.Response?.Criteria.Contains(criterion) == @new.Response?.Criteria.Contains(criterion))
        .Select(static criterion => criterion.Instrument).Distinct()
        .Where(instrument => (instrument == Instrument.PainNrs)
            == (protocol.Serves.IsEmpty || protocol.Serves[0].Category == ConditionCategory.Pain)).Take(2);

    private JsonObject On(InfusionProtocol protocol, LocalDateTime asOf)
    {
        JsonObject record = Record(asOf, Eligibility(protocol.Serves.IsEmpty ? null : protocol.Serves[0].Category));
        record["protocol"] = protocol.Id.ToString();
        return record;
    }

    private static Period Length(InfusionProtocol protocol) =>
        Period.FromNanoseconds((protocol.PlannedDuration ?? Duration.FromHours(2)).ToInt64Nanoseconds());

    // As long as it is planned; and where the versions plan it otherwise, so long that it is half of it for one and less for the other.
    private IEnumerable<Period> Lengths(InfusionProtocol protocol)
    {
        yield return Length(protocol);
        Duration?[] planned =
        [
            .. new[] { old, @new }
                .Select(policy => policy.Protocols?.Protocols.FirstOrDefault(one => one.Id == protocol.Id)?.PlannedDuration).Distinct(),
        ];
        if (planned.Length > 1)
        {
            Duration shortest = planned.OfType<Duration>().Min();
            yield return Period.FromNanoseconds((planned.Contains(null) ? shortest / 4 : shortest / 2).ToInt64Nanoseconds());
        }
    }

    private JsonObject Ahead(string id, LocalDateTime at) => new()
    {
        ["id"] = id,
        ["bookedAt"] = Text(at.PlusDays(-30)),
        ["appointment"] = Text(at),
        ["departure"] = Text(at.PlusMinutes(-90)),
        ["arrival"] = Text(at.PlusMinutes(-45)),
        ["intakes"] = new JsonArray(new JsonObject { ["what"] = Food, ["at"] = Text(at.PlusHours(-12)) }),
        ["intakesAreComplete"] = true,
        ["rideArranged"] = true,
        ["rideIsTaxi"] = false,
        ["accompanied"] = true,
        ["price"] = new JsonObject { ["amount"] = "650.00", ["currency"] = Currency },
    };

    private string Currency => @new.Currency ?? old.Currency ?? "USD";

    private string Food => (@new.Fasting?.Kinds ?? []).Concat(old.Fasting?.Kinds ?? []).Select(static kind => kind.Id)
        .FirstOrDefault() ?? "toast";

    private string Effect => (@new.Visits?.SideEffects ?? []).Concat(old.Visits?.SideEffects ?? [])
        .Select(static effect => effect.Name).FirstOrDefault() ?? "nausea";

    private JsonObject Given(string id, LocalDateTime at, InfusionProtocol protocol, Period length, bool hasLeft)
    {
        JsonObject visit = Ahead(id, at);
        LocalDateTime end = at.Plus(length);
        visit["protocol"] = protocol.Id.ToString();
        visit["start"] = Text(at);
        visit["end"] = Text(end);
        visit["walksSteadily"] = true;
        visit["criteriaMet"] = true;
        visit["criteriaMetBy"] = "physician";
        visit["criteriaMetAt"] = Text(end.PlusMinutes(100));
        visit["dischargeScore"] = 10;
        visit["vitalSigns"] = new JsonArray(new JsonObject
        {
            ["phase"] = "after",
            ["at"] = Text(end.PlusMinutes(90)),
            ["heartRate"] = true,
            ["bloodPressure"] = true,
            ["oxygenSaturation"] = true,
        });
        if (hasLeft)
        {
            visit["left"] = Text(end.PlusMinutes(120));
        }

        return visit;
    }

    private static string Day(LocalDateTime at) => at.Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
