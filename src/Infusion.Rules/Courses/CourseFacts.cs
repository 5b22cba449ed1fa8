using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Courses;

/// <summary>What the stage of a course and its next steps ask.</summary>
internal static class CourseFacts
{
    // Which series treats a condition turns on the category of the condition and on what its protocol is for.
    private static string[] Treated => ["eligibility.conditions*.category", "protocols.protocols*.serves*"];

    /// <summary>Whether the patient has declined to go on.</summary>
    public static Fact<bool> HasDeclined { get; } =
        Claim(
            "course.declined", "the patient's word that they decline", "Has the patient declined?", PatientRecord.Fields.Words.Path,
            static standing => standing.HasDeclined);

    /// <summary>Whether a consultation was held.</summary>
    public static Fact<bool> Consulted { get; } =
        Claim(
            "course.consulted", "a consultation", "Was the consultation held?", Consultation.Fields.Held.Path,
            static standing => standing.IsConsulted);

    /// <summary>Whether an infusion is completed.</summary>
    public static Fact<bool> Completed { get; } =
        Claim(
            "course.completed", "a completed infusion", "Was an infusion completed?", Visit.Fields.End.Path,
            static standing => standing.HasCompleted).OfSeries();

    /// <summary>Whether a clinician has said that the course is in maintenance.</summary>
    public static Fact<bool> MaintenanceWord { get; } =
        Claim(
            "course.maintenance-word", "a clinician's word that maintenance is reached", "Has the course reached maintenance?",
            PatientRecord.Fields.Words.Path, static standing => standing.IsInMaintenance);

    /// <summary>Whether a clinician has recorded a reason to go on.</summary>
    public static Fact<bool> Reason { get; } =
        Claim(
            "course.reason", "a clinician's reason for going on", "Has a clinician recorded a reason for going on?",
            PatientRecord.Fields.Words.Path, static standing => standing.HasReasonToContinue);

    /// <summary>Whether an infusion is booked that lies ahead.</summary>
    public static Fact<bool> Booked { get; } =
        Claim(
            "course.booked", "an infusion booked ahead", "Is an infusion booked?", PatientRecord.Fields.Visits.Path,
            static standing => standing.IsBooked);

    /// <summary>Whether an appointment has passed without a word about it.</summary>
    public static Fact<bool> Unexplained { get; } =
        Claim(
            "course.unexplained", "a past appointment of which nothing is on record", "What happened at the appointment?",
            Visit.Fields.Start.Path, static standing => standing.IsUnexplained);

    /// <summary>Whether an infusion is running.</summary>
    public static Fact<bool> Running { get; } =
        Claim(
            "course.running", "an infusion that is running", "Is an infusion running?", Visit.Fields.End.Path,
            static standing => standing.IsRunning);

    /// <summary>Whether an infusion has ended and the patient has not left.</summary>
    public static Fact<bool> Recovering { get; } =
        Claim(
            "course.recovering", "a patient who has not left yet", "Has the patient left?", Visit.Fields.Left.Path,
            static standing => standing.IsRecovering);

    /// <summary>Whether the response cannot be judged yet.</summary>
    public static Fact<bool> ResponseOpen { get; } =
        Claim(
            "course.response-open", "a response that cannot be judged yet", "Is the score on record?", PatientRecord.Fields.Scores.Path,
            static standing => standing.IsResponseOpen).Taken("response.course");

    /// <summary>Whether a condition that only an earlier series was for responds.</summary>
    public static Fact<bool> EarlierResponds { get; } =
        Claim(
            "course.earlier-responds", "a response that an earlier series left", "Is the score on record?",
            PatientRecord.Fields.Scores.Path, static standing => standing.HasEarlierResponse)
            .KnownThrough("response.condition", "eligibility.condition").Under(SeriesFacts.Treated);

    /// <summary>Whether something of the latest scores goes to a clinician.</summary>
    public static Fact<bool> ScoreForClinician { get; } =
        Claim(
            "course.score-for-clinician", "a score that goes to a clinician", "What was the last score before the first infusion?",
            ScoreEntry.Fields.Points.Path, static standing => standing.HasScoreForClinician)
            .KnownThrough("response.latest", "eligibility.condition").Under(SeriesFacts.Treated);

    /// <summary>Whether an infusion can be booked.</summary>
    /// <param name="booking">The table of that decision.</param>
    public static Fact<string> Booking(DecisionTable booking) =>
        Fact.Linked("course.booking", "whether an infusion can be booked", "What did the consultation end with?", booking).From(
            Decided("consultation.booking", static Decision<BookingOutcome>? (CourseStanding standing) => standing.Booking));

    /// <summary>The verdict on the response.</summary>
    /// <param name="course">The table of that decision.</param>
    public static Fact<string> Response(DecisionTable course) =>
        Fact.Linked("course.response", "the verdict on the response", "What is the verdict on the response?", course).From(
            Decided("response.course", static (CourseStanding standing) => standing.Response, ResponseOutcome.NotYetEvaluable));

