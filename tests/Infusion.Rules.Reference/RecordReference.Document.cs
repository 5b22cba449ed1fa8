using System.Collections.Concurrent;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reference;

// "Words" and section 8: the document as it stood at an instant. A void, an entry and a time that are later do not exist for it.
public static partial class RecordReference
{
    private static readonly ConcurrentDictionary<string, Instant> Known = new(StringComparer.Ordinal);

    private sealed record Span(Instant From, Instant To)
    {
        public bool IsExact => From == To;
    }

    private sealed record IntakeOf(string Id, string? What, Span? At, Span? NoneSince, Instant? SaidAt);

    private sealed record CancellationOf(string By, string? Reason, Span? At, Span? NewAppointment);

    private sealed record EffectOf(string Name, Span? At, bool IsSeen, Span? SeenAt);

    private sealed record SignsOf(string? Phase, Span? At, bool?[] Recorded);

    private sealed record VisitOf(string Id)
    {
        public string? Protocol { get; init; }

        public string? Mark { get; init; }

        public Span? Appointment { get; init; }

        public Instant? BookedAt { get; init; }

        public Span? Departure { get; init; }

        public Span? Arrival { get; init; }

        public List<IntakeOf> Intakes { get; init; } = [];

        public bool IsListComplete { get; init; }

        public Instant? ListSaidAt { get; init; }

        public decimal? Price { get; init; }

        public bool IsInOtherCurrency { get; init; }

        public Span? Start { get; init; }

        public Span? End { get; init; }

        public bool IsAborted { get; init; }

        public Span? Left { get; init; }

        public bool? Walks { get; init; }

        public Span? WalksSaidAt { get; init; }

        public bool? Ride { get; init; }

        public Span? RideSaidAt { get; init; }

        public bool? CriteriaMet { get; init; }

        public bool IsCriteriaByKnown { get; init; }

        public Span? CriteriaMetAt { get; init; }

        public Span? FellAt { get; init; }

        public List<EffectOf> Effects { get; init; } = [];

        public List<SignsOf> Signs { get; init; } = [];

        public CancellationOf? Cancelled { get; init; }

        public bool IsGiven => Cancelled is null && Start is not null;

        // What says when the visit is.
        public Instant When => (Start ?? Appointment ?? Arrival ?? Departure)?.From ?? default;
    }

    private sealed record ConditionOf(string Id, string? Name, string? Onset, bool? InFullRemission);

    private sealed record ScoreOf(string Id, string Condition, string Instrument, string? Basis, decimal Points, int? Item9, Span At);

    private sealed record WordOf(string About, Instant At, string? By, string? Of);

    private sealed record ReferralOf(string Id, string Scheduled, Instant? At, bool? ReferredBefore);

    private sealed record RecordOf(Instant At)
    {
        public string? Protocol { get; init; }

        public bool HasConsultation { get; init; }

        public List<string> SectionsMissing { get; init; } = [];

        // An appointment of this record, before one was taken to be kept, has passed with nothing on record of it.
        public bool IsUnexplained { get; init; }

        public bool? Held { get; init; }

        public bool HasEligibility { get; init; }

        public string? Verdict { get; init; }

        public string? VerdictBy { get; init; }

        public LocalDate? AssessedOn { get; init; }

        public List<ConditionOf> Conditions { get; init; } = [];

        public bool AreConditionsComplete { get; init; }

        public List<VisitOf> Visits { get; init; } = [];

        public Instant? CompleteThrough { get; init; }

        public List<ScoreOf> Scores { get; init; } = [];

        public List<WordOf> Words { get; init; } = [];

        public bool HasMaintenanceNote { get; init; }

        public LocalDate? AskedOn { get; init; }

        public bool? SymptomsAreBack { get; init; }

        public (Period Earliest, Period Latest)? ClinicianInterval { get; init; }

        public List<ReferralOf> Referrals { get; init; } = [];

        public LocalDate Today => ClinicClock.DateOf(At);

