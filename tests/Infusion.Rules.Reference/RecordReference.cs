using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Reference;

/// <summary>A whole record, from its document: what its visits come to at an instant, by the decisions of the other sections.</summary>
/// <remarks>It reads the document itself. A void, an entry and a time that are later than the instant do not exist for it.</remarks>
public static class RecordReference
{
    /// <param name="Visit">The visit's id.</param>
    /// <param name="Decision">Which decision it is.</param>
    /// <param name="Possible">The outcomes that some completion of the unknown facts has; one when it is determined.</param>
    public sealed record Answer(string Visit, string Decision, IReadOnlySet<string> Possible);

    private sealed record Span(Instant From, Instant To);

    private sealed record VisitOf(
        string Id, JsonElement Document, Span Appointment, Span? Start, Span? End, Instant? Left);

    public const string FastingPlan = "fasting.plan";
    public const string FastingAtStart = "fasting.at-start";
    public const string Driving = "visit.driving";
    public const string DrivingWithoutEnd = "visit.driving without an end, within 24 hours of the start";

    /// <summary>The visits of a record that stand at an instant, each with its decisions.</summary>
    /// <param name="drivingHours">Twenty-four; another number makes a model that is wrong.</param>
    public static IReadOnlyList<Answer> Judge(string json, Instant at, int drivingHours = 24)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var isReplay = TimeOf(root, "asOf")!.From > at;
        var visits = Items(root, "visits").Where(visit => Stands(visit, at) && !IsBookedLater(visit, at)).Select(visit => Read(visit, at)).ToList();
        List<Answer> answers = [];
        foreach (var visit in visits)
        {
            if (Fast(visit, at, isReplay, null) is { } plan)
                answers.Add(new Answer(visit.Id, FastingPlan, plan));

            if (visit.Start is not { } start)
                continue;

            if (Fast(visit, at, isReplay, start) is { } fast)
                answers.Add(new Answer(visit.Id, FastingAtStart, fast));

            // Every end that is possible restricts until the start is 24 hours ago; see the README for what the library says.
            var isRunning = visit.End is null && ClinicClock.ElapsedNanoseconds(start.From, at) < ClinicClock.Hours(24);
            answers.Add(new Answer(visit.Id, isRunning ? DrivingWithoutEnd : Driving, DrivingOf(visit, visits, at, drivingHours)));
        }

