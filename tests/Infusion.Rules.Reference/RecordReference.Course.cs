using NodaTime;

namespace Infusion.Rules.Reference;

// Sections 6 and 8: the stage, what may happen next, and when to come back.
public static partial class RecordReference
{
    public const string Stage = "course.stage";
    public const string Next = "course.next";
    public const string Maintenance = "maintenance.status";
    public const string Recommendation = "maintenance.recommended";
    public const string Forecast = "maintenance.forecast";

    private const string OpenResponse = "a verdict that is open and bears on several facts";

    /// <param name="Stages">Every stage that is possible.</param>
    /// <param name="Steps">What may happen next, in each way the course may have gone.</param>
    private sealed record CourseInRecord(
        HashSet<CourseReference.Stage> Stages, List<IReadOnlySet<CourseReference.Step>> Steps, string? NotCompared = null)
    {
        public string? Bound { get; init; }

        public bool IsResponseOpen { get; init; }
    }

    private static bool IsOver(RecordOf record, VisitOf visit) =>
        visit.Left is not null || ((visit.Start ?? visit.Appointment) is { } at && ClinicClock.DateOf(at.To) < record.Today);

    private static CourseInRecord CourseOf(RecordOf record, List<InCourseOf> visits, List<SeriesInRecord> series)
    {
        if (series.FirstOrDefault(one => one.NotCompared is not null) is { } open)
            return new([], [], open.NotCompared);

        var given = visits.Select(course => course.Visit).Where(visit => visit.IsGiven).ToList();
        var waiting = visits.Select(course => course.Visit)
            .Where(visit => visit is { Cancelled: null, Start: null, Appointment: not null }).ToList();
        var latest = series.OrderBy(one => one.Sessions[^1].Start.From).LastOrDefault();
        CourseReference.StepFacts known = new(
            default, false, false, waiting.Any(visit => !IsOver(record, visit)), false, false, default,
            latest is not null && VerdictsOf(latest).Count > 1, false, false);
        CourseReference.WaitingFacts now = new(
            given.Any(visit => visit.End is null && !IsOver(record, visit)),
            given.Any(visit => visit.End is not null && !IsOver(record, visit)),
            record.IsUnexplained || waiting.Any(visit => IsOver(record, visit)), false);
        HashSet<CourseReference.Stage> stages = [];
        List<IReadOnlySet<CourseReference.Step>> steps = [];
        bool? isConsulted = record.HasConsultation ? record.Held : record.HasVerdict ? null : false;
        var forClinician = ForClinician(record, series);
        foreach (var way in WaysOf(record, given, series, latest))
        {
            var stage = CourseReference.StageOf(way.Facts);
            stages.Add(stage);
            foreach (var isForClinician in forClinician)
            {
                var always = CourseReference.Waiting(now with { ScoreForClinician = isForClinician });
                steps.AddRange(Values(isConsulted).Select(consulted => CourseReference.StepsAfter(known with
                {
                    Stage = stage,
                    Accepted = way.Facts.Refusal is null,
                    Consulted = consulted,
                    InProgress = way.Induction == ProtocolReference.Induction.InProgress,
                    Complete = way.Induction == ProtocolReference.Induction.Complete,
                    Response = way.Facts.Response,
                    Reason = way.HasReason,
                    EarlierResponds = way.Facts.Earlier == ResponseReference.Outcome.Responder,
                }).Concat(always).ToHashSet()));
            }
        }

        return new(stages, steps) { Bound = latest?.Bound, IsResponseOpen = latest is not null && VerdictsOf(latest).Count > 1 };
    }

