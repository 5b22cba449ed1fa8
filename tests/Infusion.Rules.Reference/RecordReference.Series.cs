using NodaTime;

namespace Infusion.Rules.Reference;

// Sections 1, 2 and 5: what is treated, the series of infusions, and every way in which their open times may have been.
public static partial class RecordReference
{
    public const string Induction = "series.induction";
    public const string Response = "series.response";
    public const string Finality = "series.finality";
    public const string Continuation = "series.continuation";

    // More ways than this are not tried.
    private const int MostWorlds = 64;

    private sealed record SessionOf(VisitOf Visit, Span Start, Span End, bool? IsCompleted, ResponseReference.Mark Mark);

    private sealed record SeriesInRecord(string Name, ProtocolReference.Protocol? Protocol, List<SessionOf> Sessions)
    {
        // Every way it may have gone; null where that is too many, or the protocol is not known.
        public List<World>? Worlds { get; init; }

        public string? NotCompared { get; init; }

        public string? Bound => Sessions.All(session => session is { End.IsExact: true, IsCompleted: not null }) ? null : OpenEnd;

        /// <summary>When the next series began; what was said from then on was said of that one.</summary>
        public Instant? Until { get; init; }
    }

    /// <summary>One way a series may have gone, with every time known.</summary>
    /// <param name="Completed">Completed sessions of its induction.</param>
    /// <param name="Picks">Every verdict on each condition, beside the others.</param>
    /// <param name="Finality">Null before a completed session.</param>
    private sealed record World(
        bool HasCompleted, int Completed, bool IsEvaluated, IReadOnlyList<IReadOnlyList<ResponseReference.Outcome>> Picks,
        ResponseReference.Finality? Finality)
    {
        /// <summary>Whether something of the latest scores goes to a clinician, by condition; null where that is not known.</summary>
        public required IReadOnlyDictionary<int, bool?> ForClinician { get; init; }

        /// <summary>Whether a clinician has said, since the verdict, why to go on, or that maintenance is reached.</summary>
        public bool HasReason { get; init; }

        public bool SaysMaintenance { get; init; }

        /// <summary>Whether a clinician has said at any time that maintenance is reached.</summary>
        public bool SaidMaintenance { get; init; }
    }

    // ---- what is treated ----

    private static EligibilityReference.Condition ConditionNamed(string? name) => name switch
    {
        "back pain" => EligibilityReference.Condition.BackPain,
        "fibromyalgia" => EligibilityReference.Condition.Fibromyalgia,
        "migraine" => EligibilityReference.Condition.Migraine,
        // "Depression" alone is not the name of a listed condition.
        _ => EligibilityReference.Condition.AnythingElse,
    };

    private static IReadOnlySet<EligibilityReference.ConditionResult> Listing(RecordOf record, ConditionOf condition)
    {
        bool? chronic = null;
        if (condition.Onset is { } onset)
        {
            var (first, last) = OnsetOf(onset);
            var answers = EligibilityReference.PossiblyChronic(first, last, record.AssessedOn ?? record.Today);
            chronic = answers.Count == 1 ? answers.Single() : null;
        }

        return EligibilityReference.Possible(new EligibilityReference.ConditionFacts(ConditionNamed(condition.Name), chronic,
            condition.InFullRemission));
    }

    // Pain alone has a published protocol; what a clinician must choose names none.
    private static string? NamedProtocol(RecordOf record)
    {
        if (!record.HasEligibility || !record.AreConditionsComplete)
            return null;

        var all = record.Conditions.Select(one => Listing(record, one)).ToList();
        bool IsActive(EligibilityReference.ConditionResult one) => one.Listing == EligibilityReference.Listing.Listed;
        return all.Any(one => one.All(way => IsActive(way) && way.Category == EligibilityReference.Category.Pain))
            && !all.Any(one => one.Any(way => IsActive(way) && way.Category != EligibilityReference.Category.Pain))
            ? "four-hour" : null;
    }