    /// <summary>The verdict on the condition that responds best.</summary>
    /// <param name="condition">The table of that decision.</param>
    public static Fact<string> BestCondition(DecisionTable condition) =>
        Fact.Linked(
            "course.best-condition", "the verdict on the condition that responds best", "Which condition responds?", condition).From(
            new LinkedInput<CourseStanding>(
                "response.condition", static (CourseStanding standing, in Asking _) => standing.BestCondition,
                static (CourseStanding standing, in Asking asking) => standing.Conditions.Length > 1
                    ? standing.Response?.Ask(asking.Kept) ?? []
                    : [.. standing.Conditions.SelectMany(static way => way).SelectMany(static one => one.Questions)])
            {
                Otherwise = OutcomeSet.Exactly((int)ResponseOutcome.NotYetEvaluable),
                Folds = Fold.Best,
            });

    /// <summary>The best verdict on a condition that only an earlier series was for.</summary>
    /// <param name="condition">The table of that decision.</param>
    /// <param name="serves">Which protocol is for which conditions.</param>
    public static Fact<string> EarlierVerdict(DecisionTable condition, string serves) =>
        Fact.Linked(
            "course.earlier-verdict", "the verdict on a condition that an earlier series treated", "Did an earlier series help?", condition)
            .From(new LinkedInput<CourseStanding>(
                "response.condition", static (CourseStanding standing, in Asking _) => standing.BestEarlier,
                static (CourseStanding standing, in Asking asking) =>
                {
                    Kept? kept = asking.Kept;
                    return [.. standing.Earlier.SelectMany(earlier => earlier.Response.Ask(kept))];
                })
            {
                Otherwise = OutcomeSet.Exactly((int)ResponseOutcome.NotYetEvaluable),
                Folds = Fold.Best,
            }).With(serves).KnownThrough("eligibility.condition").Under(SeriesFacts.Treated);

    /// <summary>Whether the verdict stands.</summary>
    /// <param name="finality">The table of that decision.</param>
    public static Fact<string> Finality(DecisionTable finality) =>
        Fact.Linked("course.finality", "whether the verdict stands", "Does the verdict stand?", finality).From(
            Decided("response.finality", static (CourseStanding standing) => standing.Finality, ResponseFinality.Standing));

    /// <summary>What the verdicts on the response mean for the course.</summary>
    /// <param name="verdict">The table of that decision.</param>
    /// <param name="meant">How it is judged.</param>
    public static Fact<string> Verdict(DecisionTable verdict, Judgement<CourseStanding> meant) =>
        Fact.Linked("course.verdict", "what the verdicts on the response mean", "Does the patient respond?", verdict).From(meant.Linked());

    /// <summary>How far the induction is.</summary>
    /// <param name="induction">The table of that decision.</param>
    public static Fact<string> Induction(DecisionTable induction) =>
        Fact.Linked("course.induction", "how far the induction is", "How far is the induction?", induction).From(
            Decided("protocol.induction", static (CourseStanding standing) => standing.Induction, InductionOutcome.InProgress));

    /// <summary>The stage of the course that a visit of the day belongs to.</summary>
    /// <param name="stage">The table of that decision.</param>
    public static Fact<string> StageOfDay(DecisionTable stage) =>
        Fact.Linked("day.stage", "the stage of the course", "Where is the patient on the way?", stage).From(
            Decided("course.stage", static Decision<CourseStage>? (VisitOfDay day) => day.Review.Stage));

    /// <summary>Whether the infusion of a visit of the day can be booked.</summary>
    /// <param name="booking">The table of that decision.</param>
    public static Fact<string> BookingOfDay(DecisionTable booking) =>
        Fact.Linked("day.booking", "whether an infusion can be booked", "What did the consultation end with?", booking).From(
            Decided("consultation.booking", static Decision<BookingOutcome>? (VisitOfDay day) => day.Review.BookingInCourse));

    /// <summary>Whether the clinic offers the route of a visit of the day; without one on record it is the clinic's own.</summary>
    /// <param name="route">The table of that decision.</param>
    public static Fact<string> RouteOfDay(DecisionTable route) =>
        Fact.Linked("day.route", "the route", "How is the infusion to be given?", route).From(
            Decided("protocol.route", static (VisitOfDay day) => day.Review.Route, RouteOutcome.Offered));

    /// <summary>How far a visit of the day is.</summary>
    public static Fact<DayProgress> Progress { get; } = ProgressUnder("visits.recoveryPlanned");

    /// <summary>How far a visit of the day is, where recoveries differ: one that is not planned lasts the least there is.</summary>
    public static Fact<DayProgress> ProgressByRecovery { get; } = ProgressUnder("protocols.protocols*Recovery", "visits.recovery*");

    /// <summary>Whether it was said that no ride home is arranged.</summary>
    public static Fact<bool> RideHomeMissing { get; } =
        Fact.YesNo("day.no-ride-home", "a ride home that is not arranged", "Is a ride home arranged?").From(
            new Input<VisitOfDay, bool?>(Visit.Fields.RideArranged.Path, static day =>
                day.Visit.AsksForRideHome && day.Visit.Visit.RideArranged == false)).Under("visits.ride*");