    // Every verdict, every way the latest series may have gone, and every verdict on its conditions.
    private static IEnumerable<(CourseReference.StageFacts Facts, ProtocolReference.Induction? Induction, bool HasReason)> WaysOf(
        RecordOf record, List<VisitOf> given, List<SeriesInRecord> series, SeriesInRecord? latest)
    {
        var declined = record.Words.Any(word => word.About == "declined");
        var earlier = given.Where(visit => latest!.Sessions.All(session => session.Visit.Id != visit.Id))
            .Select(visit => Counts(record, visit)).ToList();
        var (isEarlierCompleted, isEarlierOpen) = (earlier.Contains(true), earlier.Contains(null));
        foreach (var refusal in RefusalsOf(record))
        {
            if (latest is null)
            {
                foreach (var isWord in SaidByClinicians(record).Select(words => words.Any(word => word.About == "maintenance")).Distinct())
                {
                    yield return (
                        new(refusal, declined, false, isWord, ResponseReference.Outcome.NotYetEvaluable, ResponseReference.Outcome.NotYetEvaluable,
                            ResponseReference.Finality.Standing, ResponseReference.Outcome.NotYetEvaluable), null, false);
                }

                continue;
            }

            foreach (var world in latest.Worlds!)
            {
                foreach (var isCompleted in world.HasCompleted || isEarlierCompleted ? [true] : isEarlierOpen ? [false, true]
                    : (bool[])[false])
                {
                    foreach (var pick in world.Picks)
                    {
                        var best = pick.Contains(ResponseReference.Outcome.Responder)
                            ? ResponseReference.Outcome.Responder : ResponseReference.Overall(pick);

                        // A non-response that stands outweighs what was said before it.
                        var finality = world.Finality ?? ResponseReference.Finality.Standing;
                        var isOutweighed = ResponseReference.Overall(pick) == ResponseReference.Outcome.LikelyNonResponder
                            && finality == ResponseReference.Finality.Standing;
                        var isWord = world.SaysMaintenance || (world.SaidMaintenance && !isOutweighed);
                        foreach (var responds in EarlierResponds(record, series, latest))
                        {
                            yield return (
                                new(refusal, declined, isCompleted, isWord, ResponseReference.Overall(pick), best, finality,
                                    responds ? ResponseReference.Outcome.Responder : ResponseReference.Outcome.NotYetEvaluable),
                                ProtocolReference.InductionOf(latest.Protocol!, world.Completed), world.HasReason);
                        }
                    }
                }
            }
        }
    }

    // Without a consultation on record nobody knows whether one was held, and without a name whether it is a physician's verdict.
    private static HashSet<ConsultationReference.RejectionReason?> RefusalsOf(RecordOf record) =>
    [
        .. from isHeld in Values(record.HasConsultation ? record.Held : null)
           from counts in Values(record.VerdictBy is { } role ? role == "physician" : null)
           select ConsultationReference.Refusal(isHeld, EligibilityReference.Outcome.Candidate, !counts ? EligibilityReference.Verdict.None
               : record.Verdict switch
               {
                   "candidate" => EligibilityReference.Verdict.Candidate,
                   "not-candidate" => EligibilityReference.Verdict.NotCandidate,
                   _ => EligibilityReference.Verdict.None,
               }),
    ];

    // Whether a condition responds whose latest series was an earlier one.
    private static HashSet<bool> EarlierResponds(RecordOf record, List<SeriesInRecord> series, SeriesInRecord latest)
    {
        var conditions = ConditionsOf(record);
        var each = series.Where(one => one != latest).Select(one => one.Worlds!.SelectMany(world => world.Picks.Select(pick =>
            conditions.Where((condition, place) => SeriesFor(record, condition, series) == one
                && pick[place] == ResponseReference.Outcome.Responder)
                .Any())).ToHashSet()).ToList();
        return Either(each);
    }

    // Whether any of the latest scores goes to a clinician, each beside the series that treats its condition.
    private static HashSet<bool> ForClinician(RecordOf record, List<SeriesInRecord> series)
    {
        List<HashSet<bool>> each = [];
        foreach (var condition in record.Scores.Select(ScoredFor).Distinct())
        {
            var worlds = SeriesFor(record, condition, series) is { } treats ? treats.Worlds!.Select(world => world.ForClinician)
                : Product(record.Scores.Select(score => Passed(score.At, record.Scores.SelectMany(other => new[]
                    {
                        other.At.From, other.At.To,
                    }))).ToList()).Select(times => ForClinician(
                        record.Scores.Select((score, place) => Taken(score, times[place])).ToList(),
                        []));
            each.Add(worlds.SelectMany(world => Values(world[condition])).ToHashSet());
        }

        return Either(each);
    }

