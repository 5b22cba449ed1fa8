using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A whole record as the document it is written in.</summary>
/// <remarks>It is made of the summer of 2026, in which the clinic's clocks never change.</remarks>
internal sealed record History(string Json)
{
    public static InfusionRules Rules => InfusionRules.Published;

    public PatientRecord Record => PatientRecord.Parse(Json, Rules.TimeZone);

    public CourseReview Review => Rules.Review(Record);

    public JsonObject Document => JsonNode.Parse(Json)!.AsObject();

    public Instant AsOf => InstantOf(Document["asOf"]!);

    public static History Of(JsonObject document) => new(document.ToJsonString());

    /// <summary>The first instant that a time of a document may mean, which is local or from one to another.</summary>
    public static Instant InstantOf(JsonNode time) => time is JsonObject span
        ? InstantOf(span["from"]!)
        : LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(time.GetValue<string>()).Value
            .InZoneStrictly(Rules.TimeZone).ToInstant();

    public static string TextOf(Instant at) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(at.InZone(Rules.TimeZone).LocalDateTime);

    /// <summary>The instants of a document, and those beside them: between two of them nothing changes but what the hours do.</summary>
    public ImmutableArray<Instant> Instants =>
        [.. Times(Document).Distinct().SelectMany(at => new[] { at - Duration.FromMinutes(1), at, at + Duration.FromHours(3) }).Order()];

    public override string ToString() => Json;

    private static IEnumerable<Instant> Times(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Times(member.Value)),
        JsonArray items => items.SelectMany(Times),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: 16 } text && text[10] == 'T'
            => [InstantOf(value)],
        _ => [],
    };
}

/// <summary>Makes whole records, and smaller ones of one that breaks a law: each value, left out, that leaves a record.</summary>
internal static class Histories
{
    public static Arbitrary<History> Any() =>
        Arb.From(Gen.Choose(0, int.MaxValue).Select(seed => Make(new(seed), false)), Smaller);

    public static IEnumerable<History> Smaller(History history)
    {
        int places = Places(history.Document).Count();
        for (int place = 0; place < places; place++)
        {
            JsonObject document = history.Document;
            Places(document).ElementAt(place)();
            var smaller = History.Of(document);
            if (PatientRecord.TryParse(smaller.Json, History.Rules.TimeZone, out _, out _))
            {
                yield return smaller;
            }
        }
    }

    /// <summary>What takes each value of a document out, the greatest first.</summary>
    public static IEnumerable<Action> Places(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(member => (Action)(() => members.Remove(member.Key)))
            .Concat(members.SelectMany(member => Places(member.Value))),
        JsonArray items => items.Select(item => (Action)(() => items.Remove(item))).Concat(items.SelectMany(Places)),
        _ => [],
    };

    /// <summary>A record in which nothing contradicts itself.</summary>
    public static History Consistent(int seed) => Make(new(seed), true);

    /// <summary>A record in which something may contradict itself.</summary>
    public static History Inconsistent(int seed) => Make(new(seed), false);

    /// <summary>The document of a record in the names of some policies, in which something may contradict itself.</summary>
    public static string InNamesOf(int seed, params ClinicPolicy[] policies) =>
        new Maker(new(seed), seed % 3 != 0, Names.Of(policies)).Record().Json;

    private static History Make(Random random, bool isConsistent)
    {
        History made;
        do
        {
            made = new Maker(random, isConsistent, Names.Few).Record();
        }
        while (isConsistent && !made.Review.Contradictions.IsEmpty);
        return made;
    }

