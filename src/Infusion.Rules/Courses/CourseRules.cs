using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>The rules of a course as a whole: its stage, and what may or must happen next.</summary>
internal sealed class CourseRules
{
    private readonly Decider<CourseStanding, CourseStage> _stage;
    private readonly Decider<CourseStanding, NextStepKind> _next;
    private readonly Decider<VisitOfDay, DayOutcome> _day;
    private readonly Fact<string> _booking;
    private readonly Fact<string> _response;
    private readonly Fact<string> _verdict;
    private readonly Fact<string> _induction;

    public CourseRules(
        EligibilityRules eligibility, ProtocolRules protocols, FastingRules fasting, VisitRules visits, ResponseRules response,
        MaintenanceRules maintenance, PolicyVersion version)
    {
        _booking = CourseFacts.Booking(eligibility.BookingTable);
        _response = CourseFacts.Response(response.CourseTable);
        VerdictTable = BuildVerdictTable(
            _response, CourseFacts.BestCondition(response.ConditionTable), CourseFacts.Finality(response.FinalityTable),
            CourseFacts.EarlierVerdict(response.ConditionTable, protocols.Served)).CitedBy(version.Sources);
        _verdict = CourseFacts.Verdict(VerdictTable, new TableJudgement<CourseStanding>(VerdictTable));
        _induction = CourseFacts.Induction(protocols.InductionTable);
        StageTable = BuildStageTable().CitedBy(version.Sources);
        var stage = new TableJudgement<CourseStanding>(StageTable);
        _stage = new(stage, version);
        NextTable = BuildNextTable(
            Fact.Linked("course.stage", "the stage of the course", "Where is the patient on the way?", StageTable).From(stage.Linked()))
            .CitedBy(version.Sources);
        WaitingTable = BuildWaitingTable().CitedBy(version.Sources);
        _next = new(
            new UnionJudgement<CourseStanding>(
                "course.next", new TableJudgement<CourseStanding>(NextTable), new TableJudgement<CourseStanding>(WaitingTable)),
            version);
        DayTable = BuildDayTable(
            visits.HasRecoveryVariants ? CourseFacts.ProgressByRecovery : CourseFacts.Progress, CourseFacts.StageOfDay(StageTable),
            CourseFacts.BookingOfDay(eligibility.BookingTable), CourseFacts.RouteOfDay(protocols.RouteTable),
            CourseFacts.FastOfDay(fasting.IntakeTable), CourseFacts.RideOfDay(visits.InboundRideTable),
            visits.StartTable.IsPublished ? CourseFacts.StartOfDay(visits.StartTable) : null,
            protocols.HasMost, maintenance.HasMostInAYear).CitedBy(version.Sources);
        _day = new(new TableJudgement<VisitOfDay>(DayTable), version) { Names = static day => day.Visit.Visit.Id };
    }

    /// <summary>The table that says what the verdicts on the response mean for the course.</summary>
    public DecisionTable VerdictTable { get; }

    /// <summary>The table that says where a patient is on the way.</summary>
    public DecisionTable StageTable { get; }

    /// <summary>The table that collects what waits for somebody at every stage.</summary>
    public DecisionTable WaitingTable { get; }

    /// <summary>The table that collects what may or must happen next, by the stage.</summary>
    public DecisionTable NextTable { get; }

    /// <summary>The table that says whether a visit of the day goes ahead.</summary>
    public DecisionTable DayTable { get; }

    /// <summary>Says whether a visit of the day goes ahead.</summary>
    public Decision<DayOutcome> DecideDay(VisitOfDay day, Instant at) => _day.Decide(day, at);

    /// <summary>Says where a patient is on the way.</summary>
    public Decision<CourseStage> DecideStage(CourseStanding standing, Instant at) => _stage.Decide(standing, at);

    /// <summary>Collects what may or must happen next.</summary>
    public Decision<NextStepKind> DecideNext(CourseStanding standing, Instant at) => _next.Decide(standing, at);

    /// <summary>Who takes a step.</summary>
    public static ClinicPerson ActorOf(NextStepKind kind) => kind switch
    {
        NextStepKind.EndInfusion or NextStepKind.ReleasePatient or NextStepKind.GiveInfusion or NextStepKind.RecordResponse =>
            ClinicPerson.Nurse,
        NextStepKind.RecordVerdict or NextStepKind.HoldConsultation or NextStepKind.ConfirmResponse or NextStepKind.ReviewResponse
            or NextStepKind.DecideContinuation or NextStepKind.ReviewScore => ClinicPerson.Physician,
        _ => ClinicPerson.Desk,
    };

