using NodaTime;

namespace Infusion.Rules.Reference;

// Section 4: the visits of a record, each in its course.
public static partial class RecordReference
{
    public const string Arrival = "visit.arrival";
    public const string InboundRide = "visit.inbound-ride";
    public const string Release = "visit.release";
    public const string ResidualEffects = "visit.residual-effects";
    public const string Driving = "visit.driving";
    public const string ShortInfusion = "visit.infusion";
    public const string PatientsDriving = "course.driving";

    private static readonly string[] AnyProtocol = ["four-hour", "one-hour", "another"];

    /// <param name="CompletedBefore">Whether an infusion was completed before: both where that is not known.</param>
    /// <param name="Previous">The visit before that was not cancelled.</param>
    /// <param name="NextStart">When the next infusion began.</param>
    private sealed record InCourseOf(VisitOf Visit, bool[] CompletedBefore, VisitOf? Previous, Span? PreviousEnd, Span? End,
        Span? NextStart);

    /// <summary>What an infusion was, or will be, given on; <c>null</c> where the record does not say.</summary>
    private static string? ProtocolOf(RecordOf record, VisitOf visit) => visit.Protocol ?? record.Protocol ?? NamedProtocol(record);

    private static List<InCourseOf> InCourse(RecordOf record)
    {
        var visits = record.Visits.OrderBy(visit => visit.When).ThenBy(visit => visit.Id, StringComparer.Ordinal).ToList();
        List<InCourseOf> found = [];
        VisitOf? previous = null;
        var isAnyCompleted = false;
        var isOneOpen = false;
        for (var place = 0; place < visits.Count; place++)
        {
            var visit = visits[place];
            var next = visits.Skip(place + 1).Select(one => one.Start).FirstOrDefault(start => start is not null);
            var before = isAnyCompleted ? [true] : !isOneOpen && record.IsFromTheBeginning ? [false] : (bool[])[false, true];
            var endBefore = previous is null ? null : EndOf(previous, visits.Skip(visits.IndexOf(previous) + 1).Select(one => one.Start));
            found.Add(new(visit, before, previous, endBefore, EndOf(visit, [next]), next));
            if (visit.Cancelled is null)
            {
                previous = visit;
                isAnyCompleted |= Counts(record, visit) == true;
                isOneOpen |= Counts(record, visit) is null;
            }
        }

        return found;
    }

    // Whether an infusion is a completed session. One that is not known to be at least half as long as planned is none until a clinician
    // has said so of it, when it was over; until then nobody knows, unless it is recorded as broken off.
    private static bool? Counts(RecordOf record, VisitOf visit)
    {
        if (!visit.IsGiven || visit.IsAborted)
            return false;

        if (visit.End is not { } end)
            return null;

        var protocols = ProtocolOf(record, visit) is { } named ? [named] : AnyProtocol;
        var mayBeShort = protocols.Any(one => IsShort(one, end.From - visit.Start!.To));
        return !mayBeShort || record.Words.Any(word => word.About == "session-counts" && word.Of == visit.Id && word.At >= end.To
            && word.By is not (null or "other")) ? true : null;
    }

    // Without an end on record it came after the start, and at the latest at the first sign that it was over; null while there is none.
    private static Span? EndOf(VisitOf visit, IEnumerable<Span?> laterStarts)
    {
        if (visit.End is not null || visit.Start is not { } start)
            return visit.End;

        var signs = laterStarts.Append(visit.Left).OfType<Span>().Select(one => one.To).ToList();
        return signs.Count == 0 ? null : new(start.From, Max(start.From, signs.Min()));
    }

    // While there is no sign that an infusion is over, it may have ended since its start, or not yet.
    private static Span EndOrLater(InCourseOf visit) => visit.End ?? new(visit.Visit.Start!.From, Later);

    private const string OpenEnd = "an end that is open and bears on two facts at once";

    private static Instant Later => Instant.FromUnixTimeSeconds(4_000_000_000);