    /// <summary>The names that records are made of; one that stands twice is taken twice as often.</summary>
    private sealed record Names(
        string[] Protocols,
        string[] Foods,
        string[] Instruments,
        string[] SideEffects,
        string[] Conditions,
        string[] Medicines,
        string Currency,
        string[] Screens)
    {
        /// <summary>A few of the published policy, and some that it does not know.</summary>
        public static Names Few { get; } = new(
            ["four-hour", "four-hour", "one-hour", "mood"],
            ["water", "solid", "toast", "clear-liquid", "chewing gum"],
            ["pain-nrs", "pain-nrs", "phq-9", "gad-7"],
            ["nausea", "hiccups"],
            ["back pain", "fibromyalgia", "depression", "gout", "migraine"],
            ["gabapentin", "theophylline", "tea"],
            "USD",
            []);

        /// <summary>All names of some policies, and one of each sort that none knows.</summary>
        public static Names Of(ClinicPolicy[] policies) => new(
            Named(policies, "mood", static policy => policy.Protocols?.Protocols.Select(static one => one.Id.ToString())),
            Named(policies, "a stone", static policy => policy.Fasting?.Kinds.Select(static one => one.Id)
                .Concat(policy.Fasting.Foods.Select(static food => food.Name))),
            Few.Instruments,
            Named(policies, "hiccups", static policy => policy.Visits?.SideEffects.SelectMany(static one => one.Aliases.Append(one.Name))),
            Named(policies, "gout", static policy =>
                policy.Eligibility?.Conditions.SelectMany(static one => one.Aliases.Append(one.Name).Append(one.Id))),
            Named(policies, "tea", static policy =>
                policy.Continuity?.Interactions.SelectMany(static one => one.Aliases.Append(one.Medicine))),
            policies.Select(static policy => policy.Currency).FirstOrDefault(static currency => currency is not null) ?? "USD",
            Named(policies, "glaucoma", static policy => policy.Eligibility?.Screens.Select(static one => one.Id)));

        private static string[] Named(ClinicPolicy[] policies, string other, Func<ClinicPolicy, IEnumerable<string>?> names) =>
            [.. policies.SelectMany(policy => names(policy) ?? []).Distinct().Append(other)];
    }

    private sealed class Maker(Random random, bool isConsistent, Names names)
    {
        private static readonly LocalDateTime _first = new(2026, 6, 1, 10, 0);
        private static readonly string[] _roles = ["nurse", "physician", "nurse-practitioner"];
        private readonly List<string> _visits = [];
        private int _entries;

        public History Record()
        {
            JsonArray visits = [];
            LocalDateTime day = _first;
            for (int count = random.Next(7); count > 0; count--)
            {
                visits.Add(Visit(day));
                if (!isConsistent && Is(8))
                {
                    visits.Add(Visit(day.PlusMinutes(random.Next(3) * 60)));
                }

                day = day.PlusDays(random.Next(6) == 0 ? 28 : random.Next(1, 5));
            }

            JsonObject record = new() { ["format"] = 1, ["id"] = "history", ["asOf"] = Text(day.PlusHours(random.Next(-200, 400))) };
            Maybe(record, 20, "completeThrough", () => Text(day));
            Maybe(record, 80, "consultation", () =>
            {
                JsonObject consultation = Flags(new(), "held", "historyRecorded", "medicationsRecorded");
                if (Is(70))
                {
                    consultation["held"] = true;
                }

                return Entered(consultation);
            });
            Maybe(record, 80, "eligibility", Eligibility);
            Maybe(record, 30, "continuity", Continuity);
            Maybe(record, 80, "protocol", () => One(names.Protocols));
            Maybe(record, 10, "route", () => One("intravenous", "oral"));
            record["visits"] = visits;
            record["scores"] = List(random.Next(6), () => Score(day));
            Maybe(record, 60, "words", () => List(random.Next(3), () => Word(day)));
            Maybe(record, 30, "maintenance", Maintenance);
            record["referrals"] = List(random.Next(3), Referral);
            return History.Of(record);
        }