    // Apart from the stage, so that the four verdicts are compared among themselves and not beside all that a stage asks for too.
    private static DecisionTable BuildVerdictTable(Fact<string> response, Fact<string> best, Fact<string> finality, Fact<string> earlier)
    {
        Condition stands = finality.Is(nameof(ResponseFinality.Standing));
        Condition responds = (best.Is(nameof(ResponseOutcome.Responder)) & stands) | earlier.Is(nameof(ResponseOutcome.Responder));
        Condition isUnlikely = response.Is(nameof(ResponseOutcome.LikelyNonResponder)) & stands & !responds;
        Rule Row(CourseVerdict verdict, string name, Condition when, string says) =>
            Rule.For(verdict, $"course.verdict.{name}", when, says, Modality.Informational, Provenance.Inferred);
        return DecisionTable.Create<CourseVerdict>(
            "course.verdict", "what the verdicts on the response mean for the course", HitPolicy.Unique,
            [response, best, finality, earlier],
            [
                Row(CourseVerdict.Responds, "responds", responds,
                    "A condition responds when its verdict is a response and stands, or an earlier series left one"),
                Row(CourseVerdict.Unlikely, "unlikely", isUnlikely, "A likely non-response stands, and no condition responds"),
                Row(CourseVerdict.Undecided, "undecided", !responds & !isUnlikely,
                    "While no verdict of response or likely non-response stands the course is not moved on by one"),
            ]);
    }

    private DecisionTable BuildStageTable()
    {
        Condition declined = _booking.Is(nameof(BookingOutcome.RejectedNotCandidate)) | CourseFacts.HasDeclined.Is(true);
        Condition accepted = _booking.Is(nameof(BookingOutcome.Accepted));
        Condition word = CourseFacts.MaintenanceWord.Is(true);
        Condition treated = CourseFacts.Completed.Is(true);
        Condition responds = _verdict.Is(nameof(CourseVerdict.Responds));
        Condition isUnlikely = _verdict.Is(nameof(CourseVerdict.Unlikely));
        Rule Row(CourseStage stage, string name, Condition when, string says) =>
            Rule.For(stage, $"course.{name}", when, says, Modality.Informational, Provenance.Inferred);
        return DecisionTable.Create<CourseStage>("course.stage", "where the patient is on the way", HitPolicy.Unique,
            [_booking, CourseFacts.HasDeclined, CourseFacts.Completed, CourseFacts.MaintenanceWord, _verdict],
            [
                Row(CourseStage.Declined, "declined", declined,
                    "After a verdict of no candidate, or when the patient declines, there is no course until a new consultation"),
                Row(CourseStage.Maintenance, "maintenance", !declined & (word | (treated & responds)),
                    "Maintenance begins when a condition responds and the verdict stands, or by a clinician's word"),
                Row(CourseStage.DiscontinuationRecommended, "discontinuation", !declined & !word & treated & isUnlikely,
                    "While a likely non-response stands the clinic typically recommends discontinuing ketamine infusions; the clinician "
                    + "decides"),
                Row(CourseStage.Initiation, "initiation", !declined & !word & treated & !responds & !isUnlikely,
                    "From the first completed infusion until a verdict on the response stands the course is being initiated"),
                Row(CourseStage.FirstTreatment, "first-treatment",
                    !declined & !word & !treated & accepted,
                    "With a verdict of candidate and no completed infusion the first treatment comes next"),
                Row(CourseStage.Consultation, "consultation",
                    !declined & !word & !treated & !accepted,
                    "Until the physician's verdict of candidate is on record the consultation comes first"),
            ]);
    }

