using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Courses;

// A record that contradicts itself is judged once for every way of leaving one place of each contradiction out; one that is not kept up
// to the instant, once for everything that the clinic may have done since.
public sealed partial class CourseReview
{
    // With more ways than this nothing is said to stand.
    private const int MostReadings = 64;

    // Of more unexplained appointments than this the first and the last are tried alone.
    private const int MostUnexplained = 4;

    // The first and the last year of time leave no room for the hours before and after them that rules speak of.
    private static readonly Instant _first = Instant.MinValue + Duration.FromDays(366);
    private static readonly Instant _last = Instant.MaxValue - Duration.FromDays(366);

    /// <summary>Reviews what of a record is there at an instant.</summary>
    internal static CourseReview Of(RoomsByDate versions, PatientRecord record, Instant at)
    {
        (PatientRecord known, Rooms rooms, ImmutableArray<Contradiction> contradictions) = KnownAt(versions, record, at);
        if (contradictions.IsEmpty)
        {
            return Explained(versions, known, record);
        }

        var consistent = new List<PatientRecord>();
        bool isExhaustive = AddReadings(rooms, known, contradictions, consistent);
        ImmutableArray<CourseReview?> readings = [.. consistent.Select(reading => Explained(versions, reading, record))];
        return readings[0]!.AgreedWith(known, readings, contradictions, new([.. contradictions.Select(one => one.Says)], isExhaustive));
    }

    /// <summary>Reviews what of a record is there at an instant; <c>null</c>, and much sooner, where it contradicts itself.</summary>
    internal static CourseReview? OfConsistent(RoomsByDate versions, PatientRecord record, Instant at) =>
        KnownAt(versions, record, at) is (var known, _, { IsEmpty: true }) ? Explained(versions, known, record) : null;

    private static (PatientRecord Known, Rooms Rooms, ImmutableArray<Contradiction> Contradictions) KnownAt(
        RoomsByDate versions, PatientRecord record, Instant at)
    {
        at = Instant.Max(_first, Instant.Min(_last, at));
        PatientRecord known = record.At(at, versions.DateOf);
        Rooms rooms = versions.InForce(at);
        return (known, rooms, ContradictionsOf(rooms, known));
    }

    // An appointment that has passed with neither a start nor a cancellation may have been kept or missed: what turns on it is open until
    // somebody says what happened. Each is tried as kept alone, and all together as kept and as missed.
    private static CourseReview Explained(RoomsByDate versions, PatientRecord known, PatientRecord whole)
    {
        CourseReview review = KeptUp(versions, known, whole, known);
        Visit[] unexplained =
        [
            .. known.VisitsInForce.Where(review.IsUnexplained).OrderBy(static visit => visit.When)
                .ThenBy(static visit => visit.Id, StringComparer.Ordinal),
        ];
        Visit[] tried = unexplained.Length <= MostUnexplained ? unexplained
            : [.. unexplained.Take(MostUnexplained / 2), .. unexplained.Skip(unexplained.Length - (MostUnexplained / 2))];

        // What else may have been done since is tried where all of them were kept, and where nothing is said of them.
        if (unexplained.Length > 0)
        {
            Try(told => KeptUp(versions, told, whole, known), AsGiven, unexplained);
            Try(Told, AsMissed, unexplained);
        }

        foreach (Visit visit in unexplained.Length > 1 ? tried : [])
        {
            Try(Told, AsGiven, visit);
        }

        return review;

        CourseReview Told(PatientRecord told) => new(versions, told, whole, known);

        void Try(Func<PatientRecord, CourseReview> judge, Func<Visit, Visit> became, params Visit[] some)
        {
            PatientRecord told = known with
            {
                Visits = [.. known.Visits.Select(one => Array.Exists(some, other => other.Id == one.Id) ? became(one) : one)],
            };
            if (ContradictionsOf(versions.InForce(known.AsOf), told).IsEmpty)
            {
                review = review.AgreedWith(
                    known, [review, judge(told)], [], new(review.AskedWhatHappened(some[0])));
            }
        }
    }

    // From the appointment on, or the arrival where that was later; when it ended nobody knows.
    private static Visit AsGiven(Visit visit) => visit with
    {
        Start = visit.Arrival is { } arrival && arrival.Earliest > visit.Appointment!.Value.Latest ? arrival : visit.Appointment,
    };

    private static Visit AsMissed(Visit visit) => visit with
    {
        Cancellation = new() { By = AppointmentEnd.NoShow, At = visit.Appointment },
    };

