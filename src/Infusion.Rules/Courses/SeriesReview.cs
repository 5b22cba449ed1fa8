using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Every decision about one series of infusions on one protocol.</summary>
/// <remarks>Made by <see cref="CourseReview"/>. Immutable and thread-safe.</remarks>
public sealed class SeriesReview
{
    private SeriesReview(
        RoomsByDate versions, PatientRecord record, ImmutableArray<ConditionCategory> conditions, VisitReview[] given,
        ImmutableArray<VisitReview> visits, Instant? until)
    {
        Instant firstStart = visits[0].Visit.Start!.Value.Earliest;
        Rooms rooms = Rooms = versions.Nearest(firstStart);
        WithoutRules = versions.Missing(firstStart);
        Protocol = visits[0].Visit.Protocol;
        Visits = [.. visits.Select(review => review.Visit.Id)];
        LatestStart = visits[visits.Length - 1].Visit.Start!.Value.Earliest;
        Scored = new()
        {
            Protocol = Protocol,
            Sessions = [.. visits.Select(review => SessionOf(review, given, record.AsOf))],
            OtherStarts = [.. given.Except(visits).Select(review => review.Visit.Start!.Value)],
            Conditions = conditions,
            Scores = record.Scores,
            Words = [.. record.WordsInForce.Where(word => !(word.At >= until))],
        };
        Response = rooms.Response.Decide(Scored);
        ConditionsEachWay = rooms.Response.DecideConditionsEachWay(Scored);
        HasReasonToContinue = rooms.Response.HasReason(Scored);
        bool? mayGoOn = HasReasonToContinue | Scored.WordsInForce.HasSaid(WordAbout.ReasonToContinue)
            | record.WordsInForce.HasSaid(WordAbout.Maintenance) | HasResponder;
        InductionSeries = InductionSeriesOf(Scored.Sessions, new()
        {
            Protocol = Protocol,
            MayGoOn = mayGoOn,
            On = rooms.DateOf(record.AsOf),
            Completeness = Scored.Sessions.Any(session => session.Result is null) ? ListCompleteness.Partial : ListCompleteness.Complete,
            Between = (CompletedIf(SessionResult.Aborted), CompletedIf(SessionResult.Completed)),
        });
        if (InductionSeries.Completeness == ListCompleteness.Complete)
        {
            LastOfInduction = Completed(InductionOf(Scored.Sessions)).Select(session => (LocalDate?)DateOf(session)).Max();
            MaintenanceDates = [.. MaintenanceOf(Scored.Sessions).Select(DateOf)];
        }

        Induction = rooms.Protocols.DecideInduction(InductionSeries);
        Finality = Response.Possible is [ResponseOutcome.NotYetEvaluable] ? null : rooms.Response.DecideFinality(Scored, record.AsOf);
        AfterMaintenance = rooms.Response.DecideMaintenance(Scored);
        Continuation = rooms.Response.DecideContinuation(Scored);
    }

    /// <summary>The protocol, as the policy or a person names it; <c>null</c> when not known.</summary>
    public StatedName? Protocol { get; }

    /// <summary>The ids of the visits whose infusions it is made of, oldest first.</summary>
    public ImmutableArray<string> Visits { get; }

    /// <summary>The sessions and scores by which the response is judged.</summary>
    public ResponseSeries Scored { get; }

    /// <summary>The completed sessions of its induction.</summary>
    public InductionSeries InductionSeries { get; }

    /// <summary>The date of the last completed session of its induction; <c>null</c> without one, or when not known.</summary>
    internal LocalDate? LastOfInduction { get; }

    /// <summary>The dates of its completed maintenance infusions; <c>null</c> when they are not all known.</summary>
    internal ImmutableArray<LocalDate>? MaintenanceDates { get; }

    /// <summary>How far the induction is.</summary>
    public Decision<InductionOutcome> Induction { get; private set; }

    /// <summary>Whether the infusions help.</summary>
    public Decision<ResponseOutcome> Response { get; private set; }

    /// <summary>Whether that verdict stands, or a later score may still change it; <c>null</c> while there is none.</summary>
    public Decision<ResponseFinality>? Finality { get; private set; }

    /// <summary>What the scores after its maintenance sessions show, oldest first; it changes no verdict.</summary>
    public ImmutableArray<Decision<ResponseFinding>> AfterMaintenance { get; private set; }

