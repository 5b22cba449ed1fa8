using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>Finds the places of a record that speak against each other. What is voided is not looked at.</summary>
/// <remarks>Infusions and scores are sorted and each is held against one other, so that the work grows as sorting does: every infusion
/// that overlaps any is in a pair, and so is every score that differs from any of its instant.</remarks>
/// <param name="record">The record.</param>
/// <param name="conditionOf">Which condition a name means; <c>null</c> where that cannot be told.</param>
/// <param name="kindOf">Which kind of intake a name means; <c>null</c> where that cannot be told.</param>
internal sealed class ContradictionFinder(PatientRecord record, Func<StatedName, string?> conditionOf, Func<StatedName, string?> kindOf)
{
    // A sip of water with a medicine is not meant by "nothing".
    private const string OralMedicine = "oral-medicine";

    private readonly ImmutableArray<Contradiction>.Builder _found = ImmutableArray.CreateBuilder<Contradiction>();

    /// <summary>What a name means where no policy says it: itself, whatever its case.</summary>
    public static string AsWritten(StatedName name) => name.Text.ToUpperInvariant();

    /// <summary>The contradictions, those of a kind together.</summary>
    public ImmutableArray<Contradiction> Find()
    {
        FindOverlaps();
        FindAppointments();
        for (int place = 0; place < record.Visits.Length; place++)
        {
            if (record.Visits[place].InForce() is { } visit)
            {
                FindIn(visit, FormattableString.Invariant($"$.visits[{place}]"));
            }
        }

        FindScores();
        FindVerdict();
        FindConditions();
        return [.. _found.OrderBy(static one => one.Kind)];
    }

    private void FindIn(Visit visit, string path)
    {
        if (visit.Start is { } start && visit.End is { } end && end.Latest <= start.Earliest)
        {
            Add(
                ContradictionKind.EndNotAfterStart, path + ".start", path + ".end",
                $"The infusion of {visit.Id} ends when it starts, or before.");
        }

        if (visit.Departure is { } departure && (visit.Arrival ?? visit.Appointment) is { } there && departure.Earliest > there.Latest)
        {
            (string field, string what) = visit.Arrival is null ? (".appointment", "appointment") : (".arrival", "arrival");
            Add(
                ContradictionKind.DepartureAfterArrival, path + ".departure", path + field,
                $"The patient sets out for {visit.Id} after the {what}.");
        }

        if (visit.BookedAt > visit.Start?.Latest)
        {
            Add(
                ContradictionKind.BookedAfterStart, path + ".bookedAt", path + ".start",
                $"The appointment {visit.Id} was booked after its infusion started.");
        }

        if (visit.BookedAt > visit.CancellationInForce?.At?.Latest)
        {
            Add(
                ContradictionKind.BookedAfterCancellation, path + ".bookedAt", path + ".cancelled",
                $"The appointment {visit.Id} was booked after it was cancelled.");
        }

        if (visit.Arrival?.Earliest > visit.Start?.Latest)
        {
            Add(
                ContradictionKind.ArrivalAfterStart, path + ".arrival", path + ".start",
                $"The patient arrived after the infusion of {visit.Id} started.");
        }

        if (visit.Left?.Latest < visit.End?.Earliest)
        {
            Add(
                ContradictionKind.LeftBeforeEnd, path + ".left", path + ".end",
                $"The patient left before the infusion of {visit.Id} ended.");
        }

        if (visit is { CancellationInForce: not null, Start: not null })
        {
            Add(
                ContradictionKind.StartedAndCancelled, path + ".cancelled", path + ".start",
                $"The infusion of {visit.Id} started, and its appointment was cancelled.");
        }

        FindIntakes(visit, path + ".intakes");
    }

    // Said without a time of its own, a statement is of the check before the infusion.
    private void FindIntakes(Visit visit, string path)
    {
        Instant before = Instant.Min(visit.Appointment?.Earliest ?? record.AsOf, visit.Start?.Earliest ?? record.AsOf);
        Instant check = Instant.Min(record.AsOf, before);
        for (int statement = 0; statement < visit.Intakes.Length; statement++)
        {
            if (visit.Intakes[statement].InForce() is not { NoneSince: { } since } none)
            {
                continue;
            }

            Instant said = none.NoneSinceSaidAt ?? check;
            for (int place = 0; place < visit.Intakes.Length; place++)
            {
                if (visit.Intakes[place].InForce() is { At: { } at } intake
                    && at.Earliest > since.Latest && at.Latest <= said && IsMeant(none.What, intake.What))
                {
                    Add(
                        ContradictionKind.IntakeAfterNoneSince, FormattableString.Invariant($"{path}[{statement}]"),
                        FormattableString.Invariant($"{path}[{place}]"),
                        $"Nothing was taken since a time, and something was after it: {visit.Id}.");
                }
            }
        }
    }