    // As it stands where the record says nothing of how far it is kept, or is kept up to the instant.
    private static CourseReview KeptUp(RoomsByDate versions, PatientRecord known, PatientRecord whole, PatientRecord recorded)
    {
        var asItStands = new CourseReview(versions, known, whole, recorded);
        if (known.CompleteThrough is not { } through || through >= known.AsOf)
        {
            return asItStands;
        }

        // Between two visits on record, and after the last of them.
        Instant[] since =
        [
            through,
            .. known.VisitsInForce.Select(static visit => visit.When).Where(at => at > through && at < known.AsOf)
                .Distinct().OrderBy(static at => at),
            known.AsOf,
        ];
        Moment[] gaps = [.. since.Zip(since.Skip(1), static (from, to) => Moment.Between(from + Duration.Epsilon, to))];
        ImmutableArray<CourseReview?> readings =
        [
            asItStands,
            .. from protocol in asItStands._rooms.Protocols.ProtocolNames.Select(static name => (StatedName?)name)
                   .Append(asItStands.LatestSeries?.Protocol).Distinct()
               from more in NotOnRecord(protocol, gaps, asItStands._rooms.Protocols.MostSessions)
               select new CourseReview(versions, known with { Visits = [.. known.Visits, .. more] }, whole, recorded),
            .. from extreme in known.Scores.IsEmpty ? [] : (Func<Instrument, int>[])[Score.Minimum, Score.Maximum]
               select new CourseReview(
                   versions, known with { Scores = [.. known.Scores, .. ScoresSince(known, gaps[gaps.Length - 1], extreme)] }, whole,
                   recorded),
        ];
        return asItStands.AgreedWith(known, readings, [], new(HowFarItIsKept));
    }

    // One infusion since the last visit or as many as there may be, or one in every gap; each ended, or nobody knows when it did.
    private static IEnumerable<Visit[]> NotOnRecord(StatedName? protocol, Moment[] gaps, int most)
    {
        Moment last = gaps[gaps.Length - 1];
        foreach (Moment[] times in new[] { [last], [.. Enumerable.Repeat(last, most)], gaps })
        {
            Visit[] given =
            [
                .. times.Select((time, place) => new Visit
                {
                    Entry = FormattableString.Invariant($"not-on-record-{place}"), Protocol = protocol, Start = time, End = time,
                }),
            ];
            yield return given;
            yield return [.. given.Select(static visit => visit with { End = null })];
        }
    }

    // A score on every scale that was taken before, at the best or the worst that it can be.
    private static IEnumerable<ScoreEntry> ScoresSince(PatientRecord known, Moment since, Func<Instrument, int> extreme) =>
        known.ScoresInForce.Select(static score => (score.Condition, score.Instrument, score.Basis)).Distinct().Select(scale =>
            ScoreEntry.Of(scale.Condition, Score.Of(scale.Instrument, extreme(scale.Instrument)), since) with
            {
                Basis = scale.Basis,
                Item9 = scale.Instrument != Instrument.Phq9 ? null : extreme(scale.Instrument) > 0 ? 3 : 0,
            });

    private static Question HowFarItIsKept { get; } = new(
        "record.complete-through", "Until when is all on record that the clinic did?", "", [], CanSettle: true)
    { Path = PatientRecord.Fields.CompleteThrough.Path };

    private static ImmutableArray<Contradiction> ContradictionsOf(Rooms rooms, PatientRecord record) =>
        record.Contradictions(rooms.Eligibility.NameOf, rooms.Fasting.NameOf);

    private static bool AddReadings(
        Rooms rooms, PatientRecord record, ImmutableArray<Contradiction> contradictions, List<PatientRecord> readings)
    {
        if (contradictions.IsEmpty)
        {
            readings.Add(record);
            return readings.Count <= MostReadings;
        }

        foreach (string path in (string[])[contradictions[0].FirstPath, contradictions[0].SecondPath])
        {
            PatientRecord without = record.Voiding(path).At(record.AsOf, rooms.DateOf);
            if (!AddReadings(rooms, without, ContradictionsOf(rooms, without), readings))
            {
                return false;
            }
        }

        return true;
    }