    /// <summary>What a booking of another session is told.</summary>
    public Decision<ContinuationOutcome> Continuation { get; private set; }

    /// <summary>The rooms in force when it began.</summary>
    internal Rooms Rooms { get; }

    /// <summary>Why no rules were in force when it began; <c>null</c> where some were.</summary>
    internal string? WithoutRules { get; }

    /// <summary>Whether a clinician has recorded a reason for going on against its verdict; <c>null</c> when not known.</summary>
    internal bool? HasReasonToContinue { get; }

    /// <summary>Whether a clinician has said that maintenance is reached, and no likely non-response stands since.</summary>
    /// <param name="said">Whether one has said so at all.</param>
    internal bool? KeepsMaintenance(bool? said)
    {
        bool? stands = Finality is { } finality ? finality.Is(ResponseFinality.Standing) : false;
        return Rooms.Response.HasWord(Scored, WordAbout.Maintenance) | (said & !(Response.Is(ResponseOutcome.LikelyNonResponder) & stands));
    }

    /// <summary>What is found of the last of some booked sessions, once they are given as planned; <c>null</c> where it is beyond the
    /// induction and accounted for.</summary>
    internal Decision<SessionFinding>? SessionAs(ImmutableArray<InfusionSession> booked) => EachWay(Decision<SessionFinding>? (open) =>
    {
        InductionSeries ahead = InductionSeriesOf(
            With(booked, open), InductionSeries with { Completeness = ListCompleteness.Complete, Between = null });
        return ahead.CompletedStarts.LastIndexOf(booked[booked.Length - 1].Start) is >= 0 and var place
            ? Rooms.Protocols.DecideSession(ahead, place)
            : null;
    });

    /// <summary>Its completed maintenance infusions with sessions that are booked, once they are given as planned.</summary>
    /// <param name="booked">The booked sessions.</param>
    /// <param name="open">How those went that have no end on record.</param>
    internal ImmutableArray<InfusionSession> MaintenanceWith(ImmutableArray<InfusionSession> booked, SessionResult open) =>
        [.. MaintenanceOf(With(booked, open))];

    /// <summary>A decision, in both ways in which sessions without an end on record may have gone.</summary>
    internal static Decision<TOutcome>? EachWay<TOutcome>(Func<SessionResult, Decision<TOutcome>?> way)
        where TOutcome : struct, Enum
    {
        Decision<TOutcome>[] ways =
            [.. new[] { way(SessionResult.Completed), way(SessionResult.Aborted) }.OfType<Decision<TOutcome>>()];
        return ways.Length == 0 ? null
            : Array.TrueForAll(ways, one => one.Outcomes == ways[0].Outcomes) ? ways[0]
            : ways[0].Or(ways.Skip(1), ResponseRules.HowItEnded);
    }

    /// <summary>When its latest infusion began.</summary>
    internal Instant LatestStart { get; }

    /// <summary>The verdicts on its conditions, in every way in which sessions without an end on record may have gone.</summary>
    internal ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> ConditionsEachWay { get; }

    /// <summary>Every decision as data.</summary>
    /// <returns>The documents.</returns>
    public ImmutableArray<DecisionDocument> ToDocuments() => ToDocuments(new());

    /// <summary>The same, among the documents of a review.</summary>
    internal ImmutableArray<DecisionDocument> ToDocuments(Kept kept) =>
    [
        Induction.ToDocument(kept),
        Response.ToDocument(kept),
        .. Finality is { } finality ? [finality.ToDocument(kept)] : (ImmutableArray<DecisionDocument>)[],
        .. AfterMaintenance.Select(scored => scored.ToDocument(kept)),
        Continuation.ToDocument(kept),
    ];

    /// <summary>Writes the protocol.</summary>
    /// <returns>"review of series four-hour".</returns>
    public override string ToString() => $"review of series {Protocol?.Text ?? "of no named protocol"}";

    /// <summary>Decides a series by the rules in force when it began; by none where there were none.</summary>
    /// <remarks>What is said from the start of the next series on is said of that one.</remarks>
    internal static SeriesReview Of(
        RoomsByDate versions, PatientRecord record, ImmutableArray<ConditionCategory> conditions, VisitReview[] given,
        ImmutableArray<VisitReview> visits, Instant? until)
    {
        var review = new SeriesReview(versions, record, conditions, given, visits, until);
        return review.WithoutRules is { } because
            ? review.AgreedWith<SeriesReview>([review], static one => one, new([because], isExhaustive: false))
            : review;
    }