    private static Instant Max(Instant one, Instant other) => one > other ? one : other;

    private static IEnumerable<Answer> DecisionsOf(RecordOf record, InCourseOf course, int drivingHours)
    {
        var visit = course.Visit;
        if (visit.Cancelled is null || visit.Arrival is not null)
            yield return new(visit.Id, Arrival, ArrivalOf(course));

        if (visit.Cancelled is not null)
            yield break;

        yield return new(visit.Id, InboundRide, RideOf(record, course));
        if (visit.Start is null)
            yield break;

        yield return new(visit.Id, Release, ReleaseOf(record, course)) { Bound = visit.End is { IsExact: true } ? null : OpenEnd };
        yield return new(visit.Id, ResidualEffects, Times(EndOrLater(course), [ClinicClock.AddHours(record.At, -4)])
            .Select(end => ClinicClock.ElapsedNanoseconds(end, record.At) < ClinicClock.Hours(4) ? "Possible"
                : "PublishedTimePassed").ToHashSet());
        yield return new(visit.Id, Driving, DrivingOf(record, course, drivingHours));
        yield return ShortInfusionOf(record, course);
    }

    // Late is later than 30 minutes before a first session, and 15 before a later one.
    private static HashSet<string> ArrivalOf(InCourseOf course)
    {
        if (course.Visit is not { Arrival: { } arrival, Appointment: { } appointment })
            return ["OnTime", "Late"];

        return course.CompletedBefore.SelectMany(completed => new[] { (arrival.From, appointment.To),
            (arrival.To, appointment.From) }.Select(
            one => VisitReference.LateBy(one.Item1, one.Item2, completed ? 1 : 0) > Duration.Zero ? "Late" : "OnTime")).ToHashSet();
    }

    // The way begins at the departure, or else at the required arrival; each extreme of what is known of it and of the end before.
    private static HashSet<string> RideOf(RecordOf record, InCourseOf course)
    {
        HashSet<string> both = ["NotNeeded", "InboundRideNeeded"];
        if (course.Previous is not { } previous)
            return record.IsFromTheBeginning ? ["NotNeeded"] : both;

        if ((course.Visit.Departure ?? course.Visit.Appointment) is not { } way)
            return both;

        List<(Instant? Recorded, Instant? Planned)> ends = [];
        if (course.PreviousEnd is { } end)
            ends.AddRange([(end.From, null), (end.To, null)]);
        else if (ProtocolOf(record, previous) is not { } protocol || PlannedMinutes(protocol) is not { } minutes)
            return both;
        else if ((previous.Start ?? previous.Appointment) is { } begins)
            ends.AddRange([(null, ClinicClock.AddMinutes(begins.From, minutes)), (null, ClinicClock.AddMinutes(begins.To, minutes))]);
        else
            ends.AddRange([(null, record.At), (null, Later)]);

        return (from ended in ends
                from travel in new[] { way.From, way.To }
                from completed in course.CompletedBefore
                let departure = course.Visit.Departure is null ? (Instant?)null : travel
                let ride = VisitReference.JudgeInboundRide(
                    ended.Recorded, ended.Planned, record.At, departure, VisitReference.RequiredArrival(travel, completed ? 1 : 0))
                select ride.Needed ? "InboundRideNeeded" : "NotNeeded").ToHashSet();
    }

    private static int? PlannedMinutes(string protocol) => protocol switch
    {
        "four-hour" => ProtocolReference.FourHourMinutes,
        "one-hour" => ProtocolReference.OneHourMinutes,
        _ => null,
    };

