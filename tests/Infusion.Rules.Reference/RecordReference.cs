using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>A whole record, from its document: what it comes to at an instant, by the decisions of the other sections.</summary>
/// <remarks>
/// It reads the document itself (RecordReference.Document), finds where it contradicts itself (RecordReference.Contradictions) and makes
/// the facts of each section, one file a room. What is not known is completed in every way that makes a difference; where that would
/// be too many ways the decision is not compared, and says why.
/// </remarks>
public static partial class RecordReference
{
    /// <summary>One decision on one thing of the record.</summary>
    /// <param name="About">A visit's or referral's id, "series 1", or "course".</param>
    /// <param name="Decision">Which decision it is.</param>
    /// <param name="Possible">The outcomes that some completion of the unknown facts has.</param>
    /// <param name="Certain">The outcomes that every completion has, of a decision that collects several; <c>null</c> of one that has
    /// one.</param>
    public sealed record Answer(string About, string Decision, IReadOnlySet<string> Possible, IReadOnlySet<string>? Certain = null)
    {
        /// <summary>Whether it rests on a contradiction: then the outcomes are those of all readings together.</summary>
        public bool IsInvalid { get; init; }

        /// <summary>Whether it differs only in a reading that leaves out more than is needed.</summary>
        public bool MayBeInvalid { get; init; }

        /// <summary>Why the library may leave more open than this, and never less; <c>null</c> where both are the same.</summary>
        public string? Bound { get; init; }

        /// <summary>Why it is not compared; <c>null</c> where it is.</summary>
        public string? NotCompared { get; init; }

        public bool IsDetermined => !IsInvalid && (Certain is null ? Possible.Count == 1 : Certain.SetEquals(Possible));

        public bool IsSame(Answer other) => Possible.SetEquals(other.Possible)
            && (Certain is null ? other.Certain is null : other.Certain is not null && Certain.SetEquals(other.Certain));
    }

    /// <param name="Contradictions">Every contradiction, by kind and by the ids (and fields) of its two sides.</param>
    public sealed record Judged(IReadOnlyList<Answer> Answers, IReadOnlyList<Contradiction> Contradictions, int Readings);

    public sealed record Contradiction(string Kind, string First, string Second);

    /// <summary>What the clinic did since the record was kept may differ from nothing.</summary>
    public const string NotKeptUp = "a record that is not kept up to the instant";

    /// <summary>An appointment that has passed with neither a start nor a cancellation.</summary>
    public const string NotExplained = "an appointment that nobody explained";

    /// <summary>More ways of leaving one side of each contradiction out than this are not compared.</summary>
    public const int MostReadings = 12;

    /// <summary>What a record comes to at an instant.</summary>
    /// <param name="drivingHours">Twenty-four; another number makes a model that is wrong.</param>
    public static Judged Judge(string json, Instant at, int drivingHours = 24)
    {
        var record = Read(json, at);
        var found = Contradicting(record);
        if (found.Count == 0)
            return new(Judge(record, drivingHours, []), [], 1);

        Dictionary<string, RecordOf> readings = [];
        AddReadings(record, "", readings, []);
        var contradictions = found.Select(one => new Contradiction(one.Kind, one.First.Name, one.Second.Name)).ToList();
        if (readings.Count > MostReadings)
            return new([], contradictions, readings.Count);

        // Where several contradictions meet, some readings leave out more than another that is as consistent.
        Dictionary<VisitOf, List<Answer>> fasts = new(ReferenceEqualityComparer.Instance);
        var judged = readings.ToDictionary(one => one.Key, one => Judge(one.Value, drivingHours, fasts));
        bool IsLeast(string path) => !readings.Keys.Any(other => other != path
            && other.Split(';').ToHashSet().IsProperSubsetOf(path.Split(';')));
        var agreed = Agreed(judged.Values.ToList()).Where(one => one.IsInvalid).Select(one => (one.About, one.Decision)).ToHashSet();
        var answers = Agreed(judged.Where(one => IsLeast(one.Key)).Select(one => one.Value).ToList())
            .Select(one => one with { MayBeInvalid = agreed.Contains((one.About, one.Decision)) }).ToList();
        return new(answers, contradictions, readings.Count);
    }

    // An appointment that has passed with nothing on record may have been kept or missed: whatever then comes out is possible, too.
    private static List<Answer> Judge(RecordOf record, int drivingHours, Dictionary<VisitOf, List<Answer>> fasts)
    {
        var answers = JudgeAsRecorded(record, drivingHours, fasts);
        var unexplained = record.Visits
            .Where(visit => visit is { Cancelled: null, Start: null, Appointment: not null } && IsOver(record, visit)).ToList();
        if (unexplained.Count == 0)
            return answers;

        static VisitOf Kept(VisitOf visit) => visit with
        {
            Start = visit.Arrival is { } arrival && arrival.From > visit.Appointment!.To ? arrival : visit.Appointment,
        };
        static VisitOf Missed(VisitOf visit) => visit with { Cancelled = new("no-show", null, visit.Appointment, null) };

        foreach (var became in new Func<VisitOf, VisitOf>[] { Kept, Missed })
        {
            var told = record with
            {
                IsUnexplained = true,
                Visits = record.Visits.Select(visit => unexplained.Contains(visit) ? became(visit) : visit).ToList(),
            };
            if (Contradicting(told).Count > 0)
                continue;

            var others = JudgeAsRecorded(told, drivingHours, []).ToDictionary(one => (one.About, one.Decision));
            answers = [.. answers.Select(one => others.TryGetValue((one.About, one.Decision), out var other) && !one.IsSame(other) ? one with
            {
                Possible = one.Possible.Union(other.Possible).ToHashSet(),
                Certain = one.Certain?.Where(outcome => other.Certain!.Contains(outcome)).ToHashSet(),
                Bound = NotExplained,
                NotCompared = one.NotCompared ?? other.NotCompared
                    ?? (one.Decision is Ledger or Owed or Forecast ? NotExplained : null),
            } : one)];
        }

        // The library may leave more open: of several only some may have been kept, which is not tried here.
        return [.. answers.Select(one => one with { Bound = one.Bound ?? NotExplained })];
    }