    /// <summary>The same, where several readings of a record that contradicts itself agree.</summary>
    /// <remarks>A series that only some readings have rests on the contradiction.</remarks>
    internal SeriesReview AgreedWith<TReading>(
        ImmutableArray<TReading?> readings, Func<TReading, SeriesReview?> of, Agreement agreement)
        where TReading : class
    {
        var agreed = (SeriesReview)MemberwiseClone();
        agreed.Induction = agreement.Of(readings, reading => of(reading)?.Induction)!.Value;
        agreed.Response = agreement.Of(readings, reading => of(reading)?.Response)!.Value;
        agreed.Finality = agreement.Of(readings, reading => of(reading)?.Finality);
        agreed.AfterMaintenance = agreement.Each(readings, reading => of(reading)?.AfterMaintenance ?? []);
        agreed.Continuation = agreement.Of(readings, reading => of(reading)?.Continuation)!.Value;
        return agreed;
    }

    // The sessions beyond the induction that nothing on record makes maintenance.
    private static IEnumerable<InfusionSession> NotMaintenance(InfusionSession[] later)
    {
        Instant? maintenance = later.Where(static session => session.Mark == SeriesMark.Maintenance)
            .Select(static session => (Instant?)session.Start.Earliest).Min();
        return later.Where(session => !(session.Start.Earliest >= maintenance));
    }

    // Whether a condition responds, in whichever way sessions without an end on record may have gone.
    private bool? HasResponder =>
        ConditionsEachWay.All(static way => way.Any(static one => one.Is(ResponseOutcome.Responder) == true)) ? true
        : ConditionsEachWay.Any(static way => way.Any(static one => one.Allows(ResponseOutcome.Responder))) ? null
        : false;

    // How many sessions of the induction are completed if those without an end on record were all broken off, or all given to their end.
    private int CompletedIf(SessionResult result) => Completed(InductionOf(With([], result))).Count();

    private ImmutableArray<InfusionSession> With(ImmutableArray<InfusionSession> booked, SessionResult open) =>
        [.. Scored.Sessions.Select(session => session.As(open)), .. booked];

    private ImmutableArray<InfusionSession> InductionOf(ImmutableArray<InfusionSession> sessions) =>
        Rooms.Response.InductionOf(Scored with { Sessions = sessions });

    private IEnumerable<InfusionSession> MaintenanceOf(ImmutableArray<InfusionSession> sessions) =>
        Completed(sessions.Except(InductionOf(sessions)));

    // Beyond the induction those that nothing on record accounts for are of it, too.
    private InductionSeries InductionSeriesOf(ImmutableArray<InfusionSession> sessions, InductionSeries of)
    {
        ImmutableArray<InfusionSession> induction = InductionOf(sessions);
        InfusionSession[] completed =
        [
            .. Completed(of.MayGoOn == true ? induction : induction.Concat(NotMaintenance([.. sessions.Except(induction)])))
                .OrderBy(static session => session.Start.Earliest),
        ];
        return of with
        {
            CompletedDates = [.. completed.Select(DateOf)],
            CompletedStarts = [.. completed.Select(static session => session.Start)],
            Extensions = [.. completed.Where(static session => session.Mark == SeriesMark.Extension).Select(DateOf)],
        };
    }

    private static IEnumerable<InfusionSession> Completed(IEnumerable<InfusionSession> sessions) =>
        sessions.Where(static session => session.Result == SessionResult.Completed);

    /// <summary>The clinic-local date of a session.</summary>
    internal LocalDate DateOf(InfusionSession session) => Rooms.DateOf(session.Start.Earliest);

    // Without an end on record it was over at the latest when the patient left, or when another infusion began.
    private static InfusionSession SessionOf(VisitReview review, VisitReview[] given, Instant asOf)
    {
        Visit visit = review.Visit;
        Moment start = visit.Start!.Value;
        return visit switch
        {
            { End: { } end, IsAborted: true } => InfusionSession.Aborted(start, end),
            { End: { } end } => InfusionSession.Ended(start, end, review.IsSession == true ? SessionResult.Completed : null),
            _ => InfusionSession.Open(start, given.Select(other => other.Visit.Start!.Value.Latest).Where(later => later > start.Latest)
                .Append(visit.Left?.Latest ?? asOf).Append(asOf).Min()),
        } with
        { Mark = visit.Series };
    }
}