    private static List<int> Treated(RecordOf record) => record.Conditions.Select(one => Listing(record, one))
        .Where(one => one.All(way => way.Listing == EligibilityReference.Listing.Listed)).Select(one => (int)one.First().Category!.Value)
        .Distinct().ToList();

    // ---- the series ----

    // A protocol's infusions are one series until one of them is marked as a new start.
    private static List<SeriesInRecord> SeriesOf(RecordOf record, List<InCourseOf> visits)
    {
        var given = visits.Where(course => course.Visit.IsGiven).ToList();
        List<(string? Protocol, List<InCourseOf> Visits)> groups = [];
        foreach (var course in given)
        {
            var protocol = ProtocolOf(record, course.Visit);
            var place = course.Visit.Mark == "new-start" ? -1 : groups.FindLastIndex(one => one.Protocol == protocol);
            if (place < 0)
            {
                groups.Add((protocol, []));
                place = groups.Count - 1;
            }

            groups[place].Visits.Add(course);
        }

        return groups.Select((group, place) => SeriesOf(
            record, $"series {place + 1}", group.Protocol, group.Visits.Select(one => SessionIn(record, one)).ToList(),
            given.Except(group.Visits).Select(one => one.Visit.Start!).ToList(),
            groups.Select(one => one.Visits[0].Visit.Start!.From).Where(start => start > group.Visits[^1].Visit.Start!.From)
                .Select(start => (Instant?)start).Min(),
            groups.Any(one => one.Protocol is not ("four-hour" or "one-hour")))).ToList();
    }

    // An infusion without an end on record may have been completed or broken off, by now at the latest as far as scores go.
    private static SessionOf SessionIn(RecordOf record, InCourseOf course) => new(
        course.Visit, course.Visit.Start!,
        course.End ?? new(course.Visit.Start!.From, Max(course.Visit.Start.From, record.At)),
        Counts(record, course.Visit),
        course.Visit.Mark switch
        {
            "extension" => ResponseReference.Mark.Extension,
            "maintenance" => ResponseReference.Mark.Maintenance,
            _ => ResponseReference.Mark.None,
        });

    private static SeriesInRecord SeriesOf(
        RecordOf record, string name, string? protocol, List<SessionOf> sessions, List<Span> others, Instant? until,
        bool isAnyUnknown)
    {
        SeriesInRecord series = new(
            name, protocol switch
            {
                "four-hour" => ProtocolReference.Protocol.FourHour,
                "one-hour" => ProtocolReference.Protocol.OneHour,
                _ => null,
            },
            sessions)
        {
            Until = until,
        };
        if (isAnyUnknown)
            return series with { NotCompared = "a protocol that is not known" };

        // A time that is open, at its ends and wherever another one, or the hours and days after one, passes it.
        List<Span> scored = record.Scores.Select(score => score.At).ToList();
        List<Span> starts = [.. sessions.Select(one => one.Start), .. others];
        List<Instant> Shifted(IEnumerable<Span> spans, params int[] hours) => spans.SelectMany(one => new[] { one.From, one.To }).Distinct()
            .SelectMany(at => hours.Select(by => ClinicClock.AddHours(at, by))).ToList();
        var atEnds = Shifted(sessions.Select(one => one.End), 4, 168);
        var startCuts = starts.Select((one, place) => Shifted(starts.Where((_, other) => other != place).Concat(scored), 0).Concat(
            Shifted(sessions.Select(session => session.End), 168)).ToList()).ToList();
        List<Instant> endCuts = [.. Shifted(scored, -4, -168), .. Shifted(starts, -168), ClinicClock.AddHours(record.At, -168)];
        List<List<Instant>> choices = [.. starts.Select((one, place) => Passed(one, startCuts[place])),
            .. scored.Select((one, place) => Passed(one, [.. Shifted(starts.Concat(scored.Where((_, other) => other != place)), 0),
                .. atEnds]))];
        List<List<(bool IsAborted, Instant End)>> ends = sessions.Select(one =>
        {
            var completed = Passed(one.End, endCuts).Select(end => (false, end));
            return (one.IsCompleted switch
            {
                true => completed,
                false => [(true, one.End.From)],
                _ => completed.Append((true, one.End.From)),
            }).ToList();
        }).ToList();
        var said = SaidByClinicians(record);
        var count = choices.Select(one => one.Count).Concat(ends.Select(one => one.Count)).Aggregate((double)said.Count, (soFar, one) =>
            soFar * one);
        if (count > MostWorlds)
            return series with { NotCompared = "too many open times" };

        List<World> worlds = [];
        foreach (var times in Product(choices))
        {
            foreach (var ended in Product(ends))
            {
                var went = sessions.Select((one, place) => new ResponseReference.Session(
                    times[place], Max(times[place], ended[place].End), ended[place].IsAborted, one.Mark)).ToList();
                var scores = record.Scores.Select((score, place) => Taken(score, times[sessions.Count + others.Count + place])).ToList();
                worlds.AddRange(said.Select(words => WorldOf(record, new(
                    series.Protocol!, went, times.Skip(sessions.Count).Take(others.Count).ToList(), scores), words, until)));
            }
        }

        return series with { Worlds = worlds };
    }

