using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Courses;

// What is open and what comes next, drawn from the decisions of a review.
public sealed partial class CourseReview
{
    private const string WhatHappened = "visit.what-happened";

    // A visit that is over decides nothing about today any more: what it lacks is a gap, unless a decision about the course asks for it.
    private (ImmutableArray<OpenQuestion> Questions, ImmutableArray<OpenQuestion> Gaps) OpenQuestions()
    {
        List<Asked> live = [], gaps = [];
        Add(live, Eligibility);
        Add(live, Booking);
        Add(live, Consultation);
        Add(live, Continuity);
        Add(live, Protocol);
        Add(live, Route);
        Add(live, Stage);
        Add(live, Next);
        if (LatestSeries is { } latest)
        {
            Add(live, latest.Induction);
            Add(live, latest.Response);
            Add(live, latest.Continuation);
        }

        foreach (Decision<ResponseFinding> score in LatestScores)
        {
            Add(live, score);
        }

        Add(live, Maintenance);
        Add(live, Recommendation);

        // Whether maintenance is reached is what the stage comes to, which asks by its own leaves.
        live.RemoveAll(static asked => asked.Question.Fact == MaintenanceFacts.Stage.Id);
        foreach (Decision<Fees.ReferralOutcome> referral in Referrals)
        {
            Add(live, referral);
        }

        foreach (VisitReview review in Visits)
        {
            bool isOver = IsOver(review.Visit);
            if (IsUnexplained(review.Visit))
            {
                live.Add(new(
                    AskedWhatHappened(review.Visit), PlaceOfWhatHappened(review.Visit.Id), "course.next"));
                continue;
            }

            if (review.IsBookingMissing)
            {
                live.Add(new(
                    new(Visit.Fields.BookedAt.Path, Visit.Fields.BookedAt.Ask, "", [], CanSettle: true),
                    QuestionPlace.Of(Visit.Fields.BookedAt.Path, review.Visit, Record), review.Fee!.Value.Id));
            }

            foreach ((string decision, OpenDecision open) in review.Open().Where(one => !IsAhead(one.Decision, review.Visit)))
            {
                bool isLive = !isOver || decision.StartsWith("fee.", StringComparison.Ordinal);
                (isLive ? live : gaps).AddRange(
                    open.Questions.SelectMany(asked => Placed(asked.Question, asked.Subject, decision, review.Visit)));
            }
        }

        ImmutableArray<OpenQuestion> questions = [.. Once(live)];
        return (questions, [.. Once(gaps).Where(gap => questions.All(asked => asked.Path != gap.Path))]);
    }

    private void Add<TOutcome>(List<Asked> questions, Decision<TOutcome>? decision)
        where TOutcome : struct, Enum
    {
        if (decision is { } open)
        {
            Add(questions, open);
        }
    }

    private void Add<TOutcome>(List<Asked> questions, Decision<TOutcome> decision)
        where TOutcome : struct, Enum =>
        questions.AddRange(decision.Open().Questions.SelectMany(asked => Placed(asked.Question, asked.Subject, decision.Id)));

    private Asked[] Placed(Question question, object subject, string decision, Visit? of = null)
    {
        string input = PathOf(question);
        bool isOfAll = input == Assessment.Fields.Conditions.Path || (IsOfCondition(input) && subject is not PatientsCondition);
        return UnexplainedOf(question) is { } unexplained ? [new(question, PlaceOfWhatHappened(unexplained.Id), decision)]
            : IsOfScore(input) && ScoreWithoutBasis() is >= 0 and var place
            ? [new(AboutBasis(question), QuestionPlace.OfBasis(place), decision)]
            : input == PatientRecord.Fields.Words.Path && WordsByNobody(question) is { Length: > 0 } words
            ? Array.ConvertAll(words, word => new Asked(AboutSpeaker(question), QuestionPlace.OfSpeaker(word), decision))
            : IsOfSessions(question) && ShortInfusions() is { Length: > 0 } infusions
            ?
            [
                .. Array.ConvertAll(
                    infusions, one => new Asked(AboutSession(question, one), QuestionPlace.OfSession(one.Visit), decision)),
                .. Record.VisitsInForce.Any(static visit => visit is { CancellationInForce: null, Start: not null, End: null })
                    ? [new(question, QuestionPlace.Of(input, subject, Record, of), decision)]
                    : (Asked[])[],
            ]
            : isOfAll && Applicant is { Assessment.Conditions.IsEmpty: false } applicant
            ? AboutConditions(applicant, question.CanSettle, decision)
            : [new(question, QuestionPlace.Of(input, subject, Record, of), decision)];
    }