    // One of them is enough.
    private static HashSet<bool> Either(List<HashSet<bool>> each)
    {
        HashSet<bool> either = [];
        if (each.Any(one => one.Contains(true)))
            either.Add(true);

        if (each.All(one => one.Contains(false)))
            either.Add(false);

        return either;
    }

    private static IEnumerable<Answer> DecisionsOf(RecordOf record, CourseInRecord course)
    {
        yield return new("course", Stage, Names(course.Stages))
        {
            NotCompared = course.NotCompared,
            Bound = course.IsResponseOpen ? OpenResponse : course.Bound,
        };
        var all = course.Steps.SelectMany(steps => steps).ToHashSet();
        yield return new("course", Next, Names(all), Names(all.Where(step => course.Steps.All(steps => steps.Contains(step)))))
        {
            NotCompared = course.NotCompared,
            Bound = course.IsResponseOpen || course.Stages.Count > 1 ? OpenResponse : course.Bound,
        };
    }

    // ---- maintenance ----

    // Counted from the last completed infusion; while it is not known of one after it, that may be the last one, too.
    private static IEnumerable<Answer> MaintenanceOf(RecordOf record, List<InCourseOf> visits, CourseInRecord course)
    {
        var counted = visits.Select(one => one.Visit).Where(visit => Counts(record, visit) != false).ToList();
        if (counted.Count == 0 && !record.HasMaintenanceNote)
            yield break;

        List<LocalDate?> anchors = [];
        foreach (var visit in counted.AsEnumerable().Reverse())
        {
            anchors.Add(ClinicClock.DateOf(visit.Start!.From));
            if (Counts(record, visit) == true)
                break;
        }

        if (!counted.Any(visit => Counts(record, visit) == true))
            anchors.Add(null);

        var bound = anchors.Count > 1 ? "an infusion without an end, which may have been the last completed one" : course.Bound;
        HashSet<string> statuses = [], bases = [], forecasts = [];
        foreach (var stage in course.Stages)
        {
            if (stage != CourseReference.Stage.Maintenance)
            {
                statuses.Add("BeforeMaintenance");
                bases.Add("BeforeMaintenance");
                continue;
            }

            bases.Add(record.ClinicianInterval is not { } set ? "NotPublished" : set.Earliest.Equals(set.Latest) ? "ClinicianInterval"
                : "ClinicianRange");
            MaintenanceReference.Facts facts = new(record.AskedOn ?? record.Today, record.SymptomsAreBack);
            foreach (var anchor in anchors)
            {
                if (anchor is not { } from)
                {
                    // Nobody knows when: every place of the date is possible.
                    statuses.UnionWith(["NotYetDue", "InWindow",
                        .. Values(record.SymptomsAreBack).Select(back => back ? "Due" : "DeferredWhileControlled")]);
                    forecasts.Add("");
                    continue;
                }

                var window = record.ClinicianInterval is { } interval
                    ? new MaintenanceReference.Window(from + interval.Earliest, null, from + interval.Latest, false)
                    : MaintenanceReference.Published(from);
                statuses.UnionWith(MaintenanceReference.Possible(window, facts).Select(one => one.ToString()));
                forecasts.Add($"{window.Earliest:uuuu-MM-dd} to {window.Latest:uuuu-MM-dd}");
            }
        }

        yield return new("course", Maintenance, statuses) { NotCompared = course.NotCompared, Bound = bound };
        yield return new("course", Recommendation, bases) { NotCompared = course.NotCompared, Bound = course.Bound };
        if (course.NotCompared is not null)
            yield return new("course", Forecast, bases) { NotCompared = course.NotCompared };
        else if (course.Steps.All(steps => steps.Contains(CourseReference.Step.BookMaintenance))
            && forecasts.Count == 1 && !forecasts.Contains(""))
            yield return new("course", Forecast, forecasts);
    }
}