        public bool HasVerdict => Verdict is "candidate" or "not-candidate";

        // What the clinic does is all on record from the consultation on.
        public bool IsFromTheBeginning => HasConsultation || HasVerdict;
    }

    /// <summary>Whether an entry that stands at an instant was voided.</summary>
    public static bool HasVoid(string json, Instant at)
    {
        using var document = JsonDocument.Parse(json);
        return HasVoid(document.RootElement, at);
    }

    private static bool HasVoid(JsonElement node, Instant at) => node.ValueKind switch
    {
        JsonValueKind.Object => IsVoided(node, at) || node.EnumerateObject().Any(member => HasVoid(member.Value, at)),
        JsonValueKind.Array => node.EnumerateArray().Any(item => HasVoid(item, at)),
        _ => false,
    };

    private static bool IsVoided(JsonElement entry, Instant at) =>
        entry.TryGetProperty("voided", out var word) && word.ValueKind == JsonValueKind.Object && TimeOf(word, "at") is { } when
            && when.From <= at;

    private static bool Stands(JsonElement entry, Instant at) =>
        !IsVoided(entry, at) && !(TimeOf(entry, "enteredAt") is { } entered && entered.From > at);

    private static readonly string[] _sections = ["historyRecorded", "medicationsRecorded", "appropriatenessRecorded"];