    // The appointment of which a question asks what happened.
    private Visit? UnexplainedOf(Question question) => question.Fact != WhatHappened ? null
        : Record.VisitsInForce.FirstOrDefault(visit => question.Path == PlaceOfWhatHappened(visit.Id).Path);

    // What nobody reads from a record, such as whether a list is complete, is asked where the decision is made.
    private static string PathOf(Question question) => question.Path ?? question.Fact;

    private static bool IsOfCondition(string input) => input.StartsWith("condition.", StringComparison.Ordinal);

    private static bool IsOfScore(string input) => input.StartsWith("score.", StringComparison.Ordinal);

    // Only scores of one basis compare: one that lacks it, beside one of its instrument that has it, may be the one that is looked for.
    private int ScoreWithoutBasis()
    {
        HashSet<(ConditionCategory, Instrument)> told =
        [
            .. Record.ScoresInForce.Where(static score => score.Basis is not null)
                .Select(static score => (score.Condition, score.Instrument)),
        ];
        ScoreEntry? lacking = Record.ScoresInForce.FirstOrDefault(
            score => score.Basis is null && told.Contains((score.Condition, score.Instrument)));
        return lacking is null ? -1 : Record.Scores.IndexOf(lacking);
    }

    private static Question AboutBasis(Question question) => question with
    {
        Ask = ScoreEntry.Fields.Basis.Ask,
        Unit = "",
        Choices = [.. EnumNames.Of(typeof(ScoreBasis))],
    };

    // Whether a clinician has said something turns first on the words of which nobody knows who said them.
    private int[] WordsByNobody(Question question)
    {
        WordAbout[] about = question.Fact == CourseFacts.MaintenanceWord.Id ? [WordAbout.Maintenance]
            : question.Fact.EndsWith("confirmed", StringComparison.Ordinal) ? [WordAbout.ResponseConfirmed]
            : [WordAbout.ReasonToContinue, WordAbout.Maintenance];
        return
        [
            .. Record.WordsInForce.Where(word => word.By is null && about.Contains(word.About)).Select(word => Record.Words.IndexOf(word)),
        ];
    }

    private static Question AboutSpeaker(Question question) => question with
    {
        Ask = ClinicianWord.Fields.By.Ask,
        Unit = "",
        Choices = [.. EnumNames.Of(typeof(ClinicianRole))],
    };

    // How many sessions are completed, and which of them was the last, turns on short infusions as on those without an end on record.
    private static bool IsOfSessions(Question question) => PathOf(question) == PatientRecord.Fields.Visits.Path
        || question.Fact == CourseFacts.Completed.Id || question.Fact is "response.session-end" or "protocol.completed-sessions";

    private VisitReview[] ShortInfusions() => [.. Visits.Where(static review => review is { IsSession: null, Visit.End: not null })];

    private Question AboutSession(Question question, VisitReview review) => question with
    {
        Ask = $"Does the infusion of {LocalDatePattern.Iso.Format(_rooms.DateOf(review.Visit.Start!.Value.Earliest))}, "
            + (review.Infusion?.Is(InfusionFinding.ShorterThanHalf) == true ? "" : "which may be ")
            + "shorter than half of what is planned, count as a session?",
        Unit = "",
        Choices = ["yes", "no"],
    };

    // Which groups of conditions there are is told by what is known of each condition, or else by their list being complete.
    private Asked[] AboutConditions(Applicant applicant, bool canSettle, string decision)
    {
        Asked[] open =
        [
            .. _rooms.Eligibility.DecideConditions(applicant).SelectMany(condition => condition.Open().Questions).Select(asked =>
                new Asked(asked.Question, QuestionPlace.Of(PathOf(asked.Question), asked.Subject, Record), decision)),
        ];
        return open.Length > 0 ? open :
        [
            new(
                new("eligibility.conditions-complete", Assessment.Fields.ConditionsCompleteness.Ask, "", ["yes", "no"], canSettle),
                QuestionPlace.Of(Assessment.Fields.ConditionsCompleteness.Path, applicant, Record), decision),
        ];
    }

