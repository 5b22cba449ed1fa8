namespace Infusion.Rules.Reference;

// "A record that contradicts itself": every pair of places of which one must be wrong, by comparing everything with everything.
public static partial class RecordReference
{
    private sealed record Side(string Name, Func<RecordOf, RecordOf> Without);

    private sealed record Pair(string Kind, Side First, Side Second);

    private static List<Pair> Contradicting(RecordOf record)
    {
        List<Pair> found = [];
        for (var i = 0; i < record.Visits.Count; i++)
        {
            found.AddRange(ContradictingIn(record, record.Visits[i]));
            for (var j = i + 1; j < record.Visits.Count; j++)
            {
                if (DoOverlap(record.Visits[i], record.Visits[j]))
                    found.Add(new("InfusionsOverlap", SideOf(record.Visits[i]), SideOf(record.Visits[j])));

                if (IsOneAppointment(record.Visits[i], record.Visits[j]))
                    found.Add(new("AppointmentTwice", SideOf(record.Visits[i]), SideOf(record.Visits[j])));
            }
        }

        for (var i = 0; i < record.Scores.Count; i++)
        {
            for (var j = i + 1; j < record.Scores.Count; j++)
            {
                var (one, other) = (record.Scores[i], record.Scores[j]);
                bool IsSame(ScoreOf score) => one.Instrument == score.Instrument && one.Condition == score.Condition
                    && one.Basis == score.Basis && one.At.IsExact && one.At == score.At;

                // Where the points agree, the answers to item 9 may differ.
                if (IsSame(other) && (one.Points != other.Points
                    || (one.Item9 is { } item9 && other.Item9 is { } its && item9 != its
                        && record.Scores.Where(IsSame).All(score => score.Points == one.Points))))
                    found.Add(new("ScoresDiffer", SideOf(one), SideOf(other)));
            }
        }

        if (record.HasVerdict)
        {
            found.AddRange(record.SectionsMissing.Select(section => new Pair(
                "VerdictBeforeSections",
                new("eligibility.verdict", one => one with { Verdict = "not-recorded" }),
                new($"consultation.{section}", one => one with { SectionsMissing = one.SectionsMissing.Where(other => other != section).ToList() }))));
        }

        foreach (var active in record.Conditions.Where(one => one.InFullRemission == false && one.Name is not null))
        {
            foreach (var remitted in record.Conditions.Where(one => one.InFullRemission == true && one.Name == active.Name))
                found.Add(new("ActiveAndInRemission", SideOf(active), SideOf(remitted)));
        }

        return found;
    }

    private static IEnumerable<Pair> ContradictingIn(RecordOf record, VisitOf visit)
    {
        Pair Of(string kind, string first, string second) => new(kind, SideOf(visit, first), SideOf(visit, second));
        if (visit is { Start: { } start, End: { } end } && end.To <= start.From)
            yield return Of("EndNotAfterStart", "start", "end");

        if (visit.Departure is { } departure && (visit.Arrival ?? visit.Appointment) is { } there && departure.From > there.To)
            yield return Of("DepartureAfterArrival", "departure", visit.Arrival is null ? "appointment" : "arrival");

        if (visit.BookedAt is { } booked && visit.Start is { } begun && booked > begun.To)
            yield return Of("BookedAfterStart", "bookedAt", "start");

        if (visit.BookedAt is { } made && visit.Cancelled?.At is { } cancelled && made > cancelled.To)
            yield return Of("BookedAfterCancellation", "bookedAt", "cancelled");

        if (visit is { Arrival: { } arrival, Start: { } before } && arrival.From > before.To)
            yield return Of("ArrivalAfterStart", "arrival", "start");

        if (visit is { Left: { } left, End: { } over } && left.To < over.From)
            yield return Of("LeftBeforeEnd", "left", "end");

        if (visit is { Cancelled: not null, Start: not null })
            yield return Of("StartedAndCancelled", "cancelled", "start");

        foreach (var none in visit.Intakes.Where(one => one.NoneSince is not null))
        {
            // Said without a time of its own, it is of the check before the infusion.
            var said = none.SaidAt ?? new[] { record.At, visit.Appointment?.From ?? record.At, visit.Start?.From ?? record.At }.Min();
            foreach (var taken in visit.Intakes.Where(one => one.At is not null && one.NoneSince is null))
            {
                if (taken.At!.From > none.NoneSince!.To && taken.At.To <= said && IsMeant(none, taken))
                    yield return new("IntakeAfterNoneSince", SideOf(visit, none), SideOf(visit, taken));
            }
        }
    }

    // Certainly both at one time. One without an end on record was over by the next start, unless it began inside another or with it.
    private static bool DoOverlap(VisitOf one, VisitOf other)
    {
        if (one.Start is not { } first || other.Start is not { } second)
            return false;

        return (one.End, other.End) switch
        {
            ({ } end, { } over) => first.To < over.From && second.To < end.From,
            ({ } end, null) => first.To <= second.From && second.To < end.From,
            (null, { } over) => second.To <= first.From && first.To < over.From,
            _ => first.IsExact && first == second,
        };
    }

    // A time that was cancelled may be given again; of two that stand, or were cancelled at once by one person, one is too many.
    private static bool IsOneAppointment(VisitOf one, VisitOf other)
    {
        if (one.Appointment is not { IsExact: true } time || other.Appointment != time || (one.Start is not null && other.Start is not null))
            return false;

        return one.Cancelled is { } cancelled
            ? other.Cancelled is { } again && cancelled.By == again.By && cancelled.At is { IsExact: true } at && again.At == at
            : other.Cancelled is null;
    }

    // A sip of water with a medicine is not meant by "nothing"; what nobody has named may be another kind.
    private static bool IsMeant(IntakeOf none, IntakeOf taken)
    {
        if (taken.What is null)
            return false;

        return none.What is null || KindOf(none.What) == KindOf(taken.What);
    }

    private static Side SideOf(VisitOf visit) =>
        new(visit.Id, record => record with { Visits = record.Visits.Where(one => one.Id != visit.Id).ToList() });

    private static Side SideOf(ScoreOf score) =>
        new(score.Id, record => record with { Scores = record.Scores.Where(one => one.Id != score.Id).ToList() });

    private static Side SideOf(ConditionOf condition) =>
        new(condition.Id, record => record with { Conditions = record.Conditions.Where(one => one.Id != condition.Id).ToList() });

    private static Side SideOf(VisitOf visit, IntakeOf intake) => new(intake.Id, record => Changed(
        record, visit.Id, one => one with { Intakes = one.Intakes.Where(other => other.Id != intake.Id).ToList() }));

    // What ended had begun: without its start the end says nothing.
    private static Side SideOf(VisitOf visit, string field) =>
        new($"{visit.Id}.{field}", record => Changed(record, visit.Id, one => field switch
    {
        "start" => one with { Start = null, End = null, IsAborted = false },
        "end" => one with { End = null, IsAborted = false },
        "departure" => one with { Departure = null },
        "arrival" => one with { Arrival = null },
        "appointment" => one with { Appointment = null },
        "bookedAt" => one with { BookedAt = null },
        "left" => one with { Left = null },
        _ => one with { Cancelled = null },
    }));

    private static RecordOf Changed(RecordOf record, string visit, Func<VisitOf, VisitOf> change) =>
        record with { Visits = record.Visits.Select(one => one.Id == visit ? change(one) : one).ToList() };
}