    // Where nothing passes it, any of its instants stands for all.
    private static List<Instant> Passed(Span span, IEnumerable<Instant> cuts)
    {
        var inside = cuts.Where(cut => cut >= span.From && cut <= span.To).ToList();
        return inside.Count == 0 ? [span.From] : [.. Times(span, inside)];
    }

    // What clinicians said, in every way in which those who are not known may have been clinicians or not.
    private static List<List<WordOf>> SaidByClinicians(RecordOf record) => Product(record.Words.Select(word =>
        word.By is null ? [false, true] : (List<bool>)[word.By != "other"]).ToList())
        .Select(by => record.Words.Where((_, place) => by[place]).ToList()).ToList();

    private static World WorldOf(RecordOf record, ResponseReference.Series series, List<WordOf> words, Instant? until)
    {
        var point = ProtocolReference.EvaluationPoint(series.Protocol);
        var induction = ResponseReference.InductionOf(series).Where(session => !session.Aborted).OrderBy(session => session.Start).ToList();
        bool Says(string about) => ResponseReference.HasWord(series, words
            .Where(word => word.About == about && (until is null || word.At < until))
            .Select(word => new ResponseReference.Word(word.At, IsByClinician: true)));
        var isConfirmed = Says("response-confirmed");
        return new(
            series.Sessions.Any(session => !session.Aborted), induction.Count, point is { } after && induction.Count >= after,
            ResponseReference.PossiblePicks(series, Treated(record)), ResponseReference.FinalityOf(series, record.At, isConfirmed))
        {
            ForClinician = ForClinician(series.Scores, series.Sessions),
            HasReason = Says("reason-to-continue") || Says("maintenance"),
            SaysMaintenance = Says("maintenance"),
            SaidMaintenance = words.Any(word => word.About == "maintenance"),
        };
    }

    private static Dictionary<int, bool?> ForClinician(
        IReadOnlyList<ResponseReference.ScoreOf> scores, IReadOnlyList<ResponseReference.Session> sessions)
    {
        return ResponseReference.Latest(scores, sessions).GroupBy(one => one.Score.Condition).ToDictionary(
            of => of.Key, of => of.Any(one => one.Worsened == true) || NeedsClinician(of.Key) == true ? true
                : of.Any(one => one.Worsened is null) || NeedsClinician(of.Key) is null ? (bool?)null
                : false);

        bool? NeedsClinician(int condition) =>
            ResponseReference.LastItem9(scores).TryGetValue(condition, out var needs) ? needs : false;
    }