    // Released, or asked, when leaving; else now. Every end that makes a difference, with every answer that is left of the rest.
    private static HashSet<string> ReleaseOf(RecordOf record, InCourseOf course)
    {
        var visit = course.Visit;
        var now = visit.Left?.From ?? record.At;
        List<Instant> cuts = [ClinicClock.AddMinutes(now, -60), ClinicClock.AddMinutes(now, -90), now];
        if (visit.CriteriaMetAt is { } word)
            cuts.AddRange([word.From, word.To]);

        cuts.AddRange(new[] { visit.WalksSaidAt, visit.RideSaidAt }.Concat(visit.Signs.Select(signs => signs.At))
            .SelectMany(said => new[] { said?.From, said?.To }).OfType<Instant>());

        cuts.AddRange(visit.Effects.SelectMany(effect => new[] { effect.At?.From, effect.At?.To }).OfType<Instant>()
            .Select(at => ClinicClock.AddHours(at, -4)));
        var hasLapsed = HasLapsed(visit, now);
        HashSet<string> possible = [];
        foreach (var end in Times(EndOrLater(course), cuts))
        {
            var met = CriteriaAre(visit, end, now, hasLapsed);
            var held = visit.Effects.Aggregate((bool?)false, (soFar, effect) => Or(soFar, IsHeld(effect, end, now)));
            possible.UnionWith(from isMet in Values(met)
                               from ride in Values(IsNotBefore(visit.RideSaidAt, end) == true ? visit.Ride : null)
                               from isHeld in Values(held)
                               from isMissing in Values(AreSignsMissing(visit, end, now))
                               select VisitReference.JudgeRelease(end, now, isMet, ride, isHeld, isMissing).Outcome.ToString());
        }

        return possible;
    }

    private static bool? And(bool? one, bool? other) => one == false || other == false ? false : one is null || other is null ? null : true;

    private static bool? Or(bool? one, bool? other) => one == true || other == true ? true : one is null || other is null ? null : false;

    private static bool? Not(bool? one) => one is { } known ? !known : null;

    private static bool? IsBy(Span? at, Instant now) => at is null || at.To <= now ? true : at.From > now ? false : null;

    // A statement speaks of nothing later: what was said before the end says nothing of the time after it.
    private static bool? IsNotBefore(Span? said, Instant end) => said is null || said.From >= end ? true : said.To < end ? false : null;

    // Nor does what was said before a fall.
    private static bool? IsWalking(VisitOf visit, Instant end, Instant now) => IsNotBefore(visit.WalksSaidAt, end) != true
        || (visit.WalksSaidAt is { } said && visit.FellAt is { } fell && fell.To > said.From && fell.From <= now) ? null : visit.Walks;

    // Steady walking, and a clinician's word after the end and by now that nothing later takes back.
    private static bool? CriteriaAre(VisitOf visit, Instant end, Instant now, bool? hasLapsed)
    {
        bool? isAfterEnd = visit.CriteriaMetAt is not { } said ? null : said.From >= end ? true : said.To < end ? false : null;
        bool? isByNow = visit.CriteriaMetAt is not { } told ? null : told.To <= now ? true : told.From > now ? false : null;
        bool? isClinicians = visit.IsCriteriaByKnown ? true : null;
        return And(And(And(IsWalking(visit, end, now), visit.CriteriaMet), And(isClinicians, Not(hasLapsed))), And(isAfterEnd, isByNow));
    }

    // Any later side effect, vital sign or fall takes the word back; what is known to be from before or during the infusion does not.
    private static bool? HasLapsed(VisitOf visit, Instant now)
    {
        if (visit.CriteriaMetAt is not { } said)
            return null;

        bool? IsBetween(Span? at) => at is null ? null : at.To <= said.From || at.From > now ? false
            : at.From > said.To && at.To <= now ? true : null;
        var lapsed = visit.FellAt is { } fell ? IsBetween(fell) : false;
        lapsed = visit.Effects.Aggregate(lapsed, (soFar, effect) => Or(soFar, IsBetween(effect.At)));
        return visit.Signs.Where(signs => signs.Phase is not ("before" or "during")).Aggregate(lapsed, (soFar, signs) =>
            Or(soFar, IsBetween(signs.At)));
    }