    /// <summary>Whether what the clinic asks for before the start of a visit of the day is there.</summary>
    /// <param name="start">The table of that decision.</param>
    public static Fact<string> StartOfDay(DecisionTable start) =>
        Fact.Linked("day.start", "what is asked for before the start", "Is everything there that is asked for before the start?", start)
            .From(Decided("visit.start", static (VisitOfDay day) => day.Visit.BeforeStart, StartOutcome.Ready));

    /// <summary>The fast before a visit of the day.</summary>
    /// <param name="intake">The table of that decision.</param>
    public static Fact<string> FastOfDay(DecisionTable intake) =>
        Fact.Linked("day.fast", "the fast", "What was eaten and drunk, and when?", intake).From(
            Decided("fasting.plan", static Decision<FastingOutcome>? (VisitOfDay day) => day.Visit.FastingPlan, folds: Fold.Worst))
            .KnownThrough("fasting.timing");

    /// <summary>The ride to a visit of the day.</summary>
    /// <param name="ride">The table of that decision.</param>
    public static Fact<string> RideOfDay(DecisionTable ride) =>
        Fact.Linked("day.ride", "the ride to the clinic", "Does somebody else drive the patient there?", ride).From(
            Decided("visit.inbound-ride", static (VisitOfDay day) => day.Visit.InboundRide));

    /// <summary>Whether a clinician has recorded a reason to go on, for a visit of the day.</summary>
    public static Fact<bool> ReasonOfDay { get; } =
        Fact.YesNo("day.reason", "a clinician's reason for going on", "Has a clinician recorded a reason for going on?").From(
            new Input<VisitOfDay, bool?>(
                PatientRecord.Fields.Words.Path, static day => day.Review.HasReasonToContinue));

    /// <summary>Whether something of the latest scores goes to a clinician, for a visit of the day.</summary>
    public static Fact<bool> ScoreOfDay { get; } =
        Fact.YesNo("day.score", "a score that goes to a clinician", "Is there a score that goes to a clinician?").From(
            new Input<VisitOfDay, bool?>(ScoreEntry.Fields.Points.Path, static day => day.Review.HasScoreForClinician))
            .Taken("response.latest", "eligibility.condition").Under(SeriesFacts.Treated);

    /// <summary>Whether a visit of the day is beyond the most of its induction.</summary>
    public static Fact<bool> BeyondInduction { get; } =
        Fact.YesNo(
            "day.beyond-induction", "an infusion beyond the most of the induction",
            "Has a clinician recorded why it goes beyond the induction?").From(
            new Input<VisitOfDay, bool?>(
                Visit.Fields.Series.Path, static day => IsFound(day.Visit.PlannedSession, SessionFinding.AboveMaximum)))
            .Taken(SeriesFacts.Scored).KnownThrough("protocol.session");

    /// <summary>Whether a visit of the day is beyond the most maintenance infusions in a year.</summary>
    public static Fact<bool> BeyondYear { get; } =
        Fact.YesNo(
            "day.beyond-year", "an infusion beyond the most in a year", "When were the maintenance infusions of the last twelve months?")
            .From(new Input<VisitOfDay, bool?>(
                PatientRecord.Fields.Visits.Path,
                static day => IsFound(day.Visit.PlannedMaintenance, MaintenanceFinding.AboveMaximumPerYear)))
            .KnownThrough("maintenance.findings");

    private static Fact<DayProgress> ProgressUnder(params string[] recovery) =>
        Fact.Choice<DayProgress>("day.progress", "how far the visit is", "What happened at the appointment?").From(
            new Input<VisitOfDay, DayProgress?>(Visit.Fields.Start.Path, static day => day.Progress))
            .Taken("protocol.choice", "eligibility.condition")
            .Under([.. SeriesFacts.Treated, "protocols.protocols*.plannedDuration", .. recovery]);

    private static bool? IsFound<TFinding>(Decision<TFinding>? decision, TFinding finding)
        where TFinding : struct, Enum => decision is { } planned ? planned.Is(finding) : false;

    // What a decision came to. Where there is none, such as a verdict before a first infusion, nobody is asked for one that goes without
    // saying.
    private static LinkedInput<TSubject> Decided<TSubject, TOutcome>(
        string id, Func<TSubject, Decision<TOutcome>?> get, TOutcome? without = null, Fold? folds = null)
        where TOutcome : struct, Enum
    {
        OutcomeSet? otherwise = without is { } outcome ? OutcomeSet.Exactly(OrdinalNames.Declared(outcome)) : null;
        return new(
            id, (TSubject subject, in Asking _) => get(subject)?.Outcomes ?? otherwise,
            (TSubject subject, in Asking asking) => get(subject)?.Ask(asking.Kept) ?? [])
        {
            Otherwise = otherwise,
            Folds = folds,
        };
    }

    private static Input<CourseStanding, TValue> Of<TValue>(string path, Func<CourseStanding, TValue> get) => new(path, get);

    private static Fact<bool> Claim(string id, string name, string ask, string path, Func<CourseStanding, bool?> get) =>
        Fact.YesNo(id, name, ask).From(Of(path, get));
}