    private static DecisionTable BuildDayTable(
        Fact<DayProgress> progress, Fact<string> stage, Fact<string> booking, Fact<string> route, Fact<string> fast, Fact<string> ride,
        Fact<string>? start, bool hasMost, bool hasMostInAYear)
    {
        Condition isAhead = progress.Is(DayProgress.Ahead);
        Condition In(CourseStage one) => stage.Is(one.ToString());
        Rule Row(DayOutcome outcome, string name, Condition when, string says) =>
            Rule.For(outcome, $"day.{name}", isAhead & when, says, Modality.Recommended, Provenance.Inferred);
        Rule Otherwise(DayOutcome outcome, DayProgress other, string name, string says) => Rule.For(
            outcome, $"day.{name}", progress.Is(other), says, Modality.Recommended, Provenance.Inferred);
        return DecisionTable.Create<DayOutcome>("day.visit", "whether a visit of the day goes ahead", HitPolicy.Priority,
            [
                progress, booking, stage, CourseFacts.ReasonOfDay, route, fast, ride, CourseFacts.RideHomeMissing,
                CourseFacts.ScoreOfDay, .. start is null ? (Fact[])[] : [start],
                .. hasMost ? [CourseFacts.BeyondInduction] : (Fact[])[], .. hasMostInAYear ? [CourseFacts.BeyondYear] : (Fact[])[],
            ],
            [
                Otherwise(DayOutcome.Begun, DayProgress.Begun, "begun", "The infusion has begun or is over"),
                Otherwise(DayOutcome.Ask, DayProgress.Passed, "what-happened",
                    "The appointment has passed and nothing is on record of it; somebody says what happened"),
                Row(DayOutcome.Ask, "booking-not-published", booking.Is(nameof(BookingOutcome.NotPublished)),
                    "What an infusion needs before it is booked is not published; a person says whether the patient may have one"),
                Row(DayOutcome.Stop, "no-verdict",
                    !booking.Is(nameof(BookingOutcome.Accepted)) & !booking.Is(nameof(BookingOutcome.NotPublished)),
                    "Without a consultation and the physician's verdict of candidate there is no infusion"),
                Row(DayOutcome.Stop, "declined", In(CourseStage.Declined), "The patient has declined, or is not a candidate"),
                Row(DayOutcome.Stop, "route", route.Is(nameof(RouteOutcome.NotOffered)), "The clinic does not offer this route"),
                Row(DayOutcome.Stop, "not-recommended", In(CourseStage.DiscontinuationRecommended) & CourseFacts.ReasonOfDay.Is(false),
                    "After a likely non-response an infusion needs a clinician's reason on record"),
                Row(DayOutcome.Stop, "fast", fast.Is(nameof(FastingOutcome.Violation)),
                    "The fast is violated, which permits the clinic to reschedule for another day"),
                Row(DayOutcome.Ask, "fast-clinician", fast.Is(nameof(FastingOutcome.ClinicianDecision)),
                    "A clinician decides whether what was taken matters"),
                Row(DayOutcome.Ask, "score", CourseFacts.ScoreOfDay.Is(true),
                    "A worsening from baseline, or item 9 of a PHQ-9 above 0, goes to a clinician before the infusion"),
                .. hasMost
                    ? [Row(DayOutcome.Ask, "beyond-induction", CourseFacts.BeyondInduction.Is(true),
                        "The infusion is one more than the induction has; a clinician looks at it before it begins")]
                    : (Rule[])[],
                .. hasMostInAYear
                    ? [Row(DayOutcome.Ask, "beyond-year", CourseFacts.BeyondYear.Is(true),
                        "The infusion is one more than maintenance has in a year; a clinician looks at it before it begins")]
                    : (Rule[])[],
                .. start is null
                    ? (Rule[])[]
                    : [Row(DayOutcome.Stop, "start-held", start.Is(nameof(StartOutcome.Wait)),
                        "What the clinic asks for before the infusion starts, such as a ride, is not there; the start waits for it")],
                Row(DayOutcome.Ask, "ride-home", CourseFacts.RideHomeMissing.Is(true),
                    "No ride home is arranged, and without one the patient is not released"),
                Row(DayOutcome.Ask, "ride", ride.Is(nameof(InboundRideOutcome.InboundRideNeeded)),
                    "The way to the clinic falls into a driving restriction, so somebody else has to drive"),
                Row(DayOutcome.Go, "go", Condition.Always, "Nothing on record speaks against the infusion"),
            ]);
    }

    private static Rule Row(NextStepKind step, string name, Condition when, string says) =>
        Rule.For(step, $"course.next.{name}", when, says, Modality.Recommended, Provenance.Inferred);