    private CourseReview AgreedWith(
        PatientRecord known, ImmutableArray<CourseReview?> readings, ImmutableArray<Contradiction> contradictions, Agreement agreement)
    {
        var agreed = (CourseReview)MemberwiseClone();
        agreed.Record = known;
        agreed.Contradictions = contradictions;
        agreed.Stage = agreement.Of(readings, static one => one.Stage);
        agreed.Next = agreement.Of(readings, static one => one.Next);
        agreed.Eligibility = agreement.Of(readings, static one => one.Eligibility);
        agreed.Consultation = agreement.Of(readings, static one => one.Consultation);
        agreed.Booking = agreement.Of(readings, static one => one.Booking);
        agreed.Continuity = agreement.Of(readings, static one => one.Continuity);
        agreed.Protocol = agreement.Of(readings, static one => one.Protocol);
        agreed.Route = agreement.Of(readings, static one => one.Route);
        agreed.Maintenance = agreement.Of(readings, static one => one.Maintenance);
        agreed.Recommendation = agreement.Of(readings, static one => one.Recommendation);
        agreed.Referrals = agreement.Each(readings, static one => one.Referrals);
        agreed.Statement = agreement.Same(readings, static one => one.Statement);
        agreed.Ledger = agreement.Same(readings, static one => one.Ledger, static ledger => ledger.Total);
        agreed.Driving = agreement.Of(readings, static one => one.Driving);
        agreed.Visits =
        [
            .. readings.SelectMany(reading => reading!.Visits).GroupBy(visit => visit.Visit.Id)
                .Take(agreement.IsOfFirst ? Visits.Length : int.MaxValue)
                .OrderBy(same => same.First().Visit.When)
                .ThenBy(same => same.Key, StringComparer.Ordinal)
                .Select(same => same.First().AgreedWith([.. same], agreement)),
        ];
        agreed.Series =
        [
            .. Enumerable.Range(0, agreement.IsOfFirst ? Series.Length : readings.Max(reading => reading!.Series.Length))
                .Select(place => SeriesAt(readings, place, agreement)),
        ];
        agreed.LatestScores = agreement.Each(readings, static one => one.LatestScores);
        if (agreement.IsOfFirst)
        {
            agreed._dated = new(() => [.. StepsIn(readings, static one => one._dated.Value)]);
            agreed._steps = new(agreed.AskingFirst);
            agreed._open = new(agreed.OpenQuestions);
            return agreed;
        }

        agreed._agreed = propose => agreement.Same(readings, propose);
        agreed._dated = agreed._steps =
            new(() => agreement.IsExhaustive ? [.. StepsIn(readings, static one => one.NextSteps)] : []);
        agreed._open = new(() => (
            [.. Once(readings, static reading => reading.Questions)], [.. Once(readings, static reading => reading.DocumentationGaps)]));
        return agreed;
    }

    // A question that some reading has; whether its answer alone settles a decision, it does in all that have it.
    private static IEnumerable<OpenQuestion> Once(
        ImmutableArray<CourseReview?> readings, Func<CourseReview, ImmutableArray<OpenQuestion>> of) =>
        readings.SelectMany(reading => of(reading!)).GroupBy(static one => (one.Path, one.Question.Ask)).Select(
            static same => same.First() with
            {
                Question = same.First().Question with { CanSettle = same.All(static one => one.Question.CanSettle) },
                Decisions = [.. same.SelectMany(static one => one.Decisions).Distinct().OrderBy(static id => id, StringComparer.Ordinal)],
            }).OrderBy(static one => one.Question.CanSettle ? 0 : 1);

    // A step that all readings have stands, also where they do not agree on the others.
    private static IEnumerable<NextStep> StepsIn(
        ImmutableArray<CourseReview?> readings, Func<CourseReview, ImmutableArray<NextStep>> of) => readings[0]!.Next.Certain
        .Where(kind => readings.All(reading => reading!.Next.Certain.Contains(kind)))
        .SelectMany(kind => StepsIn([.. readings.Select(reading => (NextStep[])[.. of(reading!).Where(step => step.Kind == kind)])]));

    // A step that all readings have, with those of its dates that are the same in all.
    private static IEnumerable<NextStep> StepsIn(NextStep[][] steps)
    {
        if (steps.Any(static one => one.Length == 0))
        {
            yield break;
        }

        NextStep[] common = [.. steps[0].Where(step => steps.All(other => other.Any(same => same.Visit == step.Visit)))];
        foreach (NextStep step in common.Length > 0 ? common : [steps[0][0] with { Visit = null }])
        {
            NextStep[] same = [.. steps.Select(other => other.First(one => step.Visit is null || one.Visit == step.Visit))];
            T? Shared<T>(Func<NextStep, T?> of) => same.All(one => Equals(of(one), of(step))) ? of(step) : default;
            yield return step with
            {
                Earliest = Shared(static one => one.Earliest),
                Recommended = Shared(static one => one.Recommended),
                Latest = Shared(static one => one.Latest),
                Against = [.. same.SelectMany(static one => one.Against).Distinct()],
                AskFirst =
                [
                    .. same.SelectMany(one => one.AskFirst).GroupBy(one => (one.Path, one.Question.Ask)).Select(one => one.First()),
                ],
            };
        }
    }

    private static SeriesReview SeriesAt(ImmutableArray<CourseReview?> readings, int place, Agreement agreement)
    {
        SeriesReview? In(CourseReview reading) => reading.Series.ElementAtOrDefault(place);
        return readings.Select(reading => In(reading!)).First(series => series is not null)!.AgreedWith(readings, In, agreement);
    }
}