    private bool IsMeant(StatedName? none, StatedName? taken) =>
        taken is { } name && kindOf(name) is { } kind
        && (none is { } named ? string.Equals(kindOf(named), kind, StringComparison.OrdinalIgnoreCase)
            : !string.Equals(kind, OralMedicine, StringComparison.OrdinalIgnoreCase));

    private void FindOverlaps()
    {
        Infusion[] begun = [.. InfusionsOf(record.Visits)];
        Infusion[] ended = [.. begun.Where(static one => one.End is not null)];
        int[] last = LastToEnd(ended);
        int before = 0;
        Infusion? open = null;
        foreach (Infusion one in begun)
        {
            // Those that certainly began before this one was over; one whose end nobody recorded has to have begun inside another.
            int rivals = one.End is { } end
                ? Math.Min(before++, Begun(ended, by: end, inclusive: false))
                : Begun(ended, by: one.EarliestStart, inclusive: true);
            if (rivals > 0 && ended[last[rivals - 1]] is var other && other.End > one.Start)
            {
                AddOverlap(other, one);
            }

            if (one.End is null)
            {
                bool isTwice = open is { } earlier && earlier.Start == one.EarliestStart && earlier.EarliestStart == one.Start;
                if (isTwice)
                {
                    AddOverlap(open!.Value, one);
                }

                open = one;
            }
        }
    }

    // An appointment that was cancelled may have been made anew for the same time; two that both stand, or that one person cancelled at
    // one instant, are one. Two infusions are told apart by their own times.
    private void FindAppointments()
    {
        foreach (var same in record.Visits
            .Select(static (visit, place) => (Visit: visit, Place: place))
            .Where(static one => one.Visit is { Entry.Voided: null, Appointment.IsExact: true })
            .GroupBy(static one => (
                one.Visit.Appointment!.Value.Earliest, one.Visit.CancellationInForce?.By, one.Visit.CancellationInForce?.At))
            .Where(static same => same.Key.By is null || same.Key.At is { IsExact: true }))
        {
            (Visit Visit, int Place)[] visits =
            [
                .. same.OrderBy(static one => one.Visit.Start is null).ThenBy(static one => one.Visit.Id, StringComparer.Ordinal),
            ];
            (Visit Visit, int Place) last = visits[visits.Length - 1];
            foreach ((Visit Visit, int Place) one in visits.Take(visits.Length - 1).Where(_ => last.Visit.Start is null))
            {
                Add(
                    ContradictionKind.AppointmentTwice, FormattableString.Invariant($"$.visits[{one.Place}]"),
                    FormattableString.Invariant($"$.visits[{last.Place}]"),
                    $"One appointment is on record twice: as {one.Visit.Id} and as {last.Visit.Id}.");
            }
        }
    }

    // In the order of their latest starts, so that of two overlapping ones the later had begun when the earlier was not over.
    private static IEnumerable<Infusion> InfusionsOf(ImmutableArray<Visit> visits) => visits
        .Select(static (visit, place) => (visit, place))
        .Where(static one => one.visit is { Start: not null, Entry.Voided: null })
        .Select(static one => new Infusion(
            one.place, one.visit.Id, one.visit.Start!.Value.Earliest, one.visit.Start.Value.Latest, one.visit.End?.Earliest))
        .OrderBy(static one => one.Start).ThenBy(static one => one.EarliestStart).ThenBy(static one => one.End)
        .ThenBy(static one => one.Id, StringComparer.Ordinal);

    // For each number of infusions from the first on, the one of them that ends last.
    private static int[] LastToEnd(Infusion[] ended)
    {
        int[] last = new int[ended.Length];
        for (int place = 1; place < ended.Length; place++)
        {
            last[place] = ended[place].End > ended[last[place - 1]].End ? place : last[place - 1];
        }

        return last;
    }