    private static DecisionTable BuildWaitingTable() => DecisionTable.Create<NextStepKind>(
        "course.waiting", "what waits for somebody at every stage", HitPolicy.Collect,
        [CourseFacts.Running, CourseFacts.Recovering, CourseFacts.Unexplained, CourseFacts.ScoreForClinician],
        [
            Row(NextStepKind.EndInfusion, "end", CourseFacts.Running.Is(true),
                "An infusion is running; its end is recorded when it is over"),
            Row(NextStepKind.ReleasePatient, "release", CourseFacts.Recovering.Is(true),
                "The infusion is over and the patient is still there; the release is judged"),
            Row(NextStepKind.RecordWhatHappened, "what-happened", CourseFacts.Unexplained.Is(true),
                "An appointment has passed and nothing is on record of it; somebody says what happened"),
            Row(NextStepKind.ReviewScore, "score", CourseFacts.ScoreForClinician.Is(true),
                "A worsening from baseline, or item 9 of a PHQ-9 above 0, always goes to a clinician, at every stage"),
        ]);

    private DecisionTable BuildNextTable(Fact<string> stage)
    {
        Condition In(CourseStage one) => stage.Is(one.ToString());
        Condition Says(ResponseOutcome one) => _response.Is(one.ToString());
        Condition initiation = In(CourseStage.Initiation);
        Condition reason = CourseFacts.Reason.Is(true);
        Condition underway = initiation | (In(CourseStage.Maintenance) & CourseFacts.EarlierResponds.Is(true));
        Condition pending = Says(ResponseOutcome.NotYetEvaluable) | CourseFacts.ResponseOpen.Is(true);
        Condition complete = _induction.Is(nameof(InductionOutcome.Complete));
        Condition another = In(CourseStage.FirstTreatment) | (In(CourseStage.DiscontinuationRecommended) & reason)
            | (underway & pending & !complete & !CourseFacts.ResponseOpen.Is(true))
            | (underway & _induction.Is(nameof(InductionOutcome.InProgress)));
        Condition booked = CourseFacts.Booked.Is(true);
        Condition accepted = _booking.Is(nameof(BookingOutcome.Accepted));
        Condition unheard = (!accepted | In(CourseStage.Consultation)) & !In(CourseStage.Declined);
        return DecisionTable.Create<NextStepKind>("course.next", "what may or must happen next", HitPolicy.Collect,
            [
                stage, _booking, CourseFacts.Consulted, CourseFacts.Booked, _induction, _response, CourseFacts.ResponseOpen,
                CourseFacts.Reason, CourseFacts.EarlierResponds,
            ],
            [
                Row(NextStepKind.HoldConsultation, "consultation", unheard & CourseFacts.Consulted.Is(false),
                    "The consultation comes before anything else"),
                Row(NextStepKind.RecordVerdict, "verdict", unheard & CourseFacts.Consulted.Is(true),
                    "The consultation was held; the physician's verdict is recorded"),
                Row(NextStepKind.BookInfusion, "book", accepted & another & !booked,
                    "Another infusion of the series may be booked"),
                Row(NextStepKind.GiveInfusion, "give", accepted & booked & (another | In(CourseStage.Maintenance)),
                    "An infusion is booked and may be given"),
                Row(NextStepKind.RecordResponse, "response", underway & CourseFacts.ResponseOpen.Is(true),
                    "The response cannot be judged yet; what it needs is recorded, above all the score"),
                Row(NextStepKind.ConfirmResponse, "confirm",
                    initiation & (Says(ResponseOutcome.Responder) | Says(ResponseOutcome.LikelyNonResponder)),
                    "The verdict may change until the evaluation window closes, unless a clinician confirms it"),
                Row(NextStepKind.ReviewResponse, "review",
                    initiation
                        & (Says(ResponseOutcome.ClinicianReview) | Says(ResponseOutcome.NotEvaluable)
                            | Says(ResponseOutcome.CriterionNotSet) | Says(ResponseOutcome.NotPublished)
                            | (Says(ResponseOutcome.NotYetEvaluable) & complete)),
                    "The rules alone do not move the course on; a clinician decides"),
                Row(NextStepKind.DecideContinuation, "continuation",
                    In(CourseStage.DiscontinuationRecommended) & CourseFacts.Reason.Is(false),
                    "Further infusions are not recommended; only a clinician's reason on record leads to another"),
                Row(NextStepKind.BookMaintenance, "maintenance", accepted & In(CourseStage.Maintenance) & !booked,
                    "The next maintenance infusion may be booked"),
            ]);
    }
}