    // An effect that is not listed, or goes on more than four hours after the end, waits for a clinician's word.
    private static bool? IsHeld(EffectOf effect, Instant end, Instant now)
    {
        var isListed = effect.Name == "nausea";
        bool? isSince = effect.SeenAt is not { } seen || effect.At is not { } present ? true
            : seen.From >= present.To ? true : seen.To < present.From ? false : null;
        bool? isSeen = effect.IsSeen ? And(IsBy(effect.SeenAt, now), isSince) : false;
        bool? persists = effect.At is not { } at ? ClinicClock.ElapsedNanoseconds(end, now) > ClinicClock.Hours(4) ? null : false
            : ClinicClock.ElapsedNanoseconds(end, at.From) > ClinicClock.Hours(4) ? true
            : ClinicClock.ElapsedNanoseconds(end, at.To) > ClinicClock.Hours(4) ? null : false;
        return And(And(Not(isSeen), IsBy(effect.At, now)), isListed ? persists : true);
    }

    // Each of the three is recorded in some set after the infusion.
    private static bool? AreSignsMissing(VisitOf visit, Instant end, Instant now)
    {
        bool? isMissing = false;
        for (var sign = 0; sign < 3; sign++)
        {
            bool? isRecorded = false;
            foreach (var signs in visit.Signs)
            {
                bool? isAfter = signs.Phase is null ? null : signs.Phase == "after";
                isRecorded = Or(isRecorded, And(And(isAfter, And(IsBy(signs.At, now), IsNotBefore(signs.At, end))), signs.Recorded[sign]));
            }

            isMissing = Or(isMissing, Not(isRecorded));
        }

        return isMissing;
    }

    private static HashSet<string> DrivingOf(RecordOf record, InCourseOf course, int hours) =>
        Times(EndOrLater(course), [ClinicClock.AddHours(record.At, -hours)])
            .Select(end => ClinicClock.ElapsedNanoseconds(end, record.At) >= ClinicClock.Hours(hours)
                ? nameof(VisitReference.Driving.RestrictionElapsed) : nameof(VisitReference.Driving.Restricted)).ToHashSet();

    // Restricted until the latest end over all infusions.
    private static IEnumerable<Answer> DrivingOfPatient(RecordOf record, List<InCourseOf> visits, int hours)
    {
        var each = visits.Where(course => course.Visit.IsGiven).Select(course => DrivingOf(record, course, hours)).ToList();
        if (each.Count == 0)
            yield break;

        var restricted = nameof(VisitReference.Driving.Restricted);
        var elapsed = nameof(VisitReference.Driving.RestrictionElapsed);
        HashSet<string> possible = each.Any(one => one.Contains(restricted)) ? [restricted] : [];
        if (each.All(one => one.Contains(elapsed)))
            possible.Add(elapsed);

        yield return new("course", PatientsDriving, possible);
    }

    // Less than half its planned length and not recorded as aborted.
    private static Answer ShortInfusionOf(RecordOf record, InCourseOf course)
    {
        var visit = course.Visit;
        var end = EndOrLater(course);
        var lengths = new[] { end.From - visit.Start!.To, end.To - visit.Start.From };
        var isShort = ProtocolOf(record, visit) is { } named
            ? lengths.Select(length => IsShort(named, length)).ToHashSet()
            : lengths.SelectMany(length => AnyProtocol.Select(one => IsShort(one, length))).ToHashSet();
        if (visit.IsAborted)
            isShort = [false];

        HashSet<string> flagged = ["ShorterThanHalf"];
        return new(visit.Id, ShortInfusion, isShort.Contains(true) ? flagged : [], isShort.Contains(false) ? [] : flagged);
    }

    private static bool IsShort(string protocol, Duration length) => PlannedMinutes(protocol) is { } minutes
        && VisitReference.IsShorterThanHalf(length < Duration.Zero ? Duration.Zero : length, Duration.FromMinutes(minutes));
}