        private JsonObject Visit(LocalDateTime at)
        {
            JsonObject visit = Entered(new() { ["appointment"] = Time(at) });
            _visits.Add(visit["id"]!.GetValue<string>());
            Maybe(visit, 15, "protocol", () => One(names.Protocols));
            Maybe(visit, 10, "series", () => One("new-start", "extension", "maintenance"));
            Maybe(visit, 30, "bookedAt", () => Text(at.PlusHours(isConsistent ? random.Next(-900, -96) : random.Next(-900, 6))));
            Maybe(visit, 20, "departure", () => Text(at.PlusMinutes(isConsistent ? -60 : random.Next(-90, 10))));
            Maybe(visit, 50, "arrival", () => Time(at.PlusMinutes(isConsistent ? random.Next(-40, -14) : random.Next(-40, 20))));
            Maybe(visit, 60, "intakes", () => List(random.Next(3), () => Intake(at)));
            if (visit.ContainsKey("intakes") && Is(70))
            {
                Said(visit, "intakesAreComplete", true, at);
            }

            Maybe(visit, 50, "price", () => new JsonObject
            {
                ["amount"] = One("650.00", "10.00"),
                ["currency"] = One(names.Currency, names.Currency, "EUR"),
            });
            Maybe(visit, 20, "bloodPressure", () => new JsonObject { ["systolic"] = random.Next(100, 190), ["diastolic"] = 80 });
            Maybe(visit, 20, "checklist", () => Flags(new(), "chartReview", "questionsAnswered", "ivPlaced"));
            if (Is(60))
            {
                Given(visit, at);
            }

            if (isConsistent ? !visit.ContainsKey("start") && Is(40) : Is(20))
            {
                JsonObject cancelled = Entered(new() { ["by"] = One("clinic-cancelled", "patient-cancelled", "no-show") });
                Maybe(cancelled, 60, "reason", () => One("fasting-violation", "other", "no-ride"));
                Maybe(cancelled, 70, "at", () => Time(at.PlusHours(random.Next(-72, 3))));
                Maybe(cancelled, 40, "earlierMisses", () => random.Next(3));
                Maybe(cancelled, 30, "newAppointment", () => Text(at.PlusHours(random.Next(1, 72))));
                visit["cancelled"] = cancelled;
            }

            return visit;
        }

        private void Given(JsonObject visit, LocalDateTime at)
        {
            LocalDateTime start = at.PlusMinutes(random.Next(0, 30));
            LocalDateTime end = start.PlusMinutes(isConsistent || !Is(5) ? random.Next(50, 300) : 0);
            visit["start"] = Time(start);
            Maybe(visit, 80, "end", () => Time(end));
            Maybe(visit, visit.ContainsKey("end") ? 10 : 0, "aborted", () => true);
            Maybe(visit, 50, "left", () => Text(end.PlusMinutes(isConsistent ? 70 : random.Next(-10, 120))));
            if (Is(50))
            {
                Said(visit, "walksSteadily", Is(80), end);
            }

            if (Is(60))
            {
                Said(visit, "rideArranged", Is(80), end);
            }

            Maybe(visit, 30, "rideIsTaxi", () => Is(50));
            Maybe(visit, 30, "accompanied", () => Is(50));
            if (Is(30))
            {
                visit["criteriaMet"] = true;
                Maybe(visit, 80, "criteriaMetBy", () => One(_roles));
                Maybe(visit, 80, "criteriaMetAt", () => Text(end.PlusMinutes(20)));
            }

            Maybe(visit, 5, "fellAt", () => Text(end.PlusMinutes(random.Next(60))));
            Maybe(visit, 20, "conduct", () => Flags(new(), "accommodationsOffered", "walkedDuringInfusion", "clinicianAvailable"));
            Maybe(visit, 30, "vitalSigns", () => List(random.Next(1, 3), () =>
            {
                JsonObject signs = Entered(Flags(new(), "heartRate", "bloodPressure", "oxygenSaturation"));
                Maybe(signs, 70, "phase", () => One("before", "during", "after"));
                Maybe(signs, 60, "at", () => Text(end.PlusMinutes(random.Next(-90, 60))));
                return signs;
            }));
            Maybe(visit, 20, "sideEffects", () => List(random.Next(1, 3), () =>
            {
                JsonObject effect = Entered(new() { ["effect"] = One(names.SideEffects) });
                Maybe(effect, 80, "at", () => Time(end.PlusMinutes(random.Next(-60, 400))));
                Maybe(effect, 20, "seenBy", () => One(_roles));
                Maybe(effect, effect.ContainsKey("seenBy") ? 80 : 0, "seenAt", () => Text(end.PlusMinutes(random.Next(0, 60))));
                return effect;
            }));
        }