        return answers;
    }

    /// <summary>Whether an entry that stands at an instant was voided or made later than that.</summary>
    public static bool HasVoid(string json, Instant at)
    {
        using var document = JsonDocument.Parse(json);
        return HasVoid(document.RootElement, at);
    }

    private static bool HasVoid(JsonElement node, Instant at) => node.ValueKind switch
    {
        JsonValueKind.Object => IsBy(node, "voided", at) || node.EnumerateObject().Any(member => HasVoid(member.Value, at)),
        JsonValueKind.Array => node.EnumerateArray().Any(item => HasVoid(item, at)),
        _ => false,
    };

    private static bool IsBy(JsonElement entry, string name, Instant at) =>
        entry.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.Object && TimeOf(word, "at") is { } when && when.From <= at;

    private static bool Stands(JsonElement entry, Instant at) =>
        !IsBy(entry, "voided", at) && !(TimeOf(entry, "enteredAt") is { } entered && entered.From > at);

    // An infusion that began is there, whenever its appointment was booked.
    private static bool IsBookedLater(JsonElement visit, Instant at) =>
        TimeOf(visit, "bookedAt") is { } booked && booked.From > at && By(visit, "start", at) is null;

    private static VisitOf Read(JsonElement visit, Instant at)
    {
        var start = By(visit, "start", at);
        return new(
            visit.GetProperty("id").GetString()!, visit, TimeOf(visit, "appointment")!, start,
            start is null ? null : By(visit, "end", at), By(visit, "left", at)?.From);
    }

    // ---- the fast ----

    // Null where this model does not say: a time known in part of the appointment or the start, and "none since".
    private static HashSet<string>? Fast(VisitOf visit, Instant at, bool isReplay, Span? start)
    {
        if (visit.Appointment.From != visit.Appointment.To || (start is not null && start.From != start.To))
            return null;

        var appointment = visit.Appointment.From;
        var intakes = Items(visit.Document, "intakes").Where(intake => Stands(intake, at)).ToList();
        if (intakes.Any(intake => intake.TryGetProperty("noneSince", out _)))
            return null;

        List<IReadOnlySet<FastingReference.Verdict>> each = [];
        foreach (var intake in intakes.Where(one => !(TimeOf(one, "at") is { } later && later.From > at)))
        {
            var when = TimeOf(intake, "at") is { } ended
                ? FastingReference.When.Between(ended.From, ended.To) : FastingReference.When.Unknown();
            each.Add(KindsOf(intake).SelectMany(kind => start is null
                ? FastingReference.PossiblePlan(new(kind, when), appointment)
                : FastingReference.PossibleAtStart(new(kind, when), appointment, start.From)).ToHashSet());
        }

        // What is taken between the appointment and the start counts, so the list has to speak of that time, too.
        return FastingReference.Fold(each, IsComplete(visit, at, isReplay, start?.From ?? appointment)).Select(one => one.ToString()).ToHashSet();
    }

    // What was said of the list speaks of nothing later than when it was said.
    private static bool IsComplete(VisitOf visit, Instant at, bool isReplay, Instant through)
    {
        if (!visit.Document.TryGetProperty("intakesAreComplete", out var complete) || !complete.GetBoolean())
            return false;

        if (TimeOf(visit.Document, "intakesAreCompleteSaidAt") is { } said)
            return said.From <= at && said.From >= through;

        // It stands at its check, which is the arrival; an arrival that is later than the instant has not been.
        return !isReplay || (TimeOf(visit.Document, "arrival") ?? TimeOf(visit.Document, "start") ?? visit.Appointment).From <= at;
    }

    private static FastingReference.Kind[] KindsOf(JsonElement intake) =>
        !intake.TryGetProperty("what", out var what) ? Enum.GetValues<FastingReference.Kind>() : what.GetString() switch
        {
            "water" or "clear-liquid" => [FastingReference.Kind.ClearLiquid],
            "toast" or "solid" => [FastingReference.Kind.Solid],
            _ => [FastingReference.Kind.Unlisted],
        };

    // ---- driving ----

    private static HashSet<string> DrivingOf(VisitOf visit, List<VisitOf> visits, Instant at, int hours)
    {
        // An end that is not on record came after the start, and at the latest at the first sign that it was over.
        var first = visit.End?.From ?? visit.Start!.From;
        var last = visit.End?.To ?? at;
        foreach (var sign in visits.Where(other => other != visit && other.Start is { } next && next.From > visit.Start!.To)
            .Select(other => other.Start!.To).Append(visit.Left ?? last))
        {
            if (visit.End is null && sign < last)
                last = sign;
        }

        return new[] { first, last }.Select(end => ClinicClock.ElapsedNanoseconds(end, at) >= ClinicClock.Hours(hours)
            ? nameof(VisitReference.Driving.RestrictionElapsed) : nameof(VisitReference.Driving.Restricted)).ToHashSet();
    }

    // ---- the document ----

    private static List<JsonElement> Items(JsonElement entry, string list) =>
        entry.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static Span? By(JsonElement entry, string name, Instant at) =>
        TimeOf(entry, name) is { } time && time.From <= at ? time : null;

    private static Span? TimeOf(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var time))
            return null;

        return time.ValueKind == JsonValueKind.Object
            ? new(InstantOf(time.GetProperty("from")), InstantOf(time.GetProperty("to"))) : new(InstantOf(time), InstantOf(time));
    }

    private static Instant InstantOf(JsonElement time) => ClinicClock.InstantsOf(
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(time.GetString()!).Value).Single();
}