    // The latest series that treated the condition: four hours are for pain, one hour for mental health, and a protocol that is for nothing
    // the patient has was given for what there is; else the latest of all.
    private static SeriesInRecord? SeriesFor(RecordOf record, int condition, List<SeriesInRecord> series)
    {
        var conditions = ConditionsOf(record);
        var inOrder = series.OrderByDescending(one => one.Sessions[^1].Start.From).ToList();
        return inOrder.FirstOrDefault(one => IsFor(one, condition) || !conditions.Any(other => IsFor(one, other)))
            ?? inOrder.FirstOrDefault();

        static bool IsFor(SeriesInRecord series, int condition) => series.Protocol == (condition switch
        {
            0 => ProtocolReference.Protocol.FourHour,
            1 => ProtocolReference.Protocol.OneHour,
            _ => (ProtocolReference.Protocol?)null,
        });
    }

    // What is scored, and what is treated without a score, in the order of the verdicts on them.
    private static List<int> ConditionsOf(RecordOf record) => record.Scores.Select(ScoredFor)
        .Concat(Treated(record)).Distinct().ToList();

    private static int ScoredFor(ScoreOf score) => score.Condition == "pain" ? 0 : 1;

    // A score as it was, if it was taken then.
    private static ResponseReference.ScoreOf Taken(ScoreOf score, Instant at) =>
        new(ScoredFor(score), InstrumentOf(score.Instrument), BasisOf(score.Basis), at, score.Points, score.Item9);

    private static ResponseReference.Instrument InstrumentOf(string name) => name switch
    {
        "pain-nrs" => ResponseReference.Instrument.PainNrs,
        "phq-9" => ResponseReference.Instrument.Phq9,
        _ => ResponseReference.Instrument.Gad7,
    };

    private static int? BasisOf(string? basis) => basis switch
    {
        null => null,
        "now" => 0,
        "average" => 1,
        _ => 2,
    };

    private static IEnumerable<List<T>> Product<T>(List<List<T>> choices)
    {
        IEnumerable<List<T>> products = [[]];
        foreach (var choice in choices)
            products = products.SelectMany(soFar => choice.Select(one => new List<T>(soFar) { one }));

        return products;
    }

    // ---- its decisions ----

    private static HashSet<ResponseReference.Outcome> VerdictsOf(SeriesInRecord series) =>
        series.Worlds!.SelectMany(world => world.Picks.Select(ResponseReference.Overall)).ToHashSet();

    private static IEnumerable<Answer> DecisionsOf(RecordOf record, SeriesInRecord series)
    {
        if (series.NotCompared is not null)
        {
            foreach (var decision in new[] { Induction, Response, Finality, Continuation })
                yield return new(series.Name, decision, Names<ResponseReference.Outcome>([])) { NotCompared = series.NotCompared };

            yield break;
        }

        yield return new(series.Name, Induction, Names(series.Worlds!.Select(world =>
            ProtocolReference.InductionOf(series.Protocol!, world.Completed))));
        var verdicts = VerdictsOf(series);
        yield return new(series.Name, Response, Names(verdicts)) { Bound = series.Bound };

        // Without a verdict there is none that could stand.
        var given = series.Worlds!.Where(world => world.IsEvaluated && world.Finality is not null).ToList();
        if (given.Count > 0 && verdicts.Any(one => one != ResponseReference.Outcome.NotYetEvaluable))
            yield return new(series.Name, Finality, Names(given.Select(world => world.Finality!.Value))) { Bound = series.Bound };

        yield return new(series.Name, Continuation, series.Worlds!.SelectMany(world => world.Picks.Select(pick =>
            ResponseReference.BookAnother(ResponseReference.Overall(pick), world.HasReason) switch
            {
                ResponseReference.BookingWarning.None => "NoWarning",
                ResponseReference.BookingWarning.ContinuationOverridden => "Overridden",
                _ => "ContinuationNotRecommended",
            })).ToHashSet())
        { Bound = series.Bound };
    }
}