    // One question, however many decisions need its answer; those that can settle one come first.
    private static IEnumerable<OpenQuestion> Once(IEnumerable<Asked> asked) =>
        asked.GroupBy(static one => (one.Place.Path, one.Question.Ask, one.Place.Word)).Select(static group => new OpenQuestion(
            group.First().Question with { CanSettle = group.Any(static one => one.Question.CanSettle) },
            group.First().Place.About, group.Key.Path, group.First().Place.By, group.First().Place.Until,
            [.. group.Select(static one => one.Decision).Distinct()])).OrderBy(static one => one.Question.CanSettle ? 0 : 1);

    // Nobody asks when a patient arrived who is not due yet, or what was eaten before the day has come.
    private bool IsAhead(string decision, Visit visit) => visit is { Arrival: null, Start: null, Appointment: { } at }
        && ((decision == "visit.arrival" && at.Earliest > Record.AsOf)
            || (decision.StartsWith("fasting.", StringComparison.Ordinal) && _rooms.DateOf(at.Earliest) > _today));

    private Question AskedWhatHappened(Visit visit) => new(
        WhatHappened,
        $"Was the infusion of {LocalDatePattern.Iso.Format(_rooms.DateOf(visit.When))} given, or was the appointment cancelled?",
        "", [], CanSettle: true)
    { Path = PlaceOfWhatHappened(visit.Id).Path };

    private static QuestionPlace PlaceOfWhatHappened(string visit) => new(visit, $"visits[{visit}]", ClinicPerson.Desk, null);

    // An appointment that lies ahead, or may still begin.
    private bool IsBooked(Visit visit) =>
        visit is { CancellationInForce: null, Start: null, Appointment: not null } && !IsOver(visit);

    private bool IsRunning(Visit visit) => visit is { CancellationInForce: null, Start: not null, End: null } && !IsOver(visit);

    // The infusion is over, and the patient has not left.
    private bool IsRecovering(Visit visit) => visit is { CancellationInForce: null, Start: not null, End: not null } && !IsOver(visit);

    // An appointment that has passed with neither a start nor a cancellation: what became of it, and what it costs, nobody knows.
    private bool IsUnexplained(Visit visit) =>
        visit is { CancellationInForce: null, Start: null, Appointment: not null } && IsOver(visit);

    internal bool IsOver(Visit visit) => visit.Left is not null
        || ((visit.Start ?? visit.Appointment) is { } at && _rooms.DateOf(at.Latest) < _today);

    // The steps with the rules behind each, what stands against it and what is asked before it.
    private ImmutableArray<NextStep> AskingFirst() =>
    [
        .. _dated.Value.Select(step => step with
        {
            Rules =
            [
                .. _asItStands.DecidingRules.Where(rule => rule.Outcome == (int)step.Kind),
                .. step.Kind == NextStepKind.ReviewScore ? RulesOfScores : [],
            ],
            Against = Visits.FirstOrDefault(visit => visit.Visit.Id == step.Visit) is { } about ? RulesAgainst(step.Kind, about) : [],
            AskFirst = [.. Questions.Where(question => question.About == step.Visit && IsAskedBefore(step.Kind, question))],
        }),
    ];

    private ImmutableArray<Rule> RulesAgainst(NextStepKind kind, VisitReview visit) => kind switch
    {
        NextStepKind.GiveInfusion when DecideDay(visit) is
        { Status: DecisionStatus.Determined, Outcome: DayOutcome.Stop or DayOutcome.Ask } day => day.DecidingRules,
        NextStepKind.ReleasePatient =>
        [
            .. _rooms.Visits.DecideReleaseFindings(visit.Visit, Record.AsOf).DecidingRules
                .Where(static rule => rule.Modality == Modality.Required),
        ],
        _ => [],
    };