    private static List<Answer> JudgeAsRecorded(RecordOf record, int drivingHours, Dictionary<VisitOf, List<Answer>> fasts)
    {
        List<Answer> answers = [];
        var visits = InCourse(record);
        foreach (var visit in visits)
        {
            answers.AddRange(fasts.TryGetValue(visit.Visit, out var known) ? known : fasts[visit.Visit] = [.. FastsOf(visit.Visit)]);
            answers.AddRange(DecisionsOf(record, visit, drivingHours));
            answers.AddRange(FeesOf(record, visit.Visit));
        }

        answers.AddRange(DrivingOfPatient(record, visits, drivingHours));
        var series = SeriesOf(record, visits);
        foreach (var one in series)
            answers.AddRange(DecisionsOf(record, one));

        var course = CourseOf(record, visits, series);
        answers.AddRange(DecisionsOf(record, course));
        answers.AddRange(MaintenanceOf(record, visits, course));
        answers.AddRange(ReferralsOf(record));
        answers.AddRange(OwedOf(record, answers));
        return record.CompleteThrough < record.At ? [.. answers.Select(one => one with { Bound = one.Bound ?? NotKeptUp })] : answers;
    }

    // ---- a record that contradicts itself ----

    // A decision stands where every contradiction, with either side left out, leaves it determined and the same.
    private static void AddReadings(RecordOf record, string path, Dictionary<string, RecordOf> readings, HashSet<string> seen)
    {
        if (readings.Count > MostReadings || !seen.Add(path))
            return;

        var found = Contradicting(record);
        if (found.Count == 0)
        {
            readings[path] = record;
            return;
        }

        foreach (var one in found)
        {
            foreach (var side in new[] { one.First, one.Second })
            {
                var left = path.Split(';', StringSplitOptions.RemoveEmptyEntries).Append(side.Name).Order(StringComparer.Ordinal);
                AddReadings(side.Without(record), string.Join(';', left), readings, seen);
            }
        }
    }

    // What is said of a visit is said where the visit is; everything else is said of every reading.
    private static List<Answer> Agreed(List<List<Answer>> readings)
    {
        List<Answer> agreed = [];
        foreach (var same in readings.SelectMany((answers, place) => answers.Select(answer => (answer, place)))
            .GroupBy(one => (one.answer.About, one.answer.Decision)))
        {
            var first = same.First().answer;
            var all = IsOfOneEntry(first.Decision)
                ? readings.Count(answers => answers.Any(one => one.About == first.About && IsOfOneEntry(one.Decision))) : readings.Count;
            var isEverywhere = same.Count() == all;
            var notCompared = same.Select(one => one.answer.NotCompared).FirstOrDefault(one => one is not null);
            var bound = same.Select(one => one.answer.Bound).FirstOrDefault(one => one is not null);
            if (isEverywhere && same.All(one => one.answer.IsSame(first)))
            {
                agreed.Add(first with { NotCompared = notCompared, Bound = bound });
                continue;
            }

            agreed.Add(first with
            {
                Possible = same.SelectMany(one => one.answer.Possible).ToHashSet(),
                IsInvalid = true,
                NotCompared = notCompared,
                Bound =
                    bound,
            });
        }

        return agreed;
    }

    private static bool IsOfOneEntry(string decision) =>
        decision.StartsWith("visit.", StringComparison.Ordinal) || decision.StartsWith("fasting.", StringComparison.Ordinal)
        || decision.StartsWith("fee.", StringComparison.Ordinal);

    // ---- what is common to the rooms ----

    private static HashSet<string> Names<T>(IEnumerable<T> outcomes)
        where T : struct, Enum => outcomes.Select(one => one.ToString()).ToHashSet();

    // Instants enough to stand for all of a span: its ends, and both sides of each cut.
    private static HashSet<Instant> Times(Span span, IEnumerable<Instant> cuts)
    {
        HashSet<Instant> times = [span.From, span.To];
        if (span.IsExact)
            return times;

        foreach (var cut in cuts)
        {
            foreach (var one in new[] { cut - Duration.Epsilon, cut, cut + Duration.Epsilon })
            {
                if (one > span.From && one < span.To)
                    times.Add(one);
            }
        }

        return times;
    }

    private static IEnumerable<bool> Values(bool? known) => known is { } value ? [value] : [false, true];
}