        private JsonObject Intake(LocalDateTime at)
        {
            JsonObject intake = Entered(new());
            bool isNone = isConsistent ? false : Is(15);
            Maybe(intake, 90, "what", () => One(names.Foods));
            if (isNone)
            {
                intake["noneSince"] = Text(at.PlusHours(random.Next(-9, 0)));
                Maybe(intake, 50, "noneSinceSaidAt", () => Text(at.PlusMinutes(random.Next(-60, 30))));
            }
            else
            {
                Maybe(intake, 90, "at", () => Time(at.PlusMinutes(-15 * random.Next(-8, 40))));
            }

            return intake;
        }

        private JsonObject Score(LocalDateTime last)
        {
            string instrument = One(names.Instruments);
            JsonObject score = Entered(new()
            {
                ["condition"] = instrument == "pain-nrs" ? "pain" : "mental-health",
                ["instrument"] = instrument,
                ["points"] = random.Next(1, 11),
                ["at"] = Is(20) ? Text(_first.PlusDays(-1)) : Time(Near(last)),
            });
            Maybe(score, 20, "basis", () => One("average", "worst", "now"));
            if (instrument == "phq-9" && _entries % 3 > 0)
            {
                score["item9"] = (_entries % 3) - 1;
            }

            return score;
        }

        private JsonObject Word(LocalDateTime last)
        {
            JsonObject word = Entered(new()
            {
                ["about"] = One("response-confirmed", "reason-to-continue", "maintenance", "maintenance", "session-counts"),
                ["at"] = Text(Near(last)),
            });
            Maybe(word, 80, "by", () => Is(85) ? One(_roles) : "other");
            if (random.Next(4) > 0 && word["about"]!.GetValue<string>() == "session-counts" && _visits.Count > 0)
            {
                word["of"] = One([.. _visits]);
            }

            return word;
        }

        private JsonObject Eligibility()
        {
            JsonObject eligibility = new();
            Maybe(eligibility, 20, "on", () => "2026-06-0" + random.Next(1, 9).ToString(CultureInfo.InvariantCulture));
            Maybe(eligibility, 90, "conditions", () => List(random.Next(3), () =>
            {
                JsonObject condition = Entered(new() { ["name"] = One(names.Conditions) });
                Maybe(condition, 70, "onset", () => One("2020-05", "2026-03-15", "2024-01-31"));
                Maybe(condition, 80, "inFullRemission", () => !isConsistent && Is(20));
                return condition;
            }));
            if (eligibility.ContainsKey("conditions") && Is(60))
            {
                Said(eligibility, "conditionsAreComplete", true, _first);
            }

            if (names.Screens.Length > 0)
            {
                eligibility["screens"] = Screens();
            }

            Maybe(eligibility, 80, "verdict", () => One("candidate", "candidate", "candidate", "not-candidate", "not-recorded"));
            Maybe(eligibility, 80, "verdictBy", () => Is(70) ? "physician" : One(_roles));
            Maybe(eligibility, 30, "verdictHasReason", () => Is(50));
            Maybe(eligibility, 30, "priorTherapyDocumented", () => Is(50));
            return eligibility;
        }

        private JsonObject Screens()
        {
            JsonObject screens = new();
            foreach (string screen in names.Screens)
            {
                Maybe(screens, 80, screen, () => Is(80) ? Is(10) : Is(50) ? random.Next(1, 200) : Is(50) ? "never" : "2025-12-01");
            }

            return screens;
        }

