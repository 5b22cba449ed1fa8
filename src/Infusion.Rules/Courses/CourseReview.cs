using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Everything that the rules say of a record at an instant: where the patient is, what may happen next, what is owed and
/// open.</summary>
/// <remarks>
/// <para>It only hands the answers of one room to the next: the conditions to the protocol, completed sessions to arrival, induction and
/// response, the fast to the fee, the stage to maintenance. What a rule means stands in the rooms.</para>
/// <para>What happened after the instant does not exist for it. Where the record contradicts itself, a decision stands that comes out
/// alike whichever of the two places is left out; every other one is invalid and names both.</para>
/// <para>A part of the record that was not given is not judged and is <c>null</c> here. Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class CourseReview
{
    // A record knows no other person by name; an id cannot have a blank, so nobody referred is ever this one.
    private const string SomebodyElse = "somebody else";

    private readonly ImmutableArray<ConditionCategory> _categories = [];
    private readonly RoomsByDate _versions;
    private readonly Rooms _rooms;
    private readonly LocalDate _today;
    private readonly CourseStanding _standing;

    // The record as it stands, where this is the review of one of the ways in which it may have gone.
    private readonly PatientRecord _recorded;
    private Lazy<(ImmutableArray<OpenQuestion> Questions, ImmutableArray<OpenQuestion> Gaps)> _open;

    // What comes next by the record as it stands, of which the other ways may leave less.
    private readonly Decision<NextStepKind> _asItStands;
    private Lazy<ImmutableArray<NextStep>> _dated;
    private Lazy<ImmutableArray<NextStep>> _steps;

    private CourseReview(RoomsByDate versions, PatientRecord record, PatientRecord whole, PatientRecord recorded)
    {
        _recorded = recorded;
        Rooms rooms = versions.InForce(record.AsOf);
        (_versions, _rooms, Record, Whole, _today) = (versions, rooms, record, whole, rooms.DateOf(record.AsOf));
        Continuity = record.Continuity is { } care ? rooms.Continuity.Decide(care) : null;
        Consultation = record.ConsultationInForce is { } consultation ? rooms.Eligibility.DecideConsultation(consultation) : null;
        Applicant = ApplicantOf(record);
        if (Applicant is { } applicant)
        {
            Eligibility = rooms.Eligibility.Decide(applicant);
            Booking = rooms.Eligibility.DecideBooking(applicant);
            _categories = rooms.Eligibility.Categories(applicant);
            ConditionGroups groups = GroupsOf(applicant);
            Protocol = rooms.Protocols.Decide(groups);
            ProtocolOfSeries = NamedFor(groups);
        }

        Route = record.Route is { } route ? rooms.Protocols.DecideRoute(route) : null;
        ProtocolOfSeries = rooms.Protocols.AsNamed(record.Protocol) ?? ProtocolOfSeries;
        Visits = [.. ReviewVisits()];
        Driving = DrivingOfPatient();
        Series = [.. ReviewSeries()];
        LatestScores = [.. LatestScoresOf(record)];
        _standing = StandingOf(record);
        Stage = ByRules(rooms.Course.DecideStage(_standing, record.AsOf));
        Next = ByRules(rooms.Course.DecideNext(_standing, record.AsOf));
        MaintenanceCourse = MaintenanceOf();
        if (MaintenanceCourse is { } course)
        {
            (Maintenance, Recommendation) = (
                ByRules(rooms.Maintenance.Decide(course)), ByRules(rooms.Maintenance.DecideRecommendation(course)));
        }

        Visits = [.. Visits.Select(AsPlanned)];

        Referrals =
        [
            .. record.ReferralsInForce.Select(
                referral => versions.FeesAt(referral.ScheduledAt, rooms).DecideReferral(InCourse(referral))),
        ];
        ReferralLedger ledger = rooms.Fees.Ledger(LedgerEntries());
        (Ledger, Statement) = (ledger, Visits.IsEmpty ? null : StatementOf(ledger));
        _open = new(OpenQuestions);
        _asItStands = Next;
        _dated = new(() => [.. Next.Certain.SelectMany(Dated)]);
        _steps = new(AskingFirst);
    }

    /// <summary>The record as it stood at the instant; the paths of questions and contradictions are places in it.</summary>
    public PatientRecord Record { get; private set; }

    /// <summary>Where the record contradicts itself; empty where it does not.</summary>
    public ImmutableArray<Contradiction> Contradictions { get; private set; } = [];

    /// <summary>Where the patient is on the way through the clinic.</summary>
    public Decision<CourseStage> Stage { get; private set; }

    /// <summary>What may or must happen next, as one decision.</summary>
    public Decision<NextStepKind> Next { get; private set; }

    /// <summary>What may or must happen next, step by step, each with its dates.</summary>
    public ImmutableArray<NextStep> NextSteps => _steps.Value;

    /// <summary>What is open about today or the future, each question once; those whose answer settles a decision come first.</summary>
    public ImmutableArray<OpenQuestion> Questions => _open.Value.Questions;

    /// <summary>What visits that are over still lack on record. No decision about today or the future needs it.</summary>
    public ImmutableArray<OpenQuestion> DocumentationGaps => _open.Value.Gaps;

    /// <summary>The patient as the rooms see one who may have a first infusion; <c>null</c> when nothing is known of eligibility.</summary>
    public Applicant? Applicant { get; }

    /// <summary>Where the patient stands before a first infusion.</summary>
    public Decision<EligibilityOutcome>? Eligibility { get; private set; }

    /// <summary>Whether a verdict can be recorded.</summary>
    public Decision<SectionsOutcome>? Consultation { get; private set; }

    /// <summary>Whether an infusion can be booked.</summary>
    public Decision<BookingOutcome>? Booking { get; private set; }

    /// <summary>Care beside the infusions.</summary>
    public Decision<MedicationChangeOutcome>? Continuity { get; private set; }

    /// <summary>Which protocol is named for the conditions.</summary>
    public Decision<ProtocolChoiceOutcome>? Protocol { get; private set; }

    /// <summary>Whether the clinic offers the route asked for.</summary>
    public Decision<RouteOutcome>? Route { get; private set; }

    /// <summary>The protocol of visits that name none: the one on record, or the one the rules name; <c>null</c> when not known.</summary>
    /// <remarks>Where a clinician must choose, a named protocol is a proposal: it counts once it is on record.</remarks>
    public StatedName? ProtocolOfSeries { get; }

    /// <summary>The visits by their time.</summary>
    public ImmutableArray<VisitReview> Visits { get; private set; }

    /// <summary>Where the driving restriction of all infusions together stands; <c>null</c> while none has started.</summary>
    public Decision<DrivingOutcome>? Driving { get; private set; }

    /// <summary>The series of infusions, in the order in which they began; each has its own induction and verdict.</summary>
    public ImmutableArray<SeriesReview> Series { get; private set; }

    /// <summary>What of the latest score on each instrument goes to a clinician; it is no verdict.</summary>
    public ImmutableArray<Decision<ResponseFinding>> LatestScores { get; private set; }

    /// <summary>The series that the latest infusion belongs to; <c>null</c> before a first infusion.</summary>
    public SeriesReview? LatestSeries => Series.OrderBy(series => series.LatestStart).LastOrDefault();

    /// <summary>How far the induction of the latest series is; <c>null</c> before a first infusion.</summary>
    public Decision<InductionOutcome>? Induction => LatestSeries?.Induction;

    /// <summary>Whether the infusions of the latest series help; <c>null</c> before a first infusion.</summary>
    public Decision<ResponseOutcome>? Response => LatestSeries?.Response;

    /// <summary>What a booking of another session is told; <c>null</c> before a first infusion.</summary>
    public Decision<ContinuationOutcome>? Continuation => LatestSeries?.Continuation;

    /// <summary>What is on record about maintenance, with the infusions it counts from; <c>null</c> before a completed infusion.</summary>
    public MaintenanceInCourse? MaintenanceCourse { get; }

    /// <summary>When to come back; <c>null</c> before a completed infusion.</summary>
    public Decision<MaintenanceOutcome>? Maintenance { get; private set; }

    /// <summary>What a recommended date for the next infusion rests on; <c>null</c> before a completed infusion.</summary>
    public Decision<MaintenanceBasis>? Recommendation { get; private set; }

    /// <summary>Whether each referral earns its credit, in the order of the record.</summary>
    public ImmutableArray<Decision<ReferralOutcome>> Referrals { get; private set; }

    /// <summary>This patient's referral credits, and those of a person whose
    /// referral of the same friend came first, and what became of them; <c>null</c> where the record contradicts itself about their
    /// sums.</summary>
    public ReferralLedger? Ledger { get; private set; }

    /// <summary>What the patient pays; <c>null</c> without a visit, and where the record contradicts itself about it.</summary>
    public StatementOfCharges? Statement { get; private set; }

    /// <summary>What every patient is told, the page's disclaimer among it.</summary>
    public Explanation Statements => _rooms.Continuity.StatementsTable.Explain([]);

    /// <summary>Whether a clinician's reason to go on against the recommendation is on record; <c>null</c> when not known.</summary>
    internal bool? HasReasonToContinue => _standing.HasReasonToContinue;

    /// <summary>The rules by which something of the latest scores surely goes to a clinician.</summary>
    internal ImmutableArray<Rule> RulesOfScores => [.. LatestScores.SelectMany(static latest => latest.DecidingRules).Distinct()];

    /// <summary>The rules by which a clinician surely looks at something of the patient before any infusion: screens, and medicines
    /// that a source warns of or that nobody recognised, beside the verdict.</summary>
    internal ImmutableArray<Rule> RulesForClinician =>
    [
        .. Applicant is { } applicant
            ? _rooms.Eligibility.DecideFindings(applicant).DecidingRules
                .Where(static rule => rule.Outcome != (int)EligibilityFinding.PriorTherapyNotDocumented)
                .Concat(_rooms.Eligibility.DecideWarnings(applicant).DecidingRules)
            : [],
        .. Record.Continuity is { } care
            ? _rooms.Continuity.DecideFindings(care).DecidingRules
                .Where(static rule => rule.Outcome is (int)ContinuityFinding.ClinicianAlert or (int)ContinuityFinding.NotRecognised
                    or (int)ContinuityFinding.PrescriberNotAsked)
            : [],
    ];

    /// <summary>Whether something of the latest scores surely goes to a clinician.</summary>
    internal bool HasScoreForClinician => _standing.HasScoreForClinician == true;

    /// <summary>Whether an infusion can be booked, also where nothing is known of eligibility: then no verdict is on record.</summary>
    internal Decision<BookingOutcome> BookingInCourse => Booking ?? _standing.Booking;

    /// <summary>The record with everything that is on it, later than the instant too.</summary>
    internal PatientRecord Whole { get; }

    /// <summary>The same record judged at another instant: what happened after it does not exist.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The review.</returns>
    public CourseReview At(Instant instant) => Of(_versions, Whole, instant);

    /// <summary>Every decision as data, in the order of the patient's way.</summary>
    /// <returns>The documents; the disclaimer stands beside response and maintenance.</returns>
    public ImmutableArray<DecisionDocument> ToDocuments() => ToDocuments(new());

    /// <summary>What every decision came to, in the same order: outcomes, values and parts, without the words for them.</summary>
    /// <returns>The documents, with no text, fact, rule or question; much quicker to make, for who compares many.</returns>
    public ImmutableArray<DecisionDocument> ToAnswers() => ToDocuments(new() { IsBrief = true });

    /// <summary>Every row of a table that is judged for the decisions.</summary>
    internal ImmutableArray<TracedRow> Rows()
    {
        var kept = new Kept { IsBrief = true };
        ToDocuments(kept);
        return [.. kept.Made<Trace>().SelectMany(Flat)];

        static IEnumerable<TracedRow> Flat(Trace trace) => trace.Rows.Concat(trace.Items.SelectMany(static item => Flat(item.Trace)));
    }

    /// <summary>What every patient is told, as data.</summary>
    /// <returns>The document; <c>null</c> before a first infusion, where nothing is said of a response or of maintenance.</returns>
    public DecisionDocument? ToldDocument() => Series.IsEmpty && Maintenance is null
        ? null
        : DecisionDocument.Of(_rooms.Continuity.StatementsTable, [], _rooms.Version);

    private ImmutableArray<DecisionDocument> ToDocuments(Kept kept) =>
    [
        .. new DecisionDocument?[]
        {
            Consultation?.ToDocument(kept), Eligibility?.ToDocument(kept), Booking?.ToDocument(kept), Continuity?.ToDocument(kept),
            Protocol?.ToDocument(kept), Route?.ToDocument(kept),
        }.OfType<DecisionDocument>(),
        .. Visits.SelectMany(visit => visit.ToDocuments(kept)),
        .. Series.SelectMany(series => series.ToDocuments(kept)),
        .. LatestScores.Select(latest => latest.ToDocument(kept)),
        .. Driving is { } driving ? [driving.ToDocument(kept)] : (ImmutableArray<DecisionDocument>)[],
        Stage.ToDocument(kept),
        Next.ToDocument(kept),
        .. new DecisionDocument?[]
        {
            Maintenance?.ToDocument(kept),
            Recommendation?.ToDocument(kept),
            ToldDocument(),
        }.OfType<DecisionDocument>(),
        .. Referrals.Select(referral => referral.ToDocument(kept)),
        .. new[] { Statement?.ToDocument(kept) }.OfType<DecisionDocument>(),
    ];

    /// <summary>Writes the record's id.</summary>
    /// <returns>"review of crps".</returns>
    public override string ToString() => $"review of {Record.Id}";

    private Applicant? ApplicantOf(PatientRecord record) => record.Eligibility is { } patient
        ? new()
        {
            Assessment = patient with { On = patient.On ?? _rooms.DateOf(record.AsOf) },
            Consultation = record.ConsultationInForce,
            Care = record.Continuity,
        }
        : null;

    private ConditionGroups GroupsOf(Applicant applicant) => new()
    {
        HasPain = _rooms.Eligibility.Has(applicant, ConditionCategory.Pain),
        HasMentalHealth = _rooms.Eligibility.Has(applicant, ConditionCategory.MentalHealth),
        HasHeadache = _rooms.Eligibility.Has(applicant, ConditionCategory.Headache),
        HasOther = _rooms.Eligibility.Has(applicant, ConditionCategory.Other),
    };

    // A protocol that a clinician still has to choose is none yet.
    private StatedName? NamedFor(ConditionGroups groups) =>
        Protocol is { Status: DecisionStatus.Determined, Outcome: ProtocolChoiceOutcome.Named }
        && _rooms.Protocols.Named(groups) is { Length: 1 } named ? named[0] : null;

    // What the clinic did itself is all on record from the consultation on; without one, it may have begun before the first entry.
    private bool IsFromTheBeginning => Record.ConsultationInForce is not null || HasVerdict;

    private bool HasVerdict => Record.Eligibility?.Verdict is not (null or PhysicianVerdict.NotRecorded);

    private IEnumerable<VisitReview> ReviewVisits()
    {
        bool? isSession = null;
        foreach (VisitInCourse course in InCourse(Record.VisitsInForce, _ => isSession))
        {
            var review = VisitReview.Of(_versions, course, Record);
            isSession = review.IsSession;
            yield return review;
        }
    }

    // Visits in the order of time, each with those before it. Whether one is a session is asked once it has been given out.
    private IEnumerable<VisitInCourse> InCourse(IEnumerable<Visit> visits, Func<Visit, bool?> isSession)
    {
        Visit? previous = null;
        (int completed, int open) = (0, 0);
        Visit[] inOrder =
        [
            .. visits.OrderBy(visit => visit.When)
                .ThenBy(visit => visit.Id, StringComparer.Ordinal),
        ];
        var nextStarts = new Moment?[inOrder.Length + 1];
        for (int place = inOrder.Length - 1; place > 0; place--)
        {
            nextStarts[place] = inOrder[place].Start ?? nextStarts[place + 1];
        }

        for (int place = 0; place < inOrder.Length; place++)
        {
            Visit visit = inOrder[place];
            Visit onProtocol = visit with
            {
                Protocol = _versions.Of(visit, Record.AsOf).Protocols.AsNamed(visit.Protocol) ?? ProtocolOfSeries,
                NextStart = nextStarts[place + 1],
            };
            yield return new()
            {
                Visit = onProtocol,
                CompletedBefore = completed > 0 || (open == 0 && IsFromTheBeginning) ? completed : null,
                Previous = previous,
                HadInfusion = previous is not null ? true : IsFromTheBeginning ? false : null,
                PlannedInfusion = PlannedOf(onProtocol),
            };
            if (visit.CancellationInForce is null)
            {
                previous = onProtocol;
                bool? counts = isSession(visit);
                completed += counts == true ? 1 : 0;
                open += counts is null ? 1 : 0;
            }
        }
    }

    private Duration? PlannedOf(Visit visit) =>
        visit.Protocol is { } protocol ? _versions.Of(visit, Record.AsOf).Protocols.PlannedDurationOf(protocol) : null;

    // Each infusion restricts by the rules of its own date; the restriction that holds longest is the patient's.
    private Decision<DrivingOutcome>? DrivingOfPatient() => Visits.Select(static review => review.Visit)
        .GroupBy(visit => _versions.Of(visit, Record.AsOf).Visits)
        .Select(same => same.Key.DecideDrivingOfPatient(same, Record.AsOf)).OfType<Decision<DrivingOutcome>>()
        .OrderByDescending(static one => one.Outcomes.MostCautious).ThenBy(static one => one.Status).Cast<Decision<DrivingOutcome>?>()
        .FirstOrDefault();

    // A protocol's infusions are one series until one of them is marked as a new start.
    private IEnumerable<SeriesReview> ReviewSeries()
    {
        VisitReview[] given = [.. Visits.Where(review => review.Visit is { CancellationInForce: null, Start: not null })];
        var series = new List<List<VisitReview>>();
        foreach (VisitReview review in given)
        {
            List<VisitReview>? one = review.Visit.Series == SeriesMark.NewStart
                ? null
                : series.LastOrDefault(other => other[0].Visit.Protocol == review.Visit.Protocol);
            if (one is null)
            {
                series.Add(one = []);
            }

            one.Add(review);
        }

        // The next series is one that begins after the latest infusion of this one.
        Instant[] starts = [.. series.Select(static visits => StartOf(visits[0]))];
        return series.Select(visits => SeriesReview.Of(
            _versions, Record, _categories, given, [.. visits],
            starts.Where(start => start > StartOf(visits[visits.Count - 1])).Select(static start => (Instant?)start).Min()));

        static Instant StartOf(VisitReview review) => review.Visit.Start!.Value.Earliest;
    }

    // The latest series whose protocol is for the condition; of a protocol that the policy does not have, nobody knows. One on a protocol
    // for none of the patient's conditions was given for those there are. Without one, the latest series treats it.
    private SeriesReview? SeriesFor(ConditionCategory condition) =>
        Series.OrderByDescending(static series => series.LatestStart).FirstOrDefault(
            series => IsFor(series, condition) || !ConditionsTreated.Any(other => IsFor(series, other))) ?? LatestSeries;

    private bool IsFor(SeriesReview series, ConditionCategory condition) =>
        _rooms.Protocols.Serves(series.Protocol, condition) != false;

    private IEnumerable<ConditionCategory> ConditionsTreated =>
        Record.ScoresInForce.Select(static score => score.Condition).Concat(_categories).Distinct();

    // A condition keeps the verdict of the latest series that treated it, by the rules of that series, while another series goes on.
    private IEnumerable<EarlierVerdict> EarlierVerdicts() =>
        from condition in ConditionsTreated
        let series = SeriesFor(condition)
        where series is not null && series != LatestSeries
        group condition.ToString() by series into conditions
        orderby Series.IndexOf(conditions.Key)
        select new EarlierVerdict(
            conditions.Key.Response,
            [
                .. conditions.Key.ConditionsEachWay.Select(way =>
                    (ImmutableArray<Decision<ResponseOutcome>>)[.. way.Where(one => conditions.Contains(one.About))]),
            ]);

    // Each against the baseline of the series that treats its condition.
    private IEnumerable<Decision<ResponseFinding>> LatestScoresOf(PatientRecord record) => record.ScoresInForce
        .GroupBy(static score => score.Condition).OrderBy(static scores => scores.Key)
        .SelectMany(scores => _rooms.Response.DecideLatest((SeriesFor(scores.Key)?.Scored ?? new()) with { Scores = [.. scores] }));

    private CourseStanding StandingOf(PatientRecord record)
    {
        bool? saysMaintenance = record.WordsInForce.HasSaid(WordAbout.Maintenance);
        return new()
        {
            Booking = Booking ?? _rooms.Eligibility.DecideBooking(new()
            {
                Assessment = new() { On = _today },
                Consultation = record.ConsultationInForce,
                Care = record.Continuity,
            }),
            HasDeclined = record.WordsInForce.Any(word => word.About == WordAbout.Declined
                && !(record.ConsultationInForce?.Entry.EnteredAt > word.At)),
            IsConsulted = record.ConsultationInForce is { } consultation ? consultation.Held : HasVerdict ? null : false,
            HasCompleted = Visits.Aggregate((bool?)false, static (any, review) => any | review.IsSession),
            IsInMaintenance = LatestSeries is { } latest ? latest.KeepsMaintenance(saysMaintenance) : saysMaintenance,
            HasReasonToContinue = LatestSeries is { } series ? series.HasReasonToContinue : false,
            IsBooked = record.VisitsInForce.Any(IsBooked),
            IsUnexplained = _recorded.VisitsInForce.Any(IsUnexplained),
            IsRunning = record.VisitsInForce.Any(IsRunning),
            IsRecovering = record.VisitsInForce.Any(IsRecovering),
            Response = Response,
            Conditions = LatestSeries?.ConditionsEachWay ?? [],
            Finality = LatestSeries?.Finality,
            Earlier = [.. EarlierVerdicts()],
            Induction = Induction,
            HasScoreForClinician = LatestScores.Any(static latest => !latest.Certain.IsEmpty) ? true
                : LatestScores.Any(latest => latest.Status == DecisionStatus.NeedsInformation) ? null
                : false,
        };
    }

    // What is open of a course whose series began without rules rests on a verdict that nobody can be asked for.
    private Decision<TOutcome> ByRules<TOutcome>(Decision<TOutcome> decision)
        where TOutcome : struct, Enum =>
        decision.Status == DecisionStatus.NeedsInformation && LatestSeries?.WithoutRules is { } because
            ? decision.ContradictedBy([because])
            : decision;

    // While it is not known whether an infusion was a session, the window counts from nobody knows which.
    private MaintenanceInCourse? MaintenanceOf()
    {
        VisitReview[] counted = [.. Visits.Where(static review => review.IsSession != false)];
        if (counted.Length == 0 && Record.Maintenance is null)
        {
            return null;
        }

        LocalDate? DateOf(VisitReview? review) =>
            review is { IsSession: true } ? _rooms.DateOf(review.Visit.Start!.Value.Earliest) : null;
        MaintenanceNote note = Record.Maintenance ?? new();
        return new()
        {
            Note = note with
            {
                On = note.On ?? _rooms.DateOf(Record.AsOf),
            },
            IsReached = Stage.Is(CourseStage.Maintenance),
            FirstCompleted = DateOf(counted.FirstOrDefault()),
            LastCompleted = DateOf(counted.LastOrDefault()),
            LastOfInduction = LatestSeries?.LastOfInduction,
            MaintenanceDates = !Series.IsEmpty && Series.All(static series => series.MaintenanceDates is not null)
                ? [.. Series.SelectMany(static series => series.MaintenanceDates.GetValueOrDefault())]
                : null,
        };
    }

    // A record names each friend once. Whether somebody else has had the credit is not in it.
    private ReferralInCourse InCourse(Referral referral) => new()
    {
        Referral = referral,
        IsSelf = referral.Friend == Record.Id,
        IsFirst = !referral.IsReferredBefore,
        IsCredited = referral.IsReferredBefore == false ? false : null,
    };

    private IEnumerable<LedgerEntry> LedgerEntries()
    {
        foreach (Referral referral in Record.ReferralsInForce)
        {
            if (referral.IsReferredBefore == true)
            {
                yield return new LedgerEntry.Referred(SomebodyElse, referral.Friend);
            }

            yield return new LedgerEntry.Referred(Record.Id, referral.Friend) { IsOrderKnown = referral.IsReferredBefore is not null };
        }

        IEnumerable<(Instant At, LedgerEntry Entry)> scheduled = Record.ReferralsInForce.Where(referral => referral.Booking is not null)
            .Select(referral =>
            (
                referral.ScheduledAt ?? Instant.MaxValue,
                (LedgerEntry)new LedgerEntry.Scheduled(referral.Friend, referral.Booking.GetValueOrDefault())
                {
                    IsWhenKnown = referral.ScheduledAt is not null,
                    Rules = _versions.FeesAt(referral.ScheduledAt, _rooms),
                }));
        IEnumerable<(Instant At, LedgerEntry Entry)> started = Record.VisitsInForce.Where(
            visit => visit.CancellationInForce is null && visit.Start is not null)
            .Select(
                visit =>
                    (
                        visit.Start.GetValueOrDefault().Earliest,
                        (LedgerEntry)new LedgerEntry.VisitStarted(Record.Id, visit.Id, InPolicysCurrency(visit.Price))
                        {
                            Rules = _versions.FeesAt(visit.BookedAt ?? visit.When, _rooms),
                        }));
        foreach ((_, LedgerEntry entry) in scheduled.Concat(started).OrderBy(entry => entry.At))
        {
            yield return entry;
        }
    }

    // No credit goes against a price in another currency; the statement says of which visit it is.
    private Money? InPolicysCurrency(Money? price) => _rooms.Fees.IsPayable(price) ? price : null;

    private StatementOfCharges StatementOf(ReferralLedger ledger) => _rooms.Fees.Statement(
        [
            .. from credited in ledger.Visits.Where(visit => visit.Person == Record.Id)
               join visit in Record.VisitsInForce on credited.Appointment equals visit.Id
               select StatementVisit.Of(credited) with { Price = visit.Price },
        ],
        [
            .. Visits.Where(review => review.Fee is not null).Select(
                review => new StatementFee(review.Visit.Id, review.Fee!.Value, review.FeeAmount)),
        ],
        ledger.Questions,
        [.. Visits.Where(review => IsUnexplained(review.Visit)).Select(review => AskedWhatHappened(review.Visit))]);
}