    private static RecordOf Read(string json, Instant at)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var isReplay = TimeOf(root, "asOf")!.From > at;
        var consultation = Part(root, "consultation") is { } held && Stands(held, at) ? held : (JsonElement?)null;
        var eligibility = Part(root, "eligibility");
        var note = Part(root, "maintenance");
        var today = ClinicClock.DateOf(at);
        var assessedOn = eligibility is { } assessed && DateOf(assessed, "on") is { } on && on <= today ? on : (LocalDate?)null;
        return new RecordOf(at)
        {
            Protocol = TextOf(root, "protocol"),
            HasConsultation = consultation is not null,
            Held = consultation is { } one ? FlagOf(one, "held") : null,
            SectionsMissing = consultation is { } sections
                ? _sections.Where(section => FlagOf(sections, section) == false).ToList()
                : [],
            HasEligibility = eligibility is not null,
            Verdict = (eligibility is { } patient ? TextOf(patient, "verdict") : null) ?? "not-recorded",
            VerdictBy = eligibility is { } judged ? TextOf(judged, "verdictBy") : null,
            AssessedOn = assessedOn,
            Conditions = eligibility is { } listed
                ? Items(listed, "conditions").Where(entry => Stands(entry, at)).Select(entry => new ConditionOf(
                    entry.GetProperty("id").GetString()!, TextOf(entry, "name"), TextOf(entry, "onset"), FlagOf(entry, "inFullRemission")))
                    .Where(entry => entry.Onset is null || OnsetOf(entry.Onset).First <= (assessedOn ?? today)).ToList()
                : [],
            AreConditionsComplete = eligibility is { } told && FlagOf(told, "conditionsAreComplete") == true
                && !(TimeOf(told, "conditionsAreCompleteSaidAt") is { } said && said.From > at),
            Visits = Items(root, "visits").Where(visit => Stands(visit, at) && !IsBookedLater(visit, at))
                .Select(visit => ReadVisit(visit, at, isReplay)).ToList(),
            CompleteThrough = TimeOf(root, "completeThrough")?.From,
            Scores = Items(root, "scores").Where(score => Stands(score, at) && By(score, "at", at) is not null).Select(score => new ScoreOf(
                score.GetProperty("id").GetString()!, TextOf(score, "condition")!, TextOf(score, "instrument")!, TextOf(score, "basis"),
                score.GetProperty("points").GetDecimal(), score.TryGetProperty("item9", out var item9) ? item9.GetInt32() : null,
                TimeOf(score, "at")!)).ToList(),
            Words = Items(root, "words").Where(word => Stands(word, at) && By(word, "at", at) is not null)
                .Select(word => new WordOf(
                    TextOf(word, "about")!, TimeOf(word, "at")!.From, TextOf(word, "by"), TextOf(word, "of"))).ToList(),
            HasMaintenanceNote = note is not null,
            AskedOn = note is { } asked ? DateOf(asked, "on") : null,
            SymptomsAreBack = note is { } felt ? FlagOf(felt, "symptomsAreBack") : null,
            ClinicianInterval = note is { } set && Part(set, "clinicianInterval") is { } interval
                ? (PeriodPattern.Roundtrip.Parse(TextOf(interval, "earliest")!).Value,
                    PeriodPattern.Roundtrip.Parse(TextOf(interval, "latest")!).Value)
                : null,
            Referrals = Items(root, "referrals").Where(entry => Stands(entry, at)).Select(entry =>
            {
                var isLater = TimeOf(entry, "at") is { } later && later.From > at;
                return new ReferralOf(
                    entry.GetProperty("id").GetString()!, isLater ? "nothing" : TextOf(entry, "scheduled")!,
                    isLater ? null : TimeOf(entry, "at")?.From, FlagOf(entry, "referredBefore"));
            }).ToList(),
        };
    }

    // An infusion that began is there, whenever its appointment was booked.
    private static bool IsBookedLater(JsonElement visit, Instant at) =>
        TimeOf(visit, "bookedAt") is { } booked && booked.From > at && By(visit, "start", at) is null;

    // A statement without a time of its own stands at its check: the arrival, or for what is asked at the release the end.
    private static VisitOf ReadVisit(JsonElement visit, Instant at, bool isReplay)
    {
        var start = By(visit, "start", at);
        var end = start is null ? null : By(visit, "end", at);
        var left = By(visit, "left", at);
        // What is said of a fast before its day, and carries no time, is said now.
        var isAhead = (start ?? TimeOf(visit, "appointment")) is { } due && ClinicClock.DateOf(due.From) > ClinicClock.DateOf(at);
        var isThere = !isReplay || (TimeOf(visit, "arrival") ?? TimeOf(visit, "start") ?? TimeOf(visit, "appointment"))!.From <= at;
        var isOver = !isReplay || end is not null || left is not null;
        var hasStarted = !isReplay || start is not null;
        bool? Said(string name, bool isChecked) => TimeOf(visit, name + "SaidAt") is { } said
            ? said.From <= at ? FlagOf(visit, name) : null : isChecked ? FlagOf(visit, name) : null;
        var isCriteriaSaid = TimeOf(visit, "criteriaMetAt") is { } word ? word.From <= at : isOver;
        return new(visit.GetProperty("id").GetString()!)
        {
            Protocol = TextOf(visit, "protocol"),
            Mark = TextOf(visit, "series"),
            Appointment = TimeOf(visit, "appointment"),
            BookedAt = By(visit, "bookedAt", at)?.From,
            Departure = TimeOf(visit, "departure"),
            Arrival = By(visit, "arrival", at),
            Intakes = Items(visit, "intakes").Where(entry => Stands(entry, at) && !IsLater(entry, "at", at)
                && !IsLater(entry, "noneSince", at)
                    && !IsLater(entry, "noneSinceSaidAt", at))
                .Select(entry => new IntakeOf(
                    entry.GetProperty("id").GetString()!, TextOf(entry, "what"), TimeOf(entry, "at"), TimeOf(entry, "noneSince"),
                    TimeOf(entry, "noneSinceSaidAt")?.From ?? (isAhead && TimeOf(entry, "noneSince") is not null ? at : null))).ToList(),
            IsListComplete = Said("intakesAreComplete", isThere) == true,
            ListSaidAt = By(visit, "intakesAreCompleteSaidAt", at)?.From
                ?? (isAhead && Said("intakesAreComplete", isThere) == true ? at : null),
            Price = Part(visit, "price") is { } price && TextOf(price, "currency") == "USD"
                ? decimal.Parse(TextOf(price, "amount")!, System.Globalization.CultureInfo.InvariantCulture) : null,
            IsInOtherCurrency = Part(visit, "price") is { } other && TextOf(other, "currency") != "USD",
            Start = start,
            End = end,
            IsAborted = end is not null && FlagOf(visit, "aborted") == true,
            Left = left,
            Walks = Said("walksSteadily", isOver),
            WalksSaidAt = By(visit, "walksSteadilySaidAt", at),
            Ride = Said("rideArranged", isThere),
            RideSaidAt = By(visit, "rideArrangedSaidAt", at),
            CriteriaMet = isCriteriaSaid ? FlagOf(visit, "criteriaMet") : null,
            IsCriteriaByKnown = isCriteriaSaid && TextOf(visit, "criteriaMetBy") is not null,
            CriteriaMetAt = By(visit, "criteriaMetAt", at),
            FellAt = By(visit, "fellAt", at),
            Effects = Items(visit, "sideEffects").Where(entry =>
                    Stands(entry, at) && !IsLater(entry, "at", at) && (hasStarted || TimeOf(entry, "at") is not null))
                .Select(entry => new EffectOf(
                    TextOf(entry, "effect")!, TimeOf(entry, "at"), TextOf(entry, "seenBy") is not null && !IsLater(entry, "seenAt", at),
                    By(entry, "seenAt", at))).ToList(),
            Signs = Items(visit, "vitalSigns").Where(entry => Stands(entry, at) && !IsLater(entry, "at", at)
                    && (TimeOf(entry, "at") is not null || TextOf(entry, "phase") switch
                    {
                        "during" => hasStarted,
                        "after" => isOver,
                        _ => isThere,
                    }))
                .Select(entry => new SignsOf(
                    TextOf(entry, "phase"), TimeOf(entry, "at"),
                    [FlagOf(entry, "heartRate"), FlagOf(entry, "bloodPressure"), FlagOf(entry, "oxygenSaturation")])).ToList(),
            Cancelled = Part(visit, "cancelled") is { } cancelled && Stands(cancelled, at) && !IsLater(cancelled, "at", at)
                ? new(
                    TextOf(cancelled, "by")!, TextOf(cancelled, "reason"), TimeOf(cancelled, "at"), TimeOf(cancelled, "newAppointment"))
                : null,
        };
    }

    // ---- the document ----

    private static JsonElement? Part(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static List<JsonElement> Items(JsonElement entry, string list) =>
        entry.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string? TextOf(JsonElement entry, string name) => entry.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static bool? FlagOf(JsonElement entry, string name) => entry.TryGetProperty(name, out var flag) ? flag.GetBoolean() : null;

    private static LocalDate? DateOf(JsonElement entry, string name) =>
        TextOf(entry, name) is { } text ? LocalDatePattern.Iso.Parse(text).Value : null;

    private static Span? By(JsonElement entry, string name, Instant at) =>
        TimeOf(entry, name) is { } time && time.From <= at ? time : null;

    private static bool IsLater(JsonElement entry, string name, Instant at) => TimeOf(entry, name) is { } time && time.From > at;

    private static Span? TimeOf(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var time))
            return null;

        return time.ValueKind == JsonValueKind.Object
            ? new(InstantOf(time.GetProperty("from")), InstantOf(time.GetProperty("to"))) : new(InstantOf(time), InstantOf(time));
    }

    private static Instant InstantOf(JsonElement time) => Known.GetOrAdd(time.GetString()!, static text => ClinicClock.InstantsOf(
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value).Single());

    // A month without a day is an interval of dates.
    private static (LocalDate First, LocalDate Last) OnsetOf(string onset)
    {
        if (onset.Length == 10)
        {
            var date = LocalDatePattern.Iso.Parse(onset).Value;
            return (date, date);
        }

        var first = LocalDatePattern.Iso.Parse(onset + "-01").Value;
        return (first, new(first.Year, first.Month, ClinicClock.DaysInMonth(first.Year, first.Month)));
    }
}