        private JsonObject Continuity()
        {
            JsonObject care = new();
            Maybe(care, 80, "medicines", () => List(random.Next(3), () => Entered(new() { ["name"] = One(names.Medicines) })));
            if (care.ContainsKey("medicines") && Is(50))
            {
                Said(care, "medicinesAreComplete", true, _first);
            }

            if (Is(30))
            {
                care["medicinesReviewedBy"] = One(_roles);
                Maybe(care, 80, "medicinesReviewedAt", () => Text(_first.PlusDays(random.Next(9))));
            }

            Maybe(care, 50, "changes", () => List(random.Next(3), () => Entered(Flags(
                new() { ["medicine"] = One(names.Medicines) },
                "providerOrdered", "alreadyMade", "providerConsulted", "inMaintenance", "clinicInTouch"))));
            if (care.ContainsKey("changes") && Is(50))
            {
                Said(care, "changesAreComplete", true, _first.PlusDays(3));
            }

            Maybe(care, 50, "provider", () => One("none", "outside-provider"));
            return care;
        }

        private JsonObject Maintenance()
        {
            JsonObject note = new();
            Maybe(note, 20, "on", () => "2026-07-1" + random.Next(0, 9).ToString(CultureInfo.InvariantCulture));
            Maybe(note, 30, "symptomsAreBack", () => Is(50));
            Maybe(note, 30, "clinicianInterval", () => new JsonObject { ["earliest"] = "P3W", ["latest"] = "P6W" });
            Maybe(note, 30, "reliefDays", () => random.Next(0, 90));
            return note;
        }

        private JsonObject Referral()
        {
            JsonObject referral = Entered(new() { ["friend"] = FormattableString.Invariant($"friend-{_entries}") });
            referral["scheduled"] = One("nothing", "free-call", "infusion", "infusion");
            Maybe(referral, 70, "at", () => Text(_first.PlusDays(random.Next(-3, 30))));
            Maybe(referral, 70, "referredBefore", () => Is(30));
            return referral;
        }

        private JsonObject Entered(JsonObject entry)
        {
            entry["id"] = FormattableString.Invariant($"entry-{_entries++}");
            Maybe(entry, 10, "enteredAt", () => Text(_first.PlusHours(random.Next(0, 900))));
            Maybe(entry, 7, "voided", () => new JsonObject { ["reason"] = "a slip", ["at"] = Text(_first.PlusHours(random.Next(0, 900))) });
            return entry;
        }

        private void Said(JsonObject entry, string flag, bool value, LocalDateTime near)
        {
            entry[flag] = value;
            Maybe(entry, 30, flag + "SaidAt", () => Text(near.PlusMinutes(random.Next(-200, 60))));
        }

        private JsonObject Flags(JsonObject entry, params string[] flags)
        {
            foreach (string flag in flags)
            {
                Maybe(entry, 70, flag, () => Is(80));
            }

            return entry;
        }

        private LocalDateTime Near(LocalDateTime last) =>
            _first.PlusMinutes(15 * random.Next(0, (int)((Period.Between(_first, last, PeriodUnits.Hours).Hours + 300) * 4)));

        private JsonNode Time(LocalDateTime at) => Is(8)
            ? new JsonObject { ["from"] = Text(at), ["to"] = Text(at.PlusMinutes(random.Next(1, 45))) }
            : Text(at);

        private static JsonNode Text(LocalDateTime at) =>
            LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(at);

        private static JsonArray List(int count, Func<JsonObject> item) =>
            [.. Enumerable.Range(0, count).Select(_ => (JsonNode)item())];

        private void Maybe(JsonObject entry, int percent, string name, Func<JsonNode> value)
        {
            if (Is(percent))
            {
                entry[name] = value();
            }
        }

        private bool Is(int percent) => random.Next(100) < percent;

        private string One(params string[] values) => values[random.Next(values.Length)];
    }
}