    // What a step rests on is asked before it.
    private static bool IsAskedBefore(NextStepKind kind, OpenQuestion question) => question.Decisions.Any(decision => kind switch
    {
        NextStepKind.GiveInfusion => decision.StartsWith("fasting.", StringComparison.Ordinal)
            || decision is "visit.inbound-ride" or "visit.start",
        NextStepKind.ReleasePatient => decision.StartsWith("visit.release", StringComparison.Ordinal),
        NextStepKind.RecordResponse or NextStepKind.ReviewResponse => decision.StartsWith("response.", StringComparison.Ordinal),
        NextStepKind.BookMaintenance => decision.StartsWith("maintenance.", StringComparison.Ordinal),
        NextStepKind.RecordVerdict or NextStepKind.HoldConsultation =>
            decision.StartsWith("eligibility.", StringComparison.Ordinal) || decision.StartsWith("consultation.", StringComparison.Ordinal),
        NextStepKind.RecordWhatHappened => question.Question.Fact == WhatHappened,
        _ => false,
    });

    private IEnumerable<NextStep> Dated(NextStepKind kind)
    {
        NextStep Step(LocalDate? earliest = null, LocalDate? recommended = null, LocalDate? latest = null, string? visit = null) =>
            new(kind, CourseRules.ActorOf(kind)) { Visit = visit, Earliest = earliest, Recommended = recommended, Latest = latest };
        IEnumerable<Visit> live = Visits.Select(static review => review.Visit);
        switch (kind)
        {
            case NextStepKind.EndInfusion:
                return live.Where(IsRunning).Select(visit => Step(_today, _today, _today, visit.Id));
            case NextStepKind.ReleasePatient:
                return live.Where(IsRecovering).Select(visit => Step(_today, _today, _today, visit.Id));
            case NextStepKind.RecordWhatHappened:
                return _recorded.VisitsInForce.Where(IsUnexplained).Select(visit => Step(_today, _today, visit: visit.Id));
            case NextStepKind.GiveInfusion:
                Visit next = live.First(IsBooked);
                LocalDate on = _rooms.DateOf(next.Appointment!.Value.Earliest);
                return [Step(on, on, on, next.Id)];
            case NextStepKind.BookInfusion:
                return [Step(LatestSeries is { } series ? series.Rooms.Protocols.EarliestNext(
                        series.InductionSeries, _today, date => _rooms.During(date)) : _today,
                    latest: LatestSeries is { } begun && begun.Rooms.Protocols.WindowEnd(begun.InductionSeries) is { } end && end >= _today
                        ? end : null)];
            case NextStepKind.RecordResponse or NextStepKind.ConfirmResponse:
                (LocalDate? from, LocalDate? to) = EvaluationDates();
                return [Step(kind == NextStepKind.ConfirmResponse ? _today : from, latest: to)];
            case NextStepKind.ReviewScore:
                return [Step(_today, _today)];
            case NextStepKind.BookMaintenance:
                MaintenanceWindow? window = MaintenanceCourse is { } course ? _rooms.Maintenance.WindowOf(course) : null;
                LocalDate? recommended = MaintenanceCourse is { } given ? _rooms.Maintenance.RecommendedDate(given) : null;
                LocalDate? first = MaintenanceCourse is { } open ? _rooms.Maintenance.EarliestDate(open) : null;
                LocalDate? free = MaintenanceCourse is { } full ? _rooms.Maintenance.FreeFrom(full) : null;
                return [Step(first, recommended < free ? free : recommended, window?.Latest < first ? null : window?.Latest)];
            default:
                return [Step(_today)];
        }
    }

    // From when and until when a score of the latest series' evaluating session is judged by: that of one that is running has no end yet.
    private (LocalDate? From, LocalDate? To) EvaluationDates()
    {
        Moment? window = LatestSeries is { } series ? series.Rooms.Response.EvaluationWindow(series.Scored) : null;
        return window is { } open
            ? (_rooms.DateOf(open.Earliest), _standing.IsRunning == true ? null : _rooms.DateOf(open.Latest))
            : (null, null);
    }

    private sealed record Asked(Question Question, QuestionPlace Place, string Decision);
}