    // How many have begun by an instant.
    private static int Begun(Infusion[] ended, Instant by, bool inclusive)
    {
        int low = 0;
        for (int high = ended.Length; low < high;)
        {
            int middle = (low + high) / 2;
            bool hasBegun = ended[middle].Start < by || (inclusive && ended[middle].Start == by);
            (low, high) = hasBegun ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void AddOverlap(Infusion one, Infusion other) => Add(
        ContradictionKind.InfusionsOverlap, FormattableString.Invariant($"$.visits[{one.Place}]"),
        FormattableString.Invariant($"$.visits[{other.Place}]"), $"Two infusions overlap: those of {one.Id} and {other.Id}.");

    // At one instant the lowest score is held against each that is higher, and the others that are as low against the highest.
    private void FindScores()
    {
        foreach (var taken in record.Scores
            .Select(static (score, place) => (score, place))
            .Where(static one => one.score.Entry.Voided is null && one.score.At.IsExact)
            .GroupBy(static one => (one.score.Instrument, one.score.Condition, one.score.Basis, one.score.At.Earliest))
            .Where(static taken => taken.Skip(1).Any()))
        {
            if (!FindDiffering(taken, static score => score.Points))
            {
                FindDiffering(taken.Where(static one => one.score.Item9 is not null), static score => score.Item9 ?? 0);
            }
        }
    }

    private bool FindDiffering(IEnumerable<(ScoreEntry score, int place)> taken, Func<ScoreEntry, decimal> of)
    {
        (ScoreEntry score, int place)[] scores =
        [
            .. taken.OrderBy(one => of(one.score)).ThenBy(static one => one.score.Entry.Id, StringComparer.Ordinal),
        ];
        if (scores.Length == 0 || of(scores[0].score) == of(scores[scores.Length - 1].score))
        {
            return false;
        }

        (ScoreEntry score, int place) lowest = scores[0];
        foreach ((ScoreEntry score, int place) one in scores.Skip(1))
        {
            (int first, int second) = of(one.score) == of(lowest.score) ? (one.place, scores[scores.Length - 1].place)
                : (lowest.place, one.place);
            Add(
                ContradictionKind.ScoresDiffer, FormattableString.Invariant($"$.scores[{first}]"),
                FormattableString.Invariant($"$.scores[{second}]"),
                $"Two {NameWords.Of(lowest.score.Instrument.ToString())} scores of one instant differ.");
        }

        return true;
    }

    private void FindVerdict()
    {
        if (record is { Eligibility.Verdict: PhysicianVerdict.Candidate or PhysicianVerdict.NotCandidate, ConsultationInForce: { } held })
        {
            foreach ((string field, bool? isRecorded) in new[]
            {
                ("historyRecorded", held.HistoryRecorded), ("medicationsRecorded", held.MedicationsRecorded),
                ("appropriatenessRecorded", held.AppropriatenessRecorded),
            })
            {
                if (isRecorded == false)
                {
                    Add(
                        ContradictionKind.VerdictBeforeSections, "$.eligibility.verdict", $"$.consultation.{field}",
                        "A verdict is on record before the whole consultation is.");
                }
            }
        }
    }

    private void FindConditions()
    {
        ImmutableArray<StatedCondition> conditions = record.Eligibility?.Conditions ?? [];
        for (int active = 0; active < conditions.Length; active++)
        {
            for (int remitted = 0; remitted < conditions.Length; remitted++)
            {
                if (conditions[active].InForce() is { InFullRemission: false, Name: { } one }
                    && conditions[remitted].InForce() is { InFullRemission: true, Name: { } other }
                    && conditionOf(one) is { } meant && string.Equals(meant, conditionOf(other), StringComparison.OrdinalIgnoreCase))
                {
                    Add(
                        ContradictionKind.ActiveAndInRemission, FormattableString.Invariant($"$.eligibility.conditions[{active}]"),
                        FormattableString.Invariant($"$.eligibility.conditions[{remitted}]"),
                        "One condition is both active and in full remission.");
                }
            }
        }
    }

    private void Add(ContradictionKind kind, string first, string second, string says) => _found.Add(new(kind, first, second, says));

    // An infusion that has begun at the latest at its start and is not over, at the earliest, before its end.
    private readonly record struct Infusion(int Place, string Id, Instant EarliestStart, Instant Start, Instant? End);
}
